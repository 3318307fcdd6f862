"""A quiz or a final assessment as a reader takes it, and what the device keeps of it."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Any

from playwright.sync_api import Page, expect

from playbook.model.learning import (
    AnyQuestion,
    MatchQuestion,
    MultipleQuestion,
    NumericQuestion,
    OrderQuestion,
    Quiz,
    SingleQuestion,
)
from playbook.site_build import read_library
from tests.browser.kept_events import kept_events
from tests.browser.portal import Portal
from tests.browser.watch import REPORT_VIOLATIONS, VIOLATIONS, Watch

QUIZ = "lead-types"
"""It has questions of every form."""
_FORM = "form.quiz-form"
_IDS = "(all) => all.map((one) => one.value || one.dataset.option)"


@functools.cache
def questions(portal: Portal) -> dict[str, AnyQuestion]:
    """All questions of the playbook by ``quiz/question``."""
    entries: list[Quiz] = [item.entry for item in read_library(portal.project).of("quiz")]
    return {f"{quiz.id}/{question.id}": question for quiz in entries for question in quiz.questions}


class QuizPage:
    """The questions, their explanations and the result, in one tab."""

    def __init__(self, page: Page, portal: Portal, code: str = "en", address: str = f"quizzes/{QUIZ}/") -> None:
        self.page = page
        self.portal = portal
        self.keys = questions(portal)
        self._address = address
        self._watch = Watch(page, portal.url)
        page.add_init_script(REPORT_VIOLATIONS)
        self.form = page.locator(_FORM)
        self.view = page.locator(".quiz-view")
        self.told = page.locator(".quiz-explained")
        self.status = page.locator(".quiz-status")
        self.first_button = page.locator(".quiz-actions button").first
        self.go(code)

    def go(self, code: str) -> None:
        """Open the same page in a language."""
        self._watch.begin()
        self.page.goto(self.portal.address(code, self._address))

    def noted(self) -> list[str]:
        """What went wrong since the page was opened."""
        return [*self._watch.noted(), *self.page.evaluate(VIOLATIONS)]

    def start(self) -> QuizPage:
        """Press the button below the words that come before the questions, or the result."""
        self.first_button.click()
        expect(self.form).to_be_visible()
        return self

    @property
    def shown(self) -> str:
        """Such as ``quiz/question asked``, ``quiz/question told``, ``between`` or ``result``."""
        return self.view.get_attribute("data-shown") or ""

    @property
    def asked(self) -> str:
        """``quiz/question`` of what is asked at present."""
        expect(self.form).to_be_visible()
        return self.shown.removesuffix(" asked")

    def order(self) -> list[str]:
        """The ids of the options or steps in the order in which they stand."""
        found: list[str] = self.form.locator("[data-option], input").evaluate_all(_IDS)
        return found

    def answer(self, *, right: bool) -> AnyQuestion:
        """Fill the form in with the mouse."""
        question = self.keys[self.asked]
        match question:
            case SingleQuestion():
                self._choose([option.id for option in question.options if option.correct is right][:1])
            case MultipleQuestion():
                self._choose([option.id for option in question.options if option.correct or not right])
            case OrderQuestion():
                self._sort([item.id for item in question.items][:: 1 if right else -1])
            case MatchQuestion():
                ids = [pair.id for pair in question.pairs]
                for left, chosen in zip(ids, ids if right else ids[1:] + ids[:1], strict=True):
                    self.form.locator(f'select[data-option="{left}"]').select_option(chosen)
            case NumericQuestion():
                self.form.locator("input").fill(str(question.answer if right else question.answer + 1000))
        return question

    def check(self) -> None:
        before = self.shown
        self.form.locator("button[type=submit]").click()
        expect(self.view).not_to_have_attribute("data-shown", before)

    def next(self) -> None:
        before = self.shown
        self.view.locator("> .quiz-actions button").first.click()
        expect(self.view).not_to_have_attribute("data-shown", before)

    def take(self, right: Iterator[bool]) -> list[str]:
        """Answer all that is asked, each as the next of ``right`` says; returns the questions in their order."""
        names = []
        while self.shown.endswith(" asked"):
            names.append(self.asked)
            self.answer(right=next(right))
            self.check()
            if self.shown.endswith(" told"):
                self.next()
        return names

    def events(self, kind: str) -> list[dict[str, Any]]:
        """The data of all events of a type that the device has kept."""
        return kept_events(self.page, kind)

    def _choose(self, ids: list[str]) -> None:
        for one in ids:
            self.form.locator(f'.training-option:has(input[value="{one}"])').click()

    def _sort(self, order: list[str]) -> None:
        for place, one in enumerate(order):
            step = self.form.locator(f'li[data-option="{one}"]')
            while self.order().index(one) > place:
                step.locator(".quiz-move--up").click()
