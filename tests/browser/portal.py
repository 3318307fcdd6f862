"""The built portal as the browser tests see it: its address, its languages and their pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playbook.languages import Language
from playbook.project import Project

WIDTH = 390
PHONE: dict[str, Any] = {"viewport": {"width": WIDTH, "height": 844}, "is_mobile": True, "has_touch": True}
"""What makes a tab a phone for Playwright; pages may not be wider than ``WIDTH`` pixels there."""
NOT_FOUND = "no-such-page/"
"""An address below a language's root where there is nothing."""


@dataclass(frozen=True)
class Portal:
    """A built site that is served at ``url``, which ends with a slash."""

    url: str
    project: Project

    @property
    def languages(self) -> tuple[Language, ...]:
        return self.project.languages

    def language(self, code: str) -> Language:
        return next(language for language in self.languages if language.code == code)

    def folder(self, code: str) -> Path:
        """Where the pages of a language are on disk."""
        return self.project.site / self.language(code).prefix

    def address(self, code: str, page: str = "") -> str:
        """The whole address of a page that is named by its address below the language's root."""
        return f"{self.url}{self.language(code).prefix}{page}"

    def pages(self, code: str) -> list[str]:
        """The addresses below a language's root of all its pages: ``""`` is its home page."""
        folder = self.folder(code)
        others = {folder / language.code for language in self.languages if not language.default}
        found = (path.parent for path in folder.rglob("index.html"))
        own = (path for path in found if others.isdisjoint((path, *path.parents)))
        return sorted("" if path == folder else f"{path.relative_to(folder).as_posix()}/" for path in own)


def listed(failures: Iterable[str]) -> str:
    """All failures of a test, one a line."""
    return "\n".join(("", *failures))
