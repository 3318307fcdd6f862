from __future__ import annotations

import json
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.problems import InvalidInputError
from calculators.tracker import STATUSES, Inputs, Month, Result, calculate
from tests.calculators import support


def track(targets: list[object], actuals: list[object]) -> Result:
    result = support.calculate("tracker", {"targets": targets, "actuals": actuals})
    assert isinstance(result, Result)
    return result


def test_the_worked_example_by_hand() -> None:
    result = support.calculate("tracker", support.example("tracker"))
    # 60 + 70 + 90 + 90 + 100 = 410 of 1,100 thousand planned; 64 + 66 + 81 + 94 + 88 = 393
    assert (result.year_target, result.to_date) == (1_100_000, 393_000)
    # 410 ÷ 1,100 of the year's target was due: 393,000 ÷ (410 ÷ 1,100)
    assert result.projection == Fraction(393_000) / (Fraction(410) / 1100) == Fraction(43_230_000, 41)
    # 1,100 − 393 = 707 thousand over 7 months; 393 ÷ 410 = 95.9%
    assert (result.required_per_month, result.status) == (101_000, "behind")
    assert result.months[4] == Month(
        month=5,
        target=Fraction(100_000),
        actual=Fraction(88_000),
        attainment=Fraction("0.88"),
        cumulative_target=Fraction(410_000),
        cumulative_actual=Fraction(393_000),
    )
    assert result.months[5] == Month(
        month=6,
        target=Fraction(110_000),
        actual=None,
        attainment=None,
        cumulative_target=Fraction(520_000),
        cumulative_actual=None,
    )


@pytest.mark.parametrize(
    ("targets", "actuals", "status"),
    [
        ([100, 100], [], "not_started"),
        ([100, 100], [100.01], "ahead"),
        ([100, 100], [100], "on_track"),
        ([100, 100], [98], "on_track"),
        ([100, 100], [97.99], "behind"),
        ([100, 100], [200, 0], "on_track"),  # both months together: 200 of 200
        ([0, 100], [0], "on_track"),  # nothing was due
        ([0, 100], [1], "ahead"),
        ([0, 100], [-1], "behind"),
        ([0], [0], "on_track"),
    ],
)
def test_the_status(targets: list[object], actuals: list[object], status: str) -> None:
    assert track(targets, actuals).status == status


def test_seasonality_is_in_the_projection() -> None:
    # A quarter of the year's 400 was due and 50 came: half of the plan, 200 in the end.
    assert track([100, 150, 150], [50]).projection == 200


def test_without_a_target_there_is_no_share() -> None:
    result = track([0, 100], [10])
    assert [result.months[0].attainment, result.projection, result.required_per_month] == [None, None, 90]
    assert track([0, 100], []).projection is None


def test_a_year_that_is_over_requires_nothing() -> None:
    result = track([100], [80])
    assert [result.required_per_month, result.projection] == [None, 80]


def test_a_target_that_is_reached_requires_nothing_more() -> None:
    assert track([100, 100], [250]).required_per_month == 0


@pytest.mark.parametrize(
    ("inputs", "found"),
    [
        ({}, [("targets", "required"), ("actuals", "required")]),
        ({"targets": [], "actuals": []}, [("targets", "out_of_range")]),
        ({"targets": [1] * 13, "actuals": []}, [("targets", "out_of_range")]),
        ({"targets": [1, 2], "actuals": [1, 2, 3]}, [("actuals", "out_of_range")]),
        ({"targets": [1, -2], "actuals": [1, 2]}, [("targets[1]", "out_of_range")]),
        ({"targets": ["1", 2], "actuals": [None]}, [("targets[0]", "not_a_number"), ("actuals[0]", "required")]),
        ({"targets": 1, "actuals": []}, [("targets", "bad_json")]),
        ({"targets": [1], "actuals": [1e16]}, [("actuals[0]", "out_of_range")]),
        ({"targets": [1], "actuals": [], "year": 1}, [("year", "unknown_field")]),
    ],
)
def test_it_refuses(inputs: dict[str, object], found: list[tuple[str, str]]) -> None:
    with pytest.raises(InvalidInputError) as raised:
        support.calculate("tracker", json.loads(json.dumps(inputs)))
    assert [(problem.field, problem.code) for problem in raised.value.problems] == found


amounts = st.fractions(min_value=0, max_value=10**9, max_denominator=100)


@st.composite
def inputs(draw: st.DrawFn) -> Inputs:
    targets = draw(st.lists(amounts, min_size=1, max_size=12))
    return Inputs(targets=tuple(targets), actuals=tuple(draw(st.lists(amounts, max_size=len(targets)))))


@given(inputs())
def test_the_months_add_up(given_inputs: Inputs) -> None:
    result = calculate(given_inputs)
    assert result.months[-1].cumulative_target == result.year_target == sum(month.target for month in result.months)
    past = [month for month in result.months if month.actual is not None]
    assert len(past) == len(given_inputs.actuals)
    assert (past[-1].cumulative_actual if past else 0) == result.to_date
    for before, after in pairwise(result.months):
        assert after.month == before.month + 1
        assert after.cumulative_target == before.cumulative_target + after.target


@given(inputs())
def test_what_is_required_closes_the_year(given_inputs: Inputs) -> None:
    result = calculate(given_inputs)
    left = len(given_inputs.targets) - len(given_inputs.actuals)
    if result.required_per_month is None:
        assert left == 0
    else:
        assert result.to_date + left * result.required_per_month == max(result.year_target, result.to_date)


@given(inputs())
def test_the_year_ends_at_the_target_if_it_is_on_course(given_inputs: Inputs) -> None:
    past = given_inputs.targets[: len(given_inputs.actuals)]
    result = calculate(Inputs(targets=given_inputs.targets, actuals=past))
    assert result.projection == (result.year_target if sum(past) else None)
    assert result.status == ("on_track" if past else "not_started")


@given(inputs(), amounts)
def test_more_revenue_never_looks_worse(given_inputs: Inputs, more: Fraction) -> None:
    if not given_inputs.actuals:
        return
    first, *others = given_inputs.actuals
    low, high = (
        calculate(given_inputs),
        calculate(Inputs(targets=given_inputs.targets, actuals=(first + more, *others))),
    )
    assert STATUSES.index(high.status) <= STATUSES.index(low.status)
    assert (high.projection or 0) >= (low.projection or 0)
    assert (high.required_per_month or 0) <= (low.required_per_month or 0)


@pytest.mark.parametrize(
    ("targets", "actuals", "sentence"),
    [
        ([100, 100], [], "Your plan for the year is €200."),
        ([100, 100], [120], "You are ahead of your plan: €120 so far, 120% of the €100 planned."),
        ([100, 100], [99], "1 month is left. To reach €200, it must bring €101."),
        ([100, 100], [250], "The target of the year, €200, is reached."),
        ([100, 100], [50, 100], "The year is over. €50 is missing from its target of €200."),
        ([0, 100], [30], "Nothing was planned for the months so far. They brought €30."),
    ],
)
def test_the_answer_in_words(targets: list[object], actuals: list[object], sentence: str) -> None:
    assert sentence in support.answer("tracker", {"targets": targets, "actuals": actuals})
