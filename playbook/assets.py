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


@dataclass(frozen=True, slots=True)
class Library:
    """The modules of an npm package that browsers import: those in ``modules``, beginning with ``entry``."""

    package: str
    modules: str
    entry: str
    several: bool = False

    def folder(self, node_modules: Path) -> str:
        """Where the modules are below the site's root."""
        return f"assets/{self.package.rpartition('/')[2]}-{npm_version(node_modules, self.package)}/"

    def files(self, node_modules: Path) -> dict[str, Path]:
        """The modules by name: the entry alone, or with those that lie beside it and that it imports."""
        folder = node_modules / self.package / self.modules
        beside = folder.glob("*.js") if self.several else [folder / self.entry]
        return {path.name: path for path in sorted(beside)}


LIBRARIES = {
    "idb": Library("idb", "build", "index.js"),
    "fsrs": Library("ts-fsrs", "dist", "index.mjs"),
    "uqr": Library("uqr", "dist", "index.mjs"),
    "schema": Library("@cfworker/json-schema", "dist/esm", "index.js", several=True),
}
"""The npm packages that the scripts of pages use, by the names they know them by."""


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
            **{name: library.folder(self.node_modules) for name, library in LIBRARIES.items()},
            "calculators": f"assets/calculators-{tree_hash(self.calculators, '*.py')}.zip",
            "licences": self.licences.folder,
        }

    @property
    def libraries(self) -> Mapping[str, str]:
        """The modules that scripts import from npm packages, by the packages' short names, below the site's root."""
        return {name: self.paths[name] + library.entry for name, library in LIBRARIES.items()}

    def write(self, site: Path) -> set[str]:
        """Put the assets below ``site`` unless they are there already; returns the paths written or kept.

        What ``python.making`` makes must be there.
        """
        for name, path in self.paths.items():
            target = site / path
            if target.exists():
                continue
            if name in LIBRARIES:
                _write_library(LIBRARIES[name], self.node_modules, target)
            else:
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


def _write_library(library: Library, node_modules: Path, target: Path) -> None:
    _in_one_step(target, lambda folder: _copy(library.files(node_modules), folder))


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
