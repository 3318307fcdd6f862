"""Where the parts of a playbook live on disk."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from playbook.languages import Language, languages_of, read_settings

ENGINE = Path(__file__).parent


@dataclass(frozen=True)
class Project:
    """One playbook. ``root`` holds mkdocs.yml, docs/ and playbook/content; templates and theme are the engine's."""

    root: Path

    @property
    def content(self) -> Path:
        """The YAML entries."""
        return self.root / "playbook" / "content"

    @property
    def locale(self) -> Path:
        """The catalogues, one ``<lang>.po`` a language."""
        return self.root / "playbook" / "locale"

    @property
    def docs(self) -> Path:
        """The pages written by hand, one folder a language."""
        return self.root / "docs"

    @property
    def build(self) -> Path:
        """Staged pages and caches; may be deleted at any time."""
        return self.root / "build"

    @property
    def staged(self) -> Path:
        """The Markdown that mkdocs reads."""
        return self.build / "docs"

    @property
    def site(self) -> Path:
        """The finished site."""
        return self.root / "site"

    def language_site(self, language: Language) -> Path:
        """Where one language is built before the languages are merged into ``site``."""
        return self.build / "site" / language.code

    @property
    def templates(self) -> Path:
        """The templates that make Markdown of entries."""
        return ENGINE / "templates"

    @property
    def theme(self) -> Path:
        """Theme overrides and assets."""
        return ENGINE / "theme"

    @cached_property
    def settings(self) -> dict[str, Any]:
        """mkdocs.yml as plain data."""
        return read_settings(self.root / "mkdocs.yml")

    @cached_property
    def languages(self) -> tuple[Language, ...]:
        """The languages of the portal, the default one first."""
        return tuple(sorted(languages_of(self.settings), key=lambda language: not language.default))

    def catalogue_path(self, language: Language) -> Path:
        """The .po file of a language."""
        return self.locale / f"{language.code}.po"
