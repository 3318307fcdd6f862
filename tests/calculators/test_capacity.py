from __future__ import annotations

import json
from decimal import Context, Decimal, localcontext
from fractions import Fraction
from math import ceil
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators.capacity import MOST_HIRES, Cohort, Hire, HiresNeeded, Inputs, Month, Result, calculate
from calculators.output import to_json
from calculators.problems import InvalidInputError
from tests.calculators import support

MINIMAL: dict[str, Any] = {
    "months": 3,
    "full_rep_per_month": 100,
    "ramp": [0, 0.5],
    "team": [{"count": 2, "tenure_months": 0}],
    "hires": [],
    "target": 1000,
}


def plan(**changes: object) -> Result:
    result = support.calculate("capacity", MINIMAL | changes)
    assert isinstance(result, Result)
    return result


def counts(result: Result) -> list[int | None]:
    return [needed.count for needed in result.hires_needed]


def test_without_attrition_by_hand() -> None:
    # Two people in ramp-up: 2 × 0, 2 × 0.5, 2 × 1; one more from the second month: 1 × 0, 1 × 0.5.
    result = plan(hires=[{"month": 1, "count": 1}])
    assert result.months == (
        Month(month=0, headcount=Fraction(2), ramped_equivalent=Fraction(0), capacity=Fraction(0)),
        Month(month=1, headcount=Fraction(3), ramped_equivalent=Fraction(1), capacity=Fraction(100)),
        Month(month=2, headcount=Fraction(3), ramped_equivalent=Fraction("2.5"), capacity=Fraction(250)),
    )
    assert [result.total, result.gap] == [350, 650]
    # One who starts in month 0 brings 0 + 50 + 100 = 150: 4.3 → 5; in month 1 0 + 50: 13; in month 2 nothing.
    assert counts(result) == [5, 13, None]


def test_a_year_of_attrition_by_hand() -> None:
    # 3/4 stay a year, so (3/4)^(1/12) a month; after 12 months 8 × 3/4 = 6 are left, after 24 months 4.5.
    months = plan(months=25, ramp=[], team=[{"count": 8, "tenure_months": 5}], annual_attrition=0.25).months
    assert [months[index].headcount for index in (0, 12, 24)] == [8, 6, Fraction("4.5")]
    # ln 0.75 ÷ 12 = −0.023973506; 1 − 0.023973506 + 0.000287364 − 0.000002296 + 0.000000014 = 0.976311576; × 8
    assert float(months[1].headcount) == pytest.approx(7.810492608, abs=1e-7)


def test_rational_roots_are_exact() -> None:
    # 1 − 0.4375 = 0.5625 = 0.75², so 0.75 stay for half a year.
    months = plan(months=7, ramp=[], team=[{"count": 8, "tenure_months": 0}], annual_attrition=0.4375).months
    assert months[6].headcount == 6
    # 1 − a = 2^−12: every month half of them stay.
    halved = plan(months=4, ramp=[], team=[{"count": 8, "tenure_months": 0}], annual_attrition=1 - 2**-12)
    assert [month.headcount for month in halved.months] == [8, 4, 2, 1]
    assert [halved.total, halved.gap] == [1500, 0]


def test_tenure_counts_from_the_start() -> None:
    # 0.5 is the share of the second month: someone with a month of tenure has it now, then 1.
    assert [month.capacity for month in plan(team=[{"count": 2, "tenure_months": 1}]).months] == [100, 200, 200]
    assert [month.capacity for month in plan(team=[{"count": 2, "tenure_months": 99}]).months] == [200, 200, 200]


def test_parts_of_people_count() -> None:
    assert plan(team=[{"count": 0.5, "tenure_months": 2}]).total == 150


def test_without_a_gap_nobody_is_needed() -> None:
    enough = plan(target=300)
    assert [enough.total, enough.gap] == [300, 0]
    assert counts(enough) == [0, 0, 0]
    assert counts(plan(target=0, team=[])) == [0, 0, 0]


