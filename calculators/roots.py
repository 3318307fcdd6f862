"""Roots of fractions: exact where they are rational, else between two bounds as close as is asked for."""

from __future__ import annotations

from fractions import Fraction
from math import isqrt


def root_between(value: Fraction, degree: int, digits: int) -> tuple[Fraction, Fraction]:
    """Return bounds of the root of ``value`` > 0; they are equal, and the root, exactly where the root is rational.

    Else the upper one is greater by a unit in at most the ``digits``-th significant digit. Whole numbers alone are
    used, so that every Python finds the same bounds.
    """
    numerator, denominator = value.numerator, value.denominator
    exact = Fraction(_whole_root(numerator, degree), _whole_root(denominator, degree))
    if exact**degree == value:
        return exact, exact
    # Below 1 the first digits after the point may be zeros; a decimal digit has at least 3.3 bits.
    zeros = max(0, denominator.bit_length() - numerator.bit_length()) // (3 * degree) + 1
    scale: int = 10 ** (digits + zeros)
    low = _whole_root(numerator * scale**degree // denominator, degree)
    return Fraction(low, scale), Fraction(low + 1, scale)


def _whole_root(value: int, degree: int) -> int:
    """Return the largest whole number whose power is not above ``value`` ≥ 0."""
    # The whole part of a root of a whole part is the whole part of the root, so degrees can be taken one by one.
    while degree % 2 == 0:
        value, degree = isqrt(value), degree // 2
    if degree == 1 or value == 0:
        return value
    # Newton's method from above falls until it is there.
    root: int = 1 << -(-value.bit_length() // degree)
    while (closer := ((degree - 1) * root + value // root ** (degree - 1)) // degree) < root:
        root = closer
    return root
