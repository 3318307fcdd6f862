"""From a trainer's form to assignments, files and e-mails."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from tests.training.modules import call

PLAN: dict[str, Any] = {
    "trainer": "Tessa",
    "title": "Start",
    "modules": ["know-your-leads"],
    "path": "",
    "due": None,
    "note": "Welcome!",
    "language": "ar",
}
MADE = "2026-11-22T10:00:00.000Z"
EARLIER = "2026-10-01T10:00:00.000Z"


def assignment_js(function: str, *arguments: Any) -> Any:
    return call("training/assignment.js", function, *arguments)


def named(*names: str) -> list[dict[str, str]]:
    return [{"name": name, "email": ""} for name in names]


def made_for(id_: str, name: str, at: str = EARLIER) -> dict[str, Any]:
    return PLAN | {"id": f"a-{id_}", "made": at, "person": {"id": id_, "name": name}}


@pytest.mark.parametrize(
    ("change", "people", "missing"),
    [
        ({}, ["Anna"], []),
        ({}, [], ["people"]),
        ({"modules": []}, ["Anna"], ["work"]),
        ({"modules": [], "path": "sdr-90-days"}, ["Anna"], []),
        ({"trainer": ""}, ["Anna"], ["trainer"]),
        ({"due": {"on": "2026-12-31"}}, ["Anna"], []),
        ({"due": {"on": ""}}, ["Anna"], ["due"]),
        ({"due": {"on": "2026-13-41"}}, ["Anna"], ["due"]),
        ({"due": {"days_after_start": 14}}, ["Anna"], []),
        ({"due": {"days_after_start": 0}}, ["Anna"], ["due"]),
        ({"due": {"days_after_start": 1.5}}, ["Anna"], ["due"]),
        ({"due": {"days_after_start": None}, "modules": [], "trainer": ""}, [], ["people", "work", "due", "trainer"]),
    ],
)
def test_what_is_missing(change: dict[str, Any], people: list[str], missing: list[str]) -> None:
    assert assignment_js("missingIn", PLAN | change, named(*people)) == missing


def test_one_assignment_a_person() -> None:
    people = [{"id": "p1", "name": "Anna"}, {"id": "p2", "name": "Ben"}]
    made = assignment_js("assignmentsFor", PLAN, people, MADE)
    ids = {one.pop("id") for one in made}
    assert len(ids) == 2
    head = {"form": "open-sales-playbook/assignment", "version": 1, "made": MADE}
    assert made == [head | PLAN | {"person": person} for person in people]
    assert assignment_js("planOf", made[0]) == PLAN


def test_who_is_known_keeps_the_id() -> None:
    made = [made_for("new", "anna  BORG", MADE), made_for("old", "Anna Borg"), made_for("ben", "Ben"), made_for("", "")]
    assert assignment_js("knownIds", named("Anna Borg", "Carla", "Ben", "Anna Borg", "Anna Borg"), made) == [
        *("old", None, "ben", "new", None)
    ]


def test_batches() -> None:
    first = [made_for("p1", "Anna"), made_for("p2", "Ben")]
    later = [made_for("p1", "Anna", MADE)]
    other = [made_for("p1", "Anna") | {"title": "Other"}]
    found = assignment_js("batches", [*first, *other, *later])
    assert [(one["made"], one["first"]["title"], one["assignments"]) for one in found] == [
        (MADE, "Start", later),
        (EARLIER, "Other", other),
        (EARLIER, "Start", first),
    ]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Anna Borg", "assignment-Anna-Borg.json"),
        ("../../etc/passwd", "assignment-etc-passwd.json"),
        ("مريم خليل", "assignment-مريم-خليل.json"),
        ('a<b>:"/\\|?*\r\n', "assignment-a-b.json"),
        ("…", "assignment.json"),
        ("x" * 300, f"assignment-{'x' * 60}.json"),
    ],
)
def test_file_names(name: str, expected: str) -> None:
    assert assignment_js("fileName", "assignment", name, "json") == expected


def test_mail() -> None:
    body = "Hello Anna,\n\nopen https://example.com/#a=b&c=d\nمرحبا"
    link = assignment_js("mailLink", "anna+x@example.com", "Training: 100% & more", body)
    parts = urlsplit(link)
    assert (parts.scheme, unquote(parts.path)) == ("mailto", "anna+x@example.com")
    fields = parse_qs(parts.query, strict_parsing=True)
    assert fields == {"subject": ["Training: 100% & more"], "body": [body.replace("\n", "\r\n")]}
    assert assignment_js("mailLink", "a@example.com", "s", "x" * 2000) is None


def test_an_address_cannot_bring_fields_along() -> None:
    link = assignment_js("mailLink", "a@example.com?bcc=b@example.com&x=", "s", "b")
    assert list(parse_qs(urlsplit(link).query)) == ["subject", "body"]
