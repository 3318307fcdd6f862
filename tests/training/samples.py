"""What pages write, for tests: data of every type of events, and files of every form."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from tests.training.log import event

ASSIGNMENT: dict[str, Any] = {
    "form": "open-sales-playbook/assignment",
    "version": 1,
    "id": "x1",
    "made": "2027-03-01T08:00:00.000Z",
    "trainer": "Sam",
    "person": {"id": "p7", "name": "Ann"},
    "title": "First week",
    "note": "",
    "language": "",
    "modules": ["know-your-leads"],
    "path": "",
    "due": {"days_after_start": 5},
}
MADE = "2027-03-01T08:00:00.000Z"
REPORT: dict[str, Any] = {
    "form": "open-sales-playbook/report",
    "version": 1,
    "made": MADE,
    "site_language": "ar",
    "person": {"id": "p7", "name": "Ann"},
    "events": [],
}
DATA: dict[str, Any] = {
    "form": "open-sales-playbook/data",
    "version": 1,
    "made": MADE,
    "device": "a" * 26,
    "events": [],
}
TYPES: dict[str, list[dict[str, Any]]] = {
    "person.named": [{"person": "p1", "name": name} for name in ("Ann", "علي")],
    "page.opened": [{"page": page} for page in ("article/bant", "term/lead")],
    "page.read": [{"page": page, "done": done} for page in ("article/bant", "term/lead") for done in (True, False)],
    "quiz.started": [
        {"attempt": attempt, "quiz": "leads", "seed": 1, "questions": ["leads/a", "leads/b"], "assignment": ""}
        for attempt in ("t1", "t2")
    ],
    "quiz.answered": [
        {"attempt": attempt, "question": question, "answer": "x", "right": right}
        for attempt in ("t1", "t2")
        for question in ("leads/a", "leads/b")
        for right in (True, False)
    ],
    "quiz.finished": [{"attempt": attempt, "right": right, "of": 2} for attempt in ("t1", "t2") for right in (1, 2)],
    "checklist.ticked": [
        {"checklist": "call", "item": item, "assignment": assignment, "done": done}
        for item in ("a", "b")
        for assignment in ("", "x1")
        for done in (True, False)
    ],
    "checklist.signed": [{"checklist": "call", "assignment": "", "by": by} for by in ("Mo", "")],
    "scorecard.filled": [
        {"scorecard": "demo", "card": "c1", "person": "p1", "by": "Mo", "scores": {"a": score}, "notes": {}, "note": ""}
        | removed
        for score in (1, 5)
        for removed in ({}, {"removed": True})
    ],
    "card.reviewed": [{"card": card, "rating": rating} for card in ("term.lead", "term.bant") for rating in (1, 4)],
    "card.undone": [{"review": f"a{number:025d}"} for number in range(4)],
    "cards.settings": [{"per_day": number} for number in (0, 30)],
    "assignment.accepted": [{"assignment": ASSIGNMENT}, {"assignment": ASSIGNMENT | {"title": "Changed"}}],
    "assignment.removed": [{"assignment": "x1"}],
    "assignment.made": [{"assignment": ASSIGNMENT}],
    "template.saved": [{"id": "m1", "template": {"title": title}} for title in ("one", "two")],
    "template.removed": [{"id": "m1"}],
    "report.taken": [{"report": REPORT}],
    "report.removed": [{"person": "p7"}],
    "worksheet.kept": [{"worksheet": "spin", "field": "need", "text": text} for text in ("faster", "")],
    "scenario.saved": [{"calculator": "funnel", "id": "s1", "name": "Now", "package": "{}"}],
    "scenario.removed": [{"calculator": "funnel", "id": "s1"}],
}
REPORTED = (
    *("person.named", "page.read", "quiz.started", "quiz.answered", "quiz.finished", "checklist.ticked"),
    *("checklist.signed", "scorecard.filled", "assignment.accepted", "assignment.removed"),
)


def every_event(types: tuple[str, ...] = tuple(TYPES)) -> list[Any]:
    samples = [(type_, sample) for type_ in types for sample in TYPES[type_]]
    return [event(number, type_, sample) for number, (type_, sample) in enumerate(samples)]


def good(form: str) -> dict[str, Any]:
    """A file of this form that is right, to be changed at will."""
    if form == "assignment":
        return deepcopy(ASSIGNMENT)
    if form == "report":
        return deepcopy(REPORT | {"events": every_event(REPORTED)})
    taken = event(999, "report.taken", {"report": good("report")})
    others = [
        event(1000, "page.painted", {"colour": {"red": [1, None]}}),
        event(1001, "page.read", {"new": 1}) | {"version": 2},
    ]
    return deepcopy(DATA | {"events": [*every_event(), taken, *others]})
