"""The languages of the portal: mkdocs.yml lists them, Babel knows how they write numbers, dates and plurals."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from babel import Locale
from babel.core import get_global

_CATEGORIES = ("zero", "one", "two", "few", "many", "other")


@dataclass(frozen=True, slots=True)
class Language:
    """One language of the portal. ``code`` is its folder and address; ``name`` is what its speakers call it."""

    code: str
    name: str
    default: bool
    translated: int
    """The share of texts, in percent, that must be translated and up to date."""

    @property
    def direction(self) -> str:
        """``ltr`` or ``rtl``."""
        return str(babel_locale(self.code).text_direction)

    @property
    def prefix(self) -> str:
        """The path of the language below the site's root: empty for the default language, else ``mt/``."""
        return "" if self.default else f"{self.code}/"


@cache
def babel_locale(code: str) -> Locale:
    """Babel's locale for a language code; CLDR knows Filipino (``tl``) as ``fil``."""
    aliases = get_global("language_aliases")
    return Locale.parse(aliases.get(code, code))


@cache
def plural_categories(code: str) -> tuple[str, ...]:
    """The plural categories of a language in the order of its gettext forms."""
    used = babel_locale(code).plural_form.tags | {"other"}
    return tuple(category for category in _CATEGORIES if category in used)


def languages_of(settings: dict[str, Any]) -> tuple[Language, ...]:
    """The languages that the i18n plugin of a mkdocs.yml lists, in its order."""
    listed: list[dict[str, Any]] = []
    for plugin in settings.get("plugins", []):
        if isinstance(plugin, dict) and "i18n" in plugin:
            listed = plugin["i18n"]["languages"]
    translated = settings.get("extra", {}).get("translated", {})
    return tuple(
        Language(
            code=language["locale"],
            name=language["name"],
            default=bool(language.get("default")),
            translated=100 if language.get("default") else int(translated.get(language["locale"], 0)),
        )
        for language in listed
    )


def read_settings(mkdocs_yml: Path) -> dict[str, Any]:
    """The settings of mkdocs.yml as plain data."""
    settings = yaml.safe_load(mkdocs_yml.read_text("utf-8"))
    return settings if isinstance(settings, dict) else {}
