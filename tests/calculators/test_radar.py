"""The radar and the ladder: right places, mirrored in right-to-left pages."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from calculators.views.context import View
from calculators.views.ladder import Rung, ladder
from calculators.views.radar import Axis, radar
from tests.calculators import support

SVG = "{http://www.w3.org/2000/svg}"
Point = tuple[float, float]


def axes(*values: str) -> list[Axis]:
    return [Axis(f"axis {index}", Fraction(value), Fraction(1, 2)) for index, value in enumerate(values)]


def drawn(language: str, *values: str) -> ET.Element:
    view = View("x", {}, support.locale(language))
    return support.parsed(radar(view, "x-radar", "Title", "Description", axes(*values)))[0]


def shape(picture: ET.Element, name: str) -> list[Point]:
    (found,) = (one for one in picture.iter(f"{SVG}polygon") if one.attrib["class"] == f"calculator-picture-{name}")
    return [(float(x), float(y)) for x, y in (point.split(",") for point in found.attrib["points"].split())]


def test_values_lie_on_their_axes() -> None:
    # Four axes: up, right, down, left of the middle (180, 136); the whole axis is 92 long.
    picture = drawn("en", "1", "0.5", "0.25", "0")
    assert shape(picture, "area") == [(180, 44), (226, 136), (180, 159), (180, 136)]
    assert shape(picture, "enough") == [(180, 90), (226, 136), (180, 182), (134, 136)]


def test_it_is_mirrored_in_right_to_left_pages() -> None:
    for (x, y), (mirrored, same) in zip(
        shape(drawn("en", "1", "0.5", "0.25", "0"), "area"),
        shape(drawn("ar", "1", "0.5", "0.25", "0"), "area"),
        strict=True,
    ):
        assert (mirrored, same) == (360 - x, y)


@pytest.mark.parametrize("number", range(3, 13))
@pytest.mark.parametrize("language", ["en", "ar"])
def test_labels_stand_in_the_picture_and_not_on_each_other(number: int, language: str) -> None:
    picture = drawn(language, *["0.7"] * number)
    _, _, width, height = (float(length) for length in picture.attrib["viewBox"].split())
    places = [(float(one.attrib["x"]), float(one.attrib["y"])) for one in picture.iter(f"{SVG}text")]
    assert len(places) == len(set(places)) == 2 * number
    assert all(0 <= x <= width and 10 <= y <= height for x, y in places)
    for (x, y), (other, below) in pairwise(sorted(places)):
        assert x != other or below - y >= 12


@pytest.mark.parametrize("values", [(), ("1",), ("0", "1")])
def test_less_than_three_axes_make_no_shape(values: tuple[str, ...]) -> None:
    assert radar(View("x", {}, support.locale("en")), "x-radar", "Title", "Description", axes(*values)) == ""


def test_the_ladder_grows_from_the_bottom_and_shows_where_one_stands() -> None:
    rungs = [Rung("low", reached=False), Rung("middle", reached=True), Rung("high", reached=False)]
    picture = support.parsed(ladder(View("x", {}, support.locale("en")), "x-ladder", "Title", "Description", rungs))[0]
    bars = [one.attrib for one in picture.iter(f"{SVG}rect")]
    tops, widths = [float(bar["y"]) for bar in bars], [float(bar["width"]) for bar in bars]
    assert tops == sorted(tops, reverse=True)
    assert widths == sorted(widths)
    assert [bar["class"] for bar in bars] == [f"calculator-picture-{name}" for name in ("flow", "bar", "flow")]
