"""The frame that pictures by month share: a scale of values, the months in their order, and a key."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from calculators.fields import NUMBER
from calculators.views.context import View
from calculators.views.curve import round_end
from calculators.views.drawing import Drawing, cut

_WIDTH = 360
_MARGIN = 2
_START, _END = 8, 352
"""Where the plot starts and ends along the line of text."""
_HEIGHT = 160
_KEY_LINE = 20
_KEY_START, _KEY_END = 2, 30
_KEY_LENGTH = 44
_MOST_LABELS = 12
_LABEL_STEPS = (1, 2, 3, 6, 12)


@dataclass(frozen=True, slots=True)
class Frame:
    """The numbers of the months, what they count, and the unit of the values."""

    months: Sequence[int]
    axis: str
    unit: str


class MonthPlot:
    """A drawing with one place for each month; ``keys``: how many lines of the key stand above the plot."""

    def __init__(self, view: View, frame: Frame, values: Iterable[Fraction], keys: int) -> None:
        self._view = view
        self._frame = frame
        self._top = keys * _KEY_LINE + 8
        self._bottom = self._top + _HEIGHT
        known = [*values, Fraction(0)]
        self._least = -round_end(-min(known)) if min(known) < 0 else Fraction(0)
        self._most = round_end(max(known)) if max(known) > 0 or not self._least else Fraction(0)
        self._per_unit = _HEIGHT / (self._most - self._least)
        self._zero = self._bottom + self._least * self._per_unit
        self._keys = 0
        self.drawing = Drawing(_WIDTH, self._bottom + 36, view.locale.dir)
        self.width = Fraction(_END - _START, len(frame.months))
        """The room of a month."""
        self._first = _START + self.width / 2

    def across(self, index: int) -> Fraction:
        """Return the middle of a month's room."""
        return self._first + self.width * index

    def up(self, value: Fraction) -> Fraction:
        """Return the height of a value."""
        return self._zero - value * self._per_unit

    def level(self, value: Fraction, class_: str) -> None:
        """Draw a line through all months."""
        self.drawing.line(_START, self.up(value), _END, self.up(value), class_)

    def grid(self) -> None:
        """Draw the lines of the scale."""
        for value in dict.fromkeys((self._least, Fraction(0), self._most / 2, self._most)):
            self.level(value, "calculator-picture-axis")

    def key(self, name: str, class_: str, *, filled: bool = False) -> None:
        """Write what a line, or a filled shape, stands for."""
        middle = self._keys * _KEY_LINE + 12
        if filled:
            self.drawing.bar(_KEY_START, middle - 5, _KEY_END - _KEY_START, 10, class_)
        else:
            self.drawing.polyline([(_KEY_START, middle), (_KEY_END, middle)], class_)
        self.drawing.text(_KEY_END + 8, middle + 4, cut(name, _KEY_LENGTH), "start", "calculator-picture-text")
        self._keys += 1

    def scale(self, *, halves: bool = True) -> None:
        """Write the numbers beside the lines of the scale and below the months, and what the latter count.

        Written last, so that they stand in front of what is drawn; ``halves``: whether the line in the middle has one.
        """
        for value in dict.fromkeys((self._least, *([self._most / 2] if halves else []), self._most)):
            if value:
                number = self._view.plain_quantity(value, self._frame.unit)
                self.drawing.text(_START + 2, self.up(value) + 13, number, "start", "calculator-picture-tick")
        months = self._frame.months
        every = next(step for step in _LABEL_STEPS if len(months) <= step * _MOST_LABELS)
        for index in range(0, len(months), every):
            number = self._view.plain_quantity(months[index], NUMBER)
            self.drawing.text(self.across(index), self._bottom + 14, number, "middle", "calculator-picture-small")
        self.drawing.text(_WIDTH // 2, self._bottom + 30, self._frame.axis, "middle", "calculator-picture-small")
