"""crm: amounts as exports write them. What the decimal sign is, a whole column decides."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

LARGEST_DIGITS = 15
"""Digits before the decimal sign: amounts reach 1e15, as all inputs do."""
MOST_DECIMALS = 12

_SPACES = "\u0020\u00a0\u2007\u2009\u202f'\u2019\u066c"
_NUMBER = re.compile(rf"(?P<before>\D*?)(?P<digits>[.,]?\d(?:[\d.,\u066b{_SPACES}]*\d)?)(?P<after>\D*)")
_PLAIN = re.compile(rf"(\d{{1,{LARGEST_DIGITS}}})(?:([.,])(\d{{1,{MOST_DECIMALS}}}))?")
_GROUPS = re.compile(r"\d{1,3}(?:[ .,]\d{3})+|\d{1,2}(?:[ .,]\d{2})*[ .,]\d{3}|\d*")
_MINUS = "-\u2212\u2012\u2013\ufe63\uff0d"
_AROUND = str.maketrans("", "", f"+{_MINUS}{_SPACES}")
_MARKS = str.maketrans("", "", "\u200b\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
_CODES = {
    "€": "EUR",
    "£": "GBP",
    "US$": "USD",
    "R$": "BRL",
    "₽": "RUB",
    "₱": "PHP",
    "֏": "AMD",
    "₹": "INR",
    "₺": "TRY",
    "ZŁ": "PLN",
    "KČ": "CZK",
    "₪": "ILS",
}
_SIGN = re.compile(r"[A-Z]{0,3}[$¥£€]|[^\W\d_]{1,3}(?:\.[^\W\d_]{1,3})*\.?|[^\W\d_A-Z]{1,5}|[^\w\s]{1,3}")
_NO_SIGN = re.compile(r"[%#@&*/\\!?<>=:;,._\"|~^{}\[\]()]+")


@dataclass(frozen=True, slots=True)
class NumberStyle:
    """``decimal``: the decimal sign of a column, point or comma; ``assumed``: nothing in it told which it is."""

    decimal: str
    assumed: bool


@dataclass(frozen=True, slots=True)
class Amount:
    """``units`` × 10^−``decimals``, and the code or sign of the currency, empty where none is written."""

    units: int
    decimals: int
    currency: str


class NumberVotes:
    """Collects what the amounts of a column tell about its decimal sign.

    ``1.234,50`` and ``12,5`` tell, ``1.234`` does not: three digits after one sign are then read as a group, since
    amounts have no three decimals.
    """

    def __init__(self) -> None:
        self._votes = {".": 0, ",": 0}
        self._doubtful: set[str] = set()

    def add(self, texts: Iterable[str]) -> None:
        """Hear some amounts."""
        for text in texts:
            sign, certain = _told_by(text)
            if certain:
                self._votes[sign] += 1
            elif sign:
                self._doubtful.add(sign)

    def style(self) -> NumberStyle:
        """Decide."""
        votes = self._votes
        if votes["."] != votes[","]:
            return NumberStyle(max(votes, key=lambda sign: votes[sign]), assumed=False)
        if len(self._doubtful) == 1:
            return NumberStyle("," if "." in self._doubtful else ".", assumed=True)
        return NumberStyle(".", assumed=bool(self._doubtful))


def read_amount(text: str, style: NumberStyle) -> Amount | None:
    """Return the amount, negative ones too, or ``None`` where the text is no number in the style of its column."""
    plain = _PLAIN.fullmatch(text)
    if plain and plain[2] in (None, style.decimal):
        return Amount(int(plain[1] + (plain[3] or "")), len(plain[3] or ""), "")
    match = _NUMBER.fullmatch(text.translate(_MARKS).strip())
    around = _around(match["before"], match["after"]) if match else None
    if not match or not around:
        return None
    negative, currency = around
    digits = re.sub(f"[{_SPACES}]", " ", match["digits"])
    whole, _, decimals = digits.partition("\u066b" if "\u066b" in digits else style.decimal)
    if not _GROUPS.fullmatch(whole) or not (decimals.isdecimal() or not decimals):
        return None
    whole = re.sub("[ .,]", "", whole)
    if len(whole) > LARGEST_DIGITS or len(decimals) > MOST_DECIMALS:
        return None
    units = int(f"{whole}{decimals}")
    return Amount(-units if negative else units, len(decimals), currency)


@lru_cache(maxsize=1024)
def read_probability(text: str) -> Amount | None:
    """Return a probability, in percent or as a share: within one file they are alike, which is enough to compare."""
    return read_amount(text.removesuffix("%").strip().replace(",", "."), NumberStyle(".", assumed=True))


@lru_cache(maxsize=1024)
def currency_code(text: str) -> str:
    """Return how a currency is named here: ``EUR`` for ``€``, else the code or sign itself."""
    name = text.translate(_MARKS).strip().upper()
    return _CODES.get(name, name)


def _told_by(text: str) -> tuple[str, bool]:
    """Return the decimal sign and whether the text is certain about it; without certainty the only sign in it."""
    if text.isdecimal():
        return "", False
    match = _NUMBER.fullmatch(text.strip())
    digits = match["digits"] if match else ""
    points, commas = digits.count("."), digits.count(",")
    if points and commas:
        last = max(".", ",", key=digits.rfind)
        return (last, True) if digits.count(last) == 1 else ("", False)
    sign = "." if points else ","
    if not points and not commas:
        return "", False
    if points + commas > 1:
        return ("," if points else "."), True
    whole, _, decimals = digits.partition(sign)
    grouped = len(decimals) == 3 and re.fullmatch(r"[1-9]\d{0,2}", whole)  # noqa: PLR2004  # a group has three digits
    return sign, not grouped


@lru_cache(maxsize=256)
def _around(before: str, after: str) -> tuple[bool, str] | None:
    """Return whether what stands around a number makes it negative, and its currency; ``None`` where it is neither."""
    negative = before.count("(") == 1 == after.count(")")
    before, after = (before.replace("(", ""), after.replace(")", "")) if negative else (before, after)
    minus = sum((before + after).count(sign) for sign in _MINUS)
    signs = [part for part in (_bare(before), _bare(after)) if part]
    if minus > 1 or (minus and negative) or len(signs) > 1:
        return None
    if signs and (not _SIGN.fullmatch(signs[0]) or _NO_SIGN.fullmatch(signs[0])):
        return None
    return negative or minus == 1, currency_code(signs[0]) if signs else ""


def _bare(text: str) -> str:
    return text.translate(_AROUND).upper()
