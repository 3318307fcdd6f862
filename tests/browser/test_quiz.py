"""Quizzes and final assessments: every form of question by mouse and keyboard, in English and in Arabic on a phone."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, expect

from playbook.model.learning import (
    MatchQuestion,
    MultipleQuestion,
    NumericQuestion,
    OrderQuestion,
    SingleQuestion,
)
from tests.browser.barriers import AXE, barriers
from tests.browser.keyboard import tab_to
from tests.browser.portal import PHONE, WIDTH, Portal
from tests.browser.quiz_keyboard import answer_by_keyboard
from tests.browser.quiz_page import QUIZ, QuizPage, questions

WRONG = 3
"""How many questions are answered wrongly before the others."""


@pytest.fixture
def quiz(profile: BrowserContext, portal: Portal, language: str) -> QuizPage:
    return QuizPage(profile.new_page(), portal, language)


def after_wrong(count: int) -> Iterator[bool]:
    """Whether to answer rightly: not so often, then always."""
    return (place >= count for place in itertools.count())


def own_questions(quiz: QuizPage) -> list[str]:
    return [name for name in quiz.keys if name.startswith(f"{QUIZ}/")]


def test_all_right_by_mouse(quiz: QuizPage, language: str) -> None:
    forms = set()
    quiz.start()
    while quiz.shown.endswith(" asked"):
        forms.add(type(quiz.answer(right=True)))
        quiz.check()
        expect(quiz.told).to_be_focused()
        expect(quiz.view.locator(".quiz-verdict--right")).to_be_visible()
        expect(quiz.told.locator(".quiz-link a")).to_have_count(1)
        if language == "ar":
            assert quiz.page.evaluate("() => document.documentElement.scrollWidth") <= WIDTH
        quiz.next()
    assert forms == {SingleQuestion, MultipleQuestion, OrderQuestion, MatchQuestion, NumericQuestion}
    assert quiz.shown == "result"
    expect(quiz.status).to_contain_text("100")
    expect(quiz.page.locator("h2.quiz-verdict--right")).to_be_focused()
    expect(quiz.page.locator(".quiz-wrong")).to_have_count(0)
    (attempt,) = quiz.events("quiz.started")
    assert attempt["quiz"] == QUIZ
    assert sorted(attempt["questions"]) == sorted(own_questions(quiz))
    assert [one["question"] for one in quiz.events("quiz.answered")] == attempt["questions"]
    count = len(attempt["questions"])
    assert quiz.events("quiz.finished") == [{"attempt": attempt["attempt"], "right": count, "of": count}]
    assert quiz.noted() == []


def test_all_right_by_keyboard(quiz: QuizPage) -> None:
    page = quiz.page
    expect(quiz.first_button).to_be_visible()
    # The list of pages beside it has more links than anybody presses Tab.
    page.locator("h1 a").focus()
    tab_to(page, ".quiz-actions button")
    page.keyboard.press("Enter")
    expect(quiz.form).to_be_visible()
    while quiz.shown.endswith(" asked"):
        answer_by_keyboard(quiz)
        expect(quiz.told).to_be_focused()
        before = quiz.shown
        tab_to(page, ".quiz-view > .quiz-actions button")
        page.keyboard.press("Enter")
        expect(quiz.view).not_to_have_attribute("data-shown", before)
    expect(quiz.status).to_contain_text("100")
    assert quiz.noted() == []


def test_a_retake_shows_first_what_went_wrong(quiz: QuizPage) -> None:
    names = quiz.start().take(after_wrong(WRONG))
    wrong = set(names[:WRONG])
    expect(quiz.page.locator("h2.quiz-verdict--wrong")).to_be_focused()
    listed = quiz.page.locator(".quiz-wrong > li")
    expect(listed).to_have_count(len(wrong))
    expect(listed.locator(".quiz-link a")).to_have_count(len(wrong))
    expect(listed.locator(".quiz-mark--wrong").first).to_be_visible()

    assert set(quiz.start().take(after_wrong(0))) == wrong
    assert quiz.shown == "between"
    quiz.page.reload()
    expect(quiz.view).to_have_attribute("data-shown", "between")
    quiz.next()
    assert set(quiz.take(after_wrong(0))) == set(names) - wrong
    expect(quiz.status).to_contain_text("100")
    assert [one["right"] for one in quiz.events("quiz.finished")] == [len(names) - len(wrong), len(names)]
    assert quiz.noted() == []


def test_what_was_chosen_is_told_in_words(quiz: QuizPage) -> None:
    quiz.start()
    while quiz.shown.endswith(" asked"):
        question = quiz.answer(right=False)
        quiz.check()
        expect(quiz.view.locator(".quiz-verdict--wrong")).to_be_visible()
        marks, yours = quiz.told.locator(".quiz-mark"), quiz.told.locator(".quiz-mark--yours")
        if isinstance(question, NumericQuestion):
            expect(quiz.told.locator("dd").last).to_contain_text(f"{question.answer + 1000:,.0f}"[-3:])
        else:
            expect(yours.first).to_be_visible()
            assert all(text.strip() for text in marks.all_inner_texts())
            expect(quiz.told.locator(".quiz-because").first).not_to_be_empty()
        quiz.next()
    expect(quiz.status).to_contain_text("0")


def test_an_attempt_goes_on_after_reload_and_in_another_language(quiz: QuizPage, language: str) -> None:
    quiz.start()
    first = quiz.asked
    quiz.answer(right=False)
    quiz.check()
    quiz.next()
    second, order = quiz.asked, quiz.order()
    quiz.page.reload()
    expect(quiz.view).to_have_attribute("data-shown", f"{second} asked")
    assert quiz.order() == order

    quiz.go("ar" if language == "en" else "en")
    expect(quiz.view).to_have_attribute("data-shown", f"{second} asked")
    assert quiz.order() == order
    names = quiz.take(after_wrong(0))
    assert [first, *names] == quiz.events("quiz.started")[0]["questions"]
    expect(quiz.page.locator(".quiz-wrong > li")).to_have_count(1)
    (finished,) = quiz.events("quiz.finished")
    assert finished["right"] == len(names)
    # What came of it stands there again, without taking the focus.
    quiz.go(language)
    expect(quiz.view).to_have_attribute("data-shown", "result")
    expect(quiz.page.locator("body")).to_be_focused()
    assert quiz.noted() == []


def test_nothing_is_marked_before_it_is_answered(quiz: QuizPage) -> None:
    quiz.start()
    while quiz.shown.endswith(" asked"):
        question = quiz.keys[quiz.asked]
        if not isinstance(question, OrderQuestion):
            submit(quiz).click()
            expect(quiz.page.locator(".quiz-problem")).not_to_be_empty()
            expect(quiz.form.locator("input, select").first).to_be_focused()
        if isinstance(question, NumericQuestion):
            quiz.form.locator("input").fill("many")
            submit(quiz).click()
            expect(quiz.page.locator(".quiz-problem")).not_to_be_empty()
        quiz.answer(right=True)
        quiz.check()
        quiz.next()
    assert len(quiz.events("quiz.answered")) == len(own_questions(quiz))


def submit(quiz: QuizPage) -> Locator:
    return quiz.form.locator("button[type=submit]")


def test_two_tabs_go_on_together(quiz: QuizPage, profile: BrowserContext, portal: Portal, language: str) -> None:
    quiz.start()
    other = QuizPage(profile.new_page(), portal, language)
    expect(other.view).to_have_attribute("data-shown", quiz.shown)
    quiz.answer(right=True)
    quiz.check()
    quiz.next()
    expect(other.view).to_have_attribute("data-shown", quiz.shown)
    other.answer(right=True)
    other.check()
    expect(quiz.view).not_to_have_attribute("data-shown", f"{other.shown.removesuffix(' told')} asked")
    assert [one["right"] for one in quiz.events("quiz.answered")] == [True, True]


def test_without_javascript_the_questions_stand_with_folded_answers(browser: Browser, portal: Portal) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(portal.address("en", f"quizzes/{QUIZ}/"))
    shown = page.locator(".question")
    expect(shown.first).to_be_visible()
    assert shown.count() == sum(name.startswith(f"{QUIZ}/") for name in questions(portal))
    answer = shown.first.locator("details.answer")
    expect(answer.locator("[data-because]").first).to_be_hidden()
    answer.locator("summary").click()
    expect(answer.locator("[data-because]").first).to_be_visible()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_state_is_accessible(browser: Browser, portal: Portal, language: str, scheme: Any) -> None:
    look = PHONE if language == "ar" else {}
    context = browser.new_context(**look, bypass_csp=True, color_scheme=scheme)
    context.add_init_script(AXE)
    quiz = QuizPage(context.new_page(), portal, language)
    expect(quiz.first_button).to_be_visible()
    assert barriers(quiz.page) == []
    quiz.start()
    while quiz.shown.endswith(" asked"):
        if not isinstance(quiz.keys[quiz.asked], OrderQuestion):
            submit(quiz).click()
            expect(quiz.page.locator(".quiz-problem")).not_to_be_empty()
        assert barriers(quiz.page) == []
        quiz.answer(right=False)
        quiz.check()
        assert barriers(quiz.page) == []
        quiz.next()
    assert barriers(quiz.page) == []
    quiz.start()
    context.close()
