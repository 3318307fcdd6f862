from __future__ import annotations

import json
from fractions import Fraction
from math import prod
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.goal_plan import Inputs, Result, Stage, StageNeed, calculate, measured_stages
from tests.calculators import support

MINIMAL: dict[str, Any] = {
    "revenue_goal": 1000,
    "average_deal": 100,
    "stages": [{"id": "lead", "rate": 0.5}],
    "working_days": 10,
    "reps": 2,
}


def plan(**changes: object) -> Result:
    result = support.calculate("goal-plan", MINIMAL | changes)
    assert isinstance(result, Result)
    return result


def test_the_worked_example_by_hand() -> None:
    # 400,000 − 60,000 = 340,000; ÷ 10,000 = 34; ÷ 0.5 = 68; ÷ 0.11 = 309.09 → 310; 68 × 5 = 340;
    # 240 ÷ 20 = 12; 4 × 12 × 20 = 960; 340 ÷ (12 × 20) = 1.42 → 2
    assert support.calculate("goal-plan", support.example("goal-plan")) == Result(
        revenue_gap=Fraction(340_000),
        deals_needed=34,
        stages=(
            StageNeed(id="lead", rate=Fraction("0.22"), needed=310),
            StageNeed(id="opportunity", rate=Fraction("0.5"), needed=68),
        ),
        deals_per_day=Fraction("1.7"),
        first_stage_per_day=Fraction("15.5"),
        first_stage_per_rep_per_day=Fraction("3.875"),
        contacts_needed=Fraction(340),
        contacts_per_rep_per_day=12,
        team_capacity=960,
        capacity_use=Fraction(340, 960),
        reps_needed=2,
        reps_gap=0,
        acquisition_budget=Fraction(27_200),
        last_lead_day=Fraction(8),
        coverage_needed=Fraction(2),
        warnings=(),
    )


def test_leads_are_rounded_once_from_the_unrounded_chain() -> None:
    stages = [{"id": "lead", "rate": 0.22}, {"id": "opportunity", "rate": 0.5}]
    assert plan(revenue_goal=34, average_deal=1, stages=stages).stages[0].needed == 310


def test_tenths_are_tenths() -> None:
    assert plan(revenue_goal=1.1, average_deal=0.1).deals_needed == 11
    assert plan(revenue_goal=0.3, average_deal=0.1).deals_needed == 3


def test_one_cent_more_takes_one_deal_more() -> None:
    assert plan(revenue_goal=1000).deals_needed == 10
    assert plan(revenue_goal=1000.01).deals_needed == 11


def test_omitted_inputs_take_their_defaults() -> None:
    named = plan(
        revenue_closed=0, selling_minutes_per_day=240, minutes_per_contact=20, contacts_per_opportunity=5, cac=None
    )
    assert plan() == named
    assert plan().acquisition_budget is None
    assert plan().last_lead_day is None


def test_a_goal_that_is_met_needs_nothing() -> None:
    met = plan(revenue_closed=1500)
    assert [met.revenue_gap, met.deals_needed, met.stages[0].needed, met.contacts_needed] == [0, 0, 0, 0]
    assert met.warnings == ("goal_already_met",)


def test_no_contact_fits_into_the_day() -> None:
    none = plan(selling_minutes_per_day=19, minutes_per_contact=20)
    assert (none.contacts_per_rep_per_day, none.team_capacity) == (0, 0)
    assert (none.capacity_use, none.reps_needed, none.reps_gap) == (None, None, None)
    assert none.warnings == ("capacity_exceeded",)


def test_a_team_that_is_too_small() -> None:
    # 10 deals ÷ 0.5 × 50 contacts = 1000; one rep: 12 × 10 = 120; 1000 ÷ 120 = 8.33 → 9
    small = plan(contacts_per_opportunity=50)
    assert (small.team_capacity, small.capacity_use, small.reps_needed, small.reps_gap) == (240, Fraction(25, 6), 9, 7)
    assert small.warnings == ("capacity_exceeded",)


def test_full_capacity_is_enough() -> None:
    # 20 opportunities × 12 contacts = 240 = 2 reps × 12 × 10
    assert plan(contacts_per_opportunity=12).warnings == ()


@pytest.mark.parametrize(("days", "last", "warned"), [(9.5, Fraction(1, 2), False), (10, 0, False), (10.5, -0.5, True)])
def test_the_cycle_against_the_days_left(days: float, last: float | Fraction, warned: bool) -> None:
    result = plan(cycle_days=days)
    assert result.last_lead_day == last
    assert ("cycle_longer_than_period" in result.warnings) is warned


def test_the_warnings_in_their_order() -> None:
    assert plan(cycle_days=11, selling_minutes_per_day=1).warnings == ("cycle_longer_than_period", "capacity_exceeded")
    assert plan(cycle_days=11, revenue_closed=1000).warnings == ("cycle_longer_than_period", "goal_already_met")


def test_a_stage_without_rate_and_counts_is_no_stage() -> None:
    with pytest.raises(ValueError, match="neither a rate nor counts"):
        _ = Stage(id="lead").share


rates = st.fractions(min_value=Fraction(1, 10**6), max_value=1, max_denominator=10**6)
amounts = st.fractions(min_value=Fraction(1, 100), max_value=10**9, max_denominator=100)


