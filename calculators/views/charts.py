"""The pictures that calculators share: a funnel, and rates with their intervals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from calculators.fields import RATE
from calculators.views.context import View
from calculators.views.drawing import Drawing, cut
from calculators.views.markup import Html

_WIDTH = 360
_MARGIN = 2
_LINE = 24
"""Height of a line of text."""
_BAR = 22
_NAME_LENGTH = 28
_THINNEST = 2


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a funnel: its name, how many are on it, and what stands between it and the level before."""

    name: str
    size: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class MeasuredRate:
    """A rate with its interval and the rate it should have, each 0..1 or unknown."""

    name: str
    rate: Fraction | None
    low: Fraction | None
    high: Fraction | None
    benchmark: Fraction | None


def funnel_chart(view: View, picture_id: str, title: str, description: str, levels: Sequence[Level]) -> Html:
    """Draw levels as centred bars, as wide as they are large."""
    room = _WIDTH - 2 * _MARGIN
    largest = max([level.size for level in levels] + [1])
    widths = [max(Fraction(room * level.size, largest), Fraction(_THINNEST)) for level in levels]
    step = _LINE + _BAR + 6
    drawing = Drawing(_WIDTH, step * len(levels) + _MARGIN, view.locale.dir)
    tops = [step * index + _LINE for index in range(len(levels))]
    for (width, top), (next_width, next_top) in pairwise(zip(widths, tops, strict=True)):
        corners = [(-width, top + _BAR), (width, top + _BAR), (next_width, next_top), (-next_width, next_top)]
        places = [(Fraction(_WIDTH + offset) / 2, Fraction(y)) for offset, y in corners]
        drawing.polygon([*places], "calculator-picture-flow")
    for level, width, top in zip(levels, widths, tops, strict=True):
        baseline = top - 7
        drawing.bar((_WIDTH - width) / 2, top, width, _BAR, "calculator-picture-bar")
        drawing.text(_MARGIN, baseline, cut(level.name, _NAME_LENGTH), "start", "calculator-picture-text")
        count = view.plain_quantity(level.size, "number")
        drawing.text(_WIDTH - _MARGIN, baseline, count, "end", "calculator-picture-number")
        if level.note:
            drawing.text(_WIDTH * 2 // 3, baseline, level.note, "middle", "calculator-picture-text")
    return drawing.svg(picture_id, title, description)


def rate_chart(view: View, picture_id: str, title: str, description: str, rates: Sequence[MeasuredRate]) -> Html:
    """Draw rates as dots on a scale from 0, each with its interval as a line and its benchmark as an upright mark."""
    known = [value for rate in rates for value in (rate.high, rate.benchmark) if value is not None]
    end = _scale_end(max(known, default=Fraction(1)))
    room = _WIDTH - 2 * _MARGIN - 16
    step = _LINE + 26
    drawing = Drawing(_WIDTH, step * len(rates) + _LINE, view.locale.dir)

    def place(value: Fraction) -> Fraction:
        return _MARGIN + 8 + room * value / end

    for index, rate in enumerate(rates):
        baseline, axis = step * index + 17, step * index + _LINE + 12
        shown = view.say_plain("calculator.not-available")
        if rate.rate is not None:
            shown = view.plain_quantity(rate.rate, RATE)
        drawing.text(_MARGIN, baseline, cut(rate.name, _NAME_LENGTH + 8), "start", "calculator-picture-text")
        drawing.text(_WIDTH - _MARGIN, baseline, shown, "end", "calculator-picture-number")
        drawing.line(place(Fraction(0)), axis, place(end), axis, "calculator-picture-axis")
        if rate.low is not None and rate.high is not None:
            drawing.line(place(rate.low), axis, place(rate.high), axis, "calculator-picture-interval")
        if rate.benchmark is not None:
            at = place(rate.benchmark)
            drawing.line(at, axis - 9, at, axis + 9, "calculator-picture-mark")
        if rate.rate is not None:
            drawing.dot(place(rate.rate), axis, 5, "calculator-picture-dot")
    bottom = step * len(rates) + 12
    drawing.text(_MARGIN, bottom, view.plain_quantity(0, RATE), "start", "calculator-picture-small")
    drawing.text(_WIDTH - _MARGIN, bottom, view.plain_quantity(end, RATE), "end", "calculator-picture-small")
    return drawing.svg(picture_id, title, description)


def _scale_end(largest: Fraction) -> Fraction:
    """Return the least of 1, 2 and 5 times a power of ten that is not below ``largest``, at most 1."""
    end = Fraction(1)
    for smaller in (Fraction(1, 2), Fraction(2, 5), Fraction(1, 2)) * 3:
        if end * smaller < largest:
            break
        end *= smaller
    return end
