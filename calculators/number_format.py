"""Numbers as people write them: formatting and reading by the rules of a page's language, Western digits on screen."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction
from typing import Any, Literal

from calculators.fields import MONEY, RATE
from calculators.plural import PluralTable

Direction = Literal["ltr", "rtl"]

_ONE_DECIMAL_FROM = 10
_EXACT = Context(prec=5000, Emax=999_999, Emin=-999_999)
_ISOLATE, _END_ISOLATE = "\N{LEFT-TO-RIGHT ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
# Marks that keyboards, spreadsheets and right-to-left pages leave around numbers, and spaces used as group signs.
_IGNORED = str.maketrans("", "", "\u200b\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_SPACES = "\u0020\u00a0\u2007\u2009\u202f"
_APOSTROPHES = "'\u2019"
_MINUS_SIGNS = "-\u2212\u2010\u2011\u2012\u2013\ufe63\uff0d"
_PERCENT_SIGNS = "%\u066a\ufe6a\uff05"
_ARABIC_DECIMAL, _ARABIC_GROUP = "\u066b", "\u066c"


@dataclass(frozen=True, slots=True)
class LocaleData:
    """How a language writes numbers.

    ``grouping``: digits of the last group and of those before it; ``percent`` and ``money``: patterns in which ``{n}``
    stands for the number; ``money_digits``: decimals of the currency; ``currency``: its symbol, empty for bare numbers.
    """

    language: str
    dir: Direction
    decimal: str
    group: str
    grouping: tuple[int, int]
    minus: str
    percent: str
    money: str
    money_digits: int
    currency: str
    plural: PluralTable

    @classmethod
    def from_mapping(cls, mapping: Mapping[str, Any]) -> LocaleData:
        """Read what ``playbook.locale_data`` made, as it is after a passage through JSON."""
        last, before = mapping["grouping"]
        return cls(**{**mapping, "grouping": (last, before), "plural": PluralTable.from_mapping(mapping["plural"])})


def rounded(value: Fraction | int, places: int) -> Decimal:
    """Return ``value`` with ``places`` decimals, halves away from zero as people round, without trailing zeros."""
    # A page rounds hundreds of numbers for every key that is pressed: whole numbers are quicker than fractions.
    numerator, denominator = value.numerator, value.denominator
    whole = (2 * abs(numerator) * 10**places + denominator) // (2 * denominator)
    while places and not whole % 10:
        whole, places = whole // 10, places - 1
    return _EXACT.scaleb(Decimal(whole if numerator >= 0 else -whole), -places)


def shown(value: Fraction | int, unit: str, locale: LocaleData) -> Decimal:
    """Return the number that a page shows for ``value``: percent for rates, few decimals, never more than are needed.

    Two numbers that differ may look the same; the machine value stands beside them.
    """
    if unit == RATE:
        value *= 100
    if unit == MONEY and value.denominator != 1 and rounded(value, locale.money_digits):
        number = rounded(value, locale.money_digits)
        whole = number == number.to_integral_value()
        return number if whole else number.quantize(Decimal(1).scaleb(-locale.money_digits), context=_EXACT)
    return rounded(value, _places(value))


def format_quantity(value: Fraction | int, unit: str, locale: LocaleData) -> str:
    """Return ``value`` as a page shows it, with the percent sign or the currency where the unit has one."""
    number = shown(value, unit, locale)
    pattern = {RATE: locale.percent, MONEY: locale.money}.get(unit, "{n}")
    written = pattern.replace("{n}", format_decimal(abs(number), locale))
    return f"{locale.minus}{written}" if number < 0 else written


def format_entry(value: Fraction | int, unit: str, locale: LocaleData) -> str:
    """Return ``value``, a decimal fraction, as a reader would type it: all its digits, no sign of the unit."""
    number = Fraction(value) * (100 if unit == RATE else 1)
    return format_decimal(_trimmed(_EXACT.divide(Decimal(number.numerator), Decimal(number.denominator))), locale)


def format_decimal(number: Decimal, locale: LocaleData) -> str:
    """Return a number with the signs of the language."""
    whole, _, decimals = f"{abs(number):f}".partition(".")
    last, before = locale.grouping
    groups = [whole[-last:]]
    rest = whole[:-last]
    while rest:
        groups.insert(0, rest[-before:])
        rest = rest[:-before]
    sign = locale.minus if number < 0 else ""
    return sign + locale.group.join(groups) + (locale.decimal + decimals if decimals else "")


def isolated(text: str, locale: LocaleData) -> str:
    """Return plain text that runs left to right within a sentence, with isolates where the page runs the other way."""
    return f"{_ISOLATE}{text}{_END_ISOLATE}" if locale.dir == "rtl" else text


def parse_number(text: str, unit: str, locale: LocaleData) -> Decimal | None:
    """Return the number that a reader typed, or ``None`` where it is none.

    Understood are the digits of any script, points, commas, spaces and apostrophes between groups, the Arabic signs, a
    sign, for rates a percent sign (22 and 22% are 0.22), for money the site's currency. Where one sign alone could be
    either (``1,234``), the page's language decides.
    """
    marks = {MONEY: [locale.currency] if locale.currency else [], RATE: list(_PERCENT_SIGNS)}.get(unit, [])
    body = _without(marks, text.translate(_IGNORED))
    sign = ""
    if body[:1] in {"+", *_MINUS_SIGNS}:
        sign = "" if body[0] == "+" else "-"
        body = _without(marks, body[1:])
    plain = _plain_digits(body, locale)
    if plain is None:
        return None
    number = Decimal(sign + plain)
    return _EXACT.scaleb(number, -2) if unit == RATE else number


def _without(marks: list[str], body: str) -> str:
    """Return the text without the marks of its unit at either end."""
    body = body.strip()
    for mark in marks:
        body = body.removeprefix(mark).removesuffix(mark).strip()
    return body


def _plain_digits(body: str, locale: LocaleData) -> str | None:
    """Return ``1234.5`` for ``1.234,5`` and its like, ``None`` for what is no number."""
    western = "".join(str(int(char)) if char.isdecimal() else char for char in body)
    western = re.sub(f"[{_SPACES}{_APOSTROPHES}{_ARABIC_GROUP}]", " ", western).replace("\u060c", ",")
    whole, decimals = _split(western, locale)
    if not re.fullmatch("[0-9]*", decimals) or not (whole or decimals):
        return None
    digits = re.sub("[ .,]", "", whole)
    if not re.fullmatch("[0-9]*", digits):
        return None
    groups = re.split("[ .,]", whole)
    same_sign = len(set(re.findall("[ .,]", whole))) <= 1
    if len(groups) > 1 and not (same_sign and _is_grouped(groups)):
        return None
    return f"{digits or '0'}.{decimals or '0'}"


def _split(body: str, locale: LocaleData) -> tuple[str, str]:
    """Cut at the decimal sign: the Arabic one, else the last of different signs, else as the language has it."""
    signs = re.findall(f"[.,{_ARABIC_DECIMAL}]", body)
    if not signs:
        return body, ""
    last = signs[-1]
    if last != _ARABIC_DECIMAL:
        grouped_by_space = " " in body
        several = signs.count(last) > 1
        alone = len(set(signs)) == 1
        groups = body.split(last)
        if several or (alone and not grouped_by_space and last != locale.decimal and _is_grouped(groups)):
            return body, ""
    whole, _, decimals = body.rpartition(last)
    return whole, decimals


def _is_grouped(groups: list[str]) -> bool:
    """Whether the parts between group signs are 1 to 3 digits, then threes (or twos before the last, as in India)."""
    first, *middle, last = groups
    return (
        re.fullmatch("[1-9][0-9]{0,2}", first) is not None
        and re.fullmatch("[0-9]{3}", last) is not None
        and all(re.fullmatch("[0-9]{2,3}", group) for group in middle)
        and len({len(group) for group in middle}) <= 1
    )


def _places(value: Fraction | int) -> int:
    """Return how many decimals a page shows: none for whole numbers, else one or two, for small ones two digits."""
    numerator, denominator = abs(value.numerator), value.denominator
    if denominator == 1:
        return 0
    if numerator >= _ONE_DECIMAL_FROM * denominator:
        return 1
    places = 2
    while numerator * 10 ** (places - 1) < denominator:
        places += 1
    return places


def _trimmed(number: Decimal) -> Decimal:
    """Return the number without trailing zeros and without an exponent above zero."""
    if number == number.to_integral_value():
        return Decimal(int(number))
    return number.normalize(_EXACT)
