"""SVG that mirrors itself in right-to-left pages.

Colours come from classes, so that dark mode and print are the style sheet's affair.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from calculators.number_format import Direction, rounded
from calculators.views.markup import Html, element, escape, join

Length = Fraction | int | Decimal
"""A length in units of the drawing."""
Anchor = Literal["start", "middle", "end"]


class Drawing:
    """Collects shapes. Places are given as in a left-to-right page: ``x`` grows from the start of the line."""

    def __init__(self, width: int, height: Length, direction: Direction) -> None:
        self._width = width
        self._height = height
        self._direction = direction
        self._shapes: list[Html] = []

    def bar(self, x: Length, y: Length, width: Length, height: Length, class_: str) -> None:
        """Draw a rectangle whose corner nearest the start of the line is (x, y)."""
        left = self._x(Fraction(x) + Fraction(width)) if self._direction == "rtl" else x
        size = {"x": _text(left), "y": _text(y), "width": _text(width), "height": _text(height)}
        self._shapes.append(element("rect", class_=class_, **size))

    def line(self, x1: Length, y1: Length, x2: Length, y2: Length, class_: str) -> None:
        """Draw a line."""
        ends = {"x1": _text(self._x(x1)), "y1": _text(y1), "x2": _text(self._x(x2)), "y2": _text(y2)}
        self._shapes.append(element("line", class_=class_, **ends))

    def dot(self, x: Length, y: Length, radius: Length, class_: str) -> None:
        """Draw a circle."""
        self._shapes.append(element("circle", class_=class_, cx=_text(self._x(x)), cy=_text(y), r=_text(radius)))

    def polygon(self, points: list[tuple[Length, Length]], class_: str) -> None:
        """Draw a filled shape."""
        places = " ".join(f"{_text(self._x(x))},{_text(y)}" for x, y in points)
        self._shapes.append(element("polygon", class_=class_, points=places))

    def polyline(self, points: Sequence[tuple[Length, Length]], class_: str) -> None:
        """Draw a line through several points."""
        places = " ".join(f"{_text(self._x(x))},{_text(y)}" for x, y in points)
        self._shapes.append(element("polyline", class_=class_, points=places))

    def text(self, x: Length, y: Length, text: str, anchor: Anchor, class_: str) -> None:
        """Write plain text; ``anchor``: the part of it that stands at ``x``."""
        self._shapes.append(
            element(
                "text",
                escape(text),
                class_=class_,
                x=_text(self._x(x)),
                y=_text(y),
                direction=self._direction,
                text_anchor=anchor,
            )
        )

    def svg(self, picture_id: str, title: str, description: str) -> Html:
        """Return the picture with its title and description."""
        title_id, description_id = f"{picture_id}-title", f"{picture_id}-description"
        return element(
            "svg",
            element("title", escape(title), id=title_id),
            element("desc", escape(description), id=description_id),
            join(*self._shapes),
            class_="calculator-picture",
            role="img",
            aria_labelledby=title_id,
            aria_describedby=description_id,
            viewBox=f"0 0 {self._width} {_text(self._height)}",
            xmlns="http://www.w3.org/2000/svg",
        )

    def _x(self, x: Length) -> Length:
        return self._width - Fraction(x) if self._direction == "rtl" else x


def cut(text: str, most: int) -> str:
    """Return text of at most ``most`` characters, since a picture cannot wrap it."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def _text(length: Length) -> str:
    return f"{rounded(Fraction(length) if isinstance(length, Decimal) else length, 2):f}"
