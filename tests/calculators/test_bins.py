from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.bins import MOST_BINS, Bin, bins
from calculators.significant import exponent, last_place, significant, significant_up


@pytest.mark.parametrize(
    ("value", "rounded", "up"),
    [
        (0, 0, 0),
        (7, 7, 7),
        (9999, 9999, 9999),
        (12_344, 12_340, 12_350),
        (12_345, 12_350, 12_350),
        (99_995, 100_000, 100_000),
        (10**7 - 1, 10**7, 10**7),
    ],
)
def test_rounding_to_four_digits(value: int, rounded: int, up: int) -> None:
    assert [significant(value, 4), Fraction(significant_up(value, 4))] == [rounded, up]


def test_rounding_small_amounts() -> None:
    assert significant(Fraction(2, 3), 4) == Fraction("0.6667")
    assert significant(Fraction("0.000123449"), 4) == Fraction("0.0001234")


@given(st.fractions(min_value=Fraction(1, 10**9), max_value=10**15))
def test_rounding_is_near_and_stays(value: Fraction) -> None:
    rounded = significant(value, 4)
    assert abs(rounded - value) <= last_place(value, 4) / 2
    assert significant(rounded, 4) == rounded
    assert Fraction(10) ** exponent(value) <= value < Fraction(10) ** (exponent(value) + 1)


@given(st.integers(0, 10**15))
def test_rounding_up_is_the_least_that_suffices(value: int) -> None:
    rounded = significant_up(value, 4)
    assert rounded >= value
    assert rounded - value < max(last_place(rounded, 4), Fraction(1))
    assert len(str(rounded).rstrip("0")) <= 4


def shape(found: tuple[Bin, ...]) -> list[tuple[object, ...]]:
    return [(one.start, one.end, one.count) for one in found]


def test_bins_by_hand() -> None:
    # 0..4 deals of 100: a bin for each number of deals
    found = bins([0, 1, 1, 2, 4], Fraction(100), 4, whole=True)
    assert shape(found) == [
        (0, 100, 1),
        (100, 200, 2),
        (200, 300, 1),
        (300, 400, 0),
        (400, 500, 1),
    ]
    # 10..70 deals are 61 numbers: two a bin would take 31 bins, five take 13
    wide = bins(list(range(10, 71)), Fraction(100), 4, whole=True)
    assert shape(wide) == [*((500 * place, 500 * place + 500, 5) for place in range(2, 14)), (7000, 7500, 1)]


def test_bins_of_amounts_by_hand() -> None:
    # From 12.5 to 37 in bins of 1: 26 of them, in bins of 0.5 there would be 50
    found = bins([1.25, 2.0, 3.7], Fraction(10), 4, whole=False)
    assert len(found) == 26
    assert shape(found)[0] == (12, 13, 1)
    assert [one for one in shape(found) if one[2]] == [(12, 13, 1), (20, 21, 1), (37, 38, 1)]


def test_one_value_is_one_bin() -> None:
    assert shape(bins([0, 0], Fraction(7), 4, whole=False)) == [(0, 7, 2)]
    only = bins([3.5, 3.5], Fraction(10), 4, whole=False)
    assert [one.count for one in only if one.count] == [2]


def test_edges_differ_in_four_digits() -> None:
    # 1,000,000 and 1,000,003 deals of 1: bins of 1 would all begin with the same four digits
    found = bins([1_000_000, 1_000_003], Fraction(1), 4, whole=True)
    assert shape(found) == [(1_000_000, 1_001_000, 2)]


amounts = st.lists(st.floats(0, 10**9) | st.integers(0, 10**9).map(float), min_size=1, max_size=60).map(sorted)


@given(amounts, st.fractions(min_value=Fraction(1, 1000), max_value=10**6), st.booleans())
def test_bins_hold_everything_side_by_side(values: list[float], unit: Fraction, whole: bool) -> None:
    given_values = sorted(float(int(value)) for value in values) if whole else values
    found = bins(given_values, unit, 4, whole=whole)
    assert len(found) <= MOST_BINS
    assert sum(one.count for one in found) == len(given_values)
    assert all(one.end == after.start for one, after in pairwise(found))
    assert found[0].start <= Fraction(given_values[0]) * unit
    assert Fraction(given_values[-1]) * unit < found[-1].end
    edges = [significant(one.start, 4) for one in found] + [significant(found[-1].end, 4)]
    assert all(edge < after for edge, after in pairwise(edges))
