"""Goal seek: which value of one input takes a result to a target, the other inputs being as they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from calculators.moving import Moving, away, between, simplest
from calculators.places import place_at
from calculators.registry import Calculator

_FIRST_STEP = Fraction(1, 32)
"""The first step away from where the input stands, as a share of it."""
_GROWTH = Fraction(2)
"""How much longer each step is than the one before."""
_FLAT = 12
"""After so many steps over which the result stays the same, there is no looking further on that side."""
_CLOSE = Fraction(1, 10**7)
"""How near to each other two values of the input must be to count as one, as a share of the larger."""
_HALVINGS = 60
_FEWEST_DIGITS, _MOST_DIGITS = 2, 7
_ROUNDER = Fraction(1, 1000)
"""How far a value may be rounded where the result stays the same."""


@dataclass(frozen=True, slots=True)
class Point:
    """A value of the input and the result that it leads to."""

    value: Fraction | int
    result: Fraction


@dataclass(frozen=True, slots=True)
class Sought:
    """What goal seek found.

    ``found``: the value nearest to today's with which the result reaches the target or, where it jumps over it, passes
    it; ``None`` where none in ``low``..``high`` does. ``nearest``: the point tried whose result is nearest to the
    target, ``None`` where no result could be worked out. ``moves``: whether the input has any effect on the result.
    """

    now: Fraction | None
    found: Point | None
    nearest: Point | None
    low: Fraction
    high: Fraction
    moves: bool


def seek(calculator: Calculator, inputs: object, result_path: str, target: Fraction, input_path: str) -> Sought:
    """Move the input at ``input_path`` until the result at ``result_path`` reaches ``target``.

    The result need not rise or fall all the way. Steps that grow lead away from today's value on both sides; the first
    of them over which the result crosses the target is halved until its ends meet. What happens and unhappens within
    one step is missed. Raises ``LookupError`` where the inputs have no number at that path.
    """
    place = place_at(inputs, input_path)
    if place is None or not place.is_numeric:
        raise LookupError(input_path)
    moving = Moving(calculator, inputs, place, result_path)
    start = _start(moving, place.value)
    low, high = moving.range_from(start) if moving.allows(start) else (start, start)
    search = _Search(moving, target)
    found = search.run(start, low, high)
    now = moving.result(start) if place.value is not None else None
    return Sought(now, found, search.nearest, *_bounds(moving, low, high), moves=len(search.results) > 1)


def _bounds(moving: Moving, low: Fraction, high: Fraction) -> tuple[Fraction, Fraction]:
    """Return a range with the bounds that do not belong to it in place of the values that are very near to them."""
    above, below = moving.meta.above, moving.meta.below
    if above is not None and low - above <= _CLOSE * (high - low):
        low = above
    if below is not None and below - high <= _CLOSE * (high - low):
        high = below
    return low, high


def _start(moving: Moving, value: object) -> Fraction:
    """Return where the input stands, for an empty one the least value that it may well have."""
    if isinstance(value, int | Fraction):
        return Fraction(value)
    meta = moving.meta
    return meta.minimum if meta.minimum is not None else (meta.above or Fraction(0)) + meta.step


class _Search:
    def __init__(self, moving: Moving, target: Fraction) -> None:
        self._moving = moving
        self._target = target
        self.nearest: Point | None = None
        self.results: set[Fraction] = set()
        self._flat = {-1: 0, 1: 0}
        """Over how many steps in a row, by direction, nothing has changed."""

    def run(self, start: Fraction, low: Fraction, high: Fraction) -> Point | None:
        if self._side(start) == 0:
            return self._point(start)
        for direction, near, far in self._steps(start, low, high):
            before = self._side(near)
            there = far if before is None or self._side(far) is not None else self._last_known(near, far)
            after = self._side(there)
            if after is not None and after != before and (before is not None or after == 0):
                return self._point(there if before is None else self._edge(near, there, before))
            same = self._moving.result(near) == self._moving.result(far)
            self._flat[direction] = self._flat[direction] + 1 if same else 0
        return None

    def _steps(self, start: Fraction, low: Fraction, high: Fraction) -> Iterator[tuple[int, Fraction, Fraction]]:
        """Yield direction and ends of steps away from ``start``, the nearest first, as far as ``low`` and ``high``."""
        at, ends = {1: start, -1: start}, {1: high, -1: low}
        step = self._first_step(start)
        while any(at[direction] != end and self._flat[direction] < _FLAT for direction, end in ends.items()):
            for direction, end in ends.items():
                left = abs(end - at[direction])
                if not left or self._flat[direction] >= _FLAT:
                    continue
                # A step that would leave next to nothing goes to the end.
                there = end if left <= step * _GROWTH else at[direction] + direction * step
                yield direction, at[direction], there
                at[direction] = there
            longer = step * _GROWTH
            step = Fraction(ceil(longer)) if self._moving.whole else simplest(longer, longer + step)

    def _last_known(self, known: Fraction, unknown: Fraction) -> Fraction:
        """Return the value nearest to ``unknown`` that has a result, between it and one that has."""
        known, unknown = self._halved(known, unknown, lambda value: self._moving.result(value) is None)
        plain = simplest(min(known, unknown), max(known, unknown))
        return known if self._moving.result(plain) is None else plain

    def _first_step(self, start: Fraction) -> Fraction:
        step = abs(start) * _FIRST_STEP or self._moving.meta.step
        return Fraction(max(ceil(step), 1)) if self._moving.whole else step

    def _edge(self, near: Fraction, far: Fraction, before: int) -> Fraction:
        """Return the value nearest to ``near``, where the result is short of the target, at which it is not."""

        def arrived(value: Fraction) -> bool:
            side = self._side(value)
            return side is not None and side != before

        near, far = self._halved(near, far, arrived)
        if self._moving.whole:
            return far
        plain = simplest(min(near, far), max(near, far))
        return plain if arrived(plain) else self._rounder(far, near)

    def _halved(self, near: Fraction, far: Fraction, is_far: Callable[[Fraction], bool]) -> tuple[Fraction, Fraction]:
        """Bring two values together as long as one is on the far side and the other is not."""
        for _ in range(_HALVINGS):
            if not self._moving.whole and abs(far - near) <= _CLOSE * max(abs(far), abs(near)):
                break
            middle = between(near, far, whole=self._moving.whole)
            if middle is None:
                break
            near, far = (near, middle) if is_far(middle) else (middle, far)
        return near, far

    def _rounder(self, value: Fraction, origin: Fraction) -> Fraction:
        """Return a value with fewer digits that leads to the very same result, else the value."""
        for digits in range(_FEWEST_DIGITS, _MOST_DIGITS):
            other = away(value, origin, digits)
            if abs(other - value) <= _ROUNDER * abs(value) and (
                self._moving.result(other) == self._moving.result(value)
            ):
                return other
        return value

    def _side(self, value: Fraction) -> int | None:
        """Return −1, 0 or 1 as the result is below, at or above the target, ``None`` where there is none."""
        result = self._moving.result(value)
        if result is None:
            return None
        self.results.add(result)
        if self.nearest is None or abs(result - self._target) < abs(self.nearest.result - self._target):
            self.nearest = Point(self._moving.typed(value), result)
        return (result > self._target) - (result < self._target)

    def _point(self, value: Fraction) -> Point | None:
        result = self._moving.result(value)
        return None if result is None else Point(self._moving.typed(value), result)
