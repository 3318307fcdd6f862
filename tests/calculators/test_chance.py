"""The samplers against the distributions that they are named after; all seeds are fixed."""

from __future__ import annotations

from math import exp, isqrt, log, sqrt
from statistics import NormalDist

import pytest

from calculators.chance import Chance, normals

DRAWS = 40_000
SURE = 4.0
"""Standard errors that a mean may be off."""


def moment(draws: list[float], power: int, centre: float = 0.0) -> tuple[float, float]:
    """The mean of a power of the draws and its standard error."""
    powers = [(draw - centre) ** power for draw in draws]
    mean = sum(powers) / len(powers)
    variance = sum((one - mean) ** 2 for one in powers) / (len(powers) - 1)
    return mean, sqrt(variance / len(powers))


def assert_moment(draws: list[float], power: int, expected: float, centre: float = 0.0) -> None:
    mean, error = moment(draws, power, centre)
    assert abs(mean - expected) < SURE * error, (power, mean, expected, error)


def test_the_stream_is_the_one_that_python_promises_to_keep() -> None:
    # random.Random(1).random() has been 0.13436424411240122 since Python 2.3; draws are counted down from 1.
    assert Chance(1).uniforms(2) == [1 - 0.13436424411240122, 1 - 0.8474337369372327]
    assert Chance(1).uniforms(2) != Chance(2).uniforms(2)


def test_normals_by_hand() -> None:
    # u = e^−2 and v = 1/8: the radius is √4 = 2, the angle 45°, so both are 2 ÷ √2
    assert list(normals([exp(-2), 1 / 8])) == pytest.approx([sqrt(2), sqrt(2)], rel=1e-14)
    # v = 1 is a whole turn
    assert list(normals([exp(-0.5), 1.0])) == pytest.approx([1, 0], abs=1e-14)


def test_normals_have_the_moments_of_the_normal_distribution() -> None:
    draws = list(normals(Chance(11).uniforms(DRAWS)))
    assert len(draws) == DRAWS
    for power, expected in ((1, 0), (2, 1), (3, 0), (4, 3)):
        assert_moment(draws, power, expected)


def test_normals_have_the_quantiles_of_the_normal_distribution() -> None:
    draws = sorted(normals(Chance(12).uniforms(DRAWS)))
    for share in (0.01, 0.1, 0.5, 0.9, 0.99):
        found = NormalDist().cdf(draws[int(share * DRAWS)])
        assert abs(found - share) < SURE * sqrt(share * (1 - share) / DRAWS)


@pytest.mark.parametrize(("alpha", "beta"), [(1, 1), (1, 30), (40, 1), (3, 5), (59, 183), (10**6, 10**5), (10**14, 7)])
def test_beta_has_mean_and_variance_of_the_beta_distribution(alpha: int, beta: int) -> None:
    chance = Chance(13)
    total = alpha + beta
    # One minus the draw, so that what is near 1 keeps its digits.
    draws = [1 - chance.beta(alpha, beta) for _ in range(DRAWS)]
    mean = beta / total
    assert all(0 <= draw <= 1 for draw in draws)
    assert_moment(draws, 1, mean)
    assert_moment(draws, 2, alpha * beta / (total * total * (total + 1)), mean)


def test_beta_of_ones_is_uniform() -> None:
    chance = Chance(14)
    draws = sorted(chance.beta(1, 1) for _ in range(DRAWS))
    distance = max(abs(draw - index / DRAWS) for index, draw in enumerate(draws))
    assert distance < 1.95 / isqrt(DRAWS)  # Kolmogorov–Smirnov at 0.1%


def test_beta_with_one_is_a_power_of_a_uniform_draw() -> None:
    # Beta(1, b) has the distribution function 1 − (1 − x)^b, Beta(a, 1) has x^a.
    chance = Chance(15)
    falling = sorted((1 - chance.beta(1, 9)) ** 9 for _ in range(DRAWS))
    rising = sorted(chance.beta(9, 1) ** 9 for _ in range(DRAWS))
    for draws in (falling, rising):
        assert max(abs(draw - index / DRAWS) for index, draw in enumerate(draws)) < 1.95 / isqrt(DRAWS)


def test_uniforms_always_have_a_logarithm() -> None:
    assert all(log(draw) <= 0 for draw in Chance(16).uniforms(DRAWS))
