"""What the trainer's desk makes of reports: hand-made logs, sums worked out by hand."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from tests.training.modules import call, nested
from tests.training.reports import DAY, MADE, Log, assignment

CONTENT: dict[str, Any] = {
    "pages": {},
    "modules": {
        "leads": {"read": ["article/a"], "quiz": "lead-types", "checklist": None, "pass_mark": 80},
        "calls": {"read": ["article/a", "article/b"], "quiz": "calls", "checklist": "first-week", "pass_mark": 50},
        "spare": {"read": ["article/c"], "quiz": "spare", "checklist": None, "pass_mark": 80},
    },
    "paths": {
        "start": {
            "weeks": [{"modules": ["leads"], "checklists": []}, {"modules": ["calls"], "checklists": ["first-week"]}],
            "assessment": {"draw": 2, "quizzes": ["lead-types"], "pass_mark": 60},
        }
    },
    "quizzes": {},
    "checklists": {"first-week": {"items": ["one", "two"]}},
}
TODAY = "2027-03-10"


def desk(*given: dict[str, Any], reports: tuple[dict[str, Any], ...] = ()) -> Log:
    log = Log("t")
    for one in given:
        log.add("assignment.made", assignment=one)
    for report in reports:
        log.add("report.taken", report=report)
    return log


def learners(log: Log) -> Any:
    return nested("training/desk-people.js", "learnersOf", log.events)


def matrix(log: Log, today: str = TODAY) -> Any:
    return nested("training/desk-sums.js", "matrixOf", CONTENT, learners(log), today, "en")


def shown(log: Log, today: str = TODAY) -> dict[str, dict[str, tuple[str, int | None, int, bool]]]:
    """Name to module to status, score, tries, late; in the order of the rows and columns."""
    found = call("training/desk-sums.js", "matrixOf", CONTENT, learners(log), today, "en")
    return {
        row["learner"]["name"]: {
            column: (cells[column]["status"], cells[column]["score"], cells[column]["tries"], cells[column]["late"])
            for column in found["columns"]
            if column in cells
        }
        for row in found["rows"]
        for cells in [dict(row["cells"]["$map"])]
    }


RIGHT, WRONG = ("yes", True), ("no", False)


def ana() -> Log:
    """Passes the leads in two tries, has begun with the calls."""
    log = Log("a").add("assignment.accepted", assignment=assignment("ana"))
    log.add("page.read", page="article/a", done=True)
    log.quiz("lead-types", {"q1": WRONG, "q2": RIGHT}).quiz("lead-types", {"q1": RIGHT, "q2": RIGHT})
    return log.add("checklist.ticked", checklist="first-week", item="one", assignment="given-ana", done=True)


class TestMatrix:
    def test_who_did_what(self) -> None:
        log = desk(assignment("ana"), assignment("ben"), reports=(ana().report("ana"),))
        assert shown(log) == {
            "Ben": {"module/leads": ("new", None, 0, True), "module/calls": ("new", None, 0, True)},
            "Ana": {"module/leads": ("done", 100, 2, False), "module/calls": ("started", None, 0, True)},
        }
        assert list(shown(log)) == ["Ben", "Ana"]

    def test_on_the_last_day_nobody_is_late(self) -> None:
        log = desk(assignment("ana"), reports=(ana().report("ana"),))
        late = [cell[3] for cell in shown(log, "2027-03-05")["Ana"].values()]
        assert late == [False, False]
        assert [cell[3] for cell in shown(log, "2027-03-06")["Ana"].values()] == [False, True]

    def test_done_too_late_stays_late(self) -> None:
        log = Log("a").add("assignment.accepted", assignment=assignment("ana"))
        log.add("page.read", page="article/a", done=True)
        log.quiz("lead-types", {"q1": RIGHT}, minutes=6 * DAY)
        cell = shown(desk(assignment("ana"), reports=(log.report("ana"),)))["Ana"]["module/leads"]
        assert cell == ("done", 100, 1, True)

    def test_days_after_start_count_from_the_acceptance(self) -> None:
        given = assignment("ana", due={"days_after_start": 3})
        silent = shown(desk(given))
        assert [cell[3] for cell in silent["Ana"].values()] == [False, False]
        report = Log("a").add("assignment.accepted", assignment=given).report("ana")
        log = desk(given, reports=(report,))
        assert [cell[3] for cell in shown(log, "2027-03-04")["Ana"].values()] == [False, False]
        assert [cell[3] for cell in shown(log, "2027-03-05")["Ana"].values()] == [True, True]

    def test_a_path_has_its_modules_and_its_assessment(self) -> None:
        given = assignment("ana", modules=[], path="start")
        log = ana().quiz("path/start", {"q1": RIGHT, "q2": WRONG})
        assert shown(desk(given, reports=(log.report("ana"),)))["Ana"] == {
            "module/leads": ("done", 100, 2, False),
            "module/calls": ("started", None, 0, True),
            "path/start": ("started", 50, 1, True),
        }

    def test_what_nobody_asked_for_but_somebody_did(self) -> None:
        log = Log("c").add("person.named", person="cara", name="Cara").quiz("spare", {"q1": RIGHT})
        assert shown(desk(reports=(log.report("cara"),))) == {"Cara": {"module/spare": ("started", 100, 1, False)}}

    def test_what_the_playbook_no_longer_has(self) -> None:
        given = assignment("ana", modules=["gone", "__proto__", "leads"], path="constructor", due=None)
        assert shown(desk(given))["Ana"] == {
            "module/leads": ("new", None, 0, False),
            "module/__proto__": ("gone", None, 0, False),
            "module/gone": ("gone", None, 0, False),
            "path/constructor": ("gone", None, 0, False),
        }

    def test_the_same_module_twice_is_late_where_it_is_late(self) -> None:
        early, later = assignment("ana"), assignment("ana", id_="second", due={"on": "2027-12-31"})
        report = ana().add("assignment.accepted", assignment=later).report("ana")
        cell = shown(desk(early, later, reports=(report,)))["Ana"]["module/calls"]
        assert cell == ("started", None, 0, True)


class TestPeople:
    def test_reports_in_any_order_and_number(self) -> None:
        whole = ana()
        early = whole.report("ana", made="2027-03-02T12:00:00.000Z")
        early["events"] = early["events"][:4]
        phone = Log("p").add("page.read", page="article/b", done=True).report("ana")
        reports = [early, whole.report("ana"), phone, early]
        expected = shown(desk(assignment("ana"), reports=(whole.report("ana"), phone)))
        for order in itertools.permutations(reports):
            assert shown(desk(assignment("ana"), reports=order)) == expected

    def test_a_name_of_ones_own_from_before(self) -> None:
        log = Log("a").add("person.named", person="own-id", name="Anita")
        log.add("assignment.accepted", assignment=assignment("ana"))
        log.add("assignment.accepted", assignment=assignment("x", id_="of-another-trainer"))
        found = call(
            "training/desk-people.js",
            "learnersOf",
            desk(assignment("ana"), reports=(log.report("x", name="Anita"),)).events,
        )
        assert [(one["id"], one["name"], one["ids"]) for one in found] == [("ana", "Ana", ["x"])]
        assert found[0]["names"] == [{"id": "x", "name": "Anita"}]
        assert [one["id"] for one in found[0]["assignments"]] == ["given-ana", "of-another-trainer"]

    def test_open_cohorts_are_for_nobody_by_name(self) -> None:
        given = assignment("", id_="cohort")
        log = Log("a").add("person.named", person="own", name="Ana").add("assignment.accepted", assignment=given)
        found = shown(desk(given, reports=(log.report("own", name="Ana"),)))
        assert list(found) == ["Ana"]
        assert found["Ana"]["module/leads"][0] == "new"

    def test_removed_and_back_again(self) -> None:
        report = ana().report("ana")
        log = desk(assignment("ana"), reports=(report,)).add("report.removed", person="ana")
        assert shown(log) == {}
        log.add("report.taken", report=report)
        assert list(shown(log)) == ["Ana"]
        again = desk(assignment("ana")).add("report.removed", person="ana")
        again.add("assignment.made", assignment=assignment("ana", id_="second", modules=["spare"]))
        assert shown(again) == {"Ana": {"module/spare": ("new", None, 0, True)}}

    def test_what_is_new_in_a_report(self) -> None:
        whole = ana()
        first = whole.report("ana", made="2027-03-02T12:00:00.000Z")
        first["events"] = first["events"][:4]
        log = desk(reports=(first,))
        news = call("training/desk-people.js", "newsIn", log.events, whole.report("ana"))
        assert news == whole.report("ana") | {"events": whole.events[4:]}
        assert call("training/desk-people.js", "newsIn", log.events, first)["events"] == []
        assert call("training/desk-people.js", "newsIn", log.events, whole.report("ben"))["events"] == whole.events
        assert shown(log.add("report.taken", report=news)) == shown(desk(reports=(whole.report("ana"),)))

    def test_whether_a_report_is_old(self) -> None:
        log = desk(reports=(ana().report("ana"),))
        for made, old in (("2027-03-04T12:00:00.000Z", True), ("2027-03-04T12:00:00.001Z", False)):
            assert call("training/desk-people.js", "isOld", log.events, ana().report("ana", made=made)) is old


def three() -> Log:
    reports = (
        Log("a")
        .quiz("calls", {"q1": ("x", False), "q2": RIGHT})
        .quiz("calls", {"q1": RIGHT, "q2": RIGHT})
        .report("ana"),
        Log("b").quiz("calls", {"q1": ("y", False), "q2": RIGHT}).report("ben"),
        Log("c").quiz("calls", {"q1": ("x", False), "q2": ({"l": "r", "k": "s"}, False)}).report("cara"),
    )
    return desk(*(assignment(name) for name in ("ana", "ben", "cara", "dan")), reports=reports)


class TestSums:
    def test_by_module(self) -> None:
        sums = call("training/desk-sums.js", "columnSums", matrix(three()))
        assert sums == [
            {
                "column": "module/leads",
                "people": 4,
                "new": 4,
                "started": 0,
                "done": 0,
                "late": 4,
                "score": None,
                "tries": None,
            },
            # Best scores 100, 50 and 0; tries 2, 1 and 1.
            {
                "column": "module/calls",
                "people": 4,
                "new": 1,
                "started": 3,
                "done": 0,
                "late": 4,
                "score": 50,
                "tries": 13,
            },
        ]

    def test_by_question_the_first_answers_count(self) -> None:
        assert call("training/desk-sums.js", "questionSums", learners(three())) == [
            {
                "question": "calls/q1",
                "people": 3,
                "right": 0,
                "share": 0,
                "wrong": [{"answer": "x", "people": 2}, {"answer": "y", "people": 1}],
            },
            {
                "question": "calls/q2",
                "people": 3,
                "right": 2,
                "share": 66,
                "wrong": [{"answer": {"k": "s", "l": "r"}, "people": 1}],
            },
        ]

    @pytest.mark.parametrize(
        ("chosen", "names"),
        [
            ({}, ["Ana", "Ben", "Cara", "Dan"]),
            ({"name": "A"}, ["Ana", "Cara", "Dan"]),
            ({"name": "BEN "}, ["Ben"]),
            ({"batch": f"{MADE} Start"}, ["Ana", "Ben", "Cara", "Dan"]),
            ({"batch": f"{MADE} Other"}, []),
            ({"column": "module/calls", "status": "new"}, ["Dan"]),
            ({"column": "module/spare"}, []),
            ({"status": "started"}, ["Ana", "Ben", "Cara"]),
            ({"status": "done"}, []),
            ({"status": "late"}, ["Ana", "Ben", "Cara", "Dan"]),
            ({"status": "silent"}, ["Dan"]),
        ],
    )
    def test_narrowed(self, chosen: dict[str, str], names: list[str]) -> None:
        nothing = {"name": "", "batch": "", "column": "", "status": ""}
        found = call("training/desk-sums.js", "narrowed", matrix(three()), nothing | chosen)
        assert [row["learner"]["name"] for row in found["rows"]] == names
        columns = [chosen["column"]] if "column" in chosen else ["module/leads", "module/calls"]
        assert found["columns"] == (columns if names else [])
