"""A radar: one axis for each dimension around a middle, the further out the better."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import cos, pi, sin

from calculators.fields import RATE
from calculators.views.context import View
from calculators.views.drawing import Anchor, Drawing, Length, cut
from calculators.views.markup import Html

_WIDTH = 360
_RADIUS = 92
_MIDDLE = (Fraction(_WIDTH, 2), Fraction(136))
_HEIGHT = 272
_MARGIN = 2
_RINGS = (Fraction(1, 4), Fraction(1, 2), Fraction(3, 4), Fraction(1))
_LEAST_AXES = 3
_NAME_LENGTH = 17
_FINE = 10**6
"""Sines are rounded to this part before they are used, so that every machine draws the same."""

Point = tuple[Length, Length]


@dataclass(frozen=True, slots=True)
class Axis:
    """One dimension: its name, its value and the value that is enough, both 0..1."""

    name: str
    value: Fraction
    enough: Fraction


def radar(view: View, picture_id: str, title: str, description: str, axes: Sequence[Axis]) -> Html:
    """Draw the values of the axes as one shape, what is enough as a broken line around the middle.

    With fewer than three axes there is no shape to draw, and no picture.
    """
    if len(axes) < _LEAST_AXES:
        return Html("")
    drawing = Drawing(_WIDTH, _HEIGHT, view.locale.dir)
    directions = [_direction(index, len(axes)) for index in range(len(axes))]
    for ring in _RINGS:
        drawing.polygon([_point(direction, ring) for direction in directions], "calculator-picture-ring")
    for direction in directions:
        drawing.line(*_MIDDLE, *_point(direction, Fraction(1)), "calculator-picture-axis")
    values = [_point(direction, axis.value) for direction, axis in zip(directions, axes, strict=True)]
    drawing.polygon(values, "calculator-picture-area")
    enough = [_point(direction, axis.enough) for direction, axis in zip(directions, axes, strict=True)]
    drawing.polygon(enough, "calculator-picture-enough")
    for x, y in values:
        drawing.dot(x, y, 4, "calculator-picture-dot")
    for direction, axis in zip(directions, axes, strict=True):
        x, y, anchor = _label_place(direction)
        drawing.text(x, y, cut(axis.name, _NAME_LENGTH), anchor, "calculator-picture-text")
        drawing.text(x, y + 16, view.plain_quantity(axis.value, RATE), anchor, "calculator-picture-number")
    return drawing.svg(picture_id, title, description)


def _direction(index: int, number: int) -> tuple[Fraction, Fraction]:
    """Return the unit vector of an axis; the first points up, the others follow clockwise."""
    angle = 2 * pi * index / number
    return Fraction(round(sin(angle) * _FINE), _FINE), Fraction(round(-cos(angle) * _FINE), _FINE)


def _point(direction: tuple[Fraction, Fraction], value: Fraction) -> Point:
    return _MIDDLE[0] + direction[0] * value * _RADIUS, _MIDDLE[1] + direction[1] * value * _RADIUS


def _label_place(direction: tuple[Fraction, Fraction]) -> tuple[Length, Fraction, Anchor]:
    """Return where the label of an axis stands: beyond its end, at the edge of the drawing that it points to."""
    x, y = _point(direction, Fraction(1))
    baseline = Fraction(y) + (-26 if direction[1] < Fraction(1, 10) else 18)
    if abs(direction[0]) < Fraction(1, 10):
        return x, baseline, "middle"
    return (_WIDTH - _MARGIN, baseline, "end") if direction[0] > 0 else (_MARGIN, baseline, "start")
