"""A curve: lines over a scale that starts at zero, with the reader's place on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from calculators.views.context import View
from calculators.views.drawing import Drawing, cut
from calculators.views.markup import Html

_WIDTH = 360
_MARGIN = 2
_START, _END = 8, 352
"""Where the plot starts and ends along the line of text."""
_TOP, _BOTTOM = 42, 202
_CHARACTER = 7
"""About the width of a character."""
_SHORTEST_NAME = 8
_LONGEST_NAME = 36

Point = tuple[Fraction, Fraction]
"""A place in the plot in the units of its axes, both ≥ 0."""

_STEPS = ("1", "1.2", "1.5", "2", "2.5", "3", "4", "5", "6", "8")


@dataclass(frozen=True, slots=True)
class Axis:
    """What an axis measures and in which unit."""

    name: str
    unit: str


@dataclass(frozen=True, slots=True)
class Mark:
    """Where something begins along the first axis, and what is written there."""

    at: Fraction
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """What is drawn.

    ``lines``: each its corners from the start to the end of the first axis, the first line drawn full, others dashed;
    ``end``: where the first axis ends, > 0; ``here``: the reader's place, which ``note`` puts into words; ``marks``:
    dashed upright lines in the order of their places; ``target``: where a short thick upright mark stands; ``level``:
    where a thick line lies.
    """

    across: Axis
    up: Axis
    lines: Sequence[Sequence[Point]]
    end: Fraction
    here: Point
    note: str
    marks: Sequence[Mark] = ()
    target: Fraction | None = None
    level: Fraction | None = None


def curve_chart(view: View, picture_id: str, title: str, description: str, curve: Curve) -> Html:
    """Draw a curve. Both axes start at zero; the second ends at a round number."""
    heights = [y for line in curve.lines for _, y in line]
    highest = round_end(max([*heights, curve.here[1], curve.level or Fraction(0)]))
    drawing = Drawing(_WIDTH, _BOTTOM + 22, view.locale.dir)

    def across(x: Fraction) -> Fraction:
        return _START + (_END - _START) * x / curve.end

    def up(y: Fraction) -> Fraction:
        return _BOTTOM - (_BOTTOM - _TOP) * y / highest

    drawing.line(_START, _BOTTOM, _END, _BOTTOM, "calculator-picture-axis")
    for y in (highest / 2, highest):
        drawing.line(_START, up(y), _END, up(y), "calculator-picture-grid")
    _draw_marks(drawing, [(across(mark.at), mark.note) for mark in curve.marks])
    if curve.level is not None:
        drawing.line(_START, up(curve.level), _END, up(curve.level), "calculator-picture-level")
    for index, line in enumerate(curve.lines):
        second = " calculator-picture-line--second" if index else ""
        drawing.polyline([(across(x), up(y)) for x, y in line], f"calculator-picture-line{second}")
    if curve.target is not None:
        at = across(curve.target)
        drawing.line(at, _BOTTOM - 12, at, _BOTTOM, "calculator-picture-mark")
    drawing.dot(across(curve.here[0]), up(curve.here[1]), 5, "calculator-picture-dot")
    for y in (highest / 2, highest):
        number = view.plain_quantity(y, curve.up.unit)
        drawing.text(_START + 2, up(y) + 13, number, "start", "calculator-picture-tick")
    _draw_names(view, drawing, curve)
    return drawing.svg(picture_id, title, description)


def round_end(largest: Fraction) -> Fraction:
    """Return the least of 1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8 times a power of ten not below ``largest``; 1 for 0."""
    if largest <= 0:
        return Fraction(1)
    size = len(str(largest.numerator)) - len(str(largest.denominator)) - 1
    ends = (Fraction(step) * Fraction(10) ** (size + more) for more in range(3) for step in _STEPS)
    return next(end for end in ends if end >= largest)


def _draw_marks(drawing: Drawing, marks: Sequence[tuple[Fraction, str]]) -> None:
    """Draw upright lines, each with its note where there is room before the next."""
    for (at, note), (end, _) in pairwise([*marks, (Fraction(_END), "")]):
        drawing.line(at, _TOP - 14, at, _BOTTOM, "calculator-picture-guide")
        if end - at > len(note) * _CHARACTER:
            drawing.text(at + 3, _TOP - 5, note, "start", "calculator-picture-small")


def _draw_names(view: View, drawing: Drawing, curve: Curve) -> None:
    """Write what the axes measure, where the first one ends, and what the reader's place means."""
    longest = max((_WIDTH - len(curve.note) * _CHARACTER) // _CHARACTER - 2, _SHORTEST_NAME)
    drawing.text(_MARGIN, 17, cut(curve.up.name, longest), "start", "calculator-picture-text")
    drawing.text(_WIDTH - _MARGIN, 17, curve.note, "end", "calculator-picture-number")
    baseline = _BOTTOM + 16
    first, last = (view.plain_quantity(x, curve.across.unit) for x in (Fraction(0), curve.end))
    drawing.text(_MARGIN, baseline, first, "start", "calculator-picture-small")
    drawing.text(_WIDTH - _MARGIN, baseline, last, "end", "calculator-picture-small")
    across = cut(curve.across.name, _LONGEST_NAME)
    drawing.text(_WIDTH // 2, baseline, across, "middle", "calculator-picture-small")
