"""Sensitivity: each input alone goes down and up, within its range, and what matters most comes first."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest

from calculators.places import place_at, places
from calculators.read_json import read_json
from calculators.registry import calculator_ids, load
from calculators.sensitivity import Swing, sensitivity
from calculators.validate import validate
from tests.calculators import support
from tests.calculators.test_exchange import TYPED

TENTH = Fraction(1, 10)


def swings(
    calculator_id: str, result: str, share: Fraction = TENTH, **changes: object
) -> tuple[Fraction, dict[str, Swing]]:
    inputs = validate(load(calculator_id), read_json(json.dumps(support.example(calculator_id) | changes)))
    base, found = sensitivity(load(calculator_id), inputs, result, share)
    assert [swing.reach for swing in found] == sorted((swing.reach for swing in found), reverse=True)
    return base, {swing.place.path: swing for swing in found}


def written(*values: object) -> str:
    return " ".join(map(str, values))


def test_hand_worked_goal_plan() -> None:
    base, found = swings("goal-plan", "deals_needed")
    assert base == 34
    # (400,000 ∓ 40,000 − 60,000) / 10,000
    assert written(found["revenue_goal"].low, found["revenue_goal"].high) == "30 38"
    # 340,000 / 9,000 = 37.8, / 11,000 = 30.9
    assert written(found["average_deal"].low, found["average_deal"].high) == "38 31"
    # (400,000 − 54,000) / 10,000 = 34.6, (400,000 − 66,000) / 10,000 = 33.4
    assert written(found["revenue_closed"].low, found["revenue_closed"].high) == "35 34"
    assert list(found) == ["revenue_goal", "average_deal", "revenue_closed"]


def test_hand_worked_velocity() -> None:
    base, found = swings("velocity", "per_day", Fraction(1, 4))
    for path in ("opportunities", "average_deal"):
        assert (found[path].low, found[path].high) == (base * Fraction(3, 4), base * Fraction(5, 4))
    assert (found["cycle_days"].low, found["cycle_days"].high) == (base / Fraction(3, 4), base / Fraction(5, 4))
    assert next(iter(found)) == "cycle_days"


def test_whole_numbers_stay_whole_and_move_by_one_at_least() -> None:
    _, found = swings("goal-plan", "capacity_use", Fraction(1, 100))
    assert written(found["reps"].lower, found["reps"].higher) == "3 5"
    assert written(found["working_days"].lower, found["working_days"].higher) == "19 21"


def test_inputs_keep_to_their_range_and_to_each_other() -> None:
    stages = [{"id": "a", "rate": 0.95}, {"id": "b", "entered": 100, "advanced": 98}]
    _, found = swings("goal-plan", "stages.0.needed", stages=stages)
    assert found["stages.0.rate"].higher == 1
    assert found["stages.1.advanced"].higher == 100
    counts = [{"id": "a", "count": 100}, {"id": "b", "count": 99}]
    _, found = swings("funnel", "overall_rate", stages=counts)
    assert found["stages.0.count"].lower == 99
    assert found["stages.1.count"].higher == 100


def test_a_result_that_is_not_there() -> None:
    with pytest.raises(LookupError):
        swings("goal-plan", "acquisition_budget", cac=None)


@pytest.mark.parametrize("calculator_id", TYPED)
def test_what_modules_declare_is_there(calculator_id: str) -> None:
    assert calculator_id in calculator_ids()
    calculator = load(calculator_id)
    inputs = validate(calculator, read_json(json.dumps(support.example(calculator_id))))
    result = calculator.calculate(inputs)
    assert calculator.headlines
    assert [path for path in calculator.headlines if place_at(result, path) is None] == []
    kinds = {place.kind_path for place in places(inputs)} | {"stages.rate", "stages.entered", "stages.advanced"}
    assert set(calculator.varied) | set(calculator.settings) <= kinds
