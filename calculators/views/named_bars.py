"""Bars that lie one below the other, each with its name and number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from calculators.fields import NUMBER
from calculators.views.context import View
from calculators.views.drawing import Drawing, cut
from calculators.views.markup import Html

_WIDTH = 360
_MARGIN = 2
_LINE = 24
"""Height of a line of text."""
_BAR = 18
_NAME_LENGTH = 38


@dataclass(frozen=True, slots=True)
class NamedBar:
    """A name and its number ≥ 0 with the number's unit."""

    name: str
    value: Fraction | int
    unit: str = NUMBER


def named_bars(view: View, picture_id: str, title: str, description: str, bars: Sequence[NamedBar]) -> Html:
    """Draw bars from the start of the line, the largest over the whole width."""
    room = _WIDTH - 2 * _MARGIN
    largest = max(bar.value for bar in bars) or 1
    step = _LINE + _BAR + 6
    drawing = Drawing(_WIDTH, step * len(bars), view.locale.dir)
    for index, bar in enumerate(bars):
        top = step * index + _LINE
        drawing.text(_MARGIN, top - 7, cut(bar.name, _NAME_LENGTH), "start", "calculator-picture-text")
        number = view.plain_quantity(bar.value, bar.unit)
        drawing.text(_WIDTH - _MARGIN, top - 7, number, "end", "calculator-picture-number")
        drawing.bar(_MARGIN, top, Fraction(room * bar.value) / largest, _BAR, "calculator-picture-bar")
    return drawing.svg(picture_id, title, description)
