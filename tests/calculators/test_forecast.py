from __future__ import annotations

import json
from fractions import Fraction
from itertools import pairwise
from math import sqrt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators.command_line import run
from calculators.forecast import Inputs, Result, Stage, calculate
from calculators.forecast_runs import LARGEST_VOLUME
from calculators.problems import InvalidInputError
from tests.calculators import support

ALL = (10**12, 10**12)
"""A stage in which as good as everybody moves on."""
SURE = 4.0


def forecast(*stages: tuple[int, int], volume: int = 100, goal: int | str = 1000, **more: Any) -> Result:
    return calculate(
        Inputs(
            volume=volume,
            stages=tuple(
                Stage(id=str(index), entered=entered, advanced=advanced)
                for index, (entered, advanced) in enumerate(stages)
            ),
            average_deal=Fraction(more.pop("deal", 100)),
            deal_variation=Fraction(more.pop("variation", 0)),
            revenue_goal=Fraction(goal),
            **more,
        )
    )


def quantiles(result: Result) -> list[object]:
    return [result.revenue_p10, result.revenue_p50, result.revenue_p90]


def odds(result: Result) -> list[object]:
    """The probability, then the volumes."""
    return [result.probability, *volumes(result)]


def shape(result: Result) -> list[tuple[object, ...]]:
    return [(one.from_, one.to, one.count) for one in result.histogram]


def volumes(result: Result) -> list[int | None]:
    return [result.volume_for.at_50, result.volume_for.at_80, result.volume_for.at_90]


def test_when_everybody_buys_there_is_nothing_to_chance() -> None:
    # 10 of 10 become customers and bring 10 × 100 = 1,000; the goal of 1,000 takes exactly 10, a goal of 1,001 takes 11
    exact = forecast(ALL, ALL, volume=10)
    assert quantiles(exact) == [1000, 1000, 1000]
    assert odds(exact) == [1, 10, 10, 10]
    assert shape(exact) == [(1000, 1100, 2000)]
    missed = forecast(ALL, ALL, volume=10, goal=1001)
    assert odds(missed) == [0, 11, 11, 11]


def test_a_goal_is_compared_exactly() -> None:
    # 11 deals of 0.1 are 1.1, although 11 × 0.1 is more in binary fractions
    assert odds(forecast(ALL, volume=11, deal="0.1", goal="1.1")) == [1, 11, 11, 11]


def test_nobody_brings_nothing() -> None:
    result = forecast((100, 50), volume=0)
    assert [*quantiles(result), result.probability] == [0, 0, 0, 0]
    assert shape(result) == [(0, 100, 2000)]
    # The same path holds for other volumes: ten customers at about one in two.
    assert result.volume_for.at_50 in range(18, 22)


def test_no_goal_is_always_met() -> None:
    for variation in (0, 1):
        result = forecast((100, 50), volume=0, goal=0, variation=variation)
        assert odds(result) == [1, 0, 0, 0]


def test_a_goal_beyond_ten_million_is_out_of_reach() -> None:
    # All buy: 10,000,000 deals of 100 are 10⁹ and the last that can be told
    assert volumes(forecast(ALL, goal=10**9)) == [LARGEST_VOLUME] * 3
    assert volumes(forecast(ALL, goal=10**9 + 1)) == [None] * 3
    assert volumes(forecast((10**12, 0), goal=1)) == [None] * 3
    assert volumes(forecast((10**12, 0), goal=1, variation=2)) == [None] * 3


def test_two_items_at_an_unknown_rate_by_hand() -> None:
    # 0 of 1 moved on: the rate is Beta(1, 2). Of two items k buy with the chance C(2,k)·B(1+k, 4−k) / B(1, 2):
    # (1/4) / (1/2) = 1/2; 2 × (1/12) / (1/2) = 1/3; (1/12) / (1/2) = 1/6
    result = forecast((1, 0), volume=2, goal=100, runs=20_000)
    found = [one.count / 20_000 for one in result.histogram]
    for share, expected in zip(found, (1 / 2, 1 / 3, 1 / 6), strict=True):
        assert abs(share - expected) < SURE * sqrt(expected * (1 - expected) / 20_000)
    assert abs(float(result.probability) - 1 / 2) < SURE * sqrt(1 / 4 / 20_000)


