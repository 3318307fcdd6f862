"""How far somebody is: modules, paths, assignments, and what is late."""

from __future__ import annotations

from typing import Any

import pytest

from tests.training.log import event, events
from tests.training.modules import call, nested
from tests.training.samples import ASSIGNMENT

PROGRESS = "training/progress.js"
Step = tuple[str, dict[str, Any]]


def place(name: str) -> dict[str, Any]:
    return {"title": name.title(), "url": f"{name}/"}


def module(quiz: str, *, checklist: str | None = None, read: tuple[str, ...] = ()) -> dict[str, Any]:
    more = {"minutes": 15, "roles": ["sdr"], "requires": []}
    return place(quiz) | more | {"read": list(read), "quiz": quiz, "checklist": checklist, "pass_mark": 80}


WEEKS = [
    {"id": "w1", "week": 1, "title": "One", "modules": ["leads"], "checklists": ["first-week"]},
    {"id": "w2", "week": 2, "title": "Two", "modules": ["calls", "leads"], "checklists": ["first-week"]},
]
CONTENT: dict[str, Any] = {
    "pages": {name: place(name) for name in ("article/bant", "term/lead")},
    "modules": {
        "leads": module("leads", checklist="call", read=("article/bant", "term/lead")),
        "calls": module("calls"),
    },
    "paths": {
        "sdr": place("sdr")
        | {"role": "sdr", "weeks": WEEKS, "assessment": {"draw": 2, "quizzes": ["leads", "calls"], "pass_mark": 75}}
    },
    "quizzes": {name: place(f"quizzes/{name}") | {"questions": ["a", "b"]} for name in ("leads", "calls")},
    "checklists": {
        "call": place("checklists/call") | {"items": ["a", "b"]},
        "first-week": place("checklists/first-week") | {"items": ["x"]},
    },
}


def read(page: str, *, done: bool = True) -> Step:
    return "page.read", {"page": page, "done": done}


def tick(checklist: str, item: str, assignment: str = "", *, done: bool = True) -> Step:
    return "checklist.ticked", {"checklist": checklist, "item": item, "assignment": assignment, "done": done}


def attempt(quiz: str, number: int, right: int, of: int = 10) -> tuple[Step, Step]:
    name = f"{quiz.replace('/', '-')}-{number}"
    started = {"attempt": name, "quiz": quiz, "seed": 1, "questions": [f"{quiz}/a"], "assignment": ""}
    return ("quiz.started", started), ("quiz.finished", {"attempt": name, "right": right, "of": of})


LEADS = (
    read("article/bant"),
    read("term/lead"),
    *attempt("leads", 1, 8),
    tick("call", "a"),
    tick("call", "b"),
)
PATH = (*LEADS, *attempt("calls", 1, 10), tick("first-week", "x"), *attempt("path/sdr", 1, 3, 4))


def module_progress(*steps: Step, module_id: str = "leads", assignment: str = "") -> Any:
    state = nested("training/state.js", "stateOf", events(*steps))
    return call(PROGRESS, "moduleProgress", CONTENT, state, module_id, assignment)


def path_progress(*steps: Step, path: str = "sdr") -> Any:
    return call(PROGRESS, "pathProgress", CONTENT, nested("training/state.js", "stateOf", events(*steps)), path)


def assignment_progress(log: list[Any], today: str, **changes: Any) -> Any:
    assignment = ASSIGNMENT | {"modules": ["leads"]} | changes
    state = nested("training/state.js", "stateOf", log)
    return call(PROGRESS, "assignmentProgress", CONTENT, state, assignment, today)


def at(place: int) -> str:
    """When the event at a place was written."""
    return str(event(place, "x.y", {})["at"])


