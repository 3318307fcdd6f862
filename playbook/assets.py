"""What the site serves beside its pages: styles, modules, fonts, Pyodide, the calculators and the licences of it all.

Folder and file names carry a hash of what is in them, so that browsers may keep them for ever.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from playbook.fonts import FONTS, font_files
from playbook.hashes import hash_of, npm_version, tree_hash
from playbook.licences import Licences
from playbook.package_zip import package_zip
from playbook.python_assets import PythonAssets, place


@dataclass(frozen=True)
class Assets:
    """The sources of the assets: the theme's own folder, node_modules, the calculators package and the licences.

    ``python`` makes what the calculators start from; the rest is copied.
    """

    theme: Path
    node_modules: Path
    calculators: Path
    licences: Licences
    python: PythonAssets

    @cached_property
    def paths(self) -> Mapping[str, str]:
        """Where each asset is below the site's root: ``calculators`` is a file, the others are folders."""
        return {
            "theme": f"assets/playbook-{tree_hash(self.theme)}/",
            "fonts": f"assets/fonts-{_fonts_version(self.node_modules)}/",
            "pyodide": f"assets/pyodide-{npm_version(self.node_modules, 'pyodide')}/",
            "python": f"assets/python-{self.python.hash}/",
            "idb": f"assets/idb-{npm_version(self.node_modules, 'idb')}/",
            "calculators": f"assets/calculators-{tree_hash(self.calculators, '*.py')}.zip",
            "licences": self.licences.folder,
        }

    def write(self, site: Path) -> set[str]:
        """Put the assets below ``site`` unless they are there already; returns the paths written or kept.

        What ``python.making`` makes must be there.
        """
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
    _in_one_step(target, lambda folder: _copy(assets.python.pyodide_files(), folder))


def _write_python(assets: Assets, target: Path) -> None:
    _in_one_step(target, lambda folder: _copy(assets.python.made_files(), folder))


def _write_idb(assets: Assets, target: Path) -> None:
    _in_one_step(target, lambda folder: _copy({"index.js": assets.node_modules / "idb" / "build" / "index.js"}, folder))


def _copy(files: Mapping[str, Path], folder: Path) -> None:
    folder.mkdir(parents=True)
    for name, source in files.items():
        shutil.copyfile(source, folder / name)


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
    "python": _write_python,
    "idb": _write_idb,
    "calculators": _write_calculators,
    "licences": _write_licences,
}


def _in_one_step(target: Path, fill: Callable[[Path], object]) -> None:
    """Make a folder or file beside its place and move it there, so that nobody sees half of it."""
    waiting = target.with_name(f".{target.name}.{os.getpid()}.new")
    shutil.rmtree(waiting, ignore_errors=True)
    waiting.parent.mkdir(parents=True, exist_ok=True)
    fill(waiting)
    place(waiting, target)


def _fonts_version(node_modules: Path) -> str:
    return hash_of(
        part for font in FONTS for part in (repr(font).encode(), npm_version(node_modules, font.package).encode())
    )