def test_a_gap_that_whole_hires_fill_exactly() -> None:
    # Nobody is there; one from the start brings 150.
    assert counts(plan(team=[], target=450))[0] == 3
    assert counts(plan(team=[], target=450.01))[0] == 4


def test_whole_years_of_attrition_fill_a_gap_exactly() -> None:
    # A rep brings something in months 0 and 12 alone: 1 and 3/4, together 1.75 × 100; 4 of them 700.
    ramp = [1, *[0] * 11, 1, *[0] * 40]
    year = {"months": 24, "ramp": ramp, "team": [], "annual_attrition": 0.25}
    assert counts(plan(**year, target=700))[0] == 4
    assert counts(plan(**year, target=700.0000000001))[0] == 5


def test_ten_thousand_are_the_most() -> None:
    assert counts(plan(team=[], months=1, ramp=[], target=100 * MOST_HIRES)) == [MOST_HIRES]
    assert counts(plan(team=[], months=1, ramp=[], target=100 * MOST_HIRES + 1)) == [None]


def test_a_target_closer_than_any_fixed_precision_is_decided() -> None:
    # √2 ÷ 2 of two people stay for half a year: the target is 100 × √2 cut, or raised, after 200 digits.
    with localcontext(Context(prec=260)):
        root = (Decimal(2).sqrt() * 100).quantize(Decimal(1).scaleb(-200), rounding="ROUND_DOWN")
        above = root + Decimal(1).scaleb(-200)
    ramp = [0] * 6
    for target, gap, needed in ((root, 0, 0), (above, 1, 1)):
        inputs = Inputs(
            months=7,
            full_rep_per_month=Fraction(100),
            ramp=tuple(Fraction(share) for share in ramp),
            team=(Cohort(count=Fraction(2), tenure_months=0),),
            hires=(),
            annual_attrition=Fraction(1, 2),
            target=Fraction(target),
        )
        result = calculate(inputs)
        # The team works in month 6 alone, where 2 × (1/2)^(1/2) are left.
        assert (result.gap > 0, result.hires_needed[0]) == (gap, HiresNeeded(month=0, count=needed))
        assert result.gap < Fraction(1, 10**199)


def test_what_is_written_has_28_digits() -> None:
    text = json.dumps(MINIMAL | {"annual_attrition": 0.5, "ramp": [], "months": 2})
    months = json.loads(to_json(support.calculate("capacity", json.loads(text))), parse_float=str)["months"]
    # 2 × 0.5^(1/12) = 2^(11/12), the ratio of a major seventh: 1.8877486253633869932838263133350…
    assert months[1]["headcount"] == "1.887748625363386993283826313"


def refused(**changes: object) -> list[tuple[str, str]]:
    inputs = {name: value for name, value in (MINIMAL | changes).items() if value is not ...}
    with pytest.raises(InvalidInputError) as raised:
        support.calculate("capacity", json.loads(json.dumps(inputs)))
    return [(problem.field, problem.code) for problem in raised.value.problems]


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"months": 0}, "months", "out_of_range"),
        ({"months": 61}, "months", "out_of_range"),
        ({"months": 1.5}, "months", "not_an_integer"),
        ({"months": ...}, "months", "required"),
        ({"full_rep_per_month": 0}, "full_rep_per_month", "out_of_range"),
        ({"ramp": [0, 1.1]}, "ramp[1]", "out_of_range"),
        ({"ramp": [-0.1]}, "ramp[0]", "out_of_range"),
        ({"ramp": ["half"]}, "ramp[0]", "not_a_number"),
        ({"ramp": ...}, "ramp", "required"),
        ({"ramp": 1}, "ramp", "bad_json"),
        ({"team": [{"count": -1, "tenure_months": 0}]}, "team[0].count", "out_of_range"),
        ({"team": [{"count": 1}]}, "team[0].tenure_months", "required"),
        ({"team": [{"count": 1, "tenure_months": 0.5}]}, "team[0].tenure_months", "not_an_integer"),
        ({"team": [{"count": 1, "tenure_months": 1, "name": "A"}]}, "team[0].name", "unknown_field"),
        ({"hires": [{"month": 3, "count": 1}]}, "hires[0].month", "out_of_range"),
        ({"hires": [{"month": -1, "count": 1}]}, "hires[0].month", "out_of_range"),
        ({"hires": [{"month": 0, "count": True}]}, "hires[0].count", "not_a_number"),
        ({"annual_attrition": 1}, "annual_attrition", "out_of_range"),
        ({"annual_attrition": -0.1}, "annual_attrition", "out_of_range"),
        ({"target": -1}, "target", "out_of_range"),
        ({"target": ...}, "target", "required"),
    ],
)
def test_it_refuses(changes: dict[str, object], field: str, code: str) -> None:
    assert refused(**changes) == [(field, code)]


