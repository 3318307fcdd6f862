"""The languages of the portal: mkdocs.yml lists them, Babel knows how they write numbers, dates and plurals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from babel import Locale, UnknownLocaleError
from babel.core import get_global

from playbook.problems import PlaybookError, Problem
from playbook.source import describe

_ALL = 100
_CATEGORIES = ("zero", "one", "two", "few", "many", "other")


@dataclass(frozen=True, slots=True)
class Language:
    """One language of the portal. ``code`` is its folder and address; ``name`` is what its speakers call it."""

    code: str
    name: str
    default: bool
    translated: int
    """The share of the content's texts, in percent, that must be translated and up to date."""
    interface: int = 100
    """The same for the texts of the interface and the calculators."""

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
    """The languages that the i18n plugin of a mkdocs.yml lists, in its order.

    Raises PlaybookError with everything that is wrong with the list.
    """
    plugins = settings.get("plugins") if isinstance(settings.get("plugins"), list) else []
    options = next((one["i18n"] for one in plugins or () if isinstance(one, dict) and "i18n" in one), None)
    listed = options.get("languages") if isinstance(options, dict) else None
    problems: list[Problem] = []
    if not isinstance(listed, list) or not listed:
        remedy = "list them under plugins: i18n: languages: - {locale: en, name: English, default: true}"
        raise PlaybookError([_problem("plugins.i18n.languages", "no languages are listed", remedy)])
    extra = settings.get("extra")
    translated, interface = (_shares(extra, name) for name in ("translated", "translated_interface"))
    for number, language in enumerate(listed):
        problems += _language_problems(f"plugins.i18n.languages[{number}]", language)
    if not problems:
        problems += _list_problems(listed)
        problems += _share_problems(listed, "translated", translated)
        problems += _share_problems(listed, "translated_interface", interface)
    if problems:
        raise PlaybookError(problems)
    return tuple(
        Language(
            code=language["locale"],
            name=language["name"],
            default=bool(language.get("default")),
            translated=_ALL if language.get("default") else translated.get(language["locale"], 0),
            interface=_ALL if language.get("default") else interface.get(language["locale"], 0),
        )
        for language in listed
    )


def _language_problems(key: str, language: object) -> Iterator[Problem]:
    if not isinstance(language, dict):
        yield _problem(key, "no language", "write {locale: mt, name: Malti}")
        return
    code, name = language.get("locale"), language.get("name")
    if code is None:
        yield _problem(f"{key}.locale", "missing", 'add its two or three letters, in "quotes"')
    elif not isinstance(code, str) or not re.fullmatch("[a-z]{2,3}", code):
        what = f"{describe(code)} is no language code"
        yield _problem(f"{key}.locale", what, 'write its two or three letters, in "quotes"')
    elif not _is_known(code):
        yield _problem(
            f"{key}.locale", f"nothing is known of the language “{code}”", "use a code of ISO 639 that CLDR has"
        )
    if not isinstance(name, str) or not name.strip():
        yield _problem(f"{key}.name", "missing", "add what its speakers call it")


def _shares(extra: object, name: str) -> dict[str, Any]:
    found = extra.get(name) if isinstance(extra, dict) else None
    return found if isinstance(found, dict) else {}


def _list_problems(listed: list[dict[str, Any]]) -> Iterator[Problem]:
    codes = [language["locale"] for language in listed]
    for code in sorted({code for code in codes if codes.count(code) > 1}):
        yield _problem("plugins.i18n.languages", f"{code} is listed twice", "keep one of the two")
    defaults = sum(bool(language.get("default")) for language in listed)
    if defaults != 1:
        yield _problem("plugins.i18n.languages", f"{defaults} default languages", "set default: true at exactly one")


def _share_problems(listed: list[dict[str, Any]], name: str, shares: dict[str, Any]) -> Iterator[Problem]:
    codes = [language["locale"] for language in listed]
    for code, percent in shares.items():
        key = f"extra.{name}.{code}"
        if code not in codes:
            yield _problem(key, "no such language is listed", "delete it, or add the language")
        elif isinstance(percent, bool) or not isinstance(percent, int) or not 0 <= percent <= _ALL:
            yield _problem(key, f"{describe(percent)} is no share", "write a whole number from 0 to 100")


def _is_known(code: str) -> bool:
    try:
        babel_locale(code)
    except (UnknownLocaleError, ValueError):
        return False
    return True


def read_settings(mkdocs_yml: Path) -> dict[str, Any]:
    """The settings of mkdocs.yml as plain data.

    Raises PlaybookError when it cannot be read.
    """
    try:
        settings = yaml.safe_load(mkdocs_yml.read_text("utf-8"))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        what = f"YAML cannot be read ({error.problem})"
        raise PlaybookError([Problem("mkdocs.yml", line, column, "yaml", what, "correct the line")]) from None
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        raise PlaybookError([_problem("file", "it is no YAML in UTF-8", "restore it")]) from None
    if not isinstance(settings, dict):
        raise PlaybookError([_problem("file", "it holds no settings", "restore it")])
    return settings


def _problem(key: str, what: str, remedy: str) -> Problem:
    return Problem("mkdocs.yml", 0, 0, key, what, remedy)