def test_a_module_goes_from_page_to_quiz_to_checklist() -> None:
    stages = [module_progress(*LEADS[:count]) for count in range(len(LEADS) + 1)]
    assert [stage["status"] for stage in stages] == ["new", *["started"] * 5, "done"]
    assert [stage["pages"]["done"] for stage in stages] == [0, 1, 2, 2, 2, 2, 2]
    assert [stage["pages"]["missing"] for stage in stages[:3]] == [["article/bant", "term/lead"], ["term/lead"], []]
    assert [stage["checklist"]["done"] for stage in stages] == [0, 0, 0, 0, 0, 1, 2]
    assert [stage["next"] and stage["next"]["name"] for stage in stages] == [
        *["article/bant", "term/lead", "leads", "leads", "call", "call"],
        None,
    ]
    assert stages[2]["next"] == {"kind": "quiz", "name": "leads", "title": "Quizzes/Leads", "url": "quizzes/leads/"}
    assert stages[0]["next"] == {
        "kind": "page",
        "name": "article/bant",
        "title": "Article/Bant",
        "url": "article/bant/",
    }
    assert [stage["finishedAt"] for stage in stages] == [*[None] * 6, at(5)]


def test_a_module_without_pages_and_checklist_is_its_quiz() -> None:
    new = module_progress(module_id="calls")
    assert (new["status"], new["checklist"], new["next"]["name"]) == ("new", None, "calls")
    done = module_progress(*attempt("calls", 1, 8), module_id="calls")
    assert (done["status"], done["finishedAt"], done["next"]) == ("done", at(1), None)


@pytest.mark.parametrize(("right", "best", "passed"), [(79, 79, False), (80, 80, True), (100, 100, True)])
def test_the_pass_mark_is_reached_or_not(right: int, best: int, passed: bool) -> None:
    quiz = module_progress(*attempt("leads", 1, right, 100))["quiz"]
    assert (quiz["best"], quiz["tries"], quiz["passed"]) == (best, 1, passed)


def test_the_best_attempt_counts_and_the_first_that_passed() -> None:
    scores = (5, 8, 9, 9, 2)
    steps = [step for number, right in enumerate(scores) for step in attempt("leads", number, right)]
    open_, _ = attempt("leads", 9, 10)
    quiz = module_progress(*steps, open_)["quiz"]
    assert quiz == {"best": 90, "tries": 5, "passed": True, "passedAt": at(3), "bestAt": at(5)}


def test_what_is_taken_back_is_not_done() -> None:
    progress = module_progress(*LEADS, read("term/lead", done=False))
    assert (progress["status"], progress["pages"]["missing"]) == ("started", ["term/lead"])
    assert module_progress(*LEADS, tick("call", "a", done=False))["checklist"]["done"] == 1


def test_free_ticks_count_for_assignments_but_not_the_other_way_round() -> None:
    assert module_progress(*LEADS, assignment="x1")["status"] == "done"
    own = [*LEADS[:4], tick("call", "a", "x1"), tick("call", "b", "x1")]
    assert module_progress(*own, assignment="x1")["status"] == "done"
    assert module_progress(*own)["checklist"]["done"] == 0
    assert module_progress(*LEADS, tick("call", "a", "x1", done=False), assignment="x1")["checklist"]["done"] == 1


def test_what_the_playbook_does_not_have_has_no_progress() -> None:
    for name in ("no-such", "__proto__", "constructor"):
        assert module_progress(*LEADS, module_id=name) is None
        assert path_progress(*PATH, path=name) is None


def test_a_path_counts_each_module_and_checklist_once() -> None:
    stages = [path_progress(*PATH[:count]) for count in range(len(PATH) + 1)]
    assert [stage["modules"]["done"] for stage in stages] == [0, 0, 0, 0, 0, 0, 1, 1, 2, 2, 2, 2]
    assert {stage["modules"]["of"] for stage in stages} == {2}
    assert [stage["checklists"] for stage in stages][8:10] == [{"done": 0, "of": 1}, {"done": 1, "of": 1}]
    assert [stage["status"] for stage in stages] == ["new", *["started"] * 10, "done"]
    assert stages[-1]["assessment"] == {
        "best": 75,
        "tries": 1,
        "passed": True,
        "passedAt": at(10),
        "bestAt": at(10),
    }
    assert stages[-1]["finishedAt"] == at(10)


