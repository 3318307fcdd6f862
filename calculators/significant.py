"""Rounding to significant digits, exactly: the last step of results that rest on random draws."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor


def significant(value: Fraction | int, digits: int) -> Fraction:
    """Return ``value`` ≥ 0 rounded to so many significant digits, halves up."""
    unit = last_place(value, digits)
    return floor(value / unit + Fraction(1, 2)) * unit


def significant_up(value: int, digits: int) -> int:
    """Return the least whole number of so many significant digits that is not below ``value`` ≥ 0."""
    unit = max(last_place(value, digits), Fraction(1))
    return int(ceil(value / unit) * unit)


def last_place(value: Fraction | int, digits: int) -> Fraction:
    """Return what one step in the last of so many significant digits of ``value`` ≥ 0 is worth; 1 for 0."""
    return Fraction(10) ** (exponent(Fraction(value)) - digits + 1) if value else Fraction(1)


def exponent(value: Fraction) -> int:
    """Return the decimal exponent of ``value`` > 0: the e with 10^e ≤ value < 10^(e+1)."""
    guess = len(str(value.numerator)) - len(str(value.denominator))
    return guess if value >= Fraction(10) ** guess else guess - 1