def test_one_deal_is_lognormal() -> None:
    # Median 1 / √(1 + c²): with c = 1 half of the deals are worth less than 100 / √2 = 70.71
    result = forecast(ALL, volume=1, variation=1, runs=5000, goal=71)
    assert abs(float(result.revenue_p50) - 70.71) < 4
    assert abs(float(result.probability) - 0.5) < SURE * sqrt(0.25 / 5000) + 0.003


@pytest.mark.parametrize("variation", ["0", "0.6"])
@pytest.mark.parametrize(
    ("stages", "goal"), [(((50, 20), (20, 7)), 900), (((400, 390),), 9000), (((900, 300),), 120_000)]
)
def test_the_volume_for_a_chance_is_the_smallest(
    stages: tuple[tuple[int, int], ...], goal: int, variation: str
) -> None:
    told = forecast(*stages, goal=goal, variation=variation, runs=300)
    for volume, chance in zip(volumes(told), ("0.5", "0.8", "0.9"), strict=True):
        assert volume is not None
        assert volume < 10_000  # not rounded
        enough = forecast(*stages, volume=volume, goal=goal, variation=variation, runs=300)
        short = forecast(*stages, volume=volume - 1, goal=goal, variation=variation, runs=300)
        assert short.probability < Fraction(chance) <= enough.probability
        assert volumes(enough) == volumes(told)  # whatever volume is asked for


def test_large_volumes_are_rounded_up_and_suffice() -> None:
    told = forecast((10**5, 1000), goal=2 * 10**6, runs=300)
    for volume, chance in zip(volumes(told), ("0.5", "0.8", "0.9"), strict=True):
        assert volume is not None
        assert volume > 10**6
        assert volume % 1000 == 0
        assert forecast((10**5, 1000), volume=volume, goal=2 * 10**6, runs=300).probability >= Fraction(chance)


stages = st.integers(1, 2000).flatmap(lambda entered: st.tuples(st.just(entered), st.integers(0, entered)))


@st.composite
def inputs(draw: st.DrawFn) -> dict[str, Any]:
    return {
        "volume": draw(st.integers(0, 10 ** draw(st.sampled_from([2, 3, 5, 8, 15])))),
        "goal": draw(st.integers(0, 10 ** draw(st.integers(1, 12)))),
        "deal": draw(st.fractions(min_value=Fraction(1, 100), max_value=10**5, max_denominator=100)),
        "variation": draw(st.sampled_from([Fraction(0), Fraction(1, 3), Fraction(2), Fraction(100)])),
        "runs": 100,
        "seed": draw(st.integers(-5, 10**6)),
    }


@settings(max_examples=60)
@given(st.lists(stages, min_size=1, max_size=4), inputs())
def test_what_always_holds(given_stages: list[tuple[int, int]], more: dict[str, Any]) -> None:
    result = forecast(*given_stages, **more)
    assert result == forecast(*given_stages, **more)
    assert 0 <= result.revenue_p10 <= result.revenue_p50 <= result.revenue_p90
    assert 0 <= result.probability <= 1
    least = [volume if volume is not None else 10**9 for volume in volumes(result)]
    assert least == sorted(least)
    for volume, chance in zip(volumes(result), ("0.5", "0.8", "0.9"), strict=True):
        assert volume is None or volume <= LARGEST_VOLUME
        if volume is not None and more["volume"] >= volume:
            assert result.probability >= Fraction(chance)
        if volume is None and more["volume"] <= LARGEST_VOLUME:
            assert result.probability < Fraction(chance)
    assert len(result.histogram) <= 30
    assert sum(one.count for one in result.histogram) == 100
    assert all(one.to == after.from_ for one, after in pairwise(result.histogram))


@settings(max_examples=60)
@given(st.lists(stages, min_size=1, max_size=3), inputs(), st.integers(1, 10**9))
def test_a_higher_goal_is_less_likely_and_takes_more(
    given_stages: list[tuple[int, int]], more: dict[str, Any], higher: int
) -> None:
    low = forecast(*given_stages, **more)
    high = forecast(*given_stages, **more | {"goal": more["goal"] + higher})
    assert high.probability <= low.probability
    assert quantiles(low) == quantiles(high)
    for lower, upper in zip(volumes(low), volumes(high), strict=True):
        assert upper is None or (lower is not None and lower <= upper)


