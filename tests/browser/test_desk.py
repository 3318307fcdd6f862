"""The trainer's desk: reports of all sorts, what they add up to, and what is refused."""

from __future__ import annotations

import copy
import csv
import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Dialog, expect
from pytest_playwright.pytest_playwright import CreateContextCallback

from playbook.site_build import read_library
from tests.browser.expectations import unmarked
from tests.browser.keyboard import tab_to
from tests.browser.learner import LOOKS, PASSED, barriers, examined
from tests.browser.portal import Portal
from tests.browser.quiz_page import questions
from tests.browser.trainer import Trainer, file, reports
from tests.training.modules import call
from tests.training.reports import Log, assignment
from tests.training.samples import good
from tests.training.test_data_file import HOSTILE, WRONG, packed_by_others

LEADS, FUNNEL = "know-your-leads", "the-funnel"
QUIZ = "lead-types"
NASTY = '<img src=x onerror="globalThis.pwned=1">'
SOON = f"{dt.datetime.now(dt.UTC).year + 1}-01-15"
MODULES: dict[str, Any] = {"modules": [FUNNEL, LEADS]}


DROPPED = "(text) => { const all = new DataTransfer(); all.items.add(new File([text], 'ana.json')); return all; }"


@pytest.fixture
def trainer(new_context: CreateContextCallback, portal: Portal) -> Trainer:
    return Trainer(new_context(accept_downloads=True), portal).desk()


@pytest.fixture
def pages(portal: Portal) -> dict[str, list[str]]:
    """What each module asks to be read."""
    return {item.entry.id: list(item.entry.read) for item in read_library(portal.project).of("module")}


def log_of(device: str, person: str, **changes: Any) -> Log:
    log = Log(device)
    return log.add("assignment.accepted", assignment=assignment(person, **(MODULES | changes)))


def three(pages: dict[str, list[str]]) -> list[dict[str, Any]]:
    """Ana has finished the leads in two tries, Ben is late with a bad one, Cara has done nothing but accept."""
    right, wrong = ("x", True), ("hot", False)
    ana = log_of("a", "ana", due={"on": SOON})
    for page in pages[LEADS]:
        ana.add("page.read", page=page, done=True)
    for item in ("a", "b"):
        ana.add("checklist.ticked", checklist="no-such", item=item, assignment="given-ana", done=True)
    ana.quiz(QUIZ, {"q1": right, "q2": wrong}).quiz(QUIZ, {"q1": right, "q2": right})
    ben = log_of("b", "ben", due={"on": "2026-01-02"}).quiz(QUIZ, {"q1": wrong, "q2": wrong, "q3": right})
    cara = log_of("c", "cara", due=None)
    return [ana.report("ana"), ben.report("ben"), cara.report("cara")]


class TestTaking:
    def test_any_number_of_files_at_once(self, trainer: Trainer, pages: dict[str, list[str]]) -> None:
        assert trainer.one(".desk-empty").is_visible()
        assert trainer.take(*reports(three(pages))) == ["3 reports taken: Ana, Ben, and Cara."]
        assert trainer.names() == ["Ben", "Ana", "Cara"]
        assert trainer.noted() == []
        trainer.desk()
        assert trainer.names() == ["Ben", "Ana", "Cara"]

    def test_double_ones_old_ones_and_other_devices(self, trainer: Trainer, pages: dict[str, list[str]]) -> None:
        whole = three(pages)[0]
        early = copy.deepcopy(whole) | {"made": "2027-03-02T12:00:00.000Z"}
        del early["events"][3:]
        phone = Log("p").quiz(QUIZ, {"q3": ("x", True)}).report("ana", made="2027-03-03T12:00:00.000Z")
        assert trainer.take(file("early.json", early)) == ["1 report taken: Ana."]
        assert trainer.take(*reports([whole, whole, phone])) == ["2 reports taken: Ana.", "Nothing new: Ana."]
        assert trainer.take(*reports([early, phone])) == ["Nothing new: Ana."]
        assert trainer.names() == ["Ana"]
        assert "3 tries" in trainer.matrix()["Ana"]["Know your leads"][1]

    def test_dropped_files(self, trainer: Trainer, pages: dict[str, list[str]]) -> None:
        content = file("x.json", three(pages)[0])["buffer"].decode()
        data = trainer.page.evaluate_handle(DROPPED, content)
        trainer.page.dispatch_event(".desk-drop", "drop", {"dataTransfer": data})
        assert trainer.told() == ["1 report taken: Ana."]

    def test_a_link(self, trainer: Trainer, pages: dict[str, list[str]]) -> None:
        packed = trainer.packed(three(pages)[1])
        trainer.desk(f"#report={packed}")
        assert trainer.told() == ["1 report taken: Ben."]
        assert trainer.names() == ["Ben"]
        assert "#" not in trainer.page.url
        trainer.desk(f"#report={packed}")
        assert trainer.told() == ["Nothing new: Ben."]

    def test_good_and_bad_ones_together(self, trainer: Trainer, pages: dict[str, list[str]]) -> None:
        good_one = three(pages)[0]
        told = trainer.take(file(f"{NASTY}.json", b"{"), file("ana.json", good_one), file("b.json", good("assignment")))
        assert told[0] == "1 report taken: Ana."
        assert told[1].startswith(f"Not taken: {NASTY}.json. This is damaged")
        assert told[2].startswith("Not taken: b.json. This is not what belongs here")
        assert trainer.names() == ["Ana"]
        assert trainer.page.evaluate("globalThis.pwned") is None


