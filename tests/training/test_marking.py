"""Marking, chance and numbers of quizzes, and the sum of a scorecard: pure modules, run in Node."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from calculators.fields import NUMBER
from calculators.number_format import LocaleData, parse_number
from playbook.locale_data import locale_data
from tests.training.modules import call

MARKING, CHANCE, NUMBERS = "training/marking.js", "training/quiz-chance.js", "training/quiz-number.js"
ATTEMPT, SUM = "training/quiz-attempt.js", "training/scorecard-sum.js"

IDS = st.lists(st.sampled_from("abcdefghij"), min_size=3, max_size=6, unique=True)
SEEDS = st.integers(0, 2**32 - 1).map(str)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.sampled_from(["", "a", "__proto__"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["a", "b", "__proto__"]), inner),
    max_leaves=6,
)


def key(form: str, right: list[str] | None = None, number: float = 0, tolerance: float = 0) -> dict[str, Any]:
    return {"type": form, "right": right or [], "number": number, "tolerance": tolerance}


def is_right(marked_by: dict[str, Any], answer: object) -> bool:
    found = call(MARKING, "isRight", marked_by, answer)
    assert isinstance(found, bool)
    return found


@given(IDS, st.data())
def test_one_option_is_right(ids: list[str], data: st.DataObject) -> None:
    right, chosen = data.draw(st.sampled_from(ids)), data.draw(st.sampled_from(ids))
    assert is_right(key("single", [right]), chosen) == (right == chosen)


@given(IDS, st.data())
def test_all_right_options_and_no_other(ids: list[str], data: st.DataObject) -> None:
    some = st.lists(st.sampled_from(ids), min_size=1, unique=True)
    right, chosen = data.draw(some), data.draw(some)
    assert is_right(key("multiple", right), chosen) == (set(right) == set(chosen))
    assert is_right(key("multiple", right), right[::-1])
    assert not is_right(key("multiple", right), [*right, right[0]])


@given(IDS, st.data())
def test_steps_in_their_order(ids: list[str], data: st.DataObject) -> None:
    chosen = data.draw(st.permutations(ids))
    assert is_right(key("order", ids), chosen) == (ids == chosen)
    assert not is_right(key("order", ids), ids[:-1])


@given(IDS, st.data())
def test_every_pair(ids: list[str], data: st.DataObject) -> None:
    chosen = dict(zip(ids, data.draw(st.permutations(ids)), strict=True))
    assert is_right(key("match", ids), chosen) == all(left == right for left, right in chosen.items())
    assert not is_right(key("match", ids), {**{one: one for one in ids}, "other": "other"})


@given(
    st.decimals(-1000, 1000, places=3, allow_nan=False),
    st.decimals(-1000, 1000, places=3, allow_nan=False),
    st.sampled_from(["0", "0.001", "0.05", "0.5", "10"]).map(Fraction),
)
def test_a_number_within_its_tolerance(answer: Any, chosen: Any, tolerance: Fraction) -> None:
    exact = abs(Fraction(answer) - Fraction(chosen)) <= tolerance
    assert is_right(key("numeric", number=float(answer), tolerance=float(tolerance)), float(chosen)) == exact


@pytest.mark.parametrize(("number", "tolerance", "typed"), [(0.3, 0.1, 0.2), (0.3, 0, 0.1 + 0.2), (1e15, 0, 1e15)])
def test_binary_fractions_lose_nothing(number: float, tolerance: float, typed: float) -> None:
    assert is_right(key("numeric", number=number, tolerance=tolerance), typed)


@given(st.sampled_from(["single", "multiple", "order", "match", "numeric"]), ANYTHING)
def test_anything_may_come_as_an_answer(form: str, answer: object) -> None:
    assert not is_right(key(form, ["x", "y", "z"], number=77), answer)


def mulberry32(seed: str, count: int) -> list[float]:
    """The numbers as the sources of FNV-1a and mulberry32 have them, written with Python's whole numbers."""
    state, full = 0x811C9DC5, 2**32
    for letter in seed:
        state = (state ^ ord(letter)) * 0x01000193 % full
    numbers = []
    for _ in range(count):
        state = (state + 0x6D2B79F5) % full
        mixed = (state ^ state >> 15) * (state | 1) % full
        mixed ^= (mixed + (mixed ^ mixed >> 7) * (mixed | 61)) % full
        numbers.append(((mixed ^ mixed >> 14) % full) / full)
    return numbers


@given(SEEDS, st.lists(st.integers(0, 99), max_size=12))
def test_a_seed_gives_one_order(seed: str, items: list[int]) -> None:
    left = list(items)
    order = [left.pop(int(number * len(left))) for number in mulberry32(seed, len(items))]
    assert call(CHANCE, "shuffled", items, seed) == order


def test_orders_are_spread() -> None:
    firsts = [call(CHANCE, "shuffled", ["a", "b", "c", "d"], str(seed))[0] for seed in range(400)]
    assert all(70 < firsts.count(one) < 130 for one in "abcd")


@given(IDS, SEEDS)
def test_steps_never_come_in_the_right_order(ids: list[str], seed: str) -> None:
    order = call(CHANCE, "disordered", ids, seed)
    assert order != ids
    assert sorted(order) == sorted(ids)