def test_a_failed_assessment_leaves_the_path_open() -> None:
    failed = path_progress(*PATH[:-2], *attempt("path/sdr", 1, 2, 4))
    assert (failed["status"], failed["assessment"]["best"], failed["finishedAt"]) == ("started", 50, None)


ACCEPTED = ("assignment.accepted", {"assignment": ASSIGNMENT})


def test_an_assignment_is_done_with_all_its_parts() -> None:
    log = events(*LEADS)
    done = assignment_progress(log, "2027-03-09")
    assert (done["status"], done["finishedAt"], done["path"], done["gone"]) == ("done", at(5), None, [])
    assert [one["id"] for one in done["modules"]] == ["leads"]
    both = assignment_progress(log, "2027-03-09", path="sdr")
    assert (both["status"], both["finishedAt"], both["path"]["status"]) == ("started", None, "started")
    assert assignment_progress(events(*PATH), "2027-03-09", path="sdr")["finishedAt"] == at(10)


def test_what_is_gone_from_the_playbook_does_not_count() -> None:
    left = assignment_progress(events(*LEADS), "2027-03-09", modules=["leads", "no-such", "leads"], path="old")
    assert (left["status"], left["gone"], len(left["modules"])) == ("done", ["no-such", "old"], 1)
    nothing = assignment_progress(events(*LEADS), "2027-03-09", modules=["__proto__"])
    assert (nothing["status"], nothing["gone"], nothing["finishedAt"]) == ("new", ["__proto__"], None)


@pytest.mark.parametrize(
    ("due", "today", "last_day", "late"),
    [
        (None, "2099-01-01", None, False),
        ({"on": "2027-03-05"}, "2027-03-05", "2027-03-05", False),
        ({"on": "2027-03-05"}, "2027-03-06", "2027-03-05", True),
        ({"days_after_start": 5}, "2027-03-06", "2027-03-06", False),
        ({"days_after_start": 5}, "2027-03-07", "2027-03-06", True),
        ({"days_after_start": 0}, "2027-03-01", "2027-03-01", False),
        ({"days_after_start": 306}, "2027-12-01", "2028-01-01", False),
    ],
)
def test_what_is_not_done_is_late_after_its_day(
    due: dict[str, Any] | None, today: str, last_day: str | None, late: bool
) -> None:
    progress = assignment_progress(events(ACCEPTED), today, due=due)
    assert (progress["due"], progress["late"]) == (last_day, late)


def test_days_are_counted_from_the_acceptance_and_not_before() -> None:
    progress = assignment_progress([], "2099-01-01", due={"days_after_start": 5})
    assert (progress["due"], progress["late"]) == (None, False)


def test_what_was_done_in_time_is_not_late_and_what_was_done_late_stays_late() -> None:
    log = events(*LEADS)
    assert assignment_progress(log, "2099-01-01", due={"on": "2027-03-01"})["late"] is False
    assert assignment_progress(log, "2099-01-01", due={"on": "2027-02-28"})["late"] is True


@pytest.mark.parametrize(
    ("moment", "later", "day"),
    [
        ("2027-03-01T22:59:59.999Z", 0, "2027-03-01"),
        ("2027-03-01T23:00:00.000Z", 0, "2027-03-02"),
        ("2027-03-01T23:00:00.000Z", 30, "2027-04-01"),
        # The night in which clocks are put forward, and the one in which they are put back.
        ("2027-03-27T23:30:00.000Z", 1, "2027-03-29"),
        ("2027-10-30T22:30:00.000Z", 1, "2027-11-01"),
    ],
)
def test_days_are_those_of_where_the_reader_is(moment: str, later: int, day: str) -> None:
    assert call(PROGRESS, "localDay", moment, later) == day
