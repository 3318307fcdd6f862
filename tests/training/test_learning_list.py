"""What stands on My learning: which assignment first, what to do next, what has been reached."""

from __future__ import annotations

from typing import Any

import pytest

from tests.training.log import events
from tests.training.modules import call, nested

MODULE = "training/learning-list.js"
TODAY = "2027-03-10"


def module(name: str, *read: str, checklist: str | None = None) -> dict[str, Any]:
    place = {"title": f"Module {name}", "url": f"modules/{name}/", "minutes": 10, "roles": [], "requires": []}
    return place | {"read": list(read), "quiz": f"quiz-{name}", "checklist": checklist, "pass_mark": 80}


DATA: dict[str, Any] = {
    "pages": {
        "article/bant": {"title": "BANT", "url": "articles/bant/", "minutes": 4},
        "article/demo": {"title": "Demo", "url": "articles/demo/", "minutes": 4},
    },
    "modules": {
        "one": module("one", "article/bant", checklist="calls"),
        "two": module("two", "article/demo"),
    },
    "paths": {
        "sdr": {
            "title": "SDR",
            "url": "paths/sdr/",
            "role": "sdr",
            "weeks": [
                {"id": "w1", "week": 1, "title": "Week 1", "modules": ["one"], "checklists": ["start"]},
                {"id": "w2", "week": 2, "title": "Week 2", "modules": ["two"], "checklists": []},
            ],
            "assessment": {"draw": 20, "quizzes": ["quiz-one", "quiz-two"], "pass_mark": 80},
        }
    },
    "quizzes": {
        f"quiz-{name}": {"title": f"Quiz {name}", "url": f"quizzes/{name}/", "questions": ["q"]}
        for name in ("one", "two")
    },
    "checklists": {
        "calls": {"title": "Calls", "url": "checklists/calls/", "items": ["a", "b"]},
        "start": {"title": "Start", "url": "checklists/start/", "items": ["a"]},
    },
}

Step = tuple[str, dict[str, Any]]


def assignment(name: str, **changed: Any) -> dict[str, Any]:
    plain = {"id": name, "made": "", "trainer": "Rania", "person": {"id": "p", "name": "Karl"}, "title": name}
    return plain | {"note": "", "language": "", "modules": ["one"], "path": "", "due": None} | changed


def accepted(name: str, **changed: Any) -> Step:
    return "assignment.accepted", {"assignment": assignment(name, **changed)}


def read(page: str) -> Step:
    return "page.read", {"page": page, "done": True}


def passed(quiz: str, right: int = 9) -> list[Step]:
    attempt = f"{quiz}{right}"
    started = {"attempt": attempt, "quiz": quiz, "seed": 1, "questions": [], "assignment": ""}
    return [("quiz.started", started), ("quiz.finished", {"attempt": attempt, "right": right, "of": 10})]


def ticked(checklist: str, *items: str, assignment: str = "") -> list[Step]:
    plain = {"checklist": checklist, "assignment": assignment, "done": True}
    return [("checklist.ticked", plain | {"item": item}) for item in items]


MODULE_ONE = [read("article/bant"), *passed("quiz-one"), *ticked("calls", "a", "b")]
MODULE_TWO = [read("article/demo"), *passed("quiz-two")]


def state(*steps: Step) -> Any:
    return nested("training/state.js", "stateOf", events(*steps))


def test_late_ones_come_first_and_done_ones_last() -> None:
    steps = [
        accepted("some-day", modules=["two"]),
        accepted("done", due={"on": "2027-03-01"}),
        accepted("next-week", modules=["two"], due={"on": "2027-03-15"}),
        accepted("late", modules=["two"], due={"on": "2027-03-09"}),
        accepted("later", modules=["two"], due={"days_after_start": 60}),
    ]
    found = call(MODULE, "listed", DATA, state(*steps, *MODULE_ONE), TODAY)
    assert [one["assignment"]["id"] for one in found] == ["late", "next-week", "later", "some-day", "done"]
    assert [one["progress"]["late"] for one in found] == [True, False, False, False, False]


@pytest.mark.parametrize(
    ("steps", "title", "url"),
    [
        ([], "Module one", "modules/one/#for=x"),
        (MODULE_ONE, "Start", "checklists/start/#for=x"),
        ([*MODULE_ONE, *ticked("start", "a")], "Module two", "modules/two/#for=x"),
        ([*MODULE_ONE, *MODULE_TWO, *ticked("start", "a")], "SDR", "paths/sdr/"),
    ],
)
def test_the_next_step_of_a_path_follows_its_weeks(steps: list[Step], title: str, url: str) -> None:
    given = assignment("x", modules=[], path="sdr")
    found = call(MODULE, "nextOfAssignment", DATA, state(*steps), given)
    assert found == {"title": title, "url": url}


def test_a_finished_path_has_no_next_step() -> None:
    steps = [*MODULE_ONE, *MODULE_TWO, *ticked("start", "a"), *passed("path/sdr")]
    assert call(MODULE, "nextOfPath", DATA, state(*steps), "sdr") is None


def test_what_the_playbook_no_longer_has_does_not_stand_in_the_way() -> None:
    given = assignment("x", modules=["gone", "__proto__", "two"], path="gone")
    found = call(MODULE, "nextOfAssignment", DATA, state(), given)
    assert found == {"title": "Module two", "url": "modules/two/#for=x"}
    assert call(MODULE, "modulesOf", DATA, given) == ["two"]


def test_a_passed_assessment_shows_its_best_score_and_when_it_was_reached() -> None:
    log = events(*passed("path/sdr", 8), *passed("path/sdr", 10), *passed("path/sdr", 9))
    found = call(MODULE, "passedPaths", DATA, nested("training/state.js", "stateOf", log))
    assert found == [{"id": "sdr", "title": "SDR", "score": 100, "at": log[3]["at"]}]


def test_an_assessment_that_was_not_passed_gives_nothing() -> None:
    assert call(MODULE, "passedPaths", DATA, state(*passed("path/sdr", 7))) == []


def test_checklists_with_a_tick_are_told_for_each_assignment() -> None:
    signed = ("checklist.signed", {"checklist": "calls", "assignment": "x", "by": "Rania"})
    steps = [*ticked("calls", "a"), *ticked("calls", "a", "b", assignment="x"), signed, *ticked("gone", "a")]
    found = call(MODULE, "filledChecklists", DATA, state(*steps))
    told = [(one["url"], one["progress"]["done"], one["progress"]["of"], one["signed"]) for one in found]
    assert told == [("checklists/calls/", 1, 2, ""), ("checklists/calls/#for=x", 2, 2, "Rania")]


def test_the_pages_that_an_assignment_needs() -> None:
    found = call(MODULE, "pagesFor", DATA, assignment("x", modules=["one"], path="sdr"))
    assert len(found) == len(set(found))
    assert set(found) == {
        "learning/",
        "learning/training.json",
        "paths/sdr/",
        *(f"modules/{name}/" for name in ("one", "two")),
        *(f"quizzes/{name}/" for name in ("one", "two")),
        *(f"articles/{name}/" for name in ("bant", "demo")),
        *(f"checklists/{name}/" for name in ("calls", "start")),
    }
