"""The runs of forecast against the distributions that they stand for; all seeds are fixed."""

from __future__ import annotations

from bisect import bisect_right
from fractions import Fraction
from itertools import accumulate, pairwise
from math import exp, lgamma, prod, sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators.forecast_runs import ONE_BY_ONE, Arrivals, Model

ALL = (10**12, 10**12)
"""A stage in which as good as everybody moves on."""
SURE = 4.0
"""Standard errors that a mean may be off."""


def counts(stage: tuple[int, int], volume: int, runs: int = 20_000, seed: int = 5) -> list[float]:
    """Customers in each run, sorted."""
    model = Model(
        stages=[stage], volume=volume, goal=Fraction(1), variation=Fraction(0), runs=runs, seed=seed
    ).outcomes()
    return sorted(outcome.worth for outcome in model)


def beta_binomial(stage: tuple[int, int], volume: int) -> list[float]:
    """The distribution function of the customers at one stage: Σ C(n,k)·B(k+α, n−k+β) / B(α, β)."""
    entered, advanced = stage
    alpha, beta = advanced + 1, entered - advanced + 1

    def log_beta(a: int, b: int) -> float:
        return lgamma(a) + lgamma(b) - lgamma(a + b)

    return list(
        accumulate(
            exp(
                lgamma(volume + 1)
                - lgamma(k + 1)
                - lgamma(volume - k + 1)
                + log_beta(k + alpha, volume - k + beta)
                - log_beta(alpha, beta)
            )
            for k in range(volume + 1)
        )
    )


@pytest.mark.parametrize(
    ("stage", "volume"),
    [
        ((200, 60), 100),  # all customers one by one
        ((10**6, 300_000), 260),  # a few beyond them
        ((10**6, 300_000), 4000),  # nearly all beyond them
        ((20, 3), 1000),  # an uncertain rate
        ((10**5, 99_000), 1000),  # few that do not buy
        ((10**5, 90_000), 5000),
        ((10**6, 10**6), 300),
    ],
)
def test_customers_follow_the_beta_binomial_distribution(stage: tuple[int, int], volume: int) -> None:
    found, expected = counts(stage, volume), beta_binomial(stage, volume)
    distance = max(abs(bisect_right(found, k) / len(found) - share) for k, share in enumerate(expected))
    assert distance < 1.95 / sqrt(len(found))  # Kolmogorov–Smirnov at 0.1%


@pytest.mark.parametrize("volume", [40, 3000, 10**6])
def test_customers_of_chained_stages_have_the_right_mean_and_variance(volume: int) -> None:
    stages = [(60, 30), (30, 12), (12, 9)]
    # E r = α/(α+β) and E r² = E r · (α+1)/(α+β+1); stages are independent. Given p the variance is n·p·(1−p), so that
    # the variance is n·E p + n(n−1)·E p² − (n·E p)².
    mean = prod((advanced + 1) / (entered + 2) for entered, advanced in stages)
    square = mean * prod((advanced + 2) / (entered + 3) for entered, advanced in stages)
    variance = volume * mean + volume * (volume - 1) * square - (volume * mean) ** 2
    runs = 20_000
    model = Model(stages=stages, volume=volume, goal=Fraction(1), variation=Fraction(0), runs=runs, seed=8)
    found = [outcome.worth for outcome in model.outcomes()]
    average = sum(found) / runs
    assert abs(average - volume * mean) < SURE * sqrt(variance / runs)
    squares = [(one - volume * mean) ** 2 for one in found]
    spread = sum(squares) / runs
    error = sqrt(sum((one - spread) ** 2 for one in squares) / runs / runs)
    assert abs(spread - variance) < SURE * error


@pytest.mark.parametrize(("deals", "variation"), [(1, "0.5"), (20, "1"), (ONE_BY_ONE + 1, "2"), (1000, "0.8")])
def test_deals_sum_to_the_right_mean_and_variance(deals: int, variation: str) -> None:
    runs = 5000
    model = Model(stages=[ALL], volume=deals, goal=Fraction(1), variation=Fraction(variation), runs=runs, seed=9)
    found = [outcome.worth for outcome in model.outcomes()]
    # k deals of mean 1 and standard deviation c: mean k, variance k·c²
    variance = deals * float(variation) ** 2
    assert abs(sum(found) / runs - deals) < SURE * sqrt(variance / runs)
    squares = [(one - deals) ** 2 for one in found]
    spread = sum(squares) / runs
    error = sqrt(sum((one - spread) ** 2 for one in squares) / runs / runs)
    assert abs(spread - variance) < SURE * error


@pytest.mark.parametrize("draw", [-4.0, -0.3, 0.0, 1.0, 5.0])
@pytest.mark.parametrize("chance", [0.001, 0.1, 0.25, 0.5, 0.6, 0.9])
def test_the_volume_is_the_smallest_that_holds_the_customers(chance: float, draw: float) -> None:
    wanted = chance <= 0.5
    arrivals = Arrivals([3 * index for index in range(1, ONE_BY_ONE + 1)], wanted, chance, draw)
    for customers in range(1, 600):
        volume = int(arrivals.volume(customers))
        assert arrivals.customers(volume) >= customers > arrivals.customers(volume - 1)


stages = st.integers(1, 2000).flatmap(lambda entered: st.tuples(st.just(entered), st.integers(0, entered)))


@settings(max_examples=40)
@given(st.lists(stages, min_size=1, max_size=3), st.sampled_from(["0", "1.2"]), st.integers(0, 10**6))
def test_a_run_never_loses_by_one_more(given_stages: list[tuple[int, int]], variation: str, volume: int) -> None:
    """The approximation takes over without a step back, around every customer's item and far beyond."""

    def worths(at: int) -> list[float]:
        model = Model(
            stages=given_stages, volume=at, goal=Fraction(90), variation=Fraction(variation), runs=100, seed=volume
        )
        return [outcome.worth for outcome in model.outcomes()]

    steps = [worths(at) for at in range(volume, volume + 4)]
    for before, after in pairwise(steps):
        assert all(one <= other for one, other in zip(before, after, strict=True))
