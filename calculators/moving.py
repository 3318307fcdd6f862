"""One input of a calculator that moves while the others stay."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor

from calculators.exact import decimal_text
from calculators.places import Place, number_at, values_of, with_number
from calculators.registry import Calculator
from calculators.validate import LARGEST, broken_bounds

_HALVINGS = 90
"""How often the way to the end of the range is halved: enough for the way from the largest number to the units."""


class Moving:
    """The result at one place as a function of the number at one place of the inputs; anywhere else it is ``None``."""

    def __init__(self, calculator: Calculator, inputs: object, place: Place, result_path: str) -> None:
        self._calculator = calculator
        self._inputs = inputs
        self._path = place.path
        self._result_path = result_path
        self._known: dict[Fraction, Fraction | None] = {}
        self.meta = place.meta
        self.whole = place.meta.kind == "integer"

    def allows(self, value: Fraction) -> bool:
        """Whether the input may have this value, the other inputs being as they are."""
        if next(broken_bounds(self.meta, value), None):
            return False
        moved = with_number(self._inputs, self._path, self.typed(value))
        return not list(self._calculator.check(values_of(moved)))

    def result(self, value: Fraction) -> Fraction | None:
        """Return the result; ``None`` where the input may not have the value or the result cannot be worked out."""
        if value not in self._known:
            self._known[value] = self._result(value) if self.allows(value) else None
        return self._known[value]

    def typed(self, value: Fraction) -> Fraction | int:
        """Return the value as the input holds it."""
        return int(value) if self.whole else value

    def range_from(self, start: Fraction) -> tuple[Fraction, Fraction]:
        """Return the least and the greatest value on both sides of ``start``, which is allowed, up to a gap if any.

        Where a bound does not belong to the range, the value is very near to it.
        """
        low = _first(self.meta.minimum, self.meta.above, -LARGEST)
        high = _first(self.meta.maximum, self.meta.below, LARGEST)
        return self.reach(start, low), self.reach(start, high)

    def reach(self, start: Fraction, end: Fraction) -> Fraction:
        """Return the allowed value that is nearest to ``end`` on the way there from ``start``, which is allowed."""
        low, high = self.meta.minimum, self.meta.maximum
        end = max(end, low) if low is not None else end
        end = min(end, high) if high is not None else end
        if self.whole:
            end = Fraction(floor(end) if end > start else ceil(end))
        if self.allows(end):
            return end
        inside, outside = start, end
        for _ in range(_HALVINGS):
            middle = between(inside, outside, whole=self.whole)
            if middle is None:
                break
            inside, outside = (middle, outside) if self.allows(middle) else (inside, middle)
        return inside

    def _result(self, value: Fraction) -> Fraction | None:
        moved = with_number(self._inputs, self._path, self.typed(value))
        return number_at(self._calculator.calculate(moved), self._result_path)


def between(one: Fraction, other: Fraction, *, whole: bool) -> Fraction | None:
    """Return a number halfway between two, or nearly so with fewer digits; ``None`` where no whole number is left."""
    low, high = min(one, other), max(one, other)
    middle, width = (low + high) / 2, high - low
    if whole:
        middle = Fraction(floor(middle))
        return middle if low < middle < high else None
    return simplest(middle - width / 8, middle + width / 8)


def simplest(low: Fraction, high: Fraction) -> Fraction:
    """Return a decimal fraction in low..high, low ≤ high, with as few digits as one there can have."""
    unit = Fraction(10) ** len(str(ceil(max(abs(low), abs(high)))))
    while ceil(low / unit) * unit > high:
        unit /= 10
    return ceil(low / unit) * unit


def away(value: Fraction, origin: Fraction, digits: int) -> Fraction:
    """Return ``value`` ≠ 0 with so many significant digits, rounded away from ``origin``."""
    magnitude = len(decimal_text(abs(value)).partition(".")[0]) if abs(value) >= 1 else _leading(abs(value))
    unit = Fraction(10) ** (magnitude - digits)
    return (ceil if value > origin else floor)(value / unit) * unit


def _leading(value: Fraction) -> int:
    """Return the decimal exponent after the first digit of 0 < ``value`` < 1: 0 for 0.5, −1 for 0.05."""
    exponent = 0
    while value * 10 < 1:
        value *= 10
        exponent -= 1
    return exponent


def _first(*bounds: Fraction | None) -> Fraction:
    return next(bound for bound in bounds if bound is not None)
