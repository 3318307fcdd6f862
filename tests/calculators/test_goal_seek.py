"""Goal seek: it inverts ``calculate``, keeps to what an input may be, and says when nothing gets there."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.fields import NUMBER, integer, number
from calculators.goal_seek import Sought, seek
from calculators.moving import away, between, simplest
from calculators.places import number_at, place_at, with_number
from calculators.read_json import read_json
from calculators.registry import Calculator, load
from calculators.validate import validate
from tests.calculators import support

Decimals = st.decimals(min_value=1, max_value=10**6, places=2, allow_nan=False).map(Fraction)


def inputs_of(calculator_id: str, **changes: object) -> Any:
    example = support.example(calculator_id) | changes
    return validate(load(calculator_id), read_json(json.dumps(example, default=str)))


def sought(calculator_id: str, result: str, target: str | int, moved: str, **changes: object) -> Sought:
    return seek(load(calculator_id), inputs_of(calculator_id, **changes), result, Fraction(target), moved)


def written(*values: object) -> str:
    return " ".join(map(str, values))


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        # ⌈34 / (x · 0.5)⌉ = 200 from x = 0.34 on: 68 / 0.34 = 200
        (("goal-plan", "stages.0.needed", 200, "stages.0.rate"), "0.34 200"),
        # 34 · cac = 1700
        (("goal-plan", "acquisition_budget", 1700, "cac"), "50 1700"),
        # 20 days − cycle = 15
        (("goal-plan", "last_lead_day", 15, "cycle_days"), "5 15"),
        # 24 customers · deal = 500,001
        (("funnel", "revenue", 500_001, "average_deal"), "20833.375 500001"),
        # customers · 10,000 = 500,000
        (("funnel", "revenue", 500_000, "stages.3.count"), "50 500000"),
        # count / 480 = 1/3
        (("funnel", "transitions.1.rate", "1/3", "stages.2.count"), "160 1/3"),
    ],
)
def test_hand_worked(asked: tuple[str, str, str, str], found: str) -> None:
    point = sought(*asked).found
    assert point is not None
    assert written(point.value, point.result) == " ".join(str(Fraction(number)) for number in found.split())


def test_a_result_that_jumps_over_the_target_passes_it() -> None:
    # 24 customers bring 240,000, each more 10,000: 245,000 lies between 24 and 25
    found = sought("funnel", "revenue", 245_000, "stages.3.count").found
    assert found is not None
    assert written(found.value, found.result) == "25 250000"


def test_the_value_is_short_where_the_result_allows_it() -> None:
    # 340,000 / 30 = 11,333.33…; the deals stay 30 a little above
    found = sought("goal-plan", "deals_needed", 30, "average_deal").found
    assert found is not None
    assert found.value == 11_340
    assert found.result == 30


def test_what_no_value_reaches() -> None:
    # at best all 96 opportunities become customers
    missed = sought("funnel", "revenue", 5_000_000, "stages.3.count")
    assert written(missed.found, missed.low, missed.high, missed.moves) == "None 0 96 True"
    assert missed.nearest is not None
    assert written(missed.nearest.value, missed.nearest.result) == "96 960000"


def test_an_input_without_effect() -> None:
    missed = sought("goal-plan", "deals_needed", 30, "reps")
    assert written(missed.found, missed.moves, missed.now) == "None False 34"


def test_where_the_target_is_met_already() -> None:
    met = sought("goal-plan", "deals_needed", 34, "average_deal")
    assert met.now == 34
    assert met.found is not None
    assert met.found.value == 10_000


def test_an_empty_input_starts_at_its_least_value() -> None:
    found = sought("goal-plan", "acquisition_budget", 1700, "cac", cac=None)
    assert found.now is None
    assert found.found is not None
    assert found.found.value == 50


def test_bounds_that_do_not_belong_to_the_range() -> None:
    missed = sought("goal-plan", "stages.0.needed", 1, "stages.0.rate")
    assert written(missed.found, missed.low, missed.high) == "None 0 1"


def test_a_path_that_is_not_there() -> None:
    with pytest.raises(LookupError):
        sought("goal-plan", "deals_needed", 1, "stages.7.rate")
    with pytest.raises(LookupError):
        sought("goal-plan", "deals_needed", 1, "stages.0.id")
    assert sought("goal-plan", "nope", 1, "reps").nearest is None


@dataclass(frozen=True, kw_only=True)
class Inputs:
    x: Fraction = field(metadata=number(NUMBER, "x", minimum=-100, maximum=100))
    n: int = field(default=0, metadata=integer(NUMBER, "n", minimum=-50, maximum=50))


@dataclass(frozen=True, kw_only=True)
class Result:
    up_and_down: Fraction | None = field(metadata=number(NUMBER, "up_and_down", optional=True))
    whole: int = field(metadata=integer(NUMBER, "whole"))


def up_and_down(inputs: Inputs) -> Result:
    """(x − 10)² from 3 on, below nothing; n³."""
    return Result(up_and_down=None if inputs.x < 3 else (inputs.x - 10) ** 2, whole=inputs.n**3)


MADE = Calculator("made", Inputs, Result, up_and_down, lambda _: (), (), (), ())


@pytest.mark.parametrize(("start", "nearest"), [(8, 8), (20, 12), (12, 12), (4, 8)])
def test_of_several_values_the_nearest(start: int, nearest: int) -> None:
    found = seek(MADE, Inputs(x=Fraction(start)), "up_and_down", Fraction(4), "x").found
    assert found is not None
    assert found.value == nearest


def test_a_result_that_is_not_there_everywhere() -> None:
    found = seek(MADE, Inputs(x=Fraction(5)), "up_and_down", Fraction(49), "x")
    assert found.found is not None
    assert found.found.value == 3
    assert seek(MADE, Inputs(x=Fraction(5)), "up_and_down", Fraction(-1), "x").found is None


@given(st.integers(-50, 50), st.integers(-50, 50))
def test_whole_numbers_are_found_exactly(start: int, wanted: int) -> None:
    found = seek(MADE, Inputs(x=Fraction(0), n=start), "whole", Fraction(wanted**3), "n").found
    assert found is not None
    assert (found.value, type(found.value)) == (wanted, int)


@given(Decimals, Decimals, st.integers(1, 1000).map(lambda n: Fraction(n, 1000)), Decimals)
def test_it_inverts_calculate(opportunities: Fraction, deal: Fraction, rate: Fraction, days: Fraction) -> None:
    """Every input of velocity, moved away and sought again, comes back."""
    velocity = load("velocity")
    inputs = velocity.inputs(opportunities=opportunities, average_deal=deal, win_rate=rate, cycle_days=days)
    target = number_at(velocity.calculate(inputs), "per_day")
    assert target is not None
    for path in velocity.varied:
        there = place_at(inputs, path)
        assert there is not None
        assert there.number is not None
        elsewhere = with_number(inputs, path, min(there.number * Fraction(1, 3), Fraction(1, 2)))
        found = seek(velocity, elsewhere, "per_day", target, path).found
        assert found is not None
        assert abs(found.value - there.number) <= there.number / 10**6
        assert abs(found.result - target) <= target / 10**6


@given(Decimals, Decimals)
def test_numbers_between(one: Fraction, other: Fraction) -> None:
    low, high = sorted((one, other))
    assert low <= simplest(low, high) <= high
    if low < high:
        middle = between(low, high, whole=False)
        assert middle is not None
        assert low < middle < high
        for digits in range(1, 5):
            assert away(high, low, digits) >= high
            assert away(low, high, digits) <= low
    assert between(Fraction(3), Fraction(4), whole=True) is None


def test_plain_numbers() -> None:
    assert simplest(Fraction("0.2399"), Fraction("0.2511")) == Fraction("0.24")
    assert simplest(Fraction(-1), Fraction(2)) == 0
    assert away(Fraction("1234.5"), Fraction(1), 2) == 1300
    assert away(Fraction("0.04567"), Fraction(1), 2) == Fraction("0.045")
