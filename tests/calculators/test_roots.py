from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.roots import root_between
from calculators.survival import survival


@pytest.mark.parametrize(
    ("value", "degree", "root"),
    [
        ("1", 12, "1"),
        ("0.75", 1, "0.75"),
        ("0.5625", 2, "0.75"),
        ("27/64", 3, "3/4"),
        ("16/81", 4, "2/3"),
        ("64/729", 6, "2/3"),
        ("1/4096", 12, "1/2"),
        ("4096", 12, "2"),
    ],
)
def test_rational_roots_are_exact(value: str, degree: int, root: str) -> None:
    assert root_between(Fraction(value), degree, 5) == (Fraction(root), Fraction(root))


def test_a_known_root() -> None:
    # 2^(1/12), the ratio of a half tone: 1.05946309435929526456182529…
    low, high = root_between(Fraction(2), 12, 20)
    assert low < Fraction("1.05946309435929526456182529") < high
    assert high - low <= Fraction(1, 10**20)


degrees = st.sampled_from([1, 2, 3, 4, 6, 12])
values = st.fractions(min_value=Fraction(1, 10**30), max_value=10**6)


@given(values, degrees, st.integers(1, 60))
def test_the_root_lies_between_its_bounds(value: Fraction, degree: int, digits: int) -> None:
    low, high = root_between(value, degree, digits)
    assert low**degree <= value <= high**degree
    assert (high - low) * 10 ** (digits - 1) <= low
    assert (low == high) is (low**degree == value)


@given(values, degrees)
def test_powers_have_their_root(root: Fraction, degree: int) -> None:
    assert root_between(root**degree, degree, 3) == (root, root)


@given(st.fractions(min_value=0, max_value=Fraction(999, 1000), max_denominator=1000), st.integers(1, 60))
def test_who_stays(attrition: Fraction, months: int) -> None:
    low, high = survival(attrition, months, 30)
    for month in range(months):
        below, above = (Fraction(one.numerators[month], one.denominator) for one in (low, high))
        assert below**12 <= (1 - attrition) ** month <= above**12
        assert above - below <= below / 10**27
        if month % 12 == 0:
            assert below == above == (1 - attrition) ** (month // 12)