@st.composite
def inputs(draw: st.DrawFn) -> Inputs:
    shares = draw(st.lists(rates, min_size=1, max_size=10))
    return Inputs(
        revenue_goal=draw(amounts),
        revenue_closed=draw(amounts),
        average_deal=draw(amounts),
        stages=tuple(Stage(id=str(index), rate=share) for index, share in enumerate(shares)),
        working_days=draw(st.integers(1, 400)),
        reps=draw(st.integers(1, 400)),
        selling_minutes_per_day=draw(amounts),
        minutes_per_contact=draw(amounts),
        contacts_per_opportunity=draw(amounts),
        cac=draw(st.none() | amounts),
        cycle_days=draw(st.none() | amounts),
    )


def changed(given_inputs: Inputs, **changes: Any) -> Inputs:
    return Inputs(**{name: getattr(given_inputs, name) for name in Inputs.__dataclass_fields__} | changes)


@given(inputs())
def test_needs_are_the_smallest_whole_numbers_that_are_enough(given_inputs: Inputs) -> None:
    result = calculate(given_inputs)
    assert (result.deals_needed - 1) * given_inputs.average_deal < result.revenue_gap or result.deals_needed == 0
    assert result.deals_needed * given_inputs.average_deal >= result.revenue_gap
    for index, stage in enumerate(result.stages):
        product = prod((later.rate for later in result.stages[index:]), start=Fraction(1))
        assert stage.needed * product >= result.deals_needed
        assert (stage.needed - 1) * product < result.deals_needed or result.deals_needed == 0


@given(inputs(), st.fractions(min_value=0, max_value=10**6))
def test_a_higher_goal_never_needs_less(given_inputs: Inputs, more: Fraction) -> None:
    low, high = calculate(given_inputs), calculate(changed(given_inputs, revenue_goal=given_inputs.revenue_goal + more))
    assert high.deals_needed >= low.deals_needed
    assert high.contacts_needed >= low.contacts_needed
    assert all(b.needed >= a.needed for a, b in zip(low.stages, high.stages, strict=True))


@given(inputs(), rates)
def test_a_better_rate_never_needs_more(given_inputs: Inputs, rate: Fraction) -> None:
    first = given_inputs.stages[0]
    better = (Stage(id=first.id, rate=max(rate, first.share)), *given_inputs.stages[1:])
    assert calculate(changed(given_inputs, stages=better)).stages[0].needed <= calculate(given_inputs).stages[0].needed


@given(inputs())
def test_stages_narrow_down_to_the_deals(given_inputs: Inputs) -> None:
    result = calculate(given_inputs)
    needs = [stage.needed for stage in result.stages] + [result.deals_needed]
    assert needs == sorted(needs, reverse=True)


@given(inputs(), st.integers(1, 10**6), st.data())
def test_counts_and_their_rate_agree(given_inputs: Inputs, entered: int, data: st.DataObject) -> None:
    advanced = data.draw(st.integers(1, entered))
    by_counts = changed(given_inputs, stages=(Stage(id="lead", entered=entered, advanced=advanced),))
    by_rate = changed(given_inputs, stages=(Stage(id="lead", rate=Fraction(advanced, entered)),))
    assert calculate(by_counts) == calculate(by_rate)


@given(inputs(), st.fractions(min_value=Fraction(1, 100), max_value=100))
def test_another_currency_changes_nothing_but_money(given_inputs: Inputs, price: Fraction) -> None:
    money = ("revenue_goal", "revenue_closed", "average_deal")
    other = changed(given_inputs, **{name: getattr(given_inputs, name) * price for name in money})
    here, there = calculate(given_inputs), calculate(other)
    assert there.revenue_gap == here.revenue_gap * price
    assert there.stages == here.stages


@given(inputs())
def test_enough_reps_have_the_time(given_inputs: Inputs) -> None:
    result = calculate(given_inputs)
    if result.reps_needed is None:
        assert result.contacts_per_rep_per_day == 0
    else:
        enough = calculate(changed(given_inputs, reps=max(result.reps_needed, 1)))
        assert enough.reps_gap == 0
        assert "capacity_exceeded" not in enough.warnings


def test_what_counts_leave_open_by_hand() -> None:
    # Wilson, 50 of 100: 0.4038 to 0.5962. Ten deals: 10 / (0.4038 · 0.5) = 49.5, 10 / (0.5962 · 0.5) = 33.5
    stages = (Stage(id="lead", entered=100, advanced=50), Stage(id="offer", rate=Fraction(1, 2)))
    given_inputs = Inputs(
        revenue_goal=Fraction(1000), average_deal=Fraction(100), stages=stages, working_days=10, reps=2
    )
    (measured,) = measured_stages(given_inputs, calculate(given_inputs))
    assert (measured.id, measured.cases, measured.most, measured.least) == ("lead", 100, 50, 34)
    assert (round(float(measured.low), 4), round(float(measured.high), 4)) == (0.4038, 0.5962)


@given(inputs())
def test_the_first_stage_needs_something_between(given_inputs: Inputs) -> None:
    result = calculate(given_inputs)
    for measured in measured_stages(given_inputs, result):
        assert 0 < measured.low < measured.high <= 1
        assert measured.least <= result.stages[0].needed <= measured.most


def test_the_finest_floats_still_give_a_number() -> None:
    stages = [{"id": str(index), "rate": 5e-324} for index in range(10)]
    text = json.dumps(MINIMAL | {"stages": stages, "average_deal": 5e-324, "revenue_goal": 1e15})
    assert support.calculate("goal-plan", json.loads(text)).stages[0].needed > 10**3000