def test_all_problems_come_at_once() -> None:
    assert refused(ramp=[2], hires=[{"month": 2, "count": "x"}, {"month": 7, "count": 1}], target=None) == [
        ("ramp[0]", "out_of_range"),
        ("hires[0].count", "not_a_number"),
        ("target", "required"),
        ("hires[1].month", "out_of_range"),
    ]


shares = st.fractions(min_value=0, max_value=1, max_denominator=100)
people = st.fractions(min_value=0, max_value=50, max_denominator=10)


@st.composite
def inputs(draw: st.DrawFn) -> Inputs:
    months = draw(st.integers(1, 60))
    cohorts = st.builds(Cohort, count=people, tenure_months=st.integers(0, 30))
    hires = st.builds(Hire, month=st.integers(0, months - 1), count=people)
    return Inputs(
        months=months,
        full_rep_per_month=draw(st.fractions(min_value=Fraction(1, 100), max_value=10**6, max_denominator=100)),
        ramp=tuple(draw(st.lists(shares, max_size=20))),
        team=tuple(draw(st.lists(cohorts, max_size=4))),
        hires=tuple(draw(st.lists(hires, max_size=4))),
        annual_attrition=draw(st.fractions(min_value=0, max_value=Fraction(99, 100), max_denominator=100)),
        target=draw(st.fractions(min_value=0, max_value=10**9, max_denominator=100)),
    )


def changed(given_inputs: Inputs, **changes: Any) -> Inputs:
    return Inputs(**{name: getattr(given_inputs, name) for name in Inputs.__dataclass_fields__} | changes)


EXACT = Context(prec=80)


def decimal(value: Fraction) -> Decimal:
    return EXACT.divide(Decimal(value.numerator), Decimal(value.denominator))


def brought_by_the_model(given_inputs: Inputs, start: int, tenure: int) -> list[Decimal]:
    """What one person brings by month, as the model tells it month by month, in decimals of 80 digits."""
    with localcontext(EXACT):
        keep = decimal(1 - given_inputs.annual_attrition) ** (Decimal(1) / 12)
        left, brought = Decimal(1), [Decimal(0)] * given_inputs.months
        for month in range(start, given_inputs.months):
            share = given_inputs.ramp[tenure] if tenure < len(given_inputs.ramp) else Fraction(1)
            brought[month] = left * decimal(share * given_inputs.full_rep_per_month)
            left, tenure = left * keep, tenure + 1
        return brought


def close(value: Fraction, expected: Decimal) -> bool:
    return abs(decimal(value) - expected) <= abs(expected) * Decimal("1e-27")


@given(inputs())
@settings(deadline=None)
def test_it_is_the_model_month_by_month(given_inputs: Inputs) -> None:
    result = calculate(given_inputs)
    cohorts = [(0, cohort.tenure_months, cohort.count) for cohort in given_inputs.team]
    cohorts += [(hire.month, 0, hire.count) for hire in given_inputs.hires]
    with localcontext(EXACT):
        columns = [
            [decimal(count) * one for one in brought_by_the_model(given_inputs, start, tenure)]
            for start, tenure, count in cohorts
        ]
        for month in result.months:
            assert close(month.capacity, sum((column[month.month] for column in columns), Decimal(0)))
        total = sum((sum(column, Decimal(0)) for column in columns), Decimal(0))
        assert close(result.total, total)
        gap = max(decimal(given_inputs.target) - total, Decimal(0))
        assert abs(decimal(result.gap) - gap) <= max(gap, total) * Decimal("1e-27")