@settings(max_examples=60)
@given(st.lists(stages, min_size=1, max_size=3), inputs(), st.integers(1, 10**6))
def test_more_volume_makes_every_outcome_better(
    given_stages: list[tuple[int, int]], more: dict[str, Any], extra: int
) -> None:
    few = forecast(*given_stages, **more)
    many = forecast(*given_stages, **more | {"volume": more["volume"] + extra})
    assert many.probability >= few.probability
    assert many.revenue_p10 >= few.revenue_p10
    assert many.revenue_p50 >= few.revenue_p50
    assert many.revenue_p90 >= few.revenue_p90
    assert volumes(many) == volumes(few)


def test_more_cases_narrow_the_forecast() -> None:
    few, many = (forecast((20 * times, 8 * times), volume=500) for times in (1, 50))
    assert many.revenue_p90 - many.revenue_p10 < (few.revenue_p90 - few.revenue_p10) / 2


def test_the_seed_decides() -> None:
    one, other = (forecast((50, 20), volume=200, goal=8000, seed=seed) for seed in (1, 2))
    assert one != other
    assert abs(one.probability - other.probability) < Fraction(7, 100)


@pytest.mark.parametrize("variation", [0, 10**15])
def test_the_largest_inputs_are_worked_out(variation: int) -> None:
    largest = [(10**15, 10**15 - index) for index in range(10)]
    result = forecast(*largest, volume=10**15, goal=10**15, deal=10**15, variation=variation, runs=100)
    assert result.probability == 1 or variation
    assert result.revenue_p90 > 0
    tiny = forecast(*largest, volume=10**15, goal=10**15, deal=Fraction(1, 10**300), variation=variation, runs=100)
    assert odds(tiny) == [0, None, None, None]


def problems(**changes: object) -> list[tuple[str, str]]:
    """What is wrong with the worked example after changes: field and code."""
    with pytest.raises(InvalidInputError) as refused:
        run("forecast", json.dumps(support.example("forecast") | changes))
    return [(problem.field, problem.code) for problem in refused.value.problems]


def test_all_errors_at_once() -> None:
    assert problems(
        volume=1.5,
        stages=[
            {"id": "a", "entered": 0, "advanced": 0},
            {"id": "a", "entered": 5, "advanced": 6},
            {"id": "c", "entered": 5, "advanced": -1, "rate": 0.1},
            {"id": "d", "entered": 5},
        ],
        average_deal=0,
        deal_variation=-0.1,
        revenue_goal=None,
        runs=99,
        seed="one",
        colour=1,
    ) == [
        ("volume", "not_an_integer"),
        ("stages[0].entered", "out_of_range"),
        ("stages[2].advanced", "out_of_range"),
        ("stages[2].rate", "unknown_field"),
        ("stages[3].advanced", "required"),
        ("stages[1].id", "duplicate"),
        ("average_deal", "out_of_range"),
        ("deal_variation", "out_of_range"),
        ("revenue_goal", "required"),
        ("runs", "out_of_range"),
        ("seed", "not_a_number"),
        ("colour", "unknown_field"),
        ("stages[1].advanced", "out_of_range"),
    ]


def test_bounds() -> None:
    assert problems(runs=20_001, stages=[]) == [("stages", "out_of_range"), ("runs", "out_of_range")]
    assert problems(volume=-1, revenue_goal=-1) == [("volume", "out_of_range"), ("revenue_goal", "out_of_range")]
    assert problems(volume=True, average_deal=1e16) == [("volume", "not_a_number"), ("average_deal", "out_of_range")]


def test_json_has_the_names_of_the_contract() -> None:
    found = json.loads(run("forecast", json.dumps(support.example("forecast"))))
    assert list(found) == ["revenue_p10", "revenue_p50", "revenue_p90", "probability", "volume_for", "histogram"]
    assert list(found["volume_for"]) == ["50", "80", "90"]
    assert found["histogram"][0].keys() == {"from", "to", "count"}
