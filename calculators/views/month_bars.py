"""Bars by month, with a line that they should reach."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from calculators.views.context import View
from calculators.views.markup import Html
from calculators.views.month_plot import Frame, MonthPlot

_SHARE = Fraction(3, 4)
"""How much of a month's room its bar fills."""


@dataclass(frozen=True, slots=True)
class MonthBars:
    """Amounts ≥ 0 by month, and the amount ``level`` that a line marks, with their names."""

    frame: Frame
    name: str
    values: Sequence[Fraction]
    level_name: str
    level: Fraction


def month_bars(view: View, picture_id: str, title: str, description: str, bars: MonthBars) -> Html:
    """Draw amounts over the months."""
    plot = MonthPlot(view, bars.frame, (*bars.values, bars.level), 2)
    plot.key(bars.name, "calculator-picture-bar", filled=True)
    plot.key(bars.level_name, "calculator-picture-level")
    plot.grid()
    width, floor = plot.width * _SHARE, plot.up(Fraction(0))
    half = width / 2
    for index, value in enumerate(bars.values):
        top = plot.up(value)
        plot.drawing.bar(plot.across(index) - half, top, width, floor - top, "calculator-picture-bar")
    plot.level(bars.level, "calculator-picture-level")
    plot.scale(halves=False)  # a number in the middle would lie on the bars
    return plot.drawing.svg(picture_id, title, description)
