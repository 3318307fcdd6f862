"""Sensitivity: what a result becomes when one input after the other is somewhat smaller and somewhat larger."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from calculators.moving import Moving
from calculators.number_format import rounded
from calculators.places import Place, number_at, places
from calculators.registry import Calculator

USUAL_SHARE = Fraction(1, 10)
"""By which share inputs move if the reader says nothing else."""


@dataclass(frozen=True, slots=True)
class Swing:
    """What one input does: its value at ``place``, a ``lower`` and a ``higher`` one, and the result with these.

    A result is ``None`` where it cannot be worked out.
    """

    place: Place
    lower: Fraction | int
    higher: Fraction | int
    low: Fraction | None
    high: Fraction | None

    @property
    def reach(self) -> Fraction:
        """How far the two results are apart."""
        return Fraction(0) if self.low is None or self.high is None else abs(self.high - self.low)


def sensitivity(
    calculator: Calculator, inputs: object, result_path: str, share: Fraction
) -> tuple[Fraction, tuple[Swing, ...]]:
    """Return the result as it is, and the swing of each input that the calculator varies, the largest first.

    Each moves by ``share`` of itself, 0 < ``share`` < 1, whole numbers by one at least, and as far as its range and the
    other inputs let it. Inputs that are 0 or empty do not move; what changes nothing is left out. Raises
    ``LookupError`` where the result has no number at that path.
    """
    base = number_at(calculator.calculate(inputs), result_path)
    if base is None:
        raise LookupError(result_path)
    varied = [place for place in places(inputs) if place.kind_path in calculator.varied]
    values = [(place, number) for place in varied if (number := place.number)]
    swings = [_swing(Moving(calculator, inputs, place, result_path), place, value, share) for place, value in values]
    moved = [swing for swing in swings if (swing.low, swing.high) != (base, base)]
    return base, tuple(sorted(moved, key=lambda swing: -swing.reach))


def _swing(moving: Moving, place: Place, value: Fraction, share: Fraction) -> Swing:
    step = value * share
    if moving.whole:
        step = Fraction(max(int(rounded(step, 0)), 1))
    lower, higher = moving.reach(value, value - step), moving.reach(value, value + step)
    return Swing(place, moving.typed(lower), moving.typed(higher), moving.result(lower), moving.result(higher))
