"""Radio buttons: the questions of a rubric, and a choice among codes."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import calculators
from calculators import command_line, page
from calculators.json_schema import schema
from calculators.problems import InvalidInputError
from calculators.registry import load
from playbook.locale_data import locale_data
from tests.calculators import support

WITH_RUBRIC = ("diagnosis", "lead-temperature")
MODULE = '''
"""rounding: a number rounded one way or the other."""

from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil, floor

from calculators.fields import NUMBER, choice, integer, number


@dataclass(frozen=True, kw_only=True)
class Inputs:
    amount: Fraction = field(metadata=number(NUMBER, "fields.amount"))
    way: str = field(default="up", metadata=choice("fields.way", "up", "down"))


@dataclass(frozen=True, kw_only=True)
class Result:
    whole: int = field(metadata=integer(NUMBER, "results.whole"))


def calculate(inputs):
    return Result(whole=ceil(inputs.amount) if inputs.way == "up" else floor(inputs.amount))
'''
WORDS = {
    "fields.amount.label": "Amount",
    "fields.amount.help": "Any number.",
    "fields.way.label": "Which way?",
    "fields.way.help": "Up is usual.",
    "fields.way.up": "Up",
    "fields.way.down": "Down",
    "results.whole": "Whole number",
    "answer": "It is {whole}.",
    "working": "Rounded to {whole}.",
}


@pytest.fixture
def rounding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The package with a calculator more that has a choice."""
    (tmp_path / "rounding.py").write_text(MODULE, "utf-8")
    monkeypatch.setattr(calculators, "__path__", [*calculators.__path__, str(tmp_path)])
    yield "rounding"
    sys.modules.pop("calculators.rounding", None)


def run(calculator_id: str, **inputs: object) -> Any:
    return json.loads(command_line.run(calculator_id, json.dumps(inputs)))


def test_a_choice_is_one_of_its_codes(rounding: str) -> None:
    assert run(rounding, amount=1.5) == {"whole": 2}
    assert run(rounding, amount=1.5, way="down") == {"whole": 1}
    for way, code in (("sideways", "out_of_range"), (1, "bad_json"), ("", "required")):
        with pytest.raises(InvalidInputError) as raised:
            run(rounding, amount=1, way=way)
        assert [(problem.field, problem.code) for problem in raised.value.problems] == [("way", code)]


def test_a_choice_has_a_schema(rounding: str) -> None:
    described: Any = schema(load(rounding))["inputs"]
    assert described["properties"]["way"] == {
        "type": ["string", "null"],
        "enum": ["up", "down", None],
        "default": "up",
    }
    jsonschema.validate({"amount": 1, "way": None}, described)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"amount": 1, "way": "sideways"}, described)


def test_a_choice_is_a_group_of_radio_buttons(rounding: str) -> None:
    words = {**support.shared_words(), **WORDS}
    assert page.word_keys(rounding) == WORDS.keys()
    html = page.render(rounding, words, locale_data("en", ""), {"amount": 1.5, "way": "down"})
    (group,) = support.parsed(html).iterfind(".//fieldset[@role='radiogroup']")
    assert [one.attrib.get("checked") for one in group.iter("input")] == [None, ""]
    assert [one.text for one in group.iter("label")] == ["Up", "Down"]
    request = {"calculator": rounding, "words": words, "locale": locale_data("en", "")}
    for way, whole in (("up", 2), ("down", 1), ("", 2)):
        answer = json.loads(page.respond(json.dumps(request | {"entries": {"amount": "1.5", "way": way}})))
        assert f">It is {whole}.<" in answer["result_html"]


@pytest.mark.parametrize("calculator_id", WITH_RUBRIC)
@pytest.mark.parametrize("language", support.LANGUAGES)
def test_every_question_is_a_labelled_group(calculator_id: str, language: str) -> None:
    root = support.element(calculator_id, language)
    ids = {one.attrib["id"]: one for one in root.iter() if "id" in one.attrib}
    labels = {one.attrib["for"]: "".join(one.itertext()) for one in root.iter("label")}
    example, words = support.example(calculator_id), support.words(calculator_id)
    groups = root.findall(".//fieldset[@role='radiogroup']")
    asked = support.questions(calculator_id)
    assert len(groups) == len(asked) >= 4
    found = {group.find(".//input").attrib["name"]: group for group in groups}  # type: ignore[union-attr]
    for question in asked:
        group = found[f"answers.{question.id}"]
        assert ids[group.attrib["aria-labelledby"]].text == words[f"questions.{question.id}"]
        explained = [ids[one] for one in group.attrib["aria-describedby"].split()]
        assert explained[0].text == words[f"questions.{question.id}.help"]
        assert explained[1].attrib["data-problem-for"] == f"answers.{question.id}"
        buttons = list(group.iter("input"))
        assert all(labels[button.attrib["id"]] for button in buttons)
        chosen = [button.attrib["value"] for button in buttons if "checked" in button.attrib]
        assert chosen == [example["answers"][question.id]]


@pytest.mark.parametrize("calculator_id", WITH_RUBRIC)
def test_the_rubric_is_no_input_but_comes_along(calculator_id: str) -> None:
    root = support.element(calculator_id)
    assert not [one for one in root.iter("input") if one.attrib.get("name", "").startswith("rubric")]
    block = json.loads(root.findtext(".//script") or "")
    assert block["given"] == {"rubric": support.example(calculator_id)["rubric"]}
    assert block["pages"] == support.pages(calculator_id)


def respond(calculator_id: str, entries: dict[str, str], **more: object) -> Any:
    own = {"words": support.words(calculator_id), "locale": locale_data("en", ""), **support.carried(calculator_id)}
    return json.loads(page.respond(json.dumps({"calculator": calculator_id, "entries": entries} | own | more)))


def test_unanswered_questions_are_told_of_beside_them() -> None:
    answer = respond("lead-temperature", {"answers.need": "now", "answers.date": "soon"})
    assert answer["state"] == "error"
    assert [(one["path"], one["code"]) for one in answer["errors"]] == [
        ("answers.interest", "required"),
        ("answers.reply", "required"),
    ]
    assert ">Fill this in.<" in answer["errors"][0]["html"]


def test_what_no_radio_button_sends_is_refused() -> None:
    example = support.example("lead-temperature")["answers"]
    entries = {f"answers.{name}": option for name, option in example.items()}
    hostile = {"answers.need": "<b>", "answers.other": "x", "rubric": "{}", "rubric.levels": "x"}
    answer = respond("lead-temperature", entries | hostile)
    found = sorted((one["path"], one["code"]) for one in answer["errors"])
    assert found == [
        ("answers.need", "out_of_range"),
        ("answers.other", "unknown_field"),
        ("rubric.levels", "unknown_field"),
    ]
    assert not [one for one in answer["errors"] if "<b>" in one["html"]]


def test_recommended_pages_are_links() -> None:
    example = support.example("diagnosis")["answers"]
    pages = {"module/know-your-leads": {"title": "Know <them>", "address": "../../modules/x/", "language": "en"}}
    answer = respond("diagnosis", {f"answers.{name}": option for name, option in example.items()}, pages=pages)
    root = support.parsed(answer["result_html"])
    (link,) = root.iterfind(".//data[@value='module/know-your-leads']/a")
    assert link.attrib == {"href": "../../modules/x/"}
    assert [(one.text, one.attrib) for one in link] == [("Know <them>", {"lang": "en"})]
    named = root.find(".//data[@value='article/follow-up-cadence']")
    assert named is not None
    assert "".join(named.itertext()) == "article/follow-up-cadence"
