"""Every code of the contract, the field it names, and all problems at once."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.problems import REASONS, InvalidInputError, Problem
from calculators.read_json import read_json
from calculators.registry import load
from calculators.validate import LARGEST, validate
from tests.calculators import support

CODES = {
    "required",
    "not_a_number",
    "not_an_integer",
    "out_of_range",
    "not_decreasing",
    "unknown_field",
    "unknown_calculator",
    "bad_json",
    "duplicate",
    "bad_csv",
}


def refusals(calculator_id: str, text: str) -> tuple[Problem, ...]:
    """All that is wrong with inputs given as JSON text; valid ones can be calculated."""
    calculator = load(calculator_id)
    try:
        calculator.calculate(validate(calculator, read_json(text)))
    except InvalidInputError as error:
        return error.problems
    return ()


def problems(calculator_id: str, text: str) -> list[tuple[str, str]]:
    """Field and code of all that is wrong with inputs given as JSON text."""
    found = refusals(calculator_id, text)
    assert all(problem.message for problem in found)
    return [(problem.field, problem.code) for problem in found]


def goal_plan(**changes: object) -> list[tuple[str, str]]:
    inputs = support.example("goal-plan") | changes
    return problems("goal-plan", json.dumps({name: value for name, value in inputs.items() if value is not ...}))


def goal_plan_stage(**stage: object) -> list[tuple[str, str]]:
    return goal_plan(stages=[{"id": "x", **stage}])


def funnel(*stages: object, **changes: object) -> list[tuple[str, str]]:
    return problems("funnel", json.dumps({"stages": stages, "average_deal": 1} | changes))


def test_only_codes_of_the_contract_are_used() -> None:
    assert {reason.code for reason in REASONS.values()} <= CODES


@pytest.mark.parametrize("calculator_id", support.CALCULATORS)
def test_the_worked_examples_are_valid(calculator_id: str) -> None:
    assert problems(calculator_id, json.dumps(support.example(calculator_id))) == []


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"revenue_goal": ...}, "revenue_goal", "required"),
        ({"revenue_goal": None}, "revenue_goal", "required"),
        ({"stages": ...}, "stages", "required"),
        ({"revenue_goal": "100"}, "revenue_goal", "not_a_number"),
        ({"revenue_goal": True}, "revenue_goal", "not_a_number"),
        ({"revenue_goal": False}, "revenue_goal", "not_a_number"),
        ({"revenue_goal": [1]}, "revenue_goal", "not_a_number"),
        ({"revenue_goal": float("nan")}, "revenue_goal", "not_a_number"),
        ({"revenue_goal": float("inf")}, "revenue_goal", "not_a_number"),
        ({"revenue_goal": float("-inf")}, "revenue_goal", "not_a_number"),
        ({"reps": True}, "reps", "not_a_number"),
        ({"reps": 1.5}, "reps", "not_an_integer"),
        ({"reps": 1e-320}, "reps", "not_an_integer"),
        ({"revenue_goal": 0}, "revenue_goal", "out_of_range"),
        ({"revenue_goal": -1}, "revenue_goal", "out_of_range"),
        ({"revenue_goal": 1e15 + 1}, "revenue_goal", "out_of_range"),
        ({"revenue_goal": 1e300}, "revenue_goal", "out_of_range"),
        ({"revenue_goal": 10**400}, "revenue_goal", "out_of_range"),
        ({"revenue_closed": -0.01}, "revenue_closed", "out_of_range"),
        ({"average_deal": 0}, "average_deal", "out_of_range"),
        ({"working_days": 0}, "working_days", "out_of_range"),
        ({"reps": 0}, "reps", "out_of_range"),
        ({"selling_minutes_per_day": 0}, "selling_minutes_per_day", "out_of_range"),
        ({"minutes_per_contact": 0}, "minutes_per_contact", "out_of_range"),
        ({"contacts_per_opportunity": 0}, "contacts_per_opportunity", "out_of_range"),
        ({"cac": -1}, "cac", "out_of_range"),
        ({"cycle_days": -1}, "cycle_days", "out_of_range"),
        ({"stages": []}, "stages", "out_of_range"),
        ({"stages": [{"id": str(i), "rate": 0.5} for i in range(11)]}, "stages", "out_of_range"),
        ({"stages": {}}, "stages", "bad_json"),
        ({"stages": "lead"}, "stages", "bad_json"),
        ({"stages": [5]}, "stages[0]", "bad_json"),
        ({"goal": 1}, "goal", "unknown_field"),
        ({"": 1}, "", "unknown_field"),
    ],
)
def test_goal_plan_refuses(changes: dict[str, object], field: str, code: str) -> None:
    assert goal_plan(**changes) == [(field, code)]


@pytest.mark.parametrize(
    ("stage", "field", "code"),
    [
        ({}, "rate", "required"),
        ({"rate": None}, "rate", "required"),
        ({"rate": 0}, "rate", "out_of_range"),
        ({"rate": 1.0000001}, "rate", "out_of_range"),
        ({"rate": -0.1}, "rate", "out_of_range"),
        ({"rate": "22%"}, "rate", "not_a_number"),
        ({"entered": 10}, "advanced", "required"),
        ({"entered": 10, "advanced": None}, "advanced", "required"),
        ({"advanced": 10}, "entered", "required"),
        ({"entered": 10, "advanced": 0}, "advanced", "out_of_range"),
        ({"entered": 10, "advanced": 11}, "advanced", "out_of_range"),
        ({"entered": 0, "advanced": 1}, "entered", "out_of_range"),
        ({"entered": 10.5, "advanced": 1}, "entered", "not_an_integer"),
        ({"rate": 0.5, "entered": 10}, "entered", "unknown_field"),
        ({"rate": 0.5, "name": "Leads"}, "name", "unknown_field"),
        ({"rate": 0.5, "id": None}, "id", "required"),
        ({"rate": 0.5, "id": "  "}, "id", "required"),
        ({"rate": 0.5, "id": 7}, "id", "bad_json"),
        ({"rate": 0.5, "id": "x" * 81}, "id", "out_of_range"),
    ],
)
def test_goal_plan_refuses_a_stage(stage: dict[str, object], field: str, code: str) -> None:
    assert goal_plan_stage(**stage) == [(f"stages[0].{field}", code)]


@pytest.mark.parametrize(
    "stage",
    [
        {"rate": 1},
        {"rate": 1.0},
        {"entered": 10, "advanced": 10},
        {"entered": 10.0, "advanced": 1e0},
        {"rate": 0.5, "entered": None, "advanced": None},
        {"rate": None, "entered": 10, "advanced": 5},
    ],
)
def test_goal_plan_accepts_a_stage(stage: dict[str, object]) -> None:
    assert goal_plan_stage(**stage) == []


@pytest.mark.parametrize(
    ("stages", "found"),
    [
        ([{"id": "a", "count": 1}], [("stages", "out_of_range")]),
        ([{"id": "a", "count": 0}, {"id": "b", "count": 0}], [("stages[0].count", "out_of_range")]),
        ([{"id": "a", "count": 5}, {"id": "b", "count": 6}], [("stages[1].count", "not_decreasing")]),
        ([{"id": "a", "count": 5}, {"id": "b", "count": -1}], [("stages[1].count", "out_of_range")]),
        ([{"id": "a", "count": 5}, {"id": "a", "count": 5}], [("stages[1].id", "duplicate")]),
        ([{"id": "a", "count": 5, "benchmark": 0}, {"id": "b", "count": 5}], [("stages[0].benchmark", "out_of_range")]),
        (
            [{"id": "a", "count": 5}, {"id": "b", "count": 5, "benchmark": 1}],
            [("stages[1].benchmark", "unknown_field")],
        ),
        ([{"id": "a", "count": 5, "benchmark": 1}, {"id": "b", "count": 5, "benchmark": None}], []),
        ([{"id": "a", "count": 5.0}, {"id": "b", "count": 5}], []),
    ],
)
def test_funnel_stages(stages: list[object], found: list[tuple[str, str]]) -> None:
    assert funnel(*stages) == found


def test_all_problems_come_at_once() -> None:
    stages = [
        {"id": "a", "count": 10, "benchmark": 2},
        {"id": "a", "count": 11},
        {"id": "c", "count": "x"},
        {"count": 12, "benchmark": 0.5},
        7,
    ]
    assert funnel(*stages, average_deal=None, name=1) == [
        ("stages[0].benchmark", "out_of_range"),
        ("stages[2].count", "not_a_number"),
        ("stages[3].id", "required"),
        ("stages[4]", "bad_json"),
        ("stages[1].id", "duplicate"),
        ("average_deal", "required"),
        ("name", "unknown_field"),
        ("stages[1].count", "not_decreasing"),
    ]


def test_rows_beyond_the_most_are_read_too() -> None:
    stages = [{"id": str(index), "count": 1} for index in range(11)]
    assert funnel(*stages, {"id": "x", "count": "y"}) == [
        ("stages", "out_of_range"),
        ("stages[11].count", "not_a_number"),
    ]


def test_a_key_given_twice() -> None:
    stages = '[{"id": "a", "id": "b", "count": 1}, {"id": "c", "count": 1}]'
    text = f'{{"average_deal": 1, "average_deal": 2, "stages": {stages}}}'
    assert problems("funnel", text) == [("stages[0].id", "duplicate"), ("average_deal", "duplicate")]


@pytest.mark.parametrize("text", ["", "{", "[1,]", "{'a': 1}", "[" * 100_000, "﻿{}", "nonsense"])
def test_what_is_no_json(text: str) -> None:
    assert problems("funnel", text) == [("", "bad_json")]


@pytest.mark.parametrize("text", ["null", "[]", "5", '"funnel"', "NaN"])
def test_what_is_no_object(text: str) -> None:
    assert problems("funnel", text) == [("", "bad_json")]


@pytest.mark.parametrize(
    "calculator_id", ["", "nope", "Funnel", "goal_plan", "fields", "views", "../funnel", "__main__"]
)
def test_an_unknown_calculator(calculator_id: str) -> None:
    with pytest.raises(InvalidInputError) as raised:
        load(calculator_id)
    assert [problem.code for problem in raised.value.problems] == ["unknown_calculator"]


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("1e999999999999999999999", "not_a_number"),
        ("1e999999999", "out_of_range"),
        ("-1e999999999", "out_of_range"),
        ("1e-999999999", "out_of_range"),
        (f"0.{'3' * 5000}", "out_of_range"),
        ("9" * 5000, "out_of_range"),
        ("1000000000000000", None),
        ("1000000000000000.01", "out_of_range"),
        ("5e-324", None),
    ],
)
def test_numbers_of_any_size_are_answered_at_once(number: str, code: str | None) -> None:
    text = json.dumps(support.example("goal-plan") | {"revenue_goal": "GOAL"}).replace('"GOAL"', number)
    assert problems("goal-plan", text) == ([("revenue_goal", code)] if code else [])


def test_zero_is_zero_however_it_is_written() -> None:
    text = json.dumps(support.example("goal-plan") | {"revenue_closed": "ZERO"}).replace('"ZERO"', "-0e999999999")
    assert problems("goal-plan", text) == []


def test_numbers_are_read_exactly() -> None:
    inputs: Any = validate(load("goal-plan"), read_json(json.dumps(support.example("goal-plan") | {"cac": 0.1})))
    assert inputs.cac == Fraction(1, 10)
    assert isinstance(inputs.reps, int)


json_values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "rate", "count", "x"]), inner),
    max_leaves=8,
)


def spoiled(calculator_id: str) -> Callable[[st.DataObject], object]:
    """Inputs of which one or more values are replaced by anything."""

    def draw(data: st.DataObject) -> object:
        inputs = support.example(calculator_id)
        lists = {f"{name}.0": name for name, value in inputs.items() if isinstance(value, list)}
        for name in data.draw(st.lists(st.sampled_from([*inputs, *lists, "more"]), min_size=1, max_size=3)):
            value = data.draw(json_values)
            if name in lists:
                inputs[lists[name]] = [value, *support.example(calculator_id)[lists[name]][1:]]
            else:
                inputs[name] = value
        return inputs

    return draw


@pytest.mark.parametrize("calculator_id", support.CALCULATORS)
@given(data=st.data())
def test_any_value_is_calculated_or_refused(calculator_id: str, data: st.DataObject) -> None:
    inputs = spoiled(calculator_id)(data)
    assert {code for _, code in problems(calculator_id, json.dumps(inputs))} <= CODES


@given(st.decimals(min_value=Decimal(-(10**16)), max_value=10**16, places=2))
def test_the_largest_number_is_the_same_everywhere(number: Decimal) -> None:
    text = json.dumps(support.example("goal-plan") | {"cac": "CAC"}).replace('"CAC"', str(number))
    assert (problems("goal-plan", text) == []) == (0 <= number <= LARGEST)
