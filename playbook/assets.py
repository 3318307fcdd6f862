"""What the site serves beside its pages: styles, modules, fonts, Pyodide, the calculators and the licences of it all.

Folder and file names carry a hash of what is in them, so that browsers may keep them for ever.
"""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from playbook.fonts import FONTS, font_files
from playbook.licences import Licences
from playbook.problems import PlaybookError, Problem

_PYODIDE_FILES = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Assets:
    """The sources of the assets: the theme's own folder, node_modules, the calculators package and the licences."""

    theme: Path
    node_modules: Path
    calculators: Path
    licences: Licences

    @cached_property
    def paths(self) -> Mapping[str, str]:
        """Where each asset is below the site's root: ``calculators`` is a file, the others are folders."""
        return {
            "theme": f"assets/playbook-{_tree_hash(self.theme)}/",
            "fonts": f"assets/fonts-{_fonts_version(self.node_modules)}/",
            "pyodide": f"assets/pyodide-{_npm_version(self.node_modules, 'pyodide')}/",
            "calculators": f"assets/calculators-{_tree_hash(self.calculators, '*.py')}.zip",
            "licences": self.licences.folder,
        }

    def write(self, site: Path) -> set[str]:
        """Put the assets below ``site`` unless they are there already; returns the paths written or kept."""
        for name, path in self.paths.items():
            target = site / path
            if not target.exists():
                _WRITERS[name](self, target)
        return set(self.paths.values())


def _write_theme(assets: Assets, target: Path) -> None:
    _in_one_step(target, lambda folder: shutil.copytree(assets.theme, folder))


def _write_fonts(assets: Assets, target: Path) -> None:
    def fill(folder: Path) -> None:
        folder.mkdir(parents=True)
        for name, content in font_files(assets.node_modules):
            (folder / name).write_bytes(content)

    _in_one_step(target, fill)


def _write_pyodide(assets: Assets, target: Path) -> None:
    def fill(folder: Path) -> None:
        folder.mkdir(parents=True)
        for name in _PYODIDE_FILES:
            shutil.copyfile(assets.node_modules / "pyodide" / name, folder / name)

    _in_one_step(target, fill)


def _write_calculators(assets: Assets, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    _in_one_step(target, lambda path: path.write_bytes(package_zip(assets.calculators)))


def _write_licences(assets: Assets, target: Path) -> None:
    def fill(folder: Path) -> None:
        folder.mkdir(parents=True)
        for name, text in assets.licences.files.items():
            # with a mark at the beginning that tells browsers the encoding, which many hosts do not
            (folder / name).write_text(text, "utf-8-sig")

    _in_one_step(target, fill)


_WRITERS = {
    "theme": _write_theme,
    "fonts": _write_fonts,
    "pyodide": _write_pyodide,
    "calculators": _write_calculators,
    "licences": _write_licences,
}


def package_zip(package: Path) -> bytes:
    """The modules of a package as a zip, the same bytes for the same modules."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(package.rglob("*.py")):
            info = zipfile.ZipInfo(path.relative_to(package.parent).as_posix(), _ZIP_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, path.read_bytes())
    return buffer.getvalue()


def _in_one_step(target: Path, fill: Callable[[Path], object]) -> None:
    """Make a folder or file beside its place and move it there, so that nobody sees half of it."""
    waiting = target.with_name(f".{target.name}.new")
    shutil.rmtree(waiting, ignore_errors=True)
    waiting.parent.mkdir(parents=True, exist_ok=True)
    fill(waiting)
    waiting.replace(target)


def _tree_hash(folder: Path, pattern: str = "*") -> str:
    files = (path for path in sorted(folder.rglob(pattern)) if path.is_file() and "__pycache__" not in path.parts)
    return _hash(part for path in files for part in (path.relative_to(folder).as_posix().encode(), path.read_bytes()))


def _hash(parts: Iterable[bytes]) -> str:
    total = hashlib.sha256()
    for part in parts:
        total.update(len(part).to_bytes(8, "big") + part)
    return total.hexdigest()[:12]


def _fonts_version(node_modules: Path) -> str:
    return _hash(
        part for font in FONTS for part in (repr(font).encode(), _npm_version(node_modules, font.package).encode())
    )


def _npm_version(node_modules: Path, package: str) -> str:
    try:
        return str(json.loads((node_modules / package / "package.json").read_text("utf-8"))["version"])
    except (OSError, ValueError, KeyError):
        what = f"the npm package {package} is not installed"
        raise PlaybookError(
            [Problem("package.json", 0, 0, package, what, "run `make site`, which installs it")]
        ) from None
