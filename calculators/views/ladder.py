"""A ladder of levels, the highest on top, with the one that has been reached."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from calculators.views.context import View
from calculators.views.drawing import Drawing, cut
from calculators.views.markup import Html

_WIDTH = 360
_NAMES = 150
"""Room for the names of the levels."""
_MARGIN = 2
_BAR = 22
_STEP = 32
_NAME_LENGTH = 20


@dataclass(frozen=True, slots=True)
class Rung:
    """One level: its name, and whether it is the one that has been reached."""

    name: str
    reached: bool


def ladder(view: View, picture_id: str, title: str, description: str, rungs: Sequence[Rung]) -> Html:
    """Draw levels, the lowest first, as bars that grow; the one that has been reached is filled."""
    drawing = Drawing(_WIDTH, _STEP * len(rungs) + _MARGIN, view.locale.dir)
    room = _WIDTH - _NAMES - _MARGIN
    for index, rung in enumerate(rungs):
        top = _STEP * (len(rungs) - 1 - index) + _MARGIN
        drawing.text(
            _MARGIN,
            top + 16,
            cut(rung.name, _NAME_LENGTH),
            "start",
            "calculator-picture-number" if rung.reached else "calculator-picture-text",
        )
        width = Fraction(room * (index + 1), len(rungs))
        drawing.bar(_NAMES, top, width, _BAR, "calculator-picture-bar" if rung.reached else "calculator-picture-flow")
    return drawing.svg(picture_id, title, description)
