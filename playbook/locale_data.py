"""How a language writes numbers and counts things, taken from Babel's CLDR for the calculators.

Chromium has no number formats for some of our languages, and Python in the browser has no Babel: the page carries these
data instead (``calculators.number_format.LocaleData`` reads them).
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.numbers import NumberPattern, get_currency_precision, get_currency_symbol, is_currency

Rule = tuple[str, Any]
"""A node of Babel's syntax tree of a plural rule: its kind and its parts."""

_WESTERN_DIGITS = "latn"
# Numbers are isolated as a whole in right-to-left pages, so the marks inside CLDR's patterns would only get in the way.
_NO_MARKS = str.maketrans("", "", "\u200e\u200f\u061c")


def locale_data(language: str, currency: str) -> dict[str, object]:
    """Return the number formats and plural rules of a language, with Western digits, as a mapping that JSON can carry.

    ``currency``: ISO 4217 code such as ``EUR``, or empty for amounts without one. Raises ``ValueError`` for a language
    or a currency that CLDR does not know.
    """
    data: dict[str, object] = json.loads(_as_json(language, currency))
    return data


@cache
def _as_json(language: str, currency: str) -> str:
    try:
        locale = Locale.parse(language, sep="-" if "-" in language else "_")
    except (UnknownLocaleError, ValueError, TypeError):
        raise ValueError(f"{language!r} is no language that CLDR knows: use a code such as en or pt-BR") from None
    if currency and not is_currency(currency):
        raise ValueError(f"{currency!r} is no currency: use a code of ISO 4217 such as EUR, or leave it empty")
    symbols = locale.number_symbols[_WESTERN_DIGITS]
    last, before = locale.decimal_formats[None].grouping
    percent = locale.percent_formats[None]
    money = locale.currency_formats["standard"]
    symbol = get_currency_symbol(currency, locale=locale).translate(_NO_MARKS) if currency else ""
    return json.dumps(
        {
            "language": language,
            "dir": locale.text_direction,
            "decimal": symbols["decimal"],
            "group": symbols["group"],
            "grouping": [last, before],
            "minus": symbols["minusSign"].translate(_NO_MARKS),
            "percent": _pattern(percent, "%", symbols["percentSign"].translate(_NO_MARKS)),
            "money": _pattern(money, "¤", symbol) if currency else "{n}",
            "money_digits": get_currency_precision(currency) if currency else 2,
            "currency": symbol,
            "plural": {category: _conditions(rule) for category, rule in locale.plural_form.abstract},
        }
    )


def _pattern(pattern: NumberPattern, placeholder: str, sign: str) -> str:
    """Return the positive form of a number pattern as ``{n}`` with what stands around it."""
    before, after = pattern.prefix[0], pattern.suffix[0]
    return f"{before}{{n}}{after}".translate(_NO_MARKS).replace(placeholder, sign)


def _conditions(rule: Rule) -> list[list[list[object]]]:
    """Return a rule of Babel's syntax tree as alternatives of relations that hold together (CLDR nests no deeper)."""
    kind, parts = rule
    if kind == "or":
        return [condition for part in parts for condition in _conditions(part)]
    return [_relations(rule)]


def _relations(rule: Rule) -> list[list[object]]:
    kind, parts = rule
    if kind == "and":
        return [relation for part in parts for relation in _relations(part)]
    denied = kind == "not"
    _, (method, operand, ranges) = parts[0] if denied else rule
    if method != "in":
        raise ValueError(f"CLDR compares with {method!r}, which the plural table has no form for")
    modulus = 0
    if operand[0] == "mod":
        operand, (_, (modulus,)) = operand[1]
    bounds = [[low[1][0], high[1][0]] for low, high in ranges[1]]
    return [[operand[0], int(modulus), denied, [[int(low), int(high)] for low, high in bounds]]]
