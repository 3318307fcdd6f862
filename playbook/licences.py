"""The licences of what the site carries that others made, read from the packages that are installed.

Packages name their licence themselves and mostly bring its text. What they leave out stands in
``playbook/licence_texts/<package>/<SPDX id>/<name>.txt``: their own text under the package's name, and the texts of the
works that are built into them.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

from playbook.problems import PlaybookError, Problem

TEXTS = Path(__file__).with_name("licence_texts")

_ICONS = "material/templates/.icons"


@dataclass(frozen=True, slots=True)
class Work:
    """One work. ``licence`` is an SPDX id, ``file`` the name under which the site serves ``text``.

    ``home`` is where its source is to be had. ``use`` ends the id of the interface text ``licences.use.<use>``. Works
    inside another have only what they must.
    """

    name: str
    licence: str
    file: str
    text: str
    version: str = ""
    home: str = ""
    use: str = ""
    inside: tuple[Work, ...] = ()

    @property
    def texts(self) -> Iterator[tuple[str, str]]:
        """The file names and texts of this work and of those inside."""
        yield self.file, self.text
        for work in self.inside:
            yield from work.texts


@dataclass(frozen=True, slots=True)
class Licences:
    """What the page of licences lists: the playbook's ``own`` code and content, and the works of ``others``."""

    own: tuple[Work, ...]
    others: tuple[Work, ...]

    @property
    def files(self) -> dict[str, str]:
        """The texts by file name."""
        return dict(pair for work in (*self.own, *self.others) for pair in work.texts)

    @property
    def folder(self) -> str:
        """Where the texts are below the site's root."""
        digest = hashlib.sha256(json.dumps(self.files, sort_keys=True).encode()).hexdigest()
        return f"assets/licences-{digest[:12]}/"


def licences_of(root: Path, node_modules: Path) -> Licences:
    """The licences of the playbook in ``root`` and of the packages that its site is made with.

    Raises PlaybookError for a package that says too little about itself.
    """
    return Licences(tuple(own_works(root)), tuple(works(node_modules)))


@dataclass(frozen=True, slots=True)
class _Inside:
    """A work inside a Python package whose licence text the package brings, at ``path`` among its files."""

    name: str
    licence: str
    path: str


# The Python packages of which something gets into the site, with what of theirs has a licence of its own.
_PYTHON: dict[str, tuple[str, tuple[_Inside, ...]]] = {
    "mkdocs-material": (
        "frame",
        (
            _Inside("Material Design Icons", "Apache-2.0", f"{_ICONS}/material/LICENSE"),
            _Inside("Octicons", "MIT", f"{_ICONS}/octicons/LICENSE"),
            _Inside("Font Awesome Free", "CC-BY-4.0", f"{_ICONS}/fontawesome/LICENSE.txt"),
        ),
    ),
    "pagefind": ("search", ()),
    "babel": ("numbers", (_Inside("CLDR", "Unicode-3.0", "babel/locale-data/LICENSE.unicode"),)),
}
_NPM = {
    "@cfworker/json-schema": "files",
    "@fontsource/": "typeface",
    "idb": "keeping",
    "pyodide": "calculators",
    "ts-fsrs": "cards",
    "uqr": "codes",
}
"""What npm packages are for, by the beginning of their names."""


def own_works(root: Path) -> Iterator[Work]:
    """The playbook's own two licences, its code's and its content's, as far as their files are there."""
    for name, licence, file in (("code", "MIT", "LICENSE"), ("content", "CC-BY-4.0", "LICENSE-content")):
        if (root / file).is_file():
            yield Work(name, licence, _file(name), (root / file).read_text("utf-8"))


def works(node_modules: Path) -> Iterator[Work]:
    """Everything of others in the site: Python packages, and the npm packages that package.json depends on.

    Raises PlaybookError for a package that says too little about itself.
    """
    for name in _PYTHON:
        yield _python_work(name)
    manifest = json.loads((node_modules.resolve().parent / "package.json").read_text("utf-8"))
    for name in sorted(manifest["dependencies"]):
        yield _npm_work(name, node_modules / name)