@given(inputs())
@settings(deadline=None)
def test_the_hires_needed_are_the_fewest_that_are_enough(given_inputs: Inputs) -> None:
    result = calculate(given_inputs)
    for needed in result.hires_needed[:: max(1, given_inputs.months // 4)]:

        def with_hires(count: int, month: int = needed.month) -> Result:
            more = (*given_inputs.hires, Hire(month=month, count=Fraction(count)))
            return calculate(changed(given_inputs, hires=more))

        if needed.count is None:
            assert with_hires(MOST_HIRES).gap > 0
        else:
            assert with_hires(needed.count).gap == 0
            assert needed.count == 0 or with_hires(needed.count - 1).gap > 0


@given(inputs())
def test_waiting_has_its_price(given_inputs: Inputs) -> None:
    found = [MOST_HIRES + 1 if count is None else count for count in counts(calculate(given_inputs))]
    assert found == sorted(found)


@given(inputs(), st.fractions(min_value=0, max_value=Fraction(99, 100), max_denominator=100))
def test_more_leavers_never_bring_more(given_inputs: Inputs, attrition: Fraction) -> None:
    low, high = sorted((given_inputs.annual_attrition, attrition))
    few, many = (calculate(changed(given_inputs, annual_attrition=one)) for one in (low, high))
    assert many.total <= few.total
    assert many.gap >= few.gap
    assert all(b.headcount <= a.headcount for a, b in zip(few.months, many.months, strict=True))


@given(inputs())
def test_numbers_are_never_negative(given_inputs: Inputs) -> None:
    result = calculate(given_inputs)
    for month in result.months:
        assert 0 <= month.ramped_equivalent <= month.headcount
    assert min(result.total, result.gap) >= 0


@given(inputs())
def test_without_attrition_the_hires_are_a_quotient(given_inputs: Inputs) -> None:
    stable = changed(given_inputs, annual_attrition=Fraction(0))
    result = calculate(stable)
    ramp = [stable.ramp_at(tenure) for tenure in range(stable.months)]
    team = [(0, cohort.tenure_months, cohort.count) for cohort in stable.team]
    team += [(hire.month, 0, hire.count) for hire in stable.hires]
    equivalents = [
        count * stable.ramp_at(tenure + month - start)
        for start, tenure, count in team
        for month in range(start, stable.months)
    ]
    gap = max(stable.target - stable.full_rep_per_month * sum(equivalents, Fraction(0)), Fraction(0))
    for needed in result.hires_needed:
        each = stable.full_rep_per_month * sum(ramp[: stable.months - needed.month], Fraction(0))
        quotient = ceil(gap / each) if each else MOST_HIRES + bool(gap)
        if gap and not each:
            assert needed.count is None
        else:
            assert needed.count == (None if quotient > MOST_HIRES else quotient if gap else 0)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"target": 300}, "Your team can carry the number: in 3 months it can bring €300, the target is €300."),
        ({}, "In 3 months your team can bring €300. That is €700 less than the target of €1,000."),
        ({}, "5 more hires who start now close the gap."),
        ({}, "If they start 1 month later, the number of hires it takes is 14."),
        ({"target": 301}, "1 more hire who starts now closes the gap."),
        ({"months": 1}, "Not even 10,000 more hires who start now would close the gap"),
        ({"months": 2}, "If they start 1 month later, not even 10,000 hires are enough."),
    ],
)
def test_the_answer_in_words(changes: dict[str, object], sentence: str) -> None:
    assert sentence in support.answer("capacity", MINIMAL | changes)
