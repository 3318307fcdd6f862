from __future__ import annotations

import dataclasses
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.problems import InvalidInputError
from calculators.unit_economics import Inputs, Result, average_profit, calculate
from tests.calculators import support

MINIMAL: dict[str, Any] = {
    "sales_marketing_cost": 48_000,
    "new_customers": 40,
    "revenue_per_month": 250,
    "gross_margin": 0.8,
    "monthly_churn": 0.04,
}


def economics(**changes: object) -> Result:
    result = support.calculate("unit-economics", MINIMAL | changes)
    assert isinstance(result, Result)
    return result


def problems(**changes: object) -> list[tuple[str, str]]:
    inputs = {name: value for name, value in (MINIMAL | changes).items() if value is not ...}
    with pytest.raises(InvalidInputError) as refused:
        support.calculate("unit-economics", inputs)
    return [(problem.field, problem.code) for problem in refused.value.problems]


def test_the_worked_example_by_hand() -> None:
    # 48,000 ÷ 40 = 1,200; 250 × 0.8 = 200; 200 ÷ 0.04 = 5,000; 5,000 ÷ 1,200 = 25/6; 1,200 ÷ 200 = 6
    assert support.calculate("unit-economics", support.example("unit-economics")) == Result(
        cac=Fraction(1200), ltv=Fraction(5000), ratio=Fraction(25, 6), payback_months=Fraction(6), warnings=()
    )


def test_without_new_customers_there_is_no_cost_of_one() -> None:
    assert economics(new_customers=0) == Result(
        cac=None, ltv=Fraction(5000), ratio=None, payback_months=None, warnings=()
    )


def test_without_churn_the_value_has_no_end() -> None:
    assert economics(monthly_churn=0) == Result(
        cac=Fraction(1200), ltv=None, ratio=None, payback_months=Fraction(6), warnings=("no_churn_given",)
    )


def test_without_margin_the_cost_never_comes_back() -> None:
    assert economics(gross_margin=0) == Result(
        cac=Fraction(1200), ltv=Fraction(0), ratio=Fraction(0), payback_months=None, warnings=("ratio_below_one",)
    )


def test_customers_for_nothing() -> None:
    free = economics(sales_marketing_cost=0)
    assert [free.cac, free.ratio, free.payback_months, free.warnings] == [0, None, 0, ()]


@pytest.mark.parametrize(("margin", "ratio", "warned"), [("0.8", 1, False), ("0.799", Fraction(799, 800), True)])
def test_the_ratio_against_one(margin: str, ratio: Fraction, warned: bool) -> None:
    # 250 × 0.8 ÷ 0.1 = 2,000 against 80,000 ÷ 40 = 2,000
    result = economics(sales_marketing_cost=80_000, monthly_churn=0.1, gross_margin=float(margin))
    assert result.ratio == ratio
    assert ("ratio_below_one" in result.warnings) is warned


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"sales_marketing_cost": ...}, "sales_marketing_cost", "required"),
        ({"new_customers": ...}, "new_customers", "required"),
        ({"revenue_per_month": None}, "revenue_per_month", "required"),
        ({"gross_margin": ...}, "gross_margin", "required"),
        ({"monthly_churn": ...}, "monthly_churn", "required"),
        ({"sales_marketing_cost": "1"}, "sales_marketing_cost", "not_a_number"),
        ({"new_customers": True}, "new_customers", "not_a_number"),
        ({"new_customers": 1.5}, "new_customers", "not_an_integer"),
        ({"new_customers": -1}, "new_customers", "out_of_range"),
        ({"sales_marketing_cost": -1}, "sales_marketing_cost", "out_of_range"),
        ({"revenue_per_month": 0}, "revenue_per_month", "out_of_range"),
        ({"gross_margin": -0.01}, "gross_margin", "out_of_range"),
        ({"gross_margin": 1.01}, "gross_margin", "out_of_range"),
        ({"monthly_churn": -0.01}, "monthly_churn", "out_of_range"),
        ({"monthly_churn": 1.01}, "monthly_churn", "out_of_range"),
        ({"churn": 1}, "churn", "unknown_field"),
    ],
)
def test_what_is_refused(changes: dict[str, object], field: str, code: str) -> None:
    assert problems(**changes) == [(field, code)]


def test_all_problems_at_once() -> None:
    assert problems(sales_marketing_cost=-1, new_customers=0.5, revenue_per_month="x", gross_margin=..., y=1) == [
        ("sales_marketing_cost", "out_of_range"),
        ("new_customers", "not_an_integer"),
        ("revenue_per_month", "not_a_number"),
        ("gross_margin", "required"),
        ("y", "unknown_field"),
    ]


