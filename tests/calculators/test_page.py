"""The element that a page carries: the form, the worked example's result, the data."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator

import markdown
import pytest

from calculators import page
from calculators.output import to_json
from playbook.locale_data import locale_data
from tests.calculators import support
from tests.calculators.support import element, parsed


@pytest.fixture(params=support.CALCULATORS)
def calculator_id(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def leaves(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Every value in JSON by its dotted path, as text; ``null`` is empty."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from leaves(inner, f"{path}.{name}" if path else name)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from leaves(inner, f"{path}.{index}")
    else:
        yield path, "" if value is None else str(value)


@pytest.mark.parametrize("language", support.LANGUAGES)
def test_the_page_carries_every_value_of_the_result_once(calculator_id: str, language: str) -> None:
    root = element(calculator_id, language)
    result = support.calculate(calculator_id, support.example(calculator_id))
    # What crm has ready for other calculators goes into the links to them.
    written = leaves(json.loads(to_json(result), parse_float=str, parse_int=str))
    expected = {path: value for path, value in written if not path.startswith("ready.")}
    data = list(root.iter("data"))
    assert {datum.attrib["data-field"]: datum.attrib["value"] for datum in data} == expected
    assert len(data) == len(expected)
    assert all("".join(datum.itertext()).strip() for datum in data)


def test_the_element_says_what_it_is(calculator_id: str) -> None:
    root = element(calculator_id)
    assert root.tag == "sales-calculator"
    assert root.attrib == {"data-calculator": calculator_id, "data-state": "example"}


def test_every_input_is_named_labelled_and_explained(calculator_id: str) -> None:
    root = element(calculator_id)
    ids = {one.attrib["id"] for one in root.iter() if "id" in one.attrib}
    labels = {label.attrib["for"] for label in root.iter("label")}
    for entry in root.iter("input"):
        if entry.attrib["type"] in {
            "radio",
            "range",
            "file",
        }:  # their groups and labels tell of these
            continue
        assert re.fullmatch(r"[a-z_]+(\.\d+(\.[a-z_]+)?)?", entry.attrib["name"])
        assert entry.attrib["id"] in labels
        assert set(entry.attrib["aria-describedby"].split()) <= ids
        assert "inputmode" in entry.attrib or entry.attrib["name"].endswith(".id")


def test_ids_are_unique_outside_the_template(calculator_id: str) -> None:
    root = element(calculator_id)
    for parent in list(root.iter()):
        for template in parent.findall("template"):
            parent.remove(template)
    ids = [one.attrib["id"] for one in root.iter() if "id" in one.attrib]
    assert len(ids) == len(set(ids))


def test_pictures_have_a_title_and_a_description(calculator_id: str) -> None:
    root = element(calculator_id)
    pictures = [one for one in root.iter() if one.tag.endswith("}svg")]
    assert pictures
    for picture in pictures:
        parts = {one.attrib["id"]: one.text for one in picture if "id" in one.attrib}
        assert parts[picture.attrib["aria-labelledby"]]
        assert parts[picture.attrib["aria-describedby"]]


def test_nothing_is_styled_or_scripted_in_line(calculator_id: str) -> None:
    for one in element(calculator_id).iter():
        assert "style" not in one.attrib
        assert not [name for name in one.attrib if name.startswith("on")]
        assert one.tag != "script" or one.attrib["type"] == "application/json"


def test_the_element_passes_markdown_unharmed(calculator_id: str) -> None:
    locale, example = locale_data("en", ""), support.example(calculator_id)
    html = page.render(calculator_id, support.words(calculator_id), locale, example)
    assert "\n" not in html
    assert html in markdown.markdown(f"# Title\n\n<div>{html}</div>\n\nAfter.")


def test_numbers_are_isolated_in_right_to_left_pages() -> None:
    for datum in element("goal-plan", "ar").iter("data"):
        if re.fullmatch(r"[\d.]+", datum.attrib["value"]):
            assert [(inner.tag, inner.attrib) for inner in datum] == [("bdi", {"dir": "ltr"})]
    assert not any(
        list(datum) for datum in element("goal-plan", "en").iter("data") if datum.attrib["value"].isdecimal()
    )


def bars(language: str) -> list[tuple[float, float]]:
    root = element("goal-plan", language)
    boxes = [one.attrib for one in root.iter() if one.tag.endswith("}rect")]
    return [(float(box["x"]), float(box["width"])) for box in boxes]


def texts(language: str) -> list[tuple[float, str, str]]:
    root = element("goal-plan", language)
    found = [one.attrib for one in root.iter() if one.tag.endswith("}text")]
    return [(float(text["x"]), text["text-anchor"], text["direction"]) for text in found]


def test_pictures_are_mirrored_in_right_to_left_pages() -> None:
    for (left, width), (mirrored, same_width) in zip(bars("en"), bars("ar"), strict=True):
        # Places are written to the hundredth.
        assert abs(mirrored + width - (360 - left)) < 0.02
        assert same_width == width
    for (x, anchor, direction), (mirrored, same_anchor, other) in zip(texts("en"), texts("ar"), strict=True):
        assert (mirrored, same_anchor) == (360 - x, anchor)
        assert (direction, other) == ("ltr", "rtl")


def test_examples_are_checked() -> None:
    example = support.example("funnel")
    assert page.example_problems("funnel", example) == ()
    example["average_deal"] = "ten"
    example["stages"][1]["count"] = 10**9
    found = page.example_problems("funnel", example)
    assert [(problem.field, problem.code) for problem in found] == [
        ("average_deal", "not_a_number"),
        ("stages[1].count", "not_decreasing"),
    ]
    assert [problem.code for problem in page.example_problems("nope", {})] == ["unknown_calculator"]


def test_any_inputs_can_be_shown(calculator_id: str) -> None:
    chance = random.Random(2)  # noqa: S311  # nothing here is secret
    for _ in range(40):
        inputs = support.MADE_UP[calculator_id](chance)
        language = chance.choice(support.LANGUAGES)
        words = {**support.words(calculator_id), **support.names(inputs)}
        parsed(page.render(calculator_id, words, locale_data(language, "EUR"), inputs))
