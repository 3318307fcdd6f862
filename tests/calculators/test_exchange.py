"""Links and files: what goes out comes back the same; what is broken or hostile is refused and changes nothing."""

from __future__ import annotations

import base64
import json
import random
from typing import Any

import pytest

from calculators.exchange import LINK, LONGEST_FILE, LONGEST_LINK, RefusedError, package_in, read_package
from tests.calculators import support
from tests.calculators.test_respond import entries, respond

TYPED = tuple(one for one in support.CALCULATORS if one != "crm")
"""The calculators whose inputs are typed and not read from a document."""
PLAN = support.example("goal-plan")


def package(**changes: object) -> str:
    return json.dumps({"calculator": "goal-plan", "version": 1, "inputs": PLAN} | changes)


def fragment(text: str | bytes) -> str:
    data = text if isinstance(text, bytes) else text.encode()
    return f"#{LINK}" + base64.urlsafe_b64encode(data).decode().rstrip("=")


def opened(source: dict[str, object], calculator_id: str = "goal-plan", language: str = "en") -> Any:
    return respond(calculator_id, entries(calculator_id, language), language, task="open", **source)


def typed(form_html: str) -> dict[str, str]:
    """What a form holds, as the browser sends it."""
    found: dict[str, str] = {}

    def collect(parent: Any) -> None:
        for child in parent:
            if child.tag == "template" or "disabled" in child.attrib:
                continue
            radio = child.get("type") == "radio" and "checked" not in child.attrib
            if child.tag == "input" and "name" in child.attrib and not radio:
                found[child.attrib["name"]] = child.attrib["value"]
            collect(child)

    collect(support.parsed(form_html))
    return found


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("calculator_id", TYPED)
def test_what_goes_out_comes_back(calculator_id: str, language: str) -> None:
    given = entries(calculator_id, language)
    before = respond(calculator_id, given, language)
    exported = respond(calculator_id, given, language, task="export")["exported"]
    for source in (
        {"fragment": "#" + exported["fragment"]},
        {"package": exported["json"]},
        {"package": "\ufeff" + exported["package"]},
    ):
        answer = opened(source, calculator_id, language)
        assert answer["state"] == "ready"
        assert typed(answer["form_html"]) == given
        after = respond(calculator_id, typed(answer["form_html"]), language)
        assert after["inputs"] == before["inputs"]


@pytest.mark.parametrize("calculator_id", ["funnel", "goal-plan", "velocity", "capacity", "forecast", "sla"])
def test_any_inputs_come_back(calculator_id: str) -> None:
    chance = random.Random(3)  # noqa: S311  # nothing here is secret
    for _ in range(15):
        inputs = support.MADE_UP[calculator_id](chance)
        text = json.dumps({"calculator": calculator_id, "version": 1, "inputs": inputs})
        answer = opened({"package": text}, calculator_id)
        assert answer["state"] == "ready"
        exported = respond(calculator_id, typed(answer["form_html"]), task="export")["exported"]
        again = opened({"package": exported["json"]}, calculator_id)
        assert again["form_html"] == answer["form_html"]


def test_a_file_is_a_versioned_envelope() -> None:
    exported = respond("goal-plan", entries("goal-plan"), task="export")["exported"]
    envelope = json.loads(exported["json"])
    assert list(envelope) == ["calculator", "version", "inputs", "result"]
    assert (envelope["calculator"], envelope["version"]) == ("goal-plan", 1)
    assert envelope["inputs"] == PLAN
    assert envelope["result"]["deals_needed"] == 34
    assert json.loads(exported["package"]) == {name: envelope[name] for name in ("calculator", "version", "inputs")}