class TestStrangers:
    """Files and links that come from anywhere: a message, and nothing changed."""

    def test_files(self, trainer: Trainer, pages: dict[str, list[str]]) -> None:
        trainer.take(file("ana.json", three(pages)[0]))
        before = trainer.log()
        files = {name: content for name, (content, _) in HOSTILE.items()}
        for name, change in WRONG.items():
            report = good("report")
            change(report)
            files[name] = file("", report)["buffer"]
        for name, content in files.items():
            (told,) = trainer.take(file(name, content))
            assert told.startswith(f"Not taken: {name}. "), name
            assert told.endswith("Nothing was changed."), name
        assert trainer.log() == before
        assert trainer.noted() == []
        assert trainer.page.evaluate("({}).polluted ?? globalThis.pwned ?? null") is None

    @pytest.mark.parametrize("page", ["desk/#report=", "learning/#assignment="])
    def test_links(self, trainer: Trainer, page: str) -> None:
        small = [(name, content) for name, (content, _) in HOSTILE.items() if len(content) < 10**6]
        packed = [
            *("", "%", "AAAA", "x" * 20_000, "<script>alert(1)</script>", "..%2f..%2f"),
            *(packed_by_others(content) for name, content in small if name != "an assignment"),
            packed_by_others(b" " * 3_000_000 + b"{}"),
        ]
        for text in packed:
            trainer.open(f"{page}{text}")
            expect(trainer.one("article").get_by_text("Nothing was changed.")).to_be_visible()
        assert trainer.log() == []
        assert trainer.noted() == []

    def test_names_are_shown_as_they_are(self, trainer: Trainer) -> None:
        log = Log("a").add("assignment.accepted", assignment=assignment("ana", title=NASTY, trainer=NASTY, **MODULES))
        log.add("checklist.signed", checklist="x", assignment="", by=NASTY)
        log.quiz(QUIZ, {"constructor": ("constructor", False), "q1": ("x", False)})
        filled: dict[str, Any] = {"scorecard": "constructor", "card": "c", "person": NASTY, "by": NASTY, "note": NASTY}
        log.add("scorecard.filled", **filled, scores={}, notes={})
        trainer.take(file("x.json", log.report("ana", name=NASTY)))
        assert trainer.names() == [NASTY]
        trainer.one(".desk-name").click()
        expect(trainer.one(".desk-person h2")).to_contain_text(NASTY)
        trainer.show("questions")
        expect(trainer.one(".desk-view")).to_contain_text("constructor")
        assert trainer.one(".desk img").count() == 0
        assert trainer.page.evaluate("globalThis.pwned") is None
        assert trainer.noted() == []

    def test_what_the_playbook_no_longer_has(self, trainer: Trainer) -> None:
        gone = assignment("ana", modules=["long-gone"], path="gone-too")
        log = Log("a").add("assignment.accepted", assignment=gone).quiz("gone-quiz", {"q1": ("x", False)})
        log.add("future.event", anything={"goes": 1})
        trainer.take(file("x.json", log.report("ana")))
        words = ["no longer in the playbook"]
        assert trainer.matrix()["Ana"] == {"long-gone": words, "gone-too": words}
        trainer.show("questions")
        assert trainer.rows()[0][0] == "gone-quiz/q1 · no longer in the playbook"
        assert trainer.noted() == []


