"""Sets of events become one whichever way they are put together, and only events are events."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.training.log import event
from tests.training.modules import call

EVENTS = "training/events.js"
GOOD = event(1, "page.read", {"page": "article/bant", "done": True})


def merged(one: list[Any], other: list[Any]) -> list[Any]:
    found: list[Any] = call(EVENTS, "merged", one, other)
    return found


@st.composite
def sets_of_events(draw: st.DrawFn) -> list[Any]:
    """Few ids and few moments, so that sets overlap, times are equal and, in a forged file, ids have two contents."""
    numbers = draw(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 3), st.booleans()), max_size=12))
    return [
        event(number, "page.read", {"page": "article/bant", "done": done}, minutes=minute)
        for number, minute, done in numbers
    ]


@settings(max_examples=300, deadline=None)
@given(sets_of_events(), sets_of_events(), sets_of_events())
def test_merging_is_commutative_associative_and_idempotent(one: list[Any], two: list[Any], three: list[Any]) -> None:
    assert merged(one, two) == merged(two, one)
    assert merged(merged(one, two), three) == merged(one, merged(two, three))
    both = merged(one, two)
    assert merged(both, both) == merged(both, two) == merged(both, []) == both
    assert {found["id"] for found in both} == {found["id"] for found in one + two}
    assert [(found["at"], found["id"]) for found in both] == sorted((found["at"], found["id"]) for found in both)


def test_the_order_of_keys_decides_nothing() -> None:
    turned = dict(reversed(GOOD.items())) | {"data": {"done": True, "page": "article/bant"}}
    assert merged([GOOD], [turned]) == merged([turned], [GOOD]) == [GOOD]


def test_ids_are_long_and_differ() -> None:
    ids = {call(EVENTS, "eventId") for _ in range(200)}
    assert len(ids) == 200
    assert {len(one) for one in ids} == {26}
    assert call(EVENTS, "isEvent", GOOD | {"id": ids.pop()})


@pytest.mark.parametrize(
    "changed",
    [
        {"id": "short"},
        {"id": "A" * 26},
        {"id": 26},
        {"id": "a" * 65},
        {"device": None},
        {"at": "2027-03-01"},
        {"at": "2027-02-30T09:00:00.000Z"},
        {"at": "2027-03-01T25:00:00.000Z"},
        {"at": "1999-03-01T09:00:00.000Z"},
        {"at": "2027-03-01T09:00:00Z"},
        {"at": "2027-03-01T09:00:00.000+01:00"},
        {"at": 1_800_000_000},
        {"type": "__proto__"},
        {"type": "page"},
        {"version": 0},
        {"version": 1.5},
        {"version": "1"},
        {"data": None},
        {"data": []},
        {"data": "page"},
    ],
)
def test_what_has_another_form_is_no_event(changed: dict[str, Any]) -> None:
    assert call(EVENTS, "isEvent", GOOD) is True
    assert call(EVENTS, "isEvent", GOOD | changed) is False


@pytest.mark.parametrize("value", [None, 1, "event", [], [GOOD], {}])
def test_other_values_are_no_events(value: object) -> None:
    assert call(EVENTS, "isEvent", value) is False


@pytest.mark.parametrize(
    ("changed", "known"),
    [
        ({}, True),
        ({"data": {"page": "article/bant", "done": True, "more": 1}}, True),
        ({"version": 2}, False),
        ({"type": "page.painted"}, False),
        ({"type": "constructor.name"}, False),
        ({"data": {"page": "article/bant"}}, False),
        ({"data": {"page": "article/bant", "done": "yes"}}, False),
        ({"data": {"page": 1, "done": True}}, False),
    ],
)
def test_unknown_types_and_versions_are_known_as_such(changed: dict[str, Any], known: bool) -> None:
    assert call(EVENTS, "isKnown", GOOD | changed) is known


def test_overlapping_parts_make_the_whole_again() -> None:
    chance = random.Random(5)  # noqa: S311  # nothing here is secret
    log = [event(number, "page.read", {"page": f"article/{number}", "done": True}) for number in range(300)]
    whole = json.dumps(log)
    kept: list[Any] = []
    parts = [chance.sample(log, 40) for _ in range(40)] + [log]
    chance.shuffle(parts)
    for part in parts:
        kept = merged(kept, part)
    assert json.dumps(kept) == whole
