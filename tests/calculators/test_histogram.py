from __future__ import annotations

from fractions import Fraction
from xml.etree import ElementTree as ET

import pytest

from calculators.views.context import View
from calculators.views.histogram import Bar, Histogram, Mark, histogram_chart
from tests.calculators import support

BARS = [
    Bar(Fraction(100 * index), Fraction(100 * index + 100), count) for index, count in enumerate((1, 4, 2), start=2)
]
"""From 200 to 500."""
SPLITS = [Mark(Fraction(250), "low"), Mark(Fraction(340), "middle"), Mark(Fraction(450), "high")]


def drawn(goal: int, language: str = "en") -> ET.Element:
    view = View("forecast", {}, support.locale(language))
    shown = Histogram(BARS, Mark(Fraction(goal), "goal"), SPLITS)
    return support.parsed(histogram_chart(view, "p", "title", "description", shown))[0]


def of_class(picture: ET.Element, name: str) -> list[dict[str, str]]:
    return [one.attrib for one in picture if one.get("class") == f"calculator-picture-{name}"]


def test_bars_are_as_tall_as_their_counts_and_stand_on_the_axis() -> None:
    picture = drawn(350)
    bars = [(float(bar["y"]), float(bar["height"])) for bar in of_class(picture, "bar")]
    # The tallest is 150 high below 24 of room: 1, 4 and 2 of 4
    assert bars == [(136.5, 37.5), (24, 150), (99, 75)]
    assert {y + height for y, height in bars} == {float(of_class(picture, "axis")[0]["y1"])}


def test_marks_stand_at_their_amounts() -> None:
    picture = drawn(350)
    # 300 amounts on 352 units from 4 on: half-way is 180, 250 a sixth of the way
    assert [float(mark["x1"]) for mark in of_class(picture, "mark")] == [180]
    places = [float(mark["x1"]) for mark in of_class(picture, "guide")]
    assert places == [62.67, 168.27, 297.33]
    assert [one.text for one in picture if one.tag.endswith("}text")] == ["low", "middle", "high", "goal"]


@pytest.mark.parametrize(("goal", "place"), [(200, 4), (500, 356), (800, 356), (0, 4)])
def test_a_goal_beside_the_bars_widens_the_picture(goal: int, place: int) -> None:
    picture = drawn(goal)
    assert [float(mark["x1"]) for mark in of_class(picture, "mark")] == [place]
    ends = [(float(bar["x"]), float(bar["x"]) + float(bar["width"])) for bar in of_class(picture, "bar")]
    assert all(4 <= start < end <= 356 for start, end in ends)


@pytest.mark.parametrize("goal", [801, 10**15])
def test_a_goal_far_away_is_left_out(goal: int) -> None:
    assert of_class(drawn(goal), "mark") == []
    assert len(of_class(drawn(goal), "bar")) == 3


def test_the_picture_is_mirrored() -> None:
    for mark in ("mark", "guide", "gap"):
        left = [float(one["x1"]) for one in of_class(drawn(480), mark)]
        right = [float(one["x1"]) for one in of_class(drawn(480, "ar"), mark)]
        assert right == [pytest.approx(360 - x, abs=0.011) for x in left]


def test_the_legend_tells_of_a_goal_beyond_the_picture() -> None:
    near = support.element("forecast")
    far = support.element("forecast", inputs=support.example("forecast") | {"revenue_goal": 10**9})
    beyond = "The goal of €1,000,000,000 lies beyond the picture."
    captions = ["".join(one.itertext()) for root in (near, far) for one in root.iter("figcaption")]
    assert [beyond in caption for caption in captions] == [False, True]
