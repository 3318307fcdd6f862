"""The tools below a result: their forms, their answers, scenarios side by side; all text from the words."""

from __future__ import annotations

import json
import re
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from calculators import page
from calculators.entries import raw_inputs
from calculators.registry import load
from calculators.tasks import Asked as Task
from calculators.tasks import perform
from calculators.views.context import View
from playbook.locale_data import locale_data
from tests.calculators import support
from tests.calculators.test_exchange import TYPED
from tests.calculators.test_respond import entries, respond
from tests.calculators.test_words import Asked, token_words

SEEK = {"task": "seek", "result": "stages.0.needed", "moved": "stages.0.rate", "target": "200"}


def ask(calculator_id: str, task: str, language: str = "en", **more: object) -> ET.Element:
    """The parts that a task answers with."""
    return support.parsed(
        respond(calculator_id, entries(calculator_id, language), language, task=task, **more)["result_html"]
    )


def text(root: ET.Element) -> str:
    return " ".join("".join(root.itertext()).split())


def package(calculator_id: str, **changes: object) -> str:
    inputs = support.example(calculator_id) | changes
    return json.dumps({"calculator": calculator_id, "version": 1, "inputs": inputs})


def scenarios(*kept: tuple[str, str]) -> list[dict[str, str]]:
    return [{"id": f"s-{index}", "name": name, "package": text} for index, (name, text) in enumerate(kept)]


@pytest.mark.parametrize("calculator_id", TYPED)
def test_every_calculator_has_its_tools(calculator_id: str) -> None:
    root = ask(calculator_id, "tools")
    tools = [one.attrib["data-tool"] for one in root.iter("details")]
    numeric = calculator_id not in {"diagnosis", "lead-temperature"}
    varied = calculator_id in {"funnel", "goal-plan", "velocity"}
    wanted = {"seek": numeric, "sensitivity": varied, "scenarios": True, "share": True}
    assert tools == [name for name, there in wanted.items() if there]
    assert [one.attrib for one in root.iter("input") if "name" in one.attrib] == []
    ids = {one.attrib["id"] for one in root.iter() if "id" in one.attrib}
    assert {label.attrib["for"] for label in root.iter("label")} <= ids


def test_a_document_is_not_read_again_by_tools() -> None:
    request = {"calculator": "crm", "entries": {}, "words": {}, "locale": locale_data("en", ""), "task": "tools"}
    root = support.parsed(json.loads(page.respond(json.dumps(request)))["result_html"])
    assert not list(root.iter("details"))


@pytest.mark.parametrize("calculator_id", TYPED)
def test_the_lists_to_choose_from(calculator_id: str) -> None:
    results, moved, headlines = ask(calculator_id, "choices")
    given = entries(calculator_id)
    assert {option.attrib["value"] for option in moved} <= given.keys()
    assert [option.attrib["value"] for option in headlines] == [
        path for path in load(calculator_id).headlines if path in {option.attrib["value"] for option in results}
    ]
    values = [option.attrib["value"] for option in results]
    assert len(values) == len(set(values))
    assert all(text(option) for select in (results, moved) for option in select)


def test_goal_seek_in_words_with_a_button() -> None:
    root = ask("goal-plan", **SEEK)
    assert "“Share that moves on, Leads” must be 34% (now: 22%). Then “Needed, Leads” is 200." in text(root)
    (button,) = root.iter("button")
    assert (button.attrib["data-path"], button.attrib["data-text"]) == ("stages.0.rate", "34")


def test_what_the_button_puts_in_leads_to_the_result() -> None:
    for language in ("en", "it", "ar"):
        (button,) = ask("goal-plan", language=language, **SEEK | {"target": "1234"}).iter("button")
        given = entries("goal-plan", language) | {button.attrib["data-path"]: button.attrib["data-text"]}
        answer = respond("goal-plan", given, language)
        assert 'value="1234" data-field="stages.0.needed"' in answer["result_html"]


@pytest.mark.parametrize(
    ("calculator_id", "more", "said"),
    [
        ("goal-plan", {"target": "310"}, "is 310 already. Nothing has to change."),
        ("goal-plan", {"moved": "reps"}, "“Sales reps” has no effect on “Needed, Leads”."),
        ("goal-plan", {"target": "1"}, "No value from 0% to 100% for “Share that moves on, Leads”"),
        ("goal-plan", {"target": "many"}, "This is not a number."),
        ("goal-plan", {"target": ""}, "This is not a number."),
        ("goal-plan", {"target": "9" * 40}, "This is not a number."),
        ("goal-plan", {"moved": "stages.9.rate"}, "What you chose is no longer there."),
        ("goal-plan", {"moved": "stages.0.id"}, "What you chose is no longer there."),
        ("goal-plan", {"result": "__proto__"}, "What you chose is no longer there."),
        ("funnel", {"result": "revenue", "target": "245,000", "moved": "stages.3.count"}, "gives exactly €245,000. If"),
        ("unit-economics", {"result": "ltv", "target": "1", "moved": "new_customers"}, "has no effect on"),
    ],
)
def test_what_goal_seek_says(calculator_id: str, more: dict[str, str], said: str) -> None:
    assert said in text(ask(calculator_id, **SEEK | more))


@pytest.mark.parametrize(
    ("share", "said"),
    [
        ("x", "This is not a number."),
        ("0", "Enter more than 0%."),
        ("100%", "Enter less than 100%."),
        ("-5", "Enter more"),
    ],
)
def test_shares_that_make_no_sense(share: str, said: str) -> None:
    assert said in text(ask("goal-plan", "sensitivity", headline="deals_needed", share=share))