class TestViews:
    def test_people(self, trainer: Trainer, pages: dict[str, list[str]]) -> None:
        trainer.take(*reports(three(pages)))
        # Ana's checklist is not ticked, so that her module is not done.
        assert trainer.matrix() == {
            "Ben": {"The funnel": ["Not started", "Late"], "Know your leads": ["Started", "33% · 1 try", "Late"]},
            "Ana": {"The funnel": ["Not started"], "Know your leads": ["Started", "100% · 2 tries"]},
            "Cara": {"The funnel": ["Not started"], "Know your leads": ["Not started"]},
        }
        expect(trainer.one(".desk-count")).to_have_text("3 people · 1 of them late")

    def test_whoever_has_not_reported_stands_there_too(self, trainer: Trainer) -> None:
        trainer.assign().fill(people="Dan", trainer="Tessa").choose(LEADS).due(on=SOON).make()
        trainer.desk()
        assert trainer.matrix() == {"Dan": {"Know your leads": ["Not started"]}}
        expect(trainer.one(".desk-table th[scope=row]")).to_contain_text("No report yet")

    def test_filters(self, trainer: Trainer, pages: dict[str, list[str]]) -> None:
        trainer.take(*reports(three(pages)))
        for chosen, names in (
            ({"name": "an"}, ["Ana"]),
            ({"name": "", "status": "late"}, ["Ben"]),
            ({"status": "started"}, ["Ben", "Ana"]),
            ({"status": "started", "column": f"module/{FUNNEL}"}, []),
            ({"status": "new"}, ["Ben", "Ana", "Cara"]),
            ({"status": "", "column": ""}, ["Ben", "Ana", "Cara"]),
        ):
            trainer.narrow(**chosen)
            expect(trainer.one(".desk-name")).to_have_count(len(names))
            assert trainer.names() == names
        batch = trainer.one("[name=batch] option").nth(1).get_attribute("value") or ""
        assert trainer.narrow(batch=batch).names() == ["Ben", "Ana", "Cara"]

    def test_modules(self, trainer: Trainer, pages: dict[str, list[str]]) -> None:
        trainer.take(*reports(three(pages)))
        trainer.show("modules")
        assert trainer.rows() == [
            ["The funnel", "3", "0", "0", "1", "–", "–"],
            # Ana 100 and Ben 33, with two tries and one.
            ["Know your leads", "1", "2", "0", "1", "66%", "1.5"],
        ]

    def test_questions_in_the_trainers_language(self, new_context: CreateContextCallback, portal: Portal) -> None:
        all_ = questions(portal)
        names = [name for name, one in all_.items() if name.startswith(f"{QUIZ}/") and one.type == "single"]
        easy, hard = (name.partition("/")[2] for name in names[:2])
        question: Any = all_[names[1]]
        wrong = next(option for option in question.options if not option.correct)
        trainer = Trainer(new_context(), portal).desk()
        people = [
            Log(device).quiz(QUIZ, {easy: ("x", True), hard: (wrong.id, False)}).report(device * 3) for device in "abc"
        ]
        trainer.take(*reports(people))
        trainer.show("questions")
        expect(trainer.one(".desk-table--questions")).to_be_visible()
        first, second = trainer.rows()
        assert first[0].startswith(question.question)
        assert first[1:] == ["0% | 0 of 3 people", f"{wrong.text} (3 people)"]
        assert second[1:] == ["100% | 3 of 3 people", "–"]
        trainer.code = "ar"
        trainer.desk().show("questions")
        expect(trainer.one(".desk-table--questions")).to_be_visible()
        assert "0%" in unmarked(trainer.rows()[0][1]).replace("\N{ARABIC PERCENT SIGN}", "%")

    def test_one_person(self, trainer: Trainer, pages: dict[str, list[str]]) -> None:
        trainer.take(*reports(three(pages)))
        trainer.page.get_by_role("button", name="Ana").press("Enter")
        expect(trainer.one(".desk-person h2")).to_be_focused()
        of = len(pages[LEADS])
        cells = [row.locator("td").all_inner_texts() for row in trainer.one(".desk-person tbody tr").all()]
        assert cells[1][:2] == [f"{of} of {of}", "100% · 2 tries"]
        trainer.page.get_by_role("button", name="Close").click()
        expect(trainer.page.get_by_role("button", name="Ana")).to_be_focused()

    def test_a_table_to_take_along(self, trainer: Trainer, pages: dict[str, list[str]], tmp_path: Path) -> None:
        formula = Log("f").add("assignment.accepted", assignment=assignment("fay", modules=[LEADS]))
        trainer.take(*reports([*three(pages), formula.report("fay", name="=HYPERLINK(1)")]))
        with trainer.page.expect_download() as waiting:
            trainer.one("[data-csv]").click()
        path = tmp_path / "desk.csv"
        waiting.value.save_as(path)
        heads, *rows = csv.reader(path.read_text("utf-8-sig").splitlines())
        assert heads[:6] == ["Person", "Module", "Status", "Score", "Tries", "Late"]
        assert ["Ben", "Know your leads", "Started", "33", "1", "Late"] in [row[:6] for row in rows]
        assert [row[0] for row in rows].count("'=HYPERLINK(1)") == 1
        assert len(rows) == 7

    def test_somebody_is_taken_off(self, trainer: Trainer, pages: dict[str, list[str]]) -> None:
        def answer(dialog: Dialog) -> None:
            asked.append(dialog.message)
            if len(asked) == 1:
                dialog.dismiss()
            else:
                dialog.accept()

        asked: list[str] = []
        trainer.page.on("dialog", answer)
        trainer.take(*reports(three(pages)))
        trainer.page.get_by_role("button", name="Ana").click()
        remove = trainer.page.get_by_role("button", name="Take off the desk")
        remove.click()
        assert trainer.names() == ["Ben", "Ana", "Cara"]
        remove.click()
        expect(trainer.one(".desk-name")).to_have_count(2)
        assert trainer.names() == ["Ben", "Cara"]
        assert "Ana" in asked[0]
        assert trainer.take(file("ana.json", three(pages)[0])) == ["1 report taken: Ana."]
        assert trainer.names() == ["Ben", "Ana", "Cara"]

    def test_on_paper(self, trainer: Trainer, pages: dict[str, list[str]]) -> None:
        trainer.take(*reports(three(pages)))
        trainer.page.emulate_media(media="print")
        expect(trainer.one(".desk-table--people")).to_be_visible()
        expect(trainer.one(".desk-drop")).to_be_hidden()
        expect(trainer.page.get_by_text("Nobody has checked it")).to_be_visible()

    def test_another_tab_sees_it(self, trainer: Trainer, portal: Portal, pages: dict[str, list[str]]) -> None:
        other = trainer.context.new_page()
        other.goto(portal.address("ar", "desk/"))
        expect(other.locator(".desk-empty")).to_be_visible()
        trainer.take(file("ana.json", three(pages)[0]))
        expect(other.locator(".desk-name")).to_have_text(["Ana"])


