"""The tiny project as a finished site, built once for all tests that only look at it."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

from playbook.project import Project
from playbook.site_build import SiteReport, build_site

ADDRESS = "https://tests.example/"
"""Where mkdocs.yml of the tiny project says that the site is."""
PREFIXES = {"en": "", "it": "it/", "ar": "ar/"}
"""The languages of the tiny project with their folders."""


@cache
def built(base: Path) -> Project:
    """A copy of the tiny project beside it, built; to be read only."""
    project = Project(base.with_name("built"))
    shutil.copytree(base, project.root)
    build(project)
    return project


def build(project: Project) -> SiteReport:
    """Build a project as it is now; what is read from its settings is not kept from an earlier build."""
    return build_site(Project(project.root), lambda _line: None)


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its content."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def html_of(files: dict[str, bytes]) -> dict[str, bytes]:
    """The pages among files, without Pagefind's."""
    return {name: content for name, content in files.items() if name.endswith(".html") and "pagefind/" not in name}


def changed(before: dict[str, bytes], after: dict[str, bytes]) -> set[str]:
    """The pages that are not the same, or that are on one side only."""
    one, other = html_of(before), html_of(after)
    return {name for name in one.keys() | other.keys() if one.get(name) != other.get(name)}


def language_of(name: str) -> str:
    """The language of a page, which its folder tells."""
    first = name.partition("/")[0]
    return first if first in PREFIXES else "en"


@dataclass
class Elements:
    """What the elements of one page say: ``(tag, attributes)`` in their order, and the ids that links may point to."""

    all: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def of(self, tag: str) -> Iterator[dict[str, str]]:
        """The attributes of every element with this name."""
        return (attributes for name, attributes in self.all if name == tag)

    @property
    def ids(self) -> set[str]:
        """Where links may point to inside the page."""
        return {attributes["id"] for _, attributes in self.all if "id" in attributes}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found = Elements()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.all.append((tag, {name: value or "" for name, value in attrs}))


def read(page: bytes) -> Elements:
    """The elements of a page."""
    reader = _Reader()
    reader.feed(page.decode("utf-8"))
    reader.close()
    return reader.found
