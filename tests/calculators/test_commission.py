from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.commission import Inputs, Result, Tier, calculate, commission_for, sales_by_tier
from calculators.problems import InvalidInputError
from tests.calculators import support

TIERS = [{"from": 0, "rate": 0.05}, {"from": 1, "rate": 0.06}, {"from": 1.25, "rate": 0.07}]
MINIMAL: dict[str, Any] = {"sales": 150_000, "quota": 100_000, "tiers": TIERS}


def plan(**changes: object) -> Result:
    result = support.calculate("commission", MINIMAL | changes)
    assert isinstance(result, Result)
    return result


def problems(**changes: object) -> list[tuple[str, str]]:
    inputs = {name: value for name, value in (MINIMAL | changes).items() if value is not ...}
    with pytest.raises(InvalidInputError) as refused:
        support.calculate("commission", inputs)
    assert all(problem.message for problem in refused.value.problems)
    return [(problem.field, problem.code) for problem in refused.value.problems]


def tiers(*starts: object) -> list[dict[str, object]]:
    return [{"from": start, "rate": 0.1} for start in starts]


def test_the_worked_example_by_hand() -> None:
    # 100,000 × 5% + 25,000 × 6% + 25,000 × 7% = 5,000 + 1,500 + 1,750 = 8,250; ÷ 150,000 = 5.5%
    assert support.calculate("commission", support.example("commission")) == Result(
        attainment=Fraction("1.5"),
        commission=Fraction(8250),
        effective_rate=Fraction("0.055"),
        pay=Fraction(17_250),
        on_target_earnings=Fraction(14_000),
    )


@pytest.mark.parametrize(
    ("sales", "commission"),
    # 5 cents a unit up to 100,000, 6 cents up to 125,000, then 7
    [(0, 0), (40_000, 2000), (100_000, 5000), (100_001, "5000.06"), (125_000, 6500), (125_001, "6500.07")],
)
def test_each_tier_pays_for_the_sales_inside_it(sales: int, commission: str | int) -> None:
    assert plan(sales=sales).commission == Fraction(commission)


def test_the_cap_comes_last_and_holds_at_the_quota_too() -> None:
    capped = plan(cap=4000, base_salary=1000)
    assert [capped.commission, capped.pay, capped.on_target_earnings] == [4000, 5000, 5000]
    assert capped.effective_rate == Fraction(4000, 150_000)
    assert plan(cap=8250) == plan() == plan(cap=None)
    assert plan(cap=0).commission == 0


def test_without_sales_there_is_no_rate() -> None:
    none = plan(sales=0, base_salary=900)
    assert [none.attainment, none.commission, none.effective_rate, none.pay] == [0, 0, None, 900]
    assert none.on_target_earnings == 5900


def test_tenths_are_tenths() -> None:
    # 0.3 at a quota of 0.1: 0.1 × 10% + 0.1 × 20% + 0.1 × 30%
    rising = [{"from": 0, "rate": 0.1}, {"from": 1, "rate": 0.2}, {"from": 2, "rate": 0.3}]
    assert plan(sales=0.3, quota=0.1, tiers=rising).commission == Fraction("0.06")


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"sales": ...}, "sales", "required"),
        ({"quota": None}, "quota", "required"),
        ({"tiers": ...}, "tiers", "required"),
        ({"tiers": [{"rate": 0.1}]}, "tiers[0].from", "required"),
        ({"tiers": [{"from": 0}]}, "tiers[0].rate", "required"),
        ({"sales": "1"}, "sales", "not_a_number"),
        ({"cap": False}, "cap", "not_a_number"),
        ({"sales": -1}, "sales", "out_of_range"),
        ({"quota": 0}, "quota", "out_of_range"),
        ({"base_salary": -1}, "base_salary", "out_of_range"),
        ({"cap": -0.01}, "cap", "out_of_range"),
        ({"cap": 1e15 + 1}, "cap", "out_of_range"),
        ({"tiers": []}, "tiers", "out_of_range"),
        ({"tiers": tiers(*range(11))}, "tiers", "out_of_range"),
        ({"tiers": [{"from": 0, "rate": 1.01}]}, "tiers[0].rate", "out_of_range"),
        ({"tiers": [{"from": 0, "rate": -0.01}]}, "tiers[0].rate", "out_of_range"),
        ({"tiers": tiers(-0.1)}, "tiers[0].from", "out_of_range"),
        ({"tiers": tiers(0.1)}, "tiers[0].from", "out_of_range"),
        ({"tiers": tiers(0, 0)}, "tiers[1].from", "out_of_range"),
        ({"tiers": tiers(0, 1, 1)}, "tiers[2].from", "out_of_range"),
        ({"tiers": tiers(0, 1, 0.9)}, "tiers[2].from", "out_of_range"),
        ({"tiers": {}}, "tiers", "bad_json"),
        ({"tiers": [0.1]}, "tiers[0]", "bad_json"),
        ({"tiers": [{"from": 0, "rate": 0.1, "to": 1}]}, "tiers[0].to", "unknown_field"),
        ({"bonus": 1}, "bonus", "unknown_field"),
    ],
)
def test_what_is_refused(changes: dict[str, object], field: str, code: str) -> None:
    assert problems(**changes) == [(field, code)]


