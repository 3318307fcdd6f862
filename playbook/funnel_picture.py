"""The funnel as a picture: its stages, the part of the funnel each belongs to, and the buyer's step it goes with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from calculators.views.markup import Html, element, escape, join

_WIDTH, _ROW, _GAP = 400, 48, 3
_BAND = 92
"""The width of the columns beside the funnel."""
_WIDEST, _NARROWEST = 200, 112
_MIDDLE = _WIDTH // 2
_LINE = 13
_NAME_LETTERS, _BAND_LETTERS = 15, 15
"""How many letters fit on a line of the narrowest stage, and of a column."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage in the reader's words. ``address`` leads from the picture's page to the stage's."""

    title: str
    part: str
    step: str
    address: str


def funnel_picture(stages: Sequence[Stage], title: str, description: str, *, rtl: bool) -> str:
    """An SVG figure with the stages from top to bottom; in right-to-left pages its columns change sides."""
    parts, steps = (_WIDTH - _BAND, 0) if rtl else (0, _WIDTH - _BAND)
    shapes = [
        *_bands(stages, "part", parts),
        *_bands(stages, "step", steps),
        *(_stage(stage, row, len(stages)) for row, stage in enumerate(stages)),
    ]
    picture = element(
        "svg",
        element("title", escape(title), id="funnel-picture-title"),
        element("desc", escape(description), id="funnel-picture-description"),
        join(*shapes),
        role="group",
        aria_labelledby="funnel-picture-title",
        aria_describedby="funnel-picture-description",
        viewBox=f"0 0 {_WIDTH} {_ROW * len(stages)}",
        xmlns="http://www.w3.org/2000/svg",
    )
    return element("figure", picture, class_="funnel-picture")


def _bands(stages: Sequence[Stage], column: str, x: int) -> Iterator[Html]:
    """One box for each run of stages that share a part or a step."""
    row = 0
    for number, (words, run) in enumerate(groupby(stages, key=attrgetter(column))):
        rows = len(list(run))
        top, height = row * _ROW, rows * _ROW - _GAP
        class_ = f"funnel-{column} funnel-{column}-{number}"
        yield element("rect", class_=class_, x=x, y=top, width=_BAND, height=height, rx=4)
        yield _text(words, x + _BAND // 2, top + height / 2, _BAND_LETTERS, f"funnel-{column}-name")
        row += rows


def _stage(stage: Stage, row: int, rows: int) -> Html:
    def half(at: int) -> float:
        return (_WIDEST - (_WIDEST - _NARROWEST) * at / rows) / 2

    top, bottom = row * _ROW, (row + 1) * _ROW - _GAP
    upper, lower = half(row), half(row + 1)
    corners = (_MIDDLE - upper, top), (_MIDDLE + upper, top), (_MIDDLE + lower, bottom), (_MIDDLE - lower, bottom)
    points = " ".join(f"{x:g},{y:g}" for x, y in corners)
    name = _text(stage.title, _MIDDLE, (top + bottom) / 2, _NAME_LETTERS, "funnel-stage-name")
    return element("a", element("polygon", class_="funnel-stage", points=points), name, href=stage.address)


def _text(words: str, x: float, y: float, letters: int, class_: str) -> Html:
    lines = list(_wrapped(words, letters))
    first = y - (len(lines) - 1) * _LINE / 2 + _LINE / 3
    spans = [
        element("tspan", escape(line), x=f"{x:g}", y=f"{first + number * _LINE:g}") for number, line in enumerate(lines)
    ]
    return element("text", *spans, class_=class_, text_anchor="middle")


def _wrapped(words: str, letters: int) -> Iterator[str]:
    """Lines of at most ``letters`` letters, unless a single word is longer."""
    line = ""
    for word in words.split():
        if line and len(line) + 1 + len(word) > letters:
            yield line
            line = word
        else:
            line = f"{line} {word}".strip()
    yield line