amounts = st.fractions(min_value=0, max_value=10**9, max_denominator=100)
shares = st.fractions(min_value=0, max_value=1, max_denominator=1000)


@st.composite
def inputs(draw: st.DrawFn) -> Inputs:
    return Inputs(
        sales_marketing_cost=draw(amounts),
        new_customers=draw(st.integers(0, 10**6)),
        revenue_per_month=draw(amounts.filter(bool)),
        gross_margin=draw(shares),
        monthly_churn=draw(shares),
    )


@given(inputs())
def test_the_identities(one: Inputs) -> None:
    result = calculate(one)
    profit = one.revenue_per_month * one.gross_margin
    assert result.cac is None or result.cac * one.new_customers == one.sales_marketing_cost
    assert result.ltv is None or result.ltv * one.monthly_churn == profit
    assert result.payback_months is None or result.payback_months * profit == result.cac
    if result.ratio is not None and result.payback_months is not None:
        # The average stay is 1 ÷ churn months: a ratio below 1 means that it ends before the cost is back.
        assert (result.ratio < 1) == (result.payback_months * one.monthly_churn > 1)
    assert (result.cac is None) == (one.new_customers == 0)
    assert (result.ltv is None) == (one.monthly_churn == 0) == ("no_churn_given" in result.warnings)


@given(inputs(), shares)
def test_more_churn_is_worth_less(one: Inputs, churn: Fraction) -> None:
    low, high = sorted((one.monthly_churn, churn))
    loyal, fickle = (calculate(dataclasses.replace(one, monthly_churn=one_churn)).ltv for one_churn in (low, high))
    assert loyal is None or fickle is None or loyal >= fickle


@given(inputs(), shares)
def test_more_margin_pays_back_no_later(one: Inputs, margin: Fraction) -> None:
    low, high = sorted((one.gross_margin, margin))
    thin, thick = (calculate(dataclasses.replace(one, gross_margin=part)).payback_months for part in (low, high))
    assert thin is None or thick is None or thick <= thin


@given(inputs(), st.integers(0, 60))
def test_the_average_customer_month_by_month(one: Inputs, months: int) -> None:
    profit, staying = one.revenue_per_month * one.gross_margin, 1 - one.monthly_churn
    exact = sum((profit * staying**month for month in range(months)), start=Fraction(0))
    assert abs(average_profit(one, months) - exact) <= exact / 10**30


def test_the_average_customer_by_hand() -> None:
    example = Inputs(
        sales_marketing_cost=Fraction(1),
        new_customers=1,
        revenue_per_month=Fraction(200),
        gross_margin=Fraction(1, 2),
        monthly_churn=Fraction(1, 10),
    )
    # 100; 100 + 90; 100 + 90 + 81; in the end 100 ÷ 0.1
    assert [average_profit(example, months) for months in range(4)] == [0, 100, 190, 271]
    assert abs(average_profit(example, 10**12) - 1000) < Fraction(1, 10**30)


@pytest.mark.parametrize("churn", [Fraction(1, 10**15), Fraction(1, 10**300), Fraction(1)])
@pytest.mark.parametrize("months", [2, 6 * 10**20])
def test_the_average_customer_at_the_ends(churn: Fraction, months: int) -> None:
    one = Inputs(
        sales_marketing_cost=Fraction(1),
        new_customers=1,
        revenue_per_month=Fraction(1),
        gross_margin=Fraction(1),
        monthly_churn=churn,
    )
    brought = average_profit(one, months)
    most = min(Fraction(months), 1 / churn)
    assert 1 <= brought <= most
    assert churn == 1 or brought > most / 2


def part(name: str, **changes: object) -> str:
    """The text of a part of the result."""
    root = support.element("unit-economics", inputs=support.example("unit-economics") | changes)
    (found,) = [one for one in root.iter() if one.get("data-part") == name]
    return " ".join("".join(found.itertext()).split())


def test_the_answer_says_when_the_cost_is_back() -> None:
    assert "back after 6 months if" in part("answer")
    assert "back after 1 month if" in part("answer", sales_marketing_cost=8000)
    assert "never comes back" in part("answer", gross_margin=0)
    assert "No customer was won" in part("answer", new_customers=0)
    assert "times the acquisition cost" not in part("answer", monthly_churn=0)


def test_there_is_a_picture_where_the_cost_comes_back() -> None:
    assert part("picture", new_customers=0) == part("picture", gross_margin=0) == ""
    # 200 × 12; 200 × (1 − 0.96^12) ÷ 0.04 = 5,000 × 0.38729… = 1,936.45
    assert "(month 12) a customer who stays has brought €2,400, the average customer €1,936.45." in part("picture")
    assert "(month 12) a customer who stays has brought €2,400, the average customer €2,400." in part(
        "picture", monthly_churn=0
    )
