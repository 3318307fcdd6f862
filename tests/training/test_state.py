"""The state is a function of the set of events, whatever their order and whatever strangers put into them."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.training.log import event, events
from tests.training.modules import call, nested
from tests.training.samples import ASSIGNMENT, TYPES

STATE = "training/state.js"


def state_of(log: list[Any]) -> dict[str, Any]:
    found: dict[str, Any] = call(STATE, "stateOf", log)
    return found


def entries(found: dict[str, Any], name: str) -> dict[str, Any]:
    """A map of the state."""
    return dict(found[name]["$map"])


@st.composite
def logs(draw: st.DrawFn) -> list[Any]:
    """Of two devices whose clocks run apart."""
    steps = draw(st.lists(st.tuples(st.sampled_from(sorted(TYPES)), st.sampled_from("ab"), st.integers(0, 5))))
    return [
        event(number, type_, draw(st.sampled_from(TYPES[type_])), device=device, minutes=number + late)
        for number, (type_, device, late) in enumerate(steps)
    ]


@settings(max_examples=300, deadline=None)
@given(logs(), st.randoms(use_true_random=False))
def test_the_order_in_which_events_come_is_nothing(log: list[Any], chance: random.Random) -> None:
    shuffled = [*log, *chance.sample(log, len(log) // 2)]
    chance.shuffle(shuffled)
    assert state_of(shuffled) == state_of(log)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text() | st.sampled_from(["id", "name"]), inner),
    max_leaves=6,
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(sorted(TYPES)), st.data()), max_size=6))
def test_no_data_break_it(steps: list[tuple[str, st.DataObject]]) -> None:
    log = []
    for number, (type_, draw) in enumerate(steps):
        sample = TYPES[type_][0]
        data = {key: draw.draw(st.just(value) | JSON) for key, value in sample.items()}
        log.append(event(number, type_, data))
    assert state_of(log)["perDay"] >= 0


def test_nothing_is_the_state_of_no_events() -> None:
    empty: dict[str, Any] = {"$map": []}
    maps = ["read", "ticks", "signed", "scorecards", "assignments", "made", "templates", "reports", "worksheets"]
    rest: dict[str, Any] = {
        "person": None,
        "opened": [],
        "attempts": [],
        "unticked": {"$set": []},
        "reviews": [],
        "perDay": 20,
    }
    assert state_of([]) == dict.fromkeys(maps, empty) | rest


def test_every_type_but_those_of_others_is_folded() -> None:
    before = state_of([])
    alone = {
        type_ for type_, samples in TYPES.items() if any(state_of([event(1, type_, one)]) != before for one in samples)
    }
    # They take something back, or say more about an attempt, or are folded by the calculators.
    need_another = {"quiz.answered", "quiz.finished", "card.undone", "assignment.removed", "template.removed"}
    assert set(TYPES) - alone == need_another | {"report.removed", "scenario.saved", "scenario.removed"}


def test_pages_read_and_opened() -> None:
    pages = [("page.opened", {"page": f"article/{number}"}) for number in range(12)]
    log = events(
        *pages,
        ("page.opened", {"page": "article/5"}),
        ("page.read", {"page": "article/1", "done": True}),
        ("page.read", {"page": "article/1", "done": True}),
        ("page.read", {"page": "article/2", "done": True}),
        ("page.read", {"page": "article/2", "done": False}),
    )
    state = state_of(log)
    assert entries(state, "read") == {"article/1": log[13]["at"]}
    latest = [5, 11, 10, 9, 8, 7, 6, 4, 3, 2]
    assert [one["page"] for one in state["opened"]] == [f"article/{number}" for number in latest]


def test_an_attempt() -> None:
    started = {"attempt": "t1", "quiz": "leads", "seed": 7, "questions": ["leads/a", "leads/b", "leads/c"]}
    answer = {"attempt": "t1", "question": "leads/a", "answer": "x", "right": False}
    log = events(
        ("quiz.started", started | {"assignment": "x1"}),
        ("quiz.answered", answer),
        ("quiz.answered", answer | {"right": True}),
        ("quiz.answered", answer | {"question": "leads/b", "right": True}),
        ("quiz.answered", answer | {"question": "other/b", "right": True}),
        ("quiz.answered", answer | {"attempt": "t2"}),
        ("quiz.finished", {"attempt": "t1", "right": 2, "of": 3}),
        ("quiz.finished", {"attempt": "t1", "right": 3, "of": 3}),
        ("quiz.answered", answer | {"question": "leads/c"}),
    )
    (attempt,) = state_of(log)["attempts"]
    assert attempt["score"] == 66
    assert attempt["finished"] == log[6]["at"]
    assert {name: one["right"] for name, one in attempt["answers"]["$map"]} == {"leads/a": False, "leads/b": True}


@pytest.mark.parametrize(("right", "of"), [(3, 2), (-1, 2), (0, 0), (1.5, 2), (1, 2.5), (1e300, 1e300)])
def test_a_score_that_cannot_be_is_none(right: float, of: float) -> None:
    started = TYPES["quiz.started"][0]
    finished = {"attempt": "t1", "right": right, "of": of}
    (attempt,) = state_of(events(("quiz.started", started), ("quiz.finished", finished)))["attempts"]
    assert attempt["finished"] is None
    assert attempt["score"] is None


def ticked(log: list[Any], assignment: str) -> list[str]:
    state = nested(STATE, "stateOf", log)
    return [item for item in "abcd" if call(STATE, "tickedAt", state, assignment, "call", item)]


def test_free_ticks_count_where_an_assignment_has_none_of_its_own() -> None:
    def tick(item: str, assignment: str = "", *, done: bool = True) -> tuple[str, dict[str, Any]]:
        return "checklist.ticked", {"checklist": "call", "item": item, "assignment": assignment, "done": done}

    log = events(
        *(tick(item) for item in "abc"),
        tick("b", "x1", done=False),
        tick("c", done=False),
        tick("c", "x1"),
        tick("d", "x1"),
        tick("d", "x1", done=False),
        tick("d", "x1"),
    )
    assert ticked(log, "") == ["a", "b"]
    assert ticked(log, "x1") == ["a", "c", "d"]
    assert ticked(log, "x2") == ["a", "b"]


def test_an_assignment_keeps_its_first_day_and_brings_the_learners_name() -> None:
    log = events(
        ("person.named", {"person": "p1", "name": "Me"}),
        ("assignment.accepted", {"assignment": ASSIGNMENT}),
        ("assignment.accepted", {"assignment": ASSIGNMENT | {"title": "Changed"}}),
    )
    state = state_of(log)
    kept = entries(state, "assignments")["x1"]
    assert kept["at"] == log[1]["at"]
    assert kept["assignment"]["title"] == "Changed"
    assert state["person"] == {"id": "p7", "name": "Ann"}
    again = [*log, event(9, "person.named", {"person": "p7", "name": "Ann Borg"})]
    assert state_of(again)["person"] == {"id": "p7", "name": "Ann Borg"}
    assert state_of([*log, event(9, "assignment.removed", {"assignment": "x1"})])["assignments"] == {"$map": []}


def test_a_review_is_undone_and_can_be_undone_once() -> None:
    log = events(*(("card.reviewed", {"card": "term.lead", "rating": rating}) for rating in (1, 3)))
    undone = event(5, "card.undone", {"review": log[1]["id"]})
    assert [one["rating"] for one in state_of(log)["reviews"]] == [1, 3]
    assert [one["rating"] for one in state_of([*log, undone])["reviews"]] == [1]


def test_reports_are_kept_by_person() -> None:
    def taken(person: str, made: str) -> tuple[str, dict[str, Any]]:
        return "report.taken", {"report": {"person": {"id": person, "name": person}, "made": made, "events": []}}

    log = events(taken("p1", "1"), taken("p1", "2"), taken("p2", "1"), ("report.removed", {"person": "p2"}))
    reports = entries(state_of(log), "reports")
    assert {person: [one["report"]["made"] for one in found] for person, found in reports.items()} == {
        "p1": ["1", "2"],
    }
