"""The whole way, in real browser profiles: a trainer assigns, three people learn, each in an own way, and report.

The desk shows exactly what each of them did.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, FilePayload, expect
from pytest_playwright.pytest_playwright import CreateContextCallback

from playbook.model.learning import Module, SingleQuestion
from playbook.site_build import read_library
from tests.browser.expectations import Words
from tests.browser.learner import Learner
from tests.browser.portal import PHONE, Portal
from tests.browser.quiz_page import QuizPage, questions
from tests.browser.trainer import Trainer, file

LEADS, FUNNEL = "know-your-leads", "the-funnel"
MARYAM, LUCA, ARAM = "مريم خليل", "Luca Rossi", "Արամ Պետրոսյան"
PATIENCE = 60
_MISSING = """
async (addresses) => {
  const found = await Promise.all(addresses.map((address) => caches.match(address, { ignoreVary: true })));
  return addresses.filter((_address, place) => !found[place]);
}
"""


@pytest.fixture
def module(portal: Portal) -> Module:
    """What they learn."""
    entries: dict[str, Module] = {item.entry.id: item.entry for item in read_library(portal.project).of("module")}
    return entries[LEADS]


class Pupil(Learner):
    """Somebody who was given something."""

    assignment: dict[str, Any]

    def accept(self, link: str, words: Words) -> None:
        """Open the link and say yes."""
        self.page.goto(link)
        self.page.get_by_role("button", name=words.text("training.learning.accept")).click()
        expect(self.page.locator("[data-assignment]")).to_be_visible()
        (accepted,) = self.log("assignment.accepted")
        self.assignment = accepted["data"]["assignment"]

    def visit(self, address: str) -> None:
        """Go to a page for the assignment."""
        self.page.goto(self.portal.address(self.code, f"{address}#for={self.assignment['id']}"))

    def read(self, module: Module, count: int) -> None:
        """Read the first pages of a module."""
        pages = self.call("training/portal-data.js", "training")["data"]["pages"]
        for name in module.read[:count]:
            self.visit(pages[name]["url"])
            mark = self.page.locator(".read-mark .md-button--primary")
            mark.click()
            expect(mark).to_have_count(0)

    def quiz(self, quiz: str) -> QuizPage:
        return QuizPage(self.page, self.portal, self.code, f"quizzes/{quiz}/#for={self.assignment['id']}")

    def tick(self, checklist: str, count: int | None) -> int:
        """Tick the first items of a checklist, or all; returns how many it has."""
        self.visit(f"checklists/{checklist}/")
        boxes = self.page.locator("[data-checklist] input[type=checkbox]")
        expect(boxes.first).to_be_visible()
        for box in boxes.all()[:count]:
            box.check()
        of = boxes.count()
        # What is counted above the items is what has been kept.
        done = of if count is None else count
        expect(self.page.locator(".training-bar progress")).to_have_attribute("value", str(done))
        return of

    def report(self, words: Words) -> None:
        """Have the report made."""
        self.page.goto(self.portal.address(self.code, "learning/"))
        self.page.get_by_role("button", name=words.text("training.learning.report-make")).click()

    def report_link(self, words: Words) -> str:
        self.report(words)
        return self.page.locator(".learning-report input[type=url]").input_value()

    def report_file(self, words: Words, folder: Path) -> FilePayload:
        self.report(words)
        button = self.page.get_by_role("button", name=words.text("training.learning.report-file"))
        name, content = self.downloads(button.click, folder)
        return file(name, content)


def answered(quiz: QuizPage, wrong: Collection[str], most: int = 1000) -> list[str]:
    """Answer what is asked, rightly but for those that shall be wrong; ends after ``most`` questions."""
    names: list[str] = []
    while quiz.shown.endswith(" asked") and len(names) < most:
        names.append(quiz.asked)
        quiz.answer(right=names[-1] not in wrong)
        quiz.check()
        quiz.next()
    return names


@dataclass
class Quizzed:
    """The quiz of the module, and which of its questions somebody answers wrongly."""

    every: list[str]
    hard: str
    """Nobody knows it."""
    second: str
    """Maryam alone knows it."""
    others: list[str]
    """Luca alone does not know three of them, until his second try."""

    def score(self, wrong: int) -> str:
        return f"{100 * (len(self.every) - wrong) // len(self.every)}%"


@pytest.fixture
def quizzed(portal: Portal, module: Module) -> Quizzed:
    every = sorted(name for name in questions(portal) if name.startswith(f"{module.quiz}/"))
    hard = next(name for name in every if isinstance(questions(portal)[name], SingleQuestion))
    second, *others = (name for name in every if name != hard)
    return Quizzed(every, hard, second, others[:3])


def assigned(trainer: Trainer, due: dt.date) -> dict[str, str]:
    """The links: the last one in Arabic."""
    trainer.assign().fill(people=f"{LUCA}\tluca@example.com\n{ARAM}", trainer="Tessa")
    trainer.choose(FUNNEL, LEADS).due(on=due.isoformat())
    parcels = trainer.make()
    links = {name: trainer.link(parcel) for name, parcel in zip((LUCA, ARAM), parcels, strict=True)}
    trainer.fill(people=MARYAM).choose(language="ar")
    (parcel,) = trainer.make()
    return links | {MARYAM: trainer.link(parcel)}


def luca_learns(luca: Pupil, module: Module, quizzed: Quizzed) -> None:
    """In English, and in Italian from the middle of the quiz on; it takes him a second try."""
    luca.read(module, 2)
    quiz = luca.quiz(module.quiz).start()
    bad = {quizzed.hard, quizzed.second, *quizzed.others}
    before = answered(quiz, bad, most=len(quizzed.every) // 2)
    luca.code = "it"
    quiz.go("it")
    assert sorted([*before, *answered(quiz, bad)]) == quizzed.every
    assert quiz.shown == "result"
    quiz.start()
    assert set(answered(quiz, {quizzed.hard})) == bad
    quiz.next()
    answered(quiz, {quizzed.hard})
    assert quiz.shown == "result"
    assert quiz.noted() == []


def aram_learns(aram: Pupil, module: Module, quizzed: Quizzed) -> None:
    """Without a connection from the moment when his pages are there."""
    training = aram.call("training/portal-data.js", "training")["data"]
    wanted = aram.call("training/learning-list.js", "pagesFor", training, aram.assignment)
    addresses = [aram.portal.address("en", path) for path in wanted]
    end = time.monotonic() + PATIENCE
    while (missing := aram.page.evaluate(_MISSING, addresses)) and time.monotonic() < end:
        aram.page.wait_for_timeout(250)
    assert missing == []
    aram.context.set_offline(True)
    aram.read(module, len(module.read))
    answered(aram.quiz(module.quiz).start(), {quizzed.hard, quizzed.second})
    aram.tick(module.checklist or "", 1)


def maryam_learns(maryam: Pupil, module: Module, quizzed: Quizzed) -> int:
    """On a telephone, all of it; returns how many items the checklist has."""
    maryam.read(module, len(module.read))
    answered(maryam.quiz(module.quiz).start(), {quizzed.hard})
    return maryam.tick(module.checklist or "", None)


def test_journey(  # noqa: PLR0917 - fixtures are arguments
    new_context: CreateContextCallback,
    browser: Browser,
    portal: Portal,
    all_words: dict[str, Words],
    module: Module,
    quizzed: Quizzed,
    tmp_path: Path,
) -> None:
    trainer = Trainer(new_context(), portal)
    due = dt.datetime.now(dt.UTC).date() + dt.timedelta(days=1)
    links = assigned(trainer, due)

    luca = Pupil(new_context(), portal)
    luca.accept(links[LUCA], all_words["en"])
    luca_learns(luca, module, quizzed)
    luca_report = luca.report_file(all_words["it"], tmp_path)

    aram = Pupil(browser.new_context(service_workers="allow"), portal)
    aram.accept(links[ARAM], all_words["en"])
    aram_learns(aram, module, quizzed)
    aram_report = aram.report_file(all_words["en"], tmp_path)
    aram.context.close()

    maryam = Pupil(new_context(**PHONE), portal, "ar")
    maryam.accept(links[MARYAM], all_words["ar"])
    items = maryam_learns(maryam, module, quizzed)
    maryam_link = maryam.report_link(all_words["ar"])

    # The link and the files come on the day after the due day.
    trainer.page.clock.set_fixed_time(dt.datetime.combine(due + dt.timedelta(days=1), dt.time(12), dt.UTC))
    trainer.page.goto("about:blank")
    trainer.page.goto(maryam_link)
    expect(trainer.one(".desk-taken")).to_contain_text(MARYAM)
    trainer.desk()
    assert trainer.take(luca_report, aram_report) == [f"2 reports taken: {LUCA} and {ARAM}."]
    check_people(trainer, module, quizzed, items)
    check_questions(trainer, portal, quizzed)
    assert trainer.noted() == []


def check_people(trainer: Trainer, module: Module, quizzed: Quizzed, items: int) -> None:
    """Status, scores, tries and lateness of each, and the pieces they are made of."""
    nothing = {"The funnel": ["Not started", "Late"]}
    luca, aram, maryam = f"{quizzed.score(1)} · 2 tries", f"{quizzed.score(2)} · 1 try", f"{quizzed.score(1)} · 1 try"
    assert trainer.matrix() == {
        LUCA: nothing | {"Know your leads": ["Started", luca, "Late"]},
        ARAM: nothing | {"Know your leads": ["Started", aram, "Late"]},
        MARYAM: nothing | {"Know your leads": ["Done", maryam]},
    }
    assert trainer.names()[2] == MARYAM, "those who are late in more come first"
    expect(trainer.one(".desk-count")).to_have_text("3 people · 3 of them late")
    of = len(module.read)
    for name, pages, result, ticks in ((LUCA, 2, luca, 0), (ARAM, of, aram, 1), (MARYAM, of, maryam, items)):
        trainer.page.get_by_role("button", name=name).click()
        expect(trainer.one(".desk-person h2")).to_contain_text(name)
        row = trainer.one(".desk-person tbody tr").nth(1).locator("td")
        assert row.all_inner_texts()[:3] == [f"{pages} of {of}", result, f"{ticks} of {items}"]


def check_questions(trainer: Trainer, portal: Portal, quizzed: Quizzed) -> None:
    """The hardest first, each with the wrong answer that most have chosen, in the trainer's language."""
    trainer.show("questions")
    expect(trainer.one(".desk-table--questions")).to_be_visible()
    hardest, next_hardest, *rest = trainer.rows()
    question = questions(portal)[quizzed.hard]
    assert isinstance(question, SingleQuestion)
    wrong = next(option.text for option in question.options if not option.correct)
    assert hardest[0].startswith(question.question)
    assert hardest[1:] == ["0% | 0 of 3 people", f"{wrong} (3 people)"]
    assert next_hardest[1] == "33% | 1 of 3 people"
    known = len(quizzed.every) - 2 - len(quizzed.others)
    assert [row[1] for row in rest] == ["66% | 2 of 3 people"] * len(quizzed.others) + ["100% | 3 of 3 people"] * known
