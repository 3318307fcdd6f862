"""The answers that the browser gets to what a reader types."""

from __future__ import annotations

import json
from collections.abc import Mapping
from fractions import Fraction
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from calculators import page
from calculators.problems import REASONS
from playbook.locale_data import locale_data
from tests.calculators import support
from tests.calculators.support import element, parsed


@pytest.fixture(params=support.CALCULATORS)
def calculator_id(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def entries(calculator_id: str, language: str = "en") -> dict[str, str]:
    """What the form of the worked example holds, as the browser sends it: hidden parts are left out."""
    found: dict[str, str] = {}

    def collect(parent: ET.Element) -> None:
        for child in parent:
            if child.tag == "template" or "disabled" in child.attrib:
                continue
            if child.get("type") == "radio" and "checked" not in child.attrib:
                continue
            if child.tag == "textarea":
                found[child.attrib["name"]] = child.text or ""
            if child.tag == "select":
                chosen = (option.attrib["value"] for option in child if "selected" in option.attrib)
                found[child.attrib["name"]] = next(chosen)
            if child.tag == "input" and "name" in child.attrib:  # sliders have none and are not sent
                found[child.attrib["name"]] = child.attrib["value"]
            collect(child)

    collect(element(calculator_id, language))
    return found


def respond(calculator_id: str, given: Mapping[str, str], language: str = "en", **more: object) -> Any:
    request = {
        "calculator": calculator_id,
        "entries": given,
        "words": support.words(calculator_id),
        "locale": locale_data(language, "EUR"),
        **support.carried(calculator_id),
    }
    return json.loads(page.respond(json.dumps(request | more)))


def answered(calculator_id: str, language: str = "en", **changes: str) -> Any:
    """The answer to the worked example with some entries changed; their names are written with __ for dots."""
    given = entries(calculator_id, language) | {name.replace("__", "."): text for name, text in changes.items()}
    return respond(calculator_id, given, language)


def values(html: str) -> dict[str, str]:
    """The machine values of a result by their field."""
    root = parsed(html)
    return {datum.attrib["data-field"]: datum.attrib["value"] for datum in root.iter("data")}


def test_hostile_entries_stay_text() -> None:
    hostile = '"><script>alert(1)</script>'
    answer = answered("goal-plan", stages__0__id=hostile, stages__1__id="<b>bold</b>")
    assert answer["state"] == "ready"
    root = parsed(answer["result_html"])
    assert not list(root.iter("script"))
    assert values(answer["result_html"])["stages.0.id"] == hostile


def test_the_browser_gets_what_the_page_was_built_with(calculator_id: str) -> None:
    for language in support.LANGUAGES:
        answer = respond(calculator_id, entries(calculator_id, language), language)
        assert (answer["state"], answer["errors"], answer["entries"]) == ("ready", [], {})
        locale, example = locale_data(language, "EUR"), support.example(calculator_id)
        pages = support.pages(calculator_id)
        built = page.render(calculator_id, support.words(calculator_id), locale, example, pages)
        for part in parsed(answer["result_html"]):
            content = "".join(ET.tostring(child, "unicode") for child in part)
            original = next(one for one in parsed(built).iter() if one.get("data-part") == part.get("data-part"))
            assert content == "".join(ET.tostring(child, "unicode") for child in original)


def test_the_inputs_come_back_exactly() -> None:
    answer = answered("goal-plan", revenue_goal="0.1", revenue_closed="", cac="", cycle_days="")
    inputs = json.loads(answer["inputs"], parse_float=str)
    assert inputs["revenue_goal"] == "0.1"
    assert inputs["revenue_closed"] == 0
    assert "cac" not in inputs
    assert inputs["stages"] == [{"id": "lead", "rate": "0.22"}, {"id": "opportunity", "rate": "0.5"}]


@pytest.mark.parametrize(
    ("language", "goal", "rate"),
    [("en", "1,060,000.50", "23%"), ("it", "1.060.000,50", "23 %"), ("ar", "١٬٠٦٠٬٠٠٠٫٥٠", "٢٣٪")],
)
def test_entries_are_read_as_the_language_writes_them(language: str, goal: str, rate: str) -> None:
    found = values(answered("goal-plan", language, revenue_goal=goal, stages__0__rate=rate)["result_html"])
    assert found["revenue_gap"] == "1000000.5"
    assert found["stages.0.rate"] == "0.23"


def test_known_names_become_ids_and_others_stay() -> None:
    found = values(answered("goal-plan", stages__0__id="  OPPORTUNITIES ", stages__1__id="Demo  done")["result_html"])
    assert (found["stages.0.id"], found["stages.1.id"]) == ("opportunity", "Demo done")


def errors(answer: Any) -> list[tuple[str, str]]:
    """Path and code of each error, once its HTML says the same."""
    for error in answer["errors"]:
        sentence = parsed(error["html"])[0]
        assert (sentence.get("data-error-for"), sentence.get("data-code")) == (error["path"], error["code"])
        assert "".join(sentence.itertext())
    return [(error["path"], error["code"]) for error in answer["errors"]]


def test_errors_stand_beside_their_fields() -> None:
    answer = answered(
        "goal-plan",
        revenue_goal="much",
        average_deal=" ",
        reps="1.5",
        stages__0__rate="101%",
        stages__1__id="leads",
        cac="-1",
    )
    assert (answer["state"], answer["inputs"]) == ("error", None)
    assert errors(answer) == [
        ("revenue_goal", "not_a_number"),
        ("average_deal", "required"),
        ("stages.0.rate", "out_of_range"),
        ("stages.1.id", "duplicate"),
        ("reps", "not_an_integer"),
        ("cac", "out_of_range"),
    ]
    assert "Enter 100% or less." in answer["errors"][2]["html"]
    assert "6 entries need your attention" in answer["result_html"]
    assert [part.get("data-part") for part in parsed(answer["result_html"])] == ["answer"]


def test_a_stage_that_holds_more_than_the_one_before() -> None:
    answer = answered("funnel", "it", stages__1__count="12.001")
    assert errors(answer) == [("stages.1.count", "not_decreasing")]
    assert "12.000" in answer["errors"][0]["html"]


@pytest.mark.parametrize("reason", [reason for reason, rule in REASONS.items() if rule.on_page])
def test_every_reason_of_the_page_has_its_sentence(reason: str) -> None:
    assert f"calculator.error.{reason}" in support.shared_words()


def test_counts_in_place_of_a_rate() -> None:
    given = entries("goal-plan")
    del given["stages.1.rate"]
    empty = respond("goal-plan", given | {"stages.1.entered": "", "stages.1.advanced": ""})
    assert errors(empty) == [("stages.1.entered", "required"), ("stages.1.advanced", "required")]
    filled = respond("goal-plan", given | {"stages.1.entered": "300", "stages.1.advanced": "100"})
    assert Fraction(values(filled["result_html"])["stages.1.rate"]) == pytest.approx(Fraction(1, 3))


@pytest.mark.parametrize(
    "path", ["nope", "stages", "stages.0", "stages.0.nope", "stages.999.rate", "stages.x.rate", "", "a.b.c"]
)
def test_entries_that_no_form_has_are_refused(path: str) -> None:
    assert {code for _, code in errors(respond("goal-plan", entries("goal-plan") | {path: "1"}))} & {
        "unknown_field",
        "bad_json",
        "required",
    }


def test_entries_in_the_middle_of_nowhere_ask_for_the_rows_before() -> None:
    found = errors(respond("goal-plan", entries("goal-plan") | {"stages.3.rate": "5"}))
    assert found == [("stages.2.id", "required"), ("stages.2.rate", "required"), ("stages.3.id", "required")]


@pytest.mark.parametrize(
    ("path", "text", "direction", "stepped"),
    [
        ("stages.0.rate", "22", 1, "23"),
        ("stages.0.rate", "22,5%", -1, "21,5"),
        ("stages.0.rate", "100", 1, "100"),
        ("stages.0.rate", "1", -1, "1"),
        ("revenue_goal", "999.999", 1, "1.000.999"),
        ("revenue_closed", "", 1, "1.000"),
        ("reps", "1", -1, "1"),
        ("reps", "many", 1, "many"),
        ("stages.0.id", "Leads", 1, "Leads"),
    ],
)
def test_a_step_up_or_down(path: str, text: str, direction: int, stepped: str) -> None:
    given = entries("goal-plan", "it") | {path: text}
    step = {"path": path, "direction": direction}
    assert respond("goal-plan", given, "it", step=step)["entries"] == {path: stepped}


def test_a_step_counts_at_once() -> None:
    step = {"path": "reps", "direction": 1}
    assert json.loads(respond("goal-plan", entries("goal-plan"), step=step)["inputs"])["reps"] == 5


def test_a_step_of_nothing_changes_nothing() -> None:
    assert respond("goal-plan", entries("goal-plan"), step={"path": "nope", "direction": 1})["entries"] == {}


@pytest.mark.parametrize(
    ("closed", "sentence"), [("60,000", "34 more deals"), ("390,000", "1 more deal to"), ("400,000", "reached")]
)
def test_the_answer_in_words(closed: str, sentence: str) -> None:
    root = parsed(answered("goal-plan", revenue_closed=closed)["result_html"])
    assert sentence in "".join(root[0].itertext())
