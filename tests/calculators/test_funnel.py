from __future__ import annotations

from fractions import Fraction
from math import prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.funnel import Inputs, Result, Stage, calculate, wilson
from tests.calculators import support


def funnel(*stages: tuple[int, str | None], deal: int = 100) -> Result:
    return calculate(
        Inputs(
            stages=tuple(
                Stage(id=chr(ord("a") + index), count=count, benchmark=None if target is None else Fraction(target))
                for index, (count, target) in enumerate(stages)
            ),
            average_deal=Fraction(deal),
        )
    )


def test_the_worked_example_by_hand() -> None:
    result = support.calculate("funnel", support.example("funnel"))
    # 480 ÷ 12,000; 96 ÷ 480; 24 ÷ 96
    assert [step.rate for step in result.transitions] == [Fraction("0.04"), Fraction("0.2"), Fraction("0.25")]
    assert [step.lost for step in result.transitions] == [11_520, 384, 72]
    assert [step.gap for step in result.transitions] == [Fraction("0.01"), Fraction("0.08"), 0]
    # 12,000 × 0.05 × 0.2 × 0.25 = 30 customers, 6 more; 480 × 0.28 × 0.25 = 33.6, 9.6 more; the last is there
    assert [step.revenue_uplift for step in result.transitions] == [60_000, 96_000, 0]
    assert (result.overall_rate, result.revenue, result.value_per_first) == (Fraction("0.002"), 240_000, 20)
    assert result.weakest == "lead"


@pytest.mark.parametrize(
    ("successes", "trials", "low", "high"),
    [
        # Newcombe, Two-sided confidence intervals for the single proportion, Statistics in Medicine 17 (1998), table I
        (81, 263, "0.2553", "0.3662"),
        (15, 148, "0.0624", "0.1605"),
        (0, 20, "0.0000", "0.1611"),
        (1, 29, "0.0061", "0.1718"),
    ],
)
def test_wilson_against_published_intervals(successes: int, trials: int, low: str, high: str) -> None:
    bounds = wilson(successes, trials)
    assert [f"{float(bound):.4f}" for bound in bounds] == [low, high]


def test_wilson_by_hand() -> None:
    # p = 1/2, n = 4: the middle is 1/2 and z·√(1/16 + z²/64) / (1 + z²/4) shortens to z / (2·√(4 + z²))
    low, high = wilson(2, 4)
    assert low + high == 1
    assert float(high - low) == pytest.approx(1.959964 / 7.841458881296**0.5, abs=1e-14)


def test_wilson_is_exact_at_the_ends() -> None:
    assert wilson(0, 7)[0] == 0
    assert wilson(7, 7)[1] == 1


def test_nobody_left_leaves_what_follows_unknown() -> None:
    result = funnel((100, "0.5"), (0, "0.5"), (0, None))
    first, second = result.transitions
    assert first.rate == 0
    assert {second.rate, second.low, second.high, second.gap} == {None}
    assert (first.revenue_uplift, second.revenue_uplift) == (None, None)
    assert [result.overall_rate, result.revenue, result.weakest] == [0, 0, "a"]


def test_a_reached_benchmark_is_worth_nothing_whatever_follows() -> None:
    first = funnel((100, "0.4"), (50, None), (0, None), (0, None)).transitions[0]
    assert first.gap == Fraction("-0.1")
    assert first.revenue_uplift == 0


def test_the_last_step_needs_no_later_rate() -> None:
    assert funnel((10, None), (10, "0.5"), (0, None)).transitions[1].revenue_uplift == 500


def test_without_a_benchmark_there_is_no_gap() -> None:
    step = funnel((10, None), (5, None)).transitions[0]
    assert (step.benchmark, step.gap, step.revenue_uplift) == (None, None, None)


def test_weakest_is_the_largest_gain_not_the_lowest_rate() -> None:
    assert funnel((100, None), (10, "0.9"), (5, None)).weakest == "b"


def test_weakest_by_gain_is_the_first_on_ties() -> None:
    # 100 × 0.6 × 0.5 = 30 and 50 × 0.6 = 30
    result = funnel((100, "0.6"), (50, "0.6"), (25, None))
    assert result.transitions[0].revenue_uplift == result.transitions[1].revenue_uplift == 500
    assert result.weakest == "a"


def test_weakest_by_rate_is_the_first_on_ties() -> None:
    assert funnel((100, None), (80, None), (40, None), (20, None)).weakest == "b"


def test_weakest_falls_back_to_the_rate_where_all_benchmarks_are_reached() -> None:
    assert funnel((100, "0.5"), (50, "0.1"), (10, None)).weakest == "b"


benchmarks = st.none() | st.fractions(min_value=Fraction(1, 1000), max_value=1, max_denominator=1000)


@st.composite
def inputs(draw: st.DrawFn) -> Inputs:
    counts = sorted(draw(st.lists(st.integers(0, 10**6), min_size=2, max_size=10)), reverse=True)
    counts[0] = max(counts[0], 1)
    stages = [Stage(id=str(index), count=count, benchmark=draw(benchmarks)) for index, count in enumerate(counts)]
    stages[-1] = Stage(id=stages[-1].id, count=counts[-1])
    return Inputs(stages=tuple(stages), average_deal=draw(st.fractions(min_value=Fraction(1, 100), max_value=10**6)))


@given(inputs())
def test_the_rates_multiply_to_the_overall_rate(given_inputs: Inputs) -> None:
    result = calculate(given_inputs)
    rates = [step.rate for step in result.transitions if step.rate is not None]
    assert prod(rates, start=Fraction(1)) == result.overall_rate
    assert sum(step.lost for step in result.transitions) == (
        given_inputs.stages[0].count - given_inputs.stages[-1].count
    )


@given(inputs())
def test_rates_lie_within_their_interval(given_inputs: Inputs) -> None:
    for step in calculate(given_inputs).transitions:
        if step.rate is not None and step.low is not None and step.high is not None:
            assert 0 <= step.low <= step.rate <= step.high <= 1


@given(inputs())
def test_uplift_is_what_the_funnel_earns_with_that_step_repaired(given_inputs: Inputs) -> None:
    result = calculate(given_inputs)
    rates = [step.rate for step in result.transitions]
    for index, step in enumerate(result.transitions):
        if step.revenue_uplift is None or step.benchmark is None or step.rate is None:
            continue
        repaired = [max(step.benchmark, step.rate) if place == index else rate for place, rate in enumerate(rates)]
        known = [rate for rate in repaired if rate is not None]
        customers = given_inputs.stages[0].count * prod(known, start=Fraction(1))
        if len(known) == len(rates):
            assert customers * given_inputs.average_deal - result.revenue == step.revenue_uplift


@given(inputs(), st.integers(2, 50))
def test_more_cases_narrow_the_interval(given_inputs: Inputs, times: int) -> None:
    more = Inputs(
        stages=tuple(
            Stage(id=stage.id, count=stage.count * times, benchmark=stage.benchmark) for stage in given_inputs.stages
        ),
        average_deal=given_inputs.average_deal,
    )
    for few, many in zip(calculate(given_inputs).transitions, calculate(more).transitions, strict=True):
        assert few.rate == many.rate
        if few.low is not None and few.high is not None and many.low is not None and many.high is not None:
            assert many.high - many.low < few.high - few.low


@given(inputs())
def test_the_weakest_stage_is_one_that_has_a_next(given_inputs: Inputs) -> None:
    assert calculate(given_inputs).weakest in {stage.id for stage in given_inputs.stages[:-1]}
