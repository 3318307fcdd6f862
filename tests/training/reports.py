"""Assignments, and logs of learners from which reports are made, for tests."""

from __future__ import annotations

from typing import Any

from tests.training.log import event

DAY = 24 * 60
MADE = "2027-02-28T08:00:00.000Z"


def assignment(person: str, *, id_: str = "", **changes: Any) -> dict[str, Any]:
    return {
        "form": "open-sales-playbook/assignment",
        "version": 1,
        "id": id_ or f"given-{person}",
        "made": MADE,
        "trainer": "Tessa",
        "person": {"id": person, "name": person.title()},
        "title": "Start",
        "note": "",
        "language": "",
        "modules": ["leads", "calls"],
        "path": "",
        "due": {"on": "2027-03-05"},
        **changes,
    }


class Log:
    """A device's log that grows."""

    def __init__(self, device: str) -> None:
        self.device = device
        self.events: list[Any] = []

    def add(self, type_: str, /, *, minutes: int | None = None, **data: Any) -> Log:
        number = len(self.events)
        self.events.append(event(number, type_, data, device=self.device, minutes=minutes))
        return self

    def quiz(self, quiz: str, answers: dict[str, tuple[Any, bool]], *, minutes: int | None = None) -> Log:
        attempt = f"{self.device}{len(self.events)}"
        questions = [f"{quiz}/{name}" for name in answers]
        self.add(
            "quiz.started", attempt=attempt, quiz=quiz, seed=1, questions=questions, assignment="", minutes=minutes
        )
        for name, (answer, right) in answers.items():
            question = f"{quiz}/{name}"
            self.add("quiz.answered", attempt=attempt, question=question, answer=answer, right=right, minutes=minutes)
        score = sum(correct for _, correct in answers.values())
        return self.add("quiz.finished", attempt=attempt, right=score, of=len(answers), minutes=minutes)

    def report(self, person: str, made: str = "2027-03-04T12:00:00.000Z", name: str = "") -> dict[str, Any]:
        return {
            "form": "open-sales-playbook/report",
            "version": 1,
            "made": made,
            "site_language": "en",
            "person": {"id": person, "name": name or person.title()},
            "events": list(self.events),
        }
