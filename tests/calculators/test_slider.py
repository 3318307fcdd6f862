"""Sliders: another way to change a number entry, which stays what counts."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Any

import pytest

from calculators import page
from calculators.fields import NUMBER, RATE, Meta, fields_of, number, record_of
from calculators.registry import calculator_ids, load
from calculators.views.context import View
from calculators.views.slider import slider
from playbook.locale_data import locale_data
from tests.calculators import support


def asked(rate: str, language: str = "en", **step: str) -> Any:
    entries = {"revenue_goal": "9", "average_deal": "1", "working_days": "5", "reps": "1"}
    request = {
        "calculator": "goal-plan",
        "entries": entries | {"stages.0.id": "x", "stages.0.rate": rate},
        "words": support.words("goal-plan"),
        "locale": locale_data(language, "EUR"),
    }
    return json.loads(page.respond(json.dumps(request | ({"step": step} if step else {}))))


def sliders(calculator_id: str, language: str = "en") -> list[dict[str, str]]:
    root = support.element(calculator_id, language)
    return [one.attrib for one in root.iter("input") if one.attrib["type"] == "range"]


def test_a_slider_goes_from_the_least_value_to_the_greatest() -> None:
    first = sliders("goal-plan")[0]
    assert {name: first[name] for name in ("min", "max", "step", "value")} == {
        "min": "0.01",
        "max": "1",
        "step": "0.01",
        "value": "0.22",
    }
    assert first["aria-valuetext"] == "22%"
    assert "name" not in first


@pytest.mark.parametrize("calculator_id", support.CALCULATORS)
def test_every_slider_belongs_to_an_entry_and_has_its_label(calculator_id: str) -> None:
    root = support.element(calculator_id, "ar")
    entries = {one.attrib["name"]: one.attrib["id"] for one in root.iter("input") if "name" in one.attrib}
    labels = {one.attrib["id"]: one.attrib["for"] for one in root.iter("label") if "id" in one.attrib}
    for one in sliders(calculator_id, "ar"):
        assert labels[one["aria-labelledby"]] == entries[one["data-slider-for"]]


def metas(record: type) -> list[Meta]:
    own = [field.meta for field in fields_of(record)]
    return [*own, *(inner for meta in own if meta.record for inner in metas(record_of(meta)))]


@pytest.mark.parametrize("calculator_id", calculator_ids())
def test_sliders_are_for_rates(calculator_id: str) -> None:
    assert all(meta.unit == RATE for meta in metas(load(calculator_id).inputs) if meta.slider)


@pytest.mark.parametrize(
    ("language", "value", "entry", "text"),
    [("en", "0.225", "22.5", "22.5%"), ("it", "0.225", "22,5", "22,5%"), ("ar", "1", "100", "100%")],
)
def test_its_value_becomes_the_entry(language: str, value: str, entry: str, text: str) -> None:
    answer = asked("50", language, path="stages.0.rate", value=value)
    assert answer["state"] == "ready"
    assert answer["entries"] == {"stages.0.rate": entry}
    place = answer["sliders"]["stages.0.rate"]
    assert (place["value"], place["text"].strip("\u200e\u200f\u061c")) == (value, text)


def test_it_follows_the_entry() -> None:
    assert asked("33.3")["sliders"] == {"stages.0.rate": {"value": "0.333", "text": "33.3%"}}
    assert asked("x")["sliders"] == {}
    assert asked("")["sliders"] == {}
    over = asked("120")
    assert (over["state"], over["sliders"]["stages.0.rate"]["value"]) == ("error", "1.2")


def test_an_entry_without_a_slider_keeps_its_text() -> None:
    assert asked("50", path="reps", value="0.5")["entries"] == {"reps": "1"}
    assert asked("50", path="nothing", value="0.5")["entries"] == {}


@pytest.mark.parametrize(
    ("bounds", "ends"),
    [
        ({"minimum": 0, "maximum": 1}, ("0", "1")),
        ({"above": 0, "below": 1}, ("0.05", "0.95")),
        ({"minimum": 0}, None),
        ({"maximum": 1}, None),
    ],
)
def test_excluded_bounds_are_a_step_away(bounds: Any, ends: tuple[str, str] | None) -> None:
    (meta,) = number(NUMBER, "fields.x", step="0.05", slider=True, **bounds).values()
    view = View("x", {}, support.locale("en"))
    if ends is None:
        with pytest.raises(ValueError, match=r"fields\.x has no"):
            slider(view, "x", meta, None)
        return
    (made,) = support.parsed(slider(view, "x", meta, Fraction(1, 2)))
    assert (made.attrib["min"], made.attrib["max"], made.attrib["value"]) == (*ends, "0.5")
