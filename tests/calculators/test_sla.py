from __future__ import annotations

import json
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.problems import InvalidInputError
from calculators.sla import Grade, GradeNeed, Inputs, Result, calculate
from tests.calculators import support

MINIMAL: dict[str, Any] = {
    "revenue_goal": 1000,
    "marketing_share": 0.5,
    "average_deal": 100,
    "grades": [{"id": "all", "share": 1, "close_rate": 0.5}],
    "working_days": 10,
    "sdrs": 1,
}


def agreed(**changes: object) -> Result:
    result = support.calculate("sla", MINIMAL | changes)
    assert isinstance(result, Result)
    return result


def test_the_worked_example_by_hand() -> None:
    # 600,000 × 0.5 ÷ 10,000 = 30; 0.2 × 0.2 + 0.3 × 0.08 + 0.5 × 0.02 = 0.074; 30 ÷ 0.074 = 405.4 → 406;
    # 406 × 0.2 = 81.2, × 0.3 = 121.8, × 0.5 = 203; 406 × 5 × 8 = 16,240 minutes; ÷ (60 × 300) = 0.9 → 1
    assert support.calculate("sla", support.example("sla")) == Result(
        deals_from_marketing=30,
        leads_total=406,
        grades=(
            GradeNeed(id="hot", leads=82, value_per_lead=Fraction(2000)),
            GradeNeed(id="warm", leads=122, value_per_lead=Fraction(800)),
            GradeNeed(id="cold", leads=203, value_per_lead=Fraction(200)),
        ),
        leads_per_day=Fraction(203, 30),
        follow_up_hours=Fraction(16_240, 60),
        sdrs_needed=1,
        sdr_gap=0,
    )


def test_tenths_are_tenths() -> None:
    # 1.1 × 1 ÷ 0.1 = 11 deals, at 0.1 × 0.1 + 0.9 × 0.1 = 0.1 they take 110 leads
    grades = [{"id": "a", "share": 0.1, "close_rate": 0.1}, {"id": "b", "share": 0.9, "close_rate": 0.1}]
    result = agreed(revenue_goal=1.1, marketing_share=1, average_deal=0.1, grades=grades)
    assert (result.deals_from_marketing, result.leads_total) == (11, 110)
    assert [grade.leads for grade in result.grades] == [11, 99]


def test_omitted_inputs_take_their_defaults() -> None:
    assert agreed() == agreed(attempts=5, minutes_per_attempt=8, sdr_minutes_per_day=300)


def test_sdrs_that_are_missing() -> None:
    # 5 deals ÷ 0.5 = 10 leads × 5 × 61 = 3,050 minutes; 10 × 300 = 3,000 for each SDR
    result = agreed(minutes_per_attempt=61)
    assert (result.follow_up_hours, result.sdrs_needed, result.sdr_gap) == (Fraction(3050, 60), 2, 1)
    assert agreed(minutes_per_attempt=60).sdrs_needed == 1
    assert agreed(sdrs=0).sdr_gap == 1


def test_marketing_may_owe_nothing() -> None:
    result = agreed(marketing_share=0)
    assert [result.deals_from_marketing, result.leads_total, result.follow_up_hours] == [0, 0, 0]
    assert [result.sdrs_needed, result.leads_per_day] == [0, 0]
    assert [grade.leads for grade in result.grades] == [0]


def refused(**changes: object) -> list[tuple[str, str]]:
    inputs = {name: value for name, value in (MINIMAL | changes).items() if value is not ...}
    with pytest.raises(InvalidInputError) as raised:
        support.calculate("sla", json.loads(json.dumps(inputs)))
    return [(problem.field, problem.code) for problem in raised.value.problems]


def grades(*shares: object) -> list[dict[str, object]]:
    return [{"id": str(index), "share": share, "close_rate": 0.5} for index, share in enumerate(shares)]


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"revenue_goal": 0}, "revenue_goal", "out_of_range"),
        ({"marketing_share": 1.01}, "marketing_share", "out_of_range"),
        ({"marketing_share": -0.01}, "marketing_share", "out_of_range"),
        ({"average_deal": 0}, "average_deal", "out_of_range"),
        ({"working_days": 0}, "working_days", "out_of_range"),
        ({"working_days": 1.5}, "working_days", "not_an_integer"),
        ({"attempts": 0}, "attempts", "out_of_range"),
        ({"minutes_per_attempt": 0}, "minutes_per_attempt", "out_of_range"),
        ({"sdr_minutes_per_day": 0}, "sdr_minutes_per_day", "out_of_range"),
        ({"sdrs": -1}, "sdrs", "out_of_range"),
        ({"sdrs": ...}, "sdrs", "required"),
        ({"sdrs": "1"}, "sdrs", "not_a_number"),
        ({"grades": []}, "grades", "out_of_range"),
        ({"grades": 1}, "grades", "bad_json"),
        ({"grades": grades(*[0] * 6, 1)}, "grades", "out_of_range"),
        ({"grades": grades(0.5, 0.4)}, "grades", "out_of_range"),
        ({"grades": grades(0.5, 0.6)}, "grades", "out_of_range"),
        ({"grades": grades(0.3333333, 0.3333333, 0.3333333)}, "grades", "out_of_range"),
        ({"grades": grades(0.5, None)}, "grades[1].share", "required"),
        ({"grades": grades(1.5)}, "grades[0].share", "out_of_range"),
        ({"grades": [{"id": "a", "share": 1, "close_rate": 0}]}, "grades[0].close_rate", "out_of_range"),
        ({"grades": [{"id": "a", "share": 1, "close_rate": 1.1}]}, "grades[0].close_rate", "out_of_range"),
        ({"grades": [one | {"id": "a"} for one in grades(0.5, 0.5)]}, "grades[1].id", "duplicate"),
        ({"grade": 1}, "grade", "unknown_field"),
    ],
)
def test_it_refuses(changes: dict[str, object], field: str, code: str) -> None:
    assert refused(**changes) == [(field, code)]