def _python_work(name: str) -> Work:
    package = metadata.distribution(name)
    use, inside = _PYTHON[name]
    licence = _said(package.metadata, "License-Expression") or _said(package.metadata, "License")
    if not licence:
        raise _too_little(name, "the package names no licence")
    listed = package.metadata.get_all("License-File") or []
    text = "\n".join(package.read_text(f"licenses/{file}") or "" for file in listed) or _own_text(name, licence)
    parts = [_brought(name, part, Path(str(package.locate_file(part.path)))) for part in inside]
    return Work(
        name=str(package.metadata["Name"]),
        licence=licence,
        file=_file(name),
        text=text,
        version=package.version,
        home=_home(package.metadata),
        use=use,
        inside=(*parts, *_built_in(name)),
    )


def _home(package: metadata.PackageMetadata) -> str:
    """The address of the source or, failing that, of the package's own pages."""
    listed = (entry.partition(", ") for entry in package.get_all("Project-URL") or [])
    named = {label.lower(): address for label, _, address in listed}
    return named.get("source") or named.get("homepage") or _said(package, "Home-page")


def _said(package: metadata.PackageMetadata, key: str) -> str:
    return "".join((package.get_all(key) or [])[:1])


def _brought(name: str, part: _Inside, path: Path) -> Work:
    return Work(part.name, part.licence, _file(name, part.name), path.read_text("utf-8"))


def _npm_work(name: str, folder: Path) -> Work:
    try:
        package = json.loads((folder / "package.json").read_text("utf-8"))
    except OSError:
        raise _too_little(name, "the npm package is not installed", "run `make site`, which installs it") from None
    use = next((use for beginning, use in _NPM.items() if name.startswith(beginning)), "")
    if not use:
        raise _too_little(name, "the page of licences does not say what it is for")
    licence = str(package.get("license", ""))
    own = sorted(folder.glob("LICEN[CS]E*"))
    return Work(
        name=name,
        licence=licence,
        file=_file(name),
        text="\n".join(path.read_text("utf-8") for path in own) or _own_text(name, licence),
        version=str(package["version"]),
        home=str(package.get("homepage", "")) or _repository(package),
        use=use,
        inside=tuple(_built_in(name)),
    )


def _repository(package: Mapping[str, Any]) -> str:
    """The address of the source, as browsers know it; empty where the package names none."""
    listed = package.get("repository", "")
    address = str(listed.get("url", "")) if isinstance(listed, dict) else str(listed)
    found = re.fullmatch(r"(?:git\+)?(?:git|https)://([^ ]+?)(?:\.git)?", address)
    return f"https://{found[1]}" if found else ""


def _own_text(name: str, licence: str) -> str:
    path = TEXTS / name / licence / f"{_bare(name)}.txt"
    if not path.is_file():
        where = path.relative_to(TEXTS.parent.parent).as_posix()
        raise _too_little(name, "the package brings no text of its licence", f"put it into {where}")
    return path.read_text("utf-8")


def _built_in(name: str) -> Iterator[Work]:
    for path in sorted((TEXTS / name).glob("*/*.txt"), key=lambda path: path.stem.lower()):
        if path.stem != _bare(name):
            yield Work(path.stem, path.parent.name, _file(name, path.stem), path.read_text("utf-8"))


def _bare(name: str) -> str:
    """A package's name without the scope that npm's may have: ``noto-sans`` of ``@fontsource/noto-sans``."""
    return name.rpartition("/")[2]


def _file(*names: str) -> str:
    return f"{'-'.join(re.sub(r'[^a-z0-9.]+', '-', name.lower()).strip('-') for name in names)}.txt"


def _too_little(name: str, what: str, remedy: str = "add it in playbook/licences.py") -> PlaybookError:
    return PlaybookError([Problem("package.json", 0, 0, name, what, remedy)])
