"""The picture of the funnel: what it shows, and that nothing of it leaves its frame."""

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.funnel_picture import Stage, funnel_picture

STAGES = (
    Stage("Visitor", "top of the funnel", "learning", "visitor/"),
    Stage("Lead", "top of the funnel", "recognising the problem", "lead/"),
    Stage("Customer & friend", "bottom of the funnel", "recognising the problem", "customer/"),
)
SVG = "{http://www.w3.org/2000/svg}"
TEXT = st.text(st.characters(categories=("L", "N", "P", "Zs")), min_size=1, max_size=60).filter(str.strip)


def drawn(stages: tuple[Stage, ...], *, rtl: bool = False) -> ET.Element:
    figure = funnel_picture(stages, "The funnel", "From top to bottom", rtl=rtl)
    picture = ET.fromstring(figure).find(f"{SVG}svg")  # noqa: S314  # our own SVG
    assert picture is not None
    return picture


def words(picture: ET.Element) -> list[str]:
    return ["".join(f"{span.text} " for span in text).strip() for text in picture.iter(f"{SVG}text")]


def test_every_stage_is_a_link_with_its_name() -> None:
    links = list(drawn(STAGES).iter(f"{SVG}a"))
    assert [link.get("href") for link in links] == ["visitor/", "lead/", "customer/"]
    assert [words(link) for link in links] == [["Visitor"], ["Lead"], ["Customer & friend"]]


def test_stages_of_one_part_or_step_share_a_band() -> None:
    picture = drawn(STAGES)
    bands = [(one.get("class"), one.get("y"), one.get("height")) for one in picture.iter(f"{SVG}rect")]
    assert bands == [
        ("funnel-part funnel-part-0", "0", "93"),
        ("funnel-part funnel-part-1", "96", "45"),
        ("funnel-step funnel-step-0", "0", "45"),
        ("funnel-step funnel-step-1", "48", "93"),
    ]


def test_the_columns_change_sides_from_right_to_left() -> None:
    def first_band(picture: ET.Element) -> str | None:
        return next(picture.iter(f"{SVG}rect")).get("x")

    assert (first_band(drawn(STAGES)), first_band(drawn(STAGES, rtl=True))) == ("0", "308")


def test_it_has_a_title_and_a_description() -> None:
    picture = drawn(STAGES)
    told = {one.get("id"): one.text for one in picture if one.tag in (f"{SVG}title", f"{SVG}desc")}
    assert told == {"funnel-picture-title": "The funnel", "funnel-picture-description": "From top to bottom"}
    assert picture.get("aria-labelledby") in told
    assert picture.get("aria-describedby") in told


@pytest.mark.parametrize("rtl", [False, True])
@given(st.lists(st.builds(Stage, TEXT, TEXT, TEXT, st.just("x/")), min_size=1, max_size=12))
def test_whatever_the_words_every_shape_lies_inside_and_no_word_is_lost(rtl: bool, stages: list[Stage]) -> None:
    picture = drawn(tuple(stages), rtl=rtl)
    width, height = (float(length) for length in picture.get("viewBox", "").split()[2:])
    for box in picture.iter(f"{SVG}rect"):
        x, y, wide, high = (float(box.get(name, "-1")) for name in ("x", "y", "width", "height"))
        assert x >= 0 <= y
        assert x + wide <= width
        assert y + high <= height
    for shape in picture.iter(f"{SVG}polygon"):
        for corner in shape.get("points", "").split():
            x, y = (float(length) for length in corner.split(","))
            assert 0 <= x <= width
            assert 0 <= y <= height
    shown = words(picture)
    for stage in stages:
        for text in (stage.title, stage.part, stage.step):
            assert " ".join(text.split()) in shown
