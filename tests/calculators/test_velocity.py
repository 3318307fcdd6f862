from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.problems import InvalidInputError
from calculators.velocity import LEVERS, Inputs, Lever, Result, calculate, moved, per_day
from calculators.views import velocity as velocity_view
from calculators.views.context import View
from tests.calculators import support

MINIMAL: dict[str, Any] = {"opportunities": 40, "average_deal": 9000, "win_rate": 0.25, "cycle_days": 60}


def velocity(**changes: object) -> Result:
    result = support.calculate("velocity", MINIMAL | changes)
    assert isinstance(result, Result)
    return result


def problems(**changes: object) -> list[tuple[str, str]]:
    inputs = {name: value for name, value in (MINIMAL | changes).items() if value is not ...}
    with pytest.raises(InvalidInputError) as refused:
        support.calculate("velocity", inputs)
    return [(problem.field, problem.code) for problem in refused.value.problems]


def test_the_worked_example_by_hand() -> None:
    # 40 × 9,000 × 0.25 ÷ 60 = 1,500; a tenth more of the first three: 1,650; ÷ 54 instead of ÷ 60: 90,000 ÷ 54
    assert support.calculate("velocity", support.example("velocity")) == Result(
        per_day=Fraction(1500),
        levers=(
            Lever(id="cycle_days", per_day=Fraction(90_000, 54), gain=Fraction(500, 3)),
            Lever(id="opportunities", per_day=Fraction(1650), gain=Fraction(150)),
            Lever(id="average_deal", per_day=Fraction(1650), gain=Fraction(150)),
            Lever(id="win_rate", per_day=Fraction(1650), gain=Fraction(150)),
        ),
    )


def test_a_tenth_is_tried_where_nothing_else_is_asked() -> None:
    assert velocity() == velocity(change=0.1)


def test_the_win_rate_stops_at_one() -> None:
    # 0.8 × 1.5 = 1.2 → 1; 40 × 9,000 ÷ 60 = 6,000 against 4,800
    result = velocity(win_rate=0.8, change=0.5)
    assert {lever.id: lever.per_day for lever in result.levers} == {
        "cycle_days": 9600,
        "opportunities": 7200,
        "average_deal": 7200,
        "win_rate": 6000,
    }
    assert result.levers[-1] == Lever(id="win_rate", per_day=Fraction(6000), gain=Fraction(1200))


def test_a_certain_win_cannot_be_improved() -> None:
    assert velocity(win_rate=1).levers[-1] == Lever(id="win_rate", per_day=Fraction(6000), gain=Fraction(0))


@pytest.mark.parametrize("zero", ["opportunities", "win_rate"])
def test_nothing_comes_of_nothing_and_ties_keep_their_order(zero: str) -> None:
    result = velocity(**{zero: 0})
    assert result.per_day == 0
    assert [(lever.id, lever.gain) for lever in result.levers] == [(lever, Fraction(0)) for lever in LEVERS]


def test_parts_of_opportunities_count() -> None:
    assert velocity(opportunities=0.4).per_day == 15


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"opportunities": ...}, "opportunities", "required"),
        ({"average_deal": None}, "average_deal", "required"),
        ({"win_rate": ...}, "win_rate", "required"),
        ({"cycle_days": ...}, "cycle_days", "required"),
        ({"opportunities": "4"}, "opportunities", "not_a_number"),
        ({"win_rate": True}, "win_rate", "not_a_number"),
        ({"change": float("nan")}, "change", "not_a_number"),
        ({"opportunities": -1}, "opportunities", "out_of_range"),
        ({"opportunities": 1e15 + 1}, "opportunities", "out_of_range"),
        ({"average_deal": 0}, "average_deal", "out_of_range"),
        ({"win_rate": -0.01}, "win_rate", "out_of_range"),
        ({"win_rate": 1.01}, "win_rate", "out_of_range"),
        ({"cycle_days": 0}, "cycle_days", "out_of_range"),
        ({"change": 0}, "change", "out_of_range"),
        ({"change": 1}, "change", "out_of_range"),
        ({"speed": 1}, "speed", "unknown_field"),
    ],
)
def test_what_is_refused(changes: dict[str, object], field: str, code: str) -> None:
    assert problems(**changes) == [(field, code)]


def test_all_problems_at_once() -> None:
    assert problems(opportunities=-1, average_deal="x", win_rate=2, cycle_days=..., change=1, x=0) == [
        ("opportunities", "out_of_range"),
        ("average_deal", "not_a_number"),
        ("win_rate", "out_of_range"),
        ("cycle_days", "required"),
        ("change", "out_of_range"),
        ("x", "unknown_field"),
    ]


positive = st.fractions(min_value=Fraction(1, 1000), max_value=10**9, max_denominator=1000)
shares = st.fractions(min_value=Fraction(1, 1000), max_value=Fraction(999, 1000), max_denominator=1000)


@st.composite
def inputs(draw: st.DrawFn) -> Inputs:
    return Inputs(
        opportunities=draw(st.just(Fraction(0)) | positive),
        average_deal=draw(positive),
        win_rate=draw(st.fractions(min_value=0, max_value=1, max_denominator=1000)),
        cycle_days=draw(positive),
        change=draw(shares),
    )


@given(inputs())
def test_no_lever_makes_it_worse_and_the_gain_is_the_difference(one: Inputs) -> None:
    result = calculate(one)
    assert {lever.id for lever in result.levers} == set(LEVERS)
    for lever in result.levers:
        assert lever.gain == lever.per_day - result.per_day >= 0
        assert per_day(moved(one, lever.id, one.change)) == lever.per_day
        assert per_day(moved(one, lever.id, -one.change)) <= result.per_day


@given(inputs())
def test_the_shorter_cycle_gains_most(one: Inputs) -> None:
    # 1 ÷ (1 − c) > 1 + c for every 0 < c < 1
    result = calculate(one)
    gains = [lever.gain for lever in result.levers]
    assert gains == sorted(gains, reverse=True)
    assert not result.per_day or result.levers[0].id == "cycle_days"


@given(inputs(), shares)
def test_a_larger_change_gains_no_less(one: Inputs, change: Fraction) -> None:
    low, high = sorted((one.change, change))
    for lever in LEVERS:
        assert per_day(moved(one, lever, low)) <= per_day(moved(one, lever, high))


@given(inputs())
def test_it_does_not_depend_on_the_unit_of_money(one: Inputs) -> None:
    cents = moved(one, "average_deal", Fraction(99))
    assert calculate(cents).per_day == 100 * calculate(one).per_day


def answer(**changes: object) -> str:
    view = View("velocity", support.words("velocity"), support.locale("en"))
    given_inputs = Inputs(**{name: Fraction(Decimal(str(value))) for name, value in (MINIMAL | changes).items()})
    return velocity_view.answer(view, given_inputs, calculate(given_inputs))


def test_the_answer_names_the_strongest_lever() -> None:
    assert "Shorter sales cycle" in answer()
    assert "€166.67 more" in answer()


def test_the_answer_says_when_a_rate_is_capped_and_when_all_is_zero() -> None:
    assert "cannot be higher than 100%" in answer(win_rate=0.95)
    assert "cannot be higher" not in answer(win_rate=0.5)
    assert "One of your numbers is zero" in answer(opportunities=0)
    assert "One of your numbers is zero" not in answer()
