"""From one calculator to the next: what is handed over can be calculated there, and the links lead there."""

from __future__ import annotations

import json
import random
from fractions import Fraction
from typing import Any

import pytest

from calculators.exchange import package_in
from calculators.hand_over import HAND_OVERS, TARGETS, offers
from calculators.output import to_json
from calculators.read_json import read_json
from calculators.registry import calculator_ids, load
from calculators.validate import validate
from tests.calculators import support
from tests.calculators.test_exchange import typed
from tests.calculators.test_respond import entries, respond

FROM = ("funnel", "goal-plan")


def offered(calculator_id: str, inputs: object) -> dict[str, Any]:
    calculator = load(calculator_id)
    valid = validate(calculator, read_json(json.dumps(inputs)))
    made = offers(calculator_id, valid, calculator.calculate(valid))
    return {target: json.loads(to_json(some), parse_float=Fraction) for target, some in made.items()}


def links(calculator_id: str, language: str = "en") -> dict[str, str]:
    html = respond(calculator_id, entries(calculator_id, language), language)["result_html"]
    found = [one.attrib["href"] for one in support.parsed(html).iter("a") if "#inputs=" in one.get("href", "")]
    return {address.split("/")[1]: address for address in found}


def test_rates_without_counts_are_named_for_what_they_become() -> None:
    plan = entries("goal-plan")
    note = "stands for 100 cases"
    assert note in respond("goal-plan", plan)["result_html"]
    counted = {path: text for path, text in plan.items() if not path.endswith(".rate")}
    for stage in ("0", "1"):
        counted |= {f"stages.{stage}.entered": "80", f"stages.{stage}.advanced": "20"}
    answer = respond("goal-plan", counted)
    assert "../forecast/#inputs=" in answer["result_html"]
    assert note not in answer["result_html"]
    assert note not in respond("funnel", entries("funnel"))["result_html"]


def test_targets_are_calculators() -> None:
    assert {target for makers in HAND_OVERS.values() for target in makers} == set(TARGETS)
    assert {*HAND_OVERS, *TARGETS} <= set(calculator_ids())


def test_hand_worked_plan() -> None:
    made = offered("goal-plan", support.example("goal-plan"))
    assert made["forecast"] == {
        "volume": 310,
        "stages": [
            {"id": "lead", "entered": 100, "advanced": 22},
            {"id": "opportunity", "entered": 100, "advanced": 50},
        ],
        "average_deal": 10_000,
        "revenue_goal": 340_000,
    }
    # 12 contacts a day · 21.75 days ÷ 5 contacts · 50% · 10,000
    assert made["capacity"] == {
        "full_rep_per_month": 261_000,
        "team": [{"count": 4, "tenure_months": 24}],
        "target": 340_000,
    }
    assert made["velocity"] == {
        "opportunities": 68,
        "average_deal": 10_000,
        "win_rate": Fraction(1, 2),
        "cycle_days": 12,
    }


def test_counts_go_on_as_they_are() -> None:
    stages = [{"id": "a", "entered": 300, "advanced": 1}, {"id": "b", "rate": 0.001}]
    made = offered("goal-plan", support.example("goal-plan") | {"stages": stages})
    assert [(stage["entered"], stage["advanced"]) for stage in made["forecast"]["stages"]] == [(300, 1), (100, 1)]


def test_hand_worked_funnel() -> None:
    made = offered("funnel", support.example("funnel"))
    stages = [
        {"id": "visitor", "entered": 12_000, "advanced": 480},
        {"id": "lead", "entered": 480, "advanced": 96},
        {"id": "opportunity", "entered": 96, "advanced": 24},
    ]
    assert made["goal-plan"] == {"average_deal": 10_000, "stages": stages}
    assert made["forecast"] == {"volume": 12_000, "stages": stages, "average_deal": 10_000}
    assert made["velocity"] == {"opportunities": 96, "average_deal": 10_000, "win_rate": Fraction(1, 4)}


def test_an_empty_funnel_hands_nothing_over() -> None:
    stages = [{"id": "a", "count": 5}, {"id": "b", "count": 0}, {"id": "c", "count": 0}]
    assert offered("funnel", {"stages": stages, "average_deal": 1}) == {}


@pytest.mark.parametrize("calculator_id", FROM)
def test_whatever_is_handed_over_can_be_calculated(calculator_id: str) -> None:
    chance = random.Random(5)  # noqa: S311  # nothing here is secret
    for _ in range(30):
        made = offered(calculator_id, support.MADE_UP[calculator_id](chance))
        for target, some in made.items():
            given = support.example(target) | some
            validate(load(target), read_json(json.dumps(given, default=float)))


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("calculator_id", FROM)
def test_links_fill_the_next_form(calculator_id: str, language: str) -> None:
    found = links(calculator_id, language)
    assert set(found) == set(HAND_OVERS[calculator_id])
    for target, address in found.items():
        folder, fragment = address.split("#")
        assert folder == f"../{target}/"
        given = entries(target, language)
        answer = respond(target, given, language, task="open", fragment=f"#{fragment}")
        assert answer["state"] == "ready"
        assert "come from another calculator" in answer["result_html"]
        filled = typed(answer["form_html"])
        handed = json.loads(package_in(fragment))["inputs"]
        assert {path.split(".")[0] for path in filled if filled[path] != given.get(path)} <= handed.keys()
        assert respond(target, filled, language)["state"] == "ready"


def test_names_that_the_next_one_knows_become_its_own() -> None:
    fragment = links("goal-plan")["forecast"].split("#")[1]
    assert json.loads(package_in(fragment))["inputs"]["stages"][0]["id"] == "Leads"
    answer = respond("forecast", entries("forecast"), task="open", fragment=fragment)
    inputs = json.loads(respond("forecast", typed(answer["form_html"]))["inputs"])
    assert [stage["id"] for stage in inputs["stages"]] == ["lead", "opportunity"]
