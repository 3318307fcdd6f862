"""A histogram with a goal and with values that split the area, such as the median."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from calculators.views.context import View
from calculators.views.drawing import Anchor, Drawing
from calculators.views.markup import Html

_WIDTH = 360
_MARGIN = 4
_TOP = 24
"""Room above the bars for the name of the goal."""
_TALLEST = 150
_ROW = 17
"""Height of a line of text below the bars."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar from one amount to another, as tall as ``count``."""

    start: Fraction
    end: Fraction
    count: int


@dataclass(frozen=True, slots=True)
class Mark:
    """An amount with the text that stands at it."""

    place: Fraction
    text: str


@dataclass(frozen=True, slots=True)
class Histogram:
    """What is drawn: bars side by side, at least one, the ``goal``, and amounts that ``split`` the runs."""

    bars: Sequence[Bar]
    goal: Mark
    splits: Sequence[Mark]

    @property
    def goal_is_in_sight(self) -> bool:
        """Whether the goal is so near to the bars that they stay large enough when both are drawn to scale."""
        low, high = self.bars[0].start, self.bars[-1].end
        return low - (high - low) <= self.goal.place <= high + (high - low)

    @property
    def reach(self) -> tuple[Fraction, Fraction]:
        """The least and the greatest amount of the picture."""
        low, high, goal = self.bars[0].start, self.bars[-1].end, self.goal.place
        return (min(low, goal), max(high, goal)) if self.goal_is_in_sight else (low, high)


def histogram_chart(view: View, picture_id: str, title: str, description: str, shown: Histogram) -> Html:
    """Draw the goal as a thick upright line where it is in sight, the splits as thin ones with their texts below."""
    low, high = shown.reach
    room, floor = _WIDTH - 2 * _MARGIN, _TOP + _TALLEST
    drawing = Drawing(_WIDTH, floor + _ROW * len(shown.splits) + 8, view.locale.dir)

    def across(amount: Fraction) -> Fraction:
        return _MARGIN + room * (amount - low) / (high - low)

    tallest = max(bar.count for bar in shown.bars)
    for bar in shown.bars:
        height = Fraction(_TALLEST * bar.count, tallest)
        left, right = across(bar.start), across(bar.end)
        # A hair of room between bars, so that they can be told apart.
        drawing.bar(left, floor - height, (right - left) * Fraction(9, 10), height, "calculator-picture-bar")
    drawing.line(_MARGIN, floor, _WIDTH - _MARGIN, floor, "calculator-picture-axis")
    rows = [(across(mark.place), floor + _ROW * row, mark.text) for row, mark in enumerate(shown.splits, start=1)]
    for at, baseline, _ in rows:
        drawing.line(at, _TOP, at, floor, "calculator-picture-gap")
        drawing.line(at, _TOP, at, baseline - 12, "calculator-picture-guide")
    for at, baseline, text in rows:
        drawing.text(at, baseline, text, _anchor(at), "calculator-picture-tick")
    if shown.goal_is_in_sight:
        at = across(shown.goal.place)
        drawing.line(at, _TOP - 4, at, floor, "calculator-picture-mark")
        drawing.text(at, _TOP - 9, shown.goal.text, _anchor(at), "calculator-picture-text")
    return drawing.svg(picture_id, title, description)


def _anchor(at: Fraction) -> Anchor:
    """Return the part of a text that stands at a place, so that it stays in the picture."""
    if at < _WIDTH * Fraction(1, 3):
        return "start"
    return "middle" if at < _WIDTH * Fraction(2, 3) else "end"
