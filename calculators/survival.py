"""The share of people who are still there after so many months, from the share who leave in a year.

(1 − a)^(k/12) is irrational for most ``a``. It is held as two bounds that are equal where it is rational, as after
whole years, so that whatever follows from it can be decided exactly: where the bounds lead to different answers, they
are drawn closer.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import gcd, lcm

from calculators.roots import root_between

MONTHS_PER_YEAR = 12


@dataclass(frozen=True, slots=True)
class Shares:
    """The shares that remain at the start of months 0, 1, 2…: ``numerators`` over one ``denominator``."""

    numerators: tuple[int, ...]
    denominator: int

    @classmethod
    def of(cls, values: list[Fraction]) -> Shares:
        """Bring fractions to one denominator."""
        denominator = lcm(*(value.denominator for value in values))
        return cls(tuple(value.numerator * (denominator // value.denominator) for value in values), denominator)


@lru_cache(maxsize=8)
def survival(annual_attrition: Fraction, months: int, digits: int) -> tuple[Shares, Shares]:
    """Return lower and upper bounds of (1 − a)^(k/12) for each k below ``months``, 0 ≤ a < 1.

    They agree in about ``digits`` significant digits.
    """
    stay = 1 - annual_attrition
    within_year = [_after(stay, month, digits) for month in range(min(months, MONTHS_PER_YEAR))]
    bounds = [
        [stay ** (month // MONTHS_PER_YEAR) * within_year[month % MONTHS_PER_YEAR][bound] for month in range(months)]
        for bound in (0, 1)
    ]
    return Shares.of(bounds[0]), Shares.of(bounds[1])


def _after(stay: Fraction, month: int, digits: int) -> tuple[Fraction, Fraction]:
    shared = gcd(month, MONTHS_PER_YEAR)
    return root_between(stay ** (month // shared), MONTHS_PER_YEAR // shared, digits)