def test_sensitivity_has_a_picture_and_a_table() -> None:
    root = ask("velocity", "sensitivity", headline="per_day", share="25")
    assert [one.tag for one in root.iter() if one.tag.endswith("}svg")]
    assert len(list(root.iter("tr"))) == 1 + len(load("velocity").varied)
    assert "by 25%" in text(root)
    gone = ask("goal-plan", "sensitivity", headline="nope", share="25")
    assert "no longer there" in text(gone)


def test_scenarios_side_by_side() -> None:
    kept = scenarios(
        ("As it is", package("goal-plan")),
        (
            "Better <b>leads</b>",
            package("goal-plan", stages=[{"id": "lead", "rate": 0.34}, {"id": "opportunity", "rate": 0.5}]),
        ),
        ("Another version", "{}"),
    )
    root = ask("goal-plan", "compare", scenarios=kept)
    rows = {text(row[0]): [text(cell) for cell in row[1:]] for row in root.iter("tr")}
    assert rows[""] == ["As it is", "Better <b>leads</b>"]
    assert rows["Share that moves on, Leads"] == ["22%", "34%"]
    assert rows["Needed, Leads"] == ["310", "200 -110"]
    assert rows["Deals needed"] == ["34", "34"]
    assert "Average deal value" not in rows
    assert [one.tag for one in root.iter() if one.tag.endswith("}svg")]
    assert "This scenario cannot be opened any more." in text(root)
    assert not list(root.iter("b"))
    assert next(one.attrib["value"] for one in root.iter("input")) == "Scenario 1"


def test_rates_differ_by_points_and_lists_by_rows() -> None:
    fewer = [{"id": "opportunity", "rate": 0.5}]
    kept = scenarios(("A", package("goal-plan")), ("B", package("goal-plan", stages=fewer, reps=8)))
    rows = {
        text(row[0]): [text(cell) for cell in row[1:]] for row in ask("goal-plan", "compare", scenarios=kept).iter("tr")
    }
    assert rows["Share that moves on, Opportunities"] == ["50%", "–"]
    assert rows["Share of the team's time used"] == ["35.4%", "17.7% -17.7 percentage points"]


def test_no_more_scenarios_than_there_is_room_for() -> None:
    full = ask("goal-plan", "compare", scenarios=scenarios(*[(str(n), package("goal-plan")) for n in range(9)]))
    assert "You have kept 8 scenarios." in text(full)
    assert len(list(full.iter("li"))) == 8
    assert not [one for one in full.iter("button") if one.get("type") == "submit"]


def test_hostile_scenarios() -> None:
    kept = [{"id": '"><script>', "name": "\x00 a\nb " + "x" * 500, "package": package("goal-plan")}]
    root = ask("goal-plan", "compare", scenarios=kept)
    name = next(one for one in root.iter("input") if "data-rename" in one.attrib)
    assert name.attrib["data-rename"] == "unknown"
    assert name.attrib["value"].startswith("a b xxx")
    assert len(name.attrib["value"]) == 80


TASKS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("tools", {}),
    ("choices", {}),
    *(("seek", {"result": "stages.0.needed", "moved": "stages.0.rate", "target": target}) for target in ("200", "310")),
    ("sensitivity", {"headline": "stages.0.needed", "share": "10"}),
    ("export", {}),
    ("open", {"package": package("goal-plan")}),
    ("open", {"package": "{}"}),
    ("compare", {"scenarios": scenarios(("A", package("goal-plan")), ("B", package("goal-plan", reps=1)), ("C", ""))}),
)


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize(("task", "more"), TASKS)
def test_all_text_comes_from_the_words(task: str, more: dict[str, Any], language: str) -> None:
    given = entries("goal-plan", language) | {"stages.0.id": "A", "stages.1.id": "B"}
    answer = respond("goal-plan", given, language, task=task, words=token_words("goal-plan"), **more)
    root = support.parsed(answer["result_html"])
    texts = [part for one in root.iter() for part in (one.text, one.tail) if part]
    for part in texts:
        assert not re.search(r"[^\W\d_ABC]", part), part
    assert not [one for one in root.iter() for name in one.attrib if name == "style" or name.startswith("on")]


def test_every_word_of_the_tools_is_used() -> None:
    asked = Asked(support.words("goal-plan"))
    locale = support.locale("en")
    view, calculator = View("goal-plan", asked, locale), load("goal-plan")
    cases = [*TASKS]
    seek = dict(SEEK)
    del seek["task"]
    cases += [
        *(("seek", seek | more) for more in ({"target": "1"}, {"moved": "reps"}, {"moved": "x"})),
        ("seek", seek | {"result": "deals_needed", "target": "-1", "moved": "revenue_closed"}),
        ("seek", seek | {"result": "deals_needed", "target": "33.5", "moved": "average_deal"}),
        ("sensitivity", {"headline": "reps_gap", "share": "10"}),
        ("compare", {"scenarios": scenarios(*[(str(n), package("goal-plan", reps=n + 1)) for n in range(8)])}),
        ("open", {"package": json.dumps(json.loads(package("goal-plan")) | {"partial": True})}),
    ]
    for task, more in cases:
        raw = raw_inputs(calculator.inputs, entries("goal-plan"), view)
        perform(task, Task(calculator, view, raw, {}, more))
    wanted = {
        key
        for key in page.shared_word_keys()
        if re.match(r"calculator\.(tool|seek|sensitivity|scenarios|share|csv)\b", key)
    }
    assert wanted - asked.keys_asked <= {"calculator.seek.unknown", "calculator.tool.correct-first"}