@given(st.lists(st.integers(0, 15), min_size=1, max_size=8), st.integers(1, 40), SEEDS)
def test_an_assessment_draws_from_all_quizzes_alike(sizes: list[int], count: int, seed: str) -> None:
    banks = [[f"{quiz}/{question}" for question in range(size)] for quiz, size in enumerate(sizes)]
    drawn = call(CHANCE, "drawn", banks, count, seed)
    assert len(drawn) == len(set(drawn)) == min(count, sum(sizes))
    taken = [sum(name in bank for name in drawn) for bank in banks]
    most = max(taken)
    assert all(most - 1 <= part or part == size for part, size in zip(taken, sizes, strict=True))
    assert call(CHANCE, "drawn", banks, count, seed) == drawn


TYPED = st.text(st.sampled_from("0123456789٠١٢٣٤٥٦٧٨٩۷०९.,' \u00a0\u202f٫٬،-−+\u200f\u2066’x"), max_size=12)
NUMBERS_WRITTEN = st.builds(
    lambda whole, sign, decimals: f"{whole:,}".replace(",", sign[0]) + (sign[1] + decimals if decimals else ""),
    st.integers(0, 10**9),
    st.sampled_from([",.", ".,", " ,", "\u202f,", "'.", "٬٫", ",,", ".."]),
    st.text(st.sampled_from("0123456789"), max_size=3),
)


@given(TYPED | NUMBERS_WRITTEN, st.sampled_from(["en", "it", "ar", "hy"]))
def test_numbers_are_read_as_the_calculators_read_them(text: str, language: str) -> None:
    locale = LocaleData.from_mapping(locale_data(language, ""))
    assume(sum(char.isdecimal() for char in text) <= 14)
    expected = parse_number(text, NUMBER, locale)
    found = call(NUMBERS, "readNumber", text, locale.decimal)
    assert found == (None if expected is None else float(expected))


@pytest.mark.parametrize(
    ("text", "decimal", "number"),
    [
        ("1.234,5", ".", 1234.5),
        ("1,234.5", ",", 1234.5),
        ("١٬٢٣٤٫٥", ".", 1234.5),
        ("1,234", ".", 1234),
        ("1,234", ",", 1.234),
        ("25 %", ".", 25),
        ("€ 1.200", ",", 1200),
        ("-3", ".", -3),
        ("", ".", None),
        ("twelve", ".", None),
        ("1e5", ".", None),
        ("0x10", ".", None),
        ("9" * 400, ".", None),
    ],
)
def test_numbers_as_people_type_them(text: str, decimal: str, number: float | None) -> None:
    assert call(NUMBERS, "readNumber", text, decimal) == number


def attempt(name: str, answers: dict[str, bool], *, asked: str = "abcd", finished: bool = True) -> dict[str, Any]:
    given_answers = [[question, {"right": right}] for question, right in answers.items()]
    return {"id": name, "questions": list(asked), "answers": given_answers, "finished": "now" if finished else None}


def test_what_went_wrong_in_the_last_attempt() -> None:
    first = attempt("one", {"a": True, "b": False, "c": False, "d": True})
    second = attempt("two", {"b": True, "c": False}, asked="bcad", finished=False)
    assert call(ATTEMPT, "wrongBefore", [first, second], "two") == ["b", "c"]
    assert call(ATTEMPT, "wrongBefore", [first, second], "one") == []
    assert call(ATTEMPT, "wrongBefore", [first], None) == ["b", "c"]
    counted = call(ATTEMPT, "countedUp", second["questions"], second["answers"])
    assert counted == {"right": 1, "of": 4, "wrong": ["c"], "open": ["a", "d"]}


@given(IDS, st.data(), SEEDS)
def test_a_retake_begins_with_what_went_wrong(ids: list[str], data: st.DataObject, seed: str) -> None:
    wrong = data.draw(st.lists(st.sampled_from(ids), unique=True))
    order = call(ATTEMPT, "retakeOrder", ids, wrong, seed)
    assert sorted(order) == sorted(ids)
    assert set(order[: len(wrong)]) == set(wrong)
    assert call(ATTEMPT, "repeatedIn", order, wrong) == len(wrong)


def test_questions_that_are_gone_are_not_asked() -> None:
    assert call(ATTEMPT, "askedIn", {"questions": ["a", "gone", "b", "a"]}, ["b", "a"]) == ["a", "b"]


@given(st.lists(st.tuples(st.integers(1, 9), st.integers(1, 5)), min_size=1, max_size=8))
def test_the_weighted_score(rows: list[tuple[int, int]]) -> None:
    criteria = [{"id": str(place), "weight": weight} for place, (weight, _) in enumerate(rows)]
    scores = {str(place): score for place, (_, score) in enumerate(rows)}
    reached, possible = sum(weight * score for weight, score in rows), sum(5 * weight for weight, _ in rows)
    expected = {"scored": len(rows), "of": len(rows), "percent": 100 * reached // possible}
    assert call(SUM, "weightedScore", criteria, scores) == expected
    del scores["0"]
    assert call(SUM, "weightedScore", criteria, scores)["percent"] is None


@given(ANYTHING)
def test_no_score_but_one_to_five(score: object) -> None:
    assume(not (isinstance(score, int) and not isinstance(score, bool) and 1 <= score <= 5))
    found = call(SUM, "weightedScore", [{"id": "a", "weight": 1}], {"a": score})
    assert found == {"scored": 0, "of": 1, "percent": None}