HOSTILE: dict[str, tuple[dict[str, object], str]] = {
    "empty link": ({"fragment": f"#{LINK}"}, "unreadable"),
    "letters of no link": ({"fragment": f"#{LINK}<script>alert(1)</script>"}, "unreadable"),
    "cut link": ({"fragment": fragment(package())[:-20]}, "unreadable"),
    "a length that base64 has not": ({"fragment": f"#{LINK}A"}, "unreadable"),
    "no UTF-8": ({"fragment": fragment(b"\xff\xfe\x00")}, "unreadable"),
    "too long a link": ({"fragment": f"#{LINK}" + "A" * LONGEST_LINK}, "too_large"),
    "too long a file": ({"package": " " * (LONGEST_FILE + 1)}, "too_large"),
    "no JSON": ({"package": "<html>"}, "unreadable"),
    "deep lists": ({"package": "[" * 100_000}, "unreadable"),
    "deep objects": ({"package": '{"a":' * 50_000 + "1" + "}" * 50_000}, "unreadable"),
    "deep within": ({"package": package(inputs={"stages": json.loads("[" * 20 + "]" * 20)})}, "unreadable"),
    "a text that never ends": ({"package": '"' + "\\" * 99_999}, "unreadable"),
    "a list": ({"package": "[1]"}, "unreadable"),
    "null": ({"package": "null"}, "unreadable"),
    "nothing": ({}, "unreadable"),
    "another kind of JSON": ({"package": '{"revenue_goal": 1}'}, "unreadable"),
    "double keys": ({"package": '{"calculator":"goal-plan","calculator":"goal-plan"}'}, "unreadable"),
    "double inputs": (
        {"package": '{"calculator":"goal-plan","version":1,"inputs":{"reps":1,"reps":2}}'},
        "unreadable",
    ),
    "no version": ({"package": '{"calculator":"goal-plan","inputs":{}}'}, "other_version"),
    "version 2": ({"package": package(version=2)}, "other_version"),
    "version true": ({"package": package(version=True)}, "other_version"),
    "version as text": ({"package": package(version="1")}, "other_version"),
    "another calculator": ({"package": package(calculator="funnel")}, "other_calculator"),
    "a calculator that is a path": ({"package": package(calculator="../../etc/passwd")}, "other_calculator"),
    "unknown member": ({"package": package(script="alert(1)")}, "unknown_fields"),
    "__proto__ outside": ({"package": package(__proto__={"state": "ready"})}, "unknown_fields"),
    "__proto__ inside": ({"package": package(inputs=PLAN | {"__proto__": {"reps": 1}})}, "unknown_fields"),
    "constructor": ({"package": package(inputs=PLAN | {"constructor": {"prototype": {}}})}, "unknown_fields"),
    "unknown field of a row": (
        {"package": package(inputs=PLAN | {"stages": [{"id": "a", "rate": 0.5, "onload": "x"}]})},
        "unknown_fields",
    ),
    "inputs that are a list": ({"package": package(inputs=[])}, "unknown_fields"),
    "partial that is a text": ({"package": package(partial="yes")}, "unknown_fields"),
    "no inputs": ({"package": package(inputs={})}, "bad_values"),
    "NaN": ({"package": package().replace("400000", "NaN")}, "bad_values"),
    "beyond all numbers": ({"package": package().replace("400000", "1e999999999")}, "bad_values"),
    "text for a number": ({"package": package(inputs=PLAN | {"reps": "<img src=x onerror=alert(1)>"})}, "bad_values"),
    "true for a number": ({"package": package(inputs=PLAN | {"reps": True})}, "bad_values"),
    "a rate of 200%": ({"package": package(inputs=PLAN | {"stages": [{"id": "a", "rate": 2}]})}, "bad_values"),
    "too many rows": (
        {"package": package(inputs=PLAN | {"stages": [{"id": str(n), "rate": 1} for n in range(500)]})},
        "bad_values",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_broken_or_hostile_is_refused(name: str) -> None:
    source, reason = HOSTILE[name]
    answer = opened(source)
    assert answer["state"] == "error"
    assert "form_html" not in answer
    (part,) = support.parsed(answer["result_html"])
    assert part.get("data-part") == "notice"
    assert "".join(part.itertext()) == support.shared_words()[f"calculator.open.{reason}"]
    assert "Nothing was changed." in "".join(part.itertext())


def test_names_in_a_link_stay_text() -> None:
    name = '"><script>alert(1)</script>'
    answer = opened({"package": package(inputs=PLAN | {"stages": [{"id": name, "rate": 0.5}]})})
    root = support.parsed(answer["form_html"])
    assert not list(root.iter("script"))
    assert typed(answer["form_html"])["stages.0.id"] == name


def test_a_package_is_read_for_one_calculator() -> None:
    assert read_package(package(), "goal-plan").inputs.keys() == PLAN.keys()
    with pytest.raises(RefusedError, match="other_calculator"):
        read_package(package(), "funnel")
    assert package_in(fragment(package())) == package()


def test_what_the_page_brings_along_does_not_travel() -> None:
    exported = respond("diagnosis", entries("diagnosis"), task="export")["exported"]
    assert set(json.loads(exported["package"])["inputs"]) == {"answers"}
    answers = support.example("diagnosis")["answers"]
    text = json.dumps({"calculator": "diagnosis", "version": 1, "inputs": {"answers": answers, "rubric": {}}})
    assert opened({"package": text}, "diagnosis")["state"] == "ready"


def test_entries_too_long_for_a_link_have_none() -> None:
    stages = [{"id": "\N{GRINNING FACE}" * 79 + str(n), "rate": 0.5} for n in range(10)]
    answer = opened({"package": package(inputs=PLAN | {"stages": stages})})
    exported = respond("goal-plan", typed(answer["form_html"]), task="export")["exported"]
    assert exported["fragment"] is None
    assert opened({"package": exported["json"]})["form_html"] == answer["form_html"]


def test_the_table_holds_machine_values_and_no_formula() -> None:
    given = entries("goal-plan", "it") | {"stages.0.id": '=HYPERLINK("http://x","y")', "revenue_goal": "1.234,50"}
    table = respond("goal-plan", given, "it", task="export")["exported"]["csv"].split("\r\n")
    assert table[0] == "Part,Field,Name,Value"
    assert "Entry,revenue_goal,Revenue goal,1234.5" in table
    assert (
        """Entry,stages.0.id,"Name of the stage, =HYPERLINK(""http://x"",""y"")","'=HYPERLINK(""http://x"",""y"")\""""
        in table
    )
    assert "Result,deals_needed,Deals needed,0" in table
    assert not [line for line in table if line.rpartition(",")[2].startswith(("=", "+", "@"))]


@pytest.mark.parametrize("reason", ["seek", "sensitivity", "export"])
def test_entries_that_are_wrong_are_corrected_first(reason: str) -> None:
    answer = respond("goal-plan", entries("goal-plan") | {"reps": "x"}, task=reason)
    assert answer["state"] == "error"
    assert "Correct the entries above first." in answer["result_html"]
    assert "exported" not in answer


def test_a_task_that_is_not_known() -> None:
    with pytest.raises(KeyError):
        respond("goal-plan", {}, task="nope")
