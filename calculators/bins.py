"""The bins of a histogram, with edges that people can read."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import floor

from calculators.significant import exponent, last_place

MOST_BINS = 30


@dataclass(frozen=True, slots=True)
class Bin:
    """How many values lie from ``start`` (included) to ``end`` (excluded)."""

    start: Fraction
    end: Fraction
    count: int


def bins(values: Sequence[float], unit: Fraction, digits: int, *, whole: bool) -> tuple[Bin, ...]:
    """Return at most ``MOST_BINS`` bins of one width that hold all values.

    ``values``: at least one, sorted, ≥ 0, in units of ``unit``; edges are amounts. The width is 1, 2 or 5 times a power
    of ten, where the values are ``whole`` times the unit, so that each bin holds the same number of possible values. It
    is large enough for the edges to differ in their first ``digits`` digits.
    """
    lowest, highest = Fraction(values[0]) * unit, Fraction(values[-1]) * unit
    least = unit if whole or not highest else _small(max(highest - lowest, highest / 10**digits))
    width = next(width for width in _widths(least) if _fits(width, lowest, highest, digits))
    edges = [index * width for index in range(floor(lowest / width), floor(highest / width) + 2)]
    # The outer edges hold all values, whatever the rounding of their binary form.
    inner = [bisect_left(values, float(edge / unit)) for edge in edges[1:-1]]
    places = [0, *inner, len(values)]
    return tuple(
        Bin(start, end, upto - before)
        for (start, end), (before, upto) in zip(pairwise(edges), pairwise(places), strict=True)
    )


def _fits(width: Fraction, lowest: Fraction, highest: Fraction, digits: int) -> bool:
    """Whether bins of a width are few enough and their edges differ in their first digits."""
    first, last = floor(lowest / width), floor(highest / width)
    return last - first < MOST_BINS and width >= last_place((last + 1) * width, digits)


def _widths(least: Fraction) -> Iterator[Fraction]:
    """Yield 1, 2, 5, 10, 20… times ``least``."""
    while True:
        for factor in (1, 2, 5):
            yield factor * least
        least *= 10


def _small(scale: Fraction) -> Fraction:
    """Return a power of ten that is well below ``scale`` > 0."""
    return Fraction(10) ** (exponent(scale) - 2)