class TestCertificate:
    def test_a_code_is_worked_out_again(self, trainer: Trainer) -> None:
        log = Log("a")
        for type_, data in PASSED:
            log.add(type_, **data)
        person = PASSED[0][1]
        report = log.report(person["person"], name=person["name"])
        trainer.take(file("x.json", report))
        finished = log.events[-1]["at"]
        certificate = {"person": person["person"], "name": person["name"], "path": "sdr-90-days"}
        code = call("training/check-code.js", "checkCode", certificate | {"finished": finished, "score": 85})
        field, result = trainer.one("#desk-code"), trainer.one(".desk-code-result")
        for typed in (code, code.lower(), f" {code.replace('-', '')} "):
            field.fill(typed)
            field.press("Enter")
            expect(result).to_contain_text("The code is right")
            expect(result).to_contain_text("85%")
            expect(result).to_contain_text(person["name"])
        wrong = call("training/check-code.js", "checkCode", certificate | {"finished": finished, "score": 100})
        for typed in (wrong, "", "x"):
            field.fill(typed)
            field.press("Enter")
            expect(result).to_have_text("No report on this desk gives this code.")


def test_by_keyboard(trainer: Trainer, pages: dict[str, list[str]]) -> None:
    trainer.take(*reports(three(pages)))
    page = trainer.page
    tab_to(page, "[name=status]")
    page.keyboard.type("La")
    expect(trainer.one(".desk-name")).to_have_count(1)
    tab_to(page, "[name=show]")
    tab_to(page, ".desk-scroll")
    tab_to(page, ".desk-name")
    page.keyboard.press("Enter")
    expect(trainer.one(".desk-person h2")).to_be_focused()
    tab_to(page, ".desk-person button")
    page.keyboard.press("Enter")
    expect(trainer.one(".desk-name")).to_be_focused()


@pytest.mark.parametrize("look", LOOKS)
def test_barriers(new_context: CreateContextCallback, portal: Portal, look: str, pages: dict[str, list[str]]) -> None:
    learner = examined(new_context, portal, look)
    trainer = Trainer(learner.context, portal, learner.code).desk()
    assert barriers(trainer.page) == []
    trainer.take(*reports(three(pages)), file("broken.json", b"{"))
    trainer.one(".desk-name").first.click()
    expect(trainer.one(".desk-person h2")).to_be_focused()
    assert barriers(trainer.page) == []
    for view in ("modules", "questions"):
        trainer.show(view)
        expect(trainer.one(f".desk-table--{view}" if view == "questions" else ".desk-number").first).to_be_visible()
        assert barriers(trainer.page) == []
    trainer.show("people")
    # The name stays in sight while the modules are moved through.
    frame, name = trainer.one(".desk-scroll").first, trainer.one(".desk-table--people th").first
    frame.evaluate("(frame) => frame.scrollTo({ left: frame.dir === 'rtl' ? -200 : 200 })")
    box, there = frame.bounding_box(), name.bounding_box()
    assert box
    assert there
    ends = [one["x"] + one["width"] if learner.code == "ar" else one["x"] for one in (box, there)]
    assert abs(ends[0] - ends[1]) < 3