def test_all_problems_at_once() -> None:
    assert problems(sales=-1, quota=..., tiers=tiers(0.5, "x", 0.4, 0.4), cap=-1, x=1) == [
        ("sales", "out_of_range"),
        ("quota", "required"),
        ("tiers[1].from", "not_a_number"),
        ("cap", "out_of_range"),
        ("x", "unknown_field"),
        ("tiers[0].from", "out_of_range"),
        ("tiers[3].from", "out_of_range"),
    ]


amounts = st.fractions(min_value=0, max_value=10**9, max_denominator=100)
rates = st.fractions(min_value=0, max_value=1, max_denominator=1000)


@st.composite
def inputs(draw: st.DrawFn) -> Inputs:
    starts = [Fraction(0), *sorted(draw(st.sets(rates.filter(bool).map(lambda rate: 3 * rate), max_size=9)))]
    return Inputs(
        sales=draw(amounts),
        quota=draw(amounts.filter(bool)),
        base_salary=draw(amounts),
        tiers=tuple(Tier(from_=start, rate=draw(rates)) for start in starts),
        cap=draw(st.none() | amounts),
    )


@given(inputs())
def test_the_tiers_hold_all_sales(one: Inputs) -> None:
    parts = sales_by_tier(one, one.sales)
    assert sum(parts) == one.sales
    assert all(part >= 0 for part in parts)


@given(inputs())
def test_pay_adds_up_and_is_bounded(one: Inputs) -> None:
    result = calculate(one)
    assert result.pay == one.base_salary + result.commission
    assert result.attainment * one.quota == one.sales
    assert 0 <= result.commission <= one.sales * max(tier.rate for tier in one.tiers)
    assert one.cap is None or result.commission <= one.cap
    assert (result.effective_rate is None) == (not one.sales)
    assert result.effective_rate is None or result.effective_rate * one.sales == result.commission


@given(inputs(), amounts)
def test_more_sales_never_pay_less(one: Inputs, other: Fraction) -> None:
    low, high = sorted((one.sales, other))
    assert commission_for(one, low) <= commission_for(one, high)


@given(inputs())
def test_there_is_no_jump_where_a_tier_starts(one: Inputs) -> None:
    # Marginal tiers: one unit more pays at most one unit.
    for before, after in pairwise([tier.from_ * one.quota for tier in one.tiers]):
        assert commission_for(one, after) - commission_for(one, before) <= after - before


@given(inputs())
def test_on_target_earnings_are_the_pay_at_the_quota(one: Inputs) -> None:
    at_quota = Inputs(sales=one.quota, quota=one.quota, base_salary=one.base_salary, tiers=one.tiers, cap=one.cap)
    assert calculate(at_quota).pay == calculate(one).on_target_earnings


def bends(**changes: object) -> list[tuple[float, float]]:
    """The corners of the line of the pay, in the units of the picture."""
    root = support.element("commission", inputs=support.example("commission") | changes)
    (line,) = [one for one in root.iter() if one.tag.endswith("}polyline")]
    return [(float(x), float(y)) for x, y in (point.split(",") for point in line.attrib["points"].split())]


def test_the_line_bends_at_the_tiers_and_at_the_cap() -> None:
    # The axis ends at 200% = 344 units from 8 on: 100% at 180, 125% at 223.
    assert [x for x, _ in bends()] == [8, 180, 223, 352]
    # 5,750 is reached halfway from 100% to 125%; from there the line is level.
    capped = bends(cap=5750)
    assert [x for x, _ in capped] == [8, 180, 201.5, 223, 352]
    assert len({y for _, y in capped[2:]}) == 1
    assert [x for x, _ in bends(cap=0)] == [8, 180, 223, 352]


def answer(**changes: object) -> str:
    root = support.element("commission", inputs=support.example("commission") | changes)
    (part,) = [one for one in root.iter() if one.get("data-part") == "answer"]
    return " ".join("".join(part.itertext()).split())


def test_the_answer_says_what_more_sales_bring() -> None:
    assert "Further sales bring no more pay." not in answer()
    assert "The cap takes away €250 of commission." in answer(cap=8000)
    # 125,000 − 110,000
    assert "After €15,000 more in sales the next tier begins. From there each further sale pays 7%." in answer(
        sales=110_000
    )
    assert "next tier" not in answer()
    # At 125,000 the tiers have paid 6,500: a cap of as much leaves nothing for the next.
    assert "next tier" not in answer(sales=110_000, cap=6500)
    assert "next tier" in answer(sales=110_000, cap=6501)
    assert "Without sales there is no commission." in answer(sales=0)