def test_shares_may_be_rounded_a_little() -> None:
    assert agreed(grades=grades(0.333333333, 0.333333333, 0.333333333)).leads_total == 11
    assert refused(grades=grades(0.3333333329, 0.333333333, 0.333333333)) == [("grades", "out_of_range")]


def test_the_shares_are_told_how_far_they_are_off() -> None:
    with pytest.raises(InvalidInputError) as raised:
        support.calculate("sla", MINIMAL | {"grades": grades(0.5, 0.625)})
    assert [problem.message for problem in raised.value.problems] == [
        "The shares add up to more than 1: take 0.125 away."
    ]


rates = st.fractions(min_value=Fraction(1, 10**4), max_value=1, max_denominator=10**4)
amounts = st.fractions(min_value=Fraction(1, 100), max_value=10**9, max_denominator=100)


@st.composite
def inputs(draw: st.DrawFn) -> Inputs:
    weights = [draw(st.integers(0, 100)) for _ in range(draw(st.integers(0, 5)))] + [draw(st.integers(1, 100))]
    return Inputs(
        revenue_goal=draw(amounts),
        marketing_share=draw(st.fractions(min_value=0, max_value=1, max_denominator=1000)),
        average_deal=draw(amounts),
        grades=tuple(
            Grade(id=str(index), share=Fraction(weight, sum(weights)), close_rate=draw(rates))
            for index, weight in enumerate(weights)
        ),
        working_days=draw(st.integers(1, 400)),
        attempts=draw(st.integers(1, 20)),
        minutes_per_attempt=draw(amounts),
        sdr_minutes_per_day=draw(amounts),
        sdrs=draw(st.integers(0, 100)),
    )


def changed(given_inputs: Inputs, **changes: Any) -> Inputs:
    return Inputs(**{name: getattr(given_inputs, name) for name in Inputs.__dataclass_fields__} | changes)


@given(inputs())
def test_needs_are_the_smallest_whole_numbers_that_are_enough(given_inputs: Inputs) -> None:
    result = calculate(given_inputs)
    owed = given_inputs.revenue_goal * given_inputs.marketing_share
    assert (result.deals_from_marketing - 1) * given_inputs.average_deal < owed or not owed
    assert result.deals_from_marketing * given_inputs.average_deal >= owed
    customers = sum(grade.share * grade.close_rate for grade in given_inputs.grades)
    assert result.leads_total * customers >= result.deals_from_marketing
    assert (result.leads_total - 1) * customers < result.deals_from_marketing or not result.leads_total
    minutes = result.follow_up_hours * 60
    for_each = given_inputs.working_days * given_inputs.sdr_minutes_per_day
    assert (result.sdrs_needed - 1) * for_each < minutes <= result.sdrs_needed * for_each or not minutes


@given(inputs())
def test_the_grades_are_all_leads(given_inputs: Inputs) -> None:
    result = calculate(given_inputs)
    assert 0 <= sum(grade.leads for grade in result.grades) - result.leads_total < len(result.grades)


@given(inputs(), st.fractions(min_value=0, max_value=10**6))
def test_a_higher_goal_never_needs_less(given_inputs: Inputs, more: Fraction) -> None:
    low, high = calculate(given_inputs), calculate(changed(given_inputs, revenue_goal=given_inputs.revenue_goal + more))
    assert high.leads_total >= low.leads_total
    assert high.sdrs_needed >= low.sdrs_needed


@given(inputs(), rates)
def test_a_better_close_rate_never_needs_more(given_inputs: Inputs, rate: Fraction) -> None:
    first, *others = given_inputs.grades
    better = Grade(id=first.id, share=first.share, close_rate=max(rate, first.close_rate))
    result = calculate(changed(given_inputs, grades=(better, *others)))
    assert result.leads_total <= calculate(given_inputs).leads_total


@given(inputs())
def test_enough_sdrs_leave_no_gap(given_inputs: Inputs) -> None:
    assert calculate(changed(given_inputs, sdrs=calculate(given_inputs).sdrs_needed)).sdr_gap == 0


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({}, "For that, marketing owes sales 10 leads: 1 each working day."),
        ({"sdrs": 0}, "You are 1 SDR short: you have 0."),
        ({"sdrs": 1}, "Your 1 SDR can do it."),
        ({"marketing_share": 0}, "No part of the goal is to come from marketing"),
        ({"revenue_goal": 100, "marketing_share": 1}, "Marketing is to bring €100 of the goal: that is 1 deal."),
    ],
)
def test_the_answer_in_words(changes: dict[str, object], sentence: str) -> None:
    assert sentence in support.answer("sla", MINIMAL | changes)
