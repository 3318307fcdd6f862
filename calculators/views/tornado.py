"""A tornado: how far a result swings when one input alone moves, the widest swing on top."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from calculators.views.context import View
from calculators.views.drawing import Anchor, Drawing, cut
from calculators.views.markup import Html

_WIDTH = 360
_MARGIN = 2
_LINE = 24
"""Height of a line of text."""
_BAR = 22
_CHARACTER = 7
"""About the width of a character."""
_SHORTEST_NAME = 8


@dataclass(frozen=True, slots=True)
class Swing:
    """What the result is with one input at its low end and at its high end; ``high`` may be the smaller result."""

    label: str
    low: Fraction
    high: Fraction

    @property
    def width(self) -> Fraction:
        """How far apart the two results are."""
        return abs(self.high - self.low)


@dataclass(frozen=True, slots=True)
class Tornado:
    """What is drawn: ``base``, the result as it is, and the ``swings`` around it; ``unit``: that of all results."""

    base: Fraction
    unit: str
    swings: Sequence[Swing]


def tornado_chart(view: View, picture_id: str, title: str, description: str, tornado: Tornado) -> Html:
    """Draw for each swing a bar from the upright line at the base to either result, the low end's bar faint.

    Where both results lie on one side of the base, their bars share the height.
    """
    base, unit = tornado.base, tornado.unit
    ordered = sorted(tornado.swings, key=lambda swing: -swing.width)
    results = [base, *(result for swing in ordered for result in (swing.low, swing.high))]
    least, most = min(results), max(results)
    room = _WIDTH - 2 * _MARGIN - 8
    step = _LINE + _BAR + 6
    drawing = Drawing(_WIDTH, step * len(ordered) + _LINE, view.locale.dir)

    def place(result: Fraction) -> Fraction:
        share = (result - least) / (most - least) if most > least else Fraction(1, 2)
        return _MARGIN + 4 + room * share

    def bar(result: Fraction, top: int, height: int, class_: str) -> None:
        start, end = sorted((place(base), place(result)))
        drawing.bar(start, top, end - start, height, class_)

    for index, swing in enumerate(ordered):
        top = step * index + _LINE
        shown = " – ".join(view.plain_quantity(result, unit) for result in (swing.low, swing.high))
        longest = max((_WIDTH - len(shown) * _CHARACTER) // _CHARACTER - 2, _SHORTEST_NAME)
        drawing.text(_MARGIN, top - 7, cut(swing.label, longest), "start", "calculator-picture-text")
        drawing.text(_WIDTH - _MARGIN, top - 7, shown, "end", "calculator-picture-number")
        shared = (swing.low - base) * (swing.high - base) > 0
        height = _BAR // 2 if shared else _BAR
        bar(swing.low, top, height, "calculator-picture-bar calculator-picture-bar--low")
        bar(swing.high, top + (height if shared else 0), height, "calculator-picture-bar")
        drawing.line(place(base), top - 3, place(base), top + _BAR + 3, "calculator-picture-mark")
    at = place(base)
    drawing.text(at, step * len(ordered) + 14, view.plain_quantity(base, unit), _anchor(at), "calculator-picture-small")
    return drawing.svg(picture_id, title, description)


def _anchor(at: Fraction) -> Anchor:
    """Return the anchor with which a text at this place stays within the picture."""
    if at < _WIDTH // 4:
        return "start"
    return "end" if at > _WIDTH * 3 // 4 else "middle"
