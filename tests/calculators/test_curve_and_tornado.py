"""The two charts on scales of any size: what is drawn stays in the picture and stands where its numbers say."""

from __future__ import annotations

from fractions import Fraction
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from calculators.fields import MONEY, RATE
from calculators.number_format import Direction
from calculators.views.context import View
from calculators.views.curve import Axis, Curve, Mark, curve_chart, round_end
from calculators.views.tornado import Swing, Tornado, tornado_chart
from tests.calculators import support

WIDTH = 360


def view(direction: Direction = "ltr") -> View:
    return View("x", {}, support.locale("ar" if direction == "rtl" else "en"))


def tornado(base: Fraction, *swings: Swing, direction: Direction = "ltr") -> ET.Element:
    html = tornado_chart(view(direction), "x", "Title", "Description", Tornado(base, MONEY, swings))
    return support.parsed(html)[0]


def shapes(picture: ET.Element, tag: str) -> list[dict[str, str]]:
    return [dict(one.attrib) for one in picture.iter() if one.tag.endswith(f"}}{tag}")]


def spans(picture: ET.Element) -> list[tuple[float, float]]:
    """Start and end of the bars."""
    return [(float(bar["x"]), float(bar["x"]) + float(bar["width"])) for bar in shapes(picture, "rect")]


def texts(picture: ET.Element) -> list[str]:
    return [one.text or "" for one in picture.iter() if one.tag.endswith("}text")]


def test_the_widest_swing_stands_on_top() -> None:
    picture = tornado(
        Fraction(10),
        Swing("narrow", Fraction(9), Fraction(11)),
        Swing("wide", Fraction(20), Fraction(5)),
        Swing("none", Fraction(10), Fraction(10)),
    )
    assert texts(picture) == ["wide", "€20 – €5", "narrow", "€9 – €11", "none", "€10 – €10", "€10"]


def test_the_bars_reach_from_the_base_to_the_results() -> None:
    # 5 at 6, 20 at 354: 10 at a third of 348 more, 122
    picture = tornado(Fraction(10), Swing("a", Fraction(5), Fraction(20)))
    assert spans(picture) == [(6, 122), (122, 354)]
    assert [line["x1"] for line in shapes(picture, "line")] == ["122"]


def test_the_bars_are_mirrored() -> None:
    swing = Swing("a", Fraction(5), Fraction(20))
    left, right = tornado(Fraction(10), swing), tornado(Fraction(10), swing, direction="rtl")
    assert [(WIDTH - end, WIDTH - start) for start, end in spans(left)] == spans(right)


def test_two_results_on_one_side_share_the_height() -> None:
    bars = shapes(tornado(Fraction(10), Swing("a", Fraction(12), Fraction(15))), "rect")
    assert [bar["height"] for bar in bars] == ["11", "11"]
    assert float(bars[1]["y"]) == float(bars[0]["y"]) + 11


def test_nothing_swings() -> None:
    assert spans(tornado(Fraction(10), Swing("a", Fraction(10), Fraction(10)))) == [(180, 180), (180, 180)]
    assert texts(tornado(Fraction(0))) == ["€0"]


results = st.fractions(min_value=-(10**15), max_value=10**15)


@given(results, st.lists(st.builds(Swing, st.text(max_size=5).map(repr), results, results), max_size=12))
def test_any_tornado_stays_in_the_picture(base: Fraction, swings: list[Swing]) -> None:
    picture = tornado(base, *swings)
    assert all(0 <= start <= end <= WIDTH for start, end in spans(picture))
    assert len(spans(picture)) == 2 * len(swings)


def test_the_end_of_a_scale_is_round() -> None:
    ends = {"0": "1", "1": "1", "1.01": "1.2", "1.3": "1.5", "9": "10", "81": "100", "0.0021": "0.0025", "2e14": "2e14"}
    assert {given_one: round_end(Fraction(given_one)) for given_one in ends} == {
        given_one: Fraction(end) for given_one, end in ends.items()
    }


@given(st.fractions(min_value=Fraction(1, 10**30), max_value=10**30))
def test_the_end_is_never_below_nor_far_above(largest: Fraction) -> None:
    # The widest step is from 1.2 times a power of ten to 1.5 times and from 1.5 to 2: a third.
    assert largest <= round_end(largest) <= largest * Fraction(4, 3)


lengths = st.fractions(min_value=0, max_value=10**15)


@given(st.lists(lengths, min_size=2, max_size=9, unique=True), st.data())
def test_any_curve_stays_in_the_picture(places: list[Fraction], data: st.DataObject) -> None:
    places.sort()
    line = [(place, data.draw(lengths)) for place in places]
    curve = Curve(
        across=Axis("across", RATE),
        up=Axis("up", MONEY),
        lines=[line],
        end=places[-1],
        here=line[0],
        note="here",
        marks=[Mark(place, "5%") for place in places],
        target=places[0],
        level=data.draw(st.none() | lengths),
    )
    picture = support.parsed(curve_chart(view(), "x", "Title", "Description", curve))[0]
    height = float(picture.attrib["viewBox"].split()[-1])
    (drawn,) = shapes(picture, "polyline")
    corners = [tuple(map(float, point.split(","))) for point in drawn["points"].split()]
    assert len(corners) == len(line)
    assert all(0 <= x <= WIDTH and 0 <= y <= height for x, y in corners)
    assert corners[-1][0] == 352
    lines = shapes(picture, "line")
    assert all(0 <= float(one[end]) <= height for one in lines for end in ("y1", "y2"))


def test_a_note_stands_where_it_has_room() -> None:
    marks = [Mark(Fraction(start), f"{start}!") for start in ("0", "0.5", "0.51")]
    line = [(Fraction(0), Fraction(0)), (Fraction(1), Fraction(1))]
    curve = Curve(
        across=Axis("across", RATE),
        up=Axis("up", MONEY),
        lines=[line],
        end=Fraction(1),
        here=line[1],
        note="here",
        marks=marks,
    )
    picture = support.parsed(curve_chart(view(), "x", "Title", "Description", curve))[0]
    assert [text for text in texts(picture) if "!" in text] == ["0!", "0.51!"]
