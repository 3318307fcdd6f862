"""Lines by month, such as a plan and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from calculators.views.context import View
from calculators.views.markup import Html
from calculators.views.month_plot import Frame, MonthPlot

Style = Literal["full", "dashed", "faint"]

_CLASSES: dict[Style, str] = {
    "full": "calculator-picture-line",
    "dashed": "calculator-picture-line calculator-picture-line--second",
    "faint": "calculator-picture-line calculator-picture-line--faint",
}
_RADIUS = 4


@dataclass(frozen=True, slots=True)
class MonthLine:
    """A line through the values of months by the index of the month. Of a ``full`` line each value has its dot."""

    name: str
    style: Style
    values: Sequence[tuple[int, Fraction]]


@dataclass(frozen=True, slots=True)
class MonthLines:
    """Lines of amounts over the same months; the last ones lie in front."""

    frame: Frame
    lines: Sequence[MonthLine]


def month_lines(view: View, picture_id: str, title: str, description: str, chart: MonthLines) -> Html:
    """Draw lines over the months."""
    values = (value for line in chart.lines for _, value in line.values)
    plot = MonthPlot(view, chart.frame, values, len(chart.lines))
    plot.grid()
    for line in chart.lines:
        class_ = _CLASSES[line.style]
        points = [(plot.across(index), plot.up(value)) for index, value in line.values]
        plot.key(line.name, class_)
        plot.drawing.polyline(points, class_)
        # A line of one value has no length.
        for x, y in points if line.style == "full" or len(points) == 1 else []:
            plot.drawing.dot(x, y, _RADIUS, "calculator-picture-dot")
    plot.scale()
    return plot.drawing.svg(picture_id, title, description)
