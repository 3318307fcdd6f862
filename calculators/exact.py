"""Exact arithmetic: rational numbers all the way, rounded once when they are written."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from math import isqrt

DIGITS = 28
"""Significant digits of a written number that has no shorter decimal form."""

_WRITTEN = Context(prec=DIGITS, rounding=ROUND_HALF_EVEN, Emax=999_999, Emin=-999_999)
_ROOT_DIGITS = 60


def square_root(value: Fraction) -> Fraction:
    """Return the root of ``value`` ≥ 0: exact where it is rational, else right to 60 significant digits."""
    numerator, denominator = value.numerator, value.denominator
    root = Fraction(isqrt(numerator), isqrt(denominator))
    if root * root == value:
        return root
    # √(n/d) = √(n·d)/d; scaled so that the whole part of the root holds the digits.
    digits = max(0, _ROOT_DIGITS - (numerator * denominator).bit_length() // 7)
    scale: int = 10**digits
    return Fraction(isqrt(numerator * denominator * scale * scale), denominator * scale)


def quotient_as_written(numerator: int, denominator: int) -> Decimal:
    """Return the number that ``decimal_text`` writes for numerator ÷ denominator: exact or with 28 digits."""
    return _WRITTEN.divide(Decimal(numerator), Decimal(denominator))


def decimal_text(value: Fraction | int) -> str:
    """Return ``value`` as a JSON number: exact where 28 digits suffice, else rounded half to even.

    The text depends on the value alone, so that every Python writes the same bytes.
    """
    if value.denominator == 1:
        return str(value.numerator)
    written = f"{_WRITTEN.divide(Decimal(value.numerator), Decimal(value.denominator)):f}"
    return written.rstrip("0").rstrip(".") if "." in written else written
