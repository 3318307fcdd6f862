"""What the pages shall show, worked out here: results by CPython, texts from the catalogues, numbers by Babel."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from babel.numbers import format_currency, format_decimal

from calculators.output import to_json
from calculators.read_json import read_json
from calculators.registry import load
from calculators.validate import validate
from playbook.catalogue import read_catalogue
from playbook.languages import Language, babel_locale
from playbook.localise import Localised, localise
from playbook.project import Project
from playbook.site_build import read_library

_MARKS = str.maketrans("", "", "\u200e\u200f\u061c\u2066\u2067\u2068\u2069")
_OWN_DIGITS = {"ar": ("arab", "٠١٢٣٤٥٦٧٨٩")}


@dataclass(frozen=True)
class Words:
    """The texts of one language and, to compare with, the English ones."""

    local: Localised
    english: Localised

    def text(self, key: str) -> str:
        """An interface text; where it is not English, it must not be the English one."""
        found = str(self.local.interface[key])
        assert self.local.language.default or found != self.english.interface[key], f"{key} is not translated"
        return found


def read_words(project: Project) -> dict[str, Words]:
    """The texts of all languages by code."""
    library = read_library(project)
    local = {
        language.code: localise(library, language, read_catalogue(project.root, project.catalogue_path(language)))
        for language in project.languages
    }
    return {code: Words(words, local[project.languages[0].code]) for code, words in local.items()}


def example_of(words: Words, calculator: str) -> dict[str, Any]:
    """The inputs of a calculator's worked example as plain data that may be changed."""
    entry = next(item.entry for item in words.local.of("calculator") if item.entry.id == calculator)
    example: dict[str, Any] = json.loads(json.dumps(entry.example, default=_plain))
    return example


def result_of(calculator: str, inputs: Mapping[str, object]) -> dict[str, str]:
    """What the calculator makes of ``inputs`` under CPython: machine values by the path of their field."""
    tool = load(calculator)
    result = tool.calculate(validate(tool, read_json(json.dumps(inputs))))
    return dict(_flat(json.loads(to_json(result), parse_int=str, parse_float=str), ""))


def typed(language: Language, number: str) -> str:
    """A number as a person who writes the language would type it, with group signs and the script's own digits."""
    system, digits = _OWN_DIGITS.get(language.code, ("latn", "0123456789"))
    locale = babel_locale(language.code)
    written = format_decimal(Decimal(number), locale=locale, numbering_system=system, decimal_quantization=False)
    return written.replace("\N{NO-BREAK SPACE}", " ").translate({ord(str(n)): digit for n, digit in enumerate(digits)})


def money(language: Language, number: str, currency: str) -> str:
    """An amount as the page shall show it, without marks of direction: Western digits in every language."""
    locale = babel_locale(language.code)
    return unmarked(format_currency(Decimal(number), currency, locale=locale, numbering_system="latn"))


def unmarked(text: str) -> str:
    """``text`` without marks of direction."""
    return text.translate(_MARKS)


def _flat(value: object, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        parts: list[tuple[object, object]] = list(value.items())
    elif isinstance(value, list):
        parts = list(enumerate(value))
    else:
        yield path, "" if value is None else str(value)
        return
    for name, part in parts:
        yield from _flat(part, f"{path}.{name}" if path else str(name))


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, Mapping):
        return dict(value)
    return float(str(value))
