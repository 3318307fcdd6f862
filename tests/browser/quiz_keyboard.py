"""Answering the questions of a quiz without a mouse."""

from __future__ import annotations

from playwright.sync_api import expect

from playbook.model.learning import MatchQuestion, MultipleQuestion, NumericQuestion, OrderQuestion, SingleQuestion
from tests.browser.keyboard import tab_to
from tests.browser.quiz_page import QuizPage

_ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def answer_by_keyboard(quiz: QuizPage) -> None:
    """Answer rightly and check; the focus is on the heading above the question."""
    page, name = quiz.page, quiz.asked
    expect(page.locator("h2.quiz-progress")).to_be_focused()
    match question := quiz.keys[name]:
        case SingleQuestion():
            _choose(quiz, question)
        case MultipleQuestion():
            _tick(quiz, question)
        case OrderQuestion():
            _sort(quiz, question)
        case MatchQuestion():
            _pair(quiz, question)
        case NumericQuestion():
            tab_to(page, ".quiz-form input")
            page.keyboard.type(f"{question.answer:.0f}".translate(_ARABIC_DIGITS))
    tab_to(page, ".quiz-form button[type=submit]")
    page.keyboard.press("Enter")
    expect(quiz.view).to_have_attribute("data-shown", f"{name} told")


def _choose(quiz: QuizPage, question: SingleQuestion) -> None:
    right = next(option.id for option in question.options if option.correct)
    tab_to(quiz.page, ".quiz-form input")
    quiz.page.keyboard.press("Space")
    for _ in question.options:
        if quiz.form.locator(":checked").get_attribute("value") != right:
            quiz.page.keyboard.press("ArrowDown")


def _tick(quiz: QuizPage, question: MultipleQuestion) -> None:
    right = {option.id for option in question.options if option.correct}
    for shown in quiz.order():
        tab_to(quiz.page, f'.quiz-form input[value="{shown}"]')
        if shown in right:
            quiz.page.keyboard.press("Space")


def _sort(quiz: QuizPage, question: OrderQuestion) -> None:
    for place, item in enumerate(question.items):
        up = f'li[data-option="{item.id}"] .quiz-move--up'
        moves = quiz.order().index(item.id) - place
        if moves:
            quiz.page.locator("h2.quiz-progress").focus()
            tab_to(quiz.page, up)
        for _ in range(moves):
            quiz.page.keyboard.press("Enter")
            expect(quiz.page.locator(up)).to_be_focused()
            expect(quiz.form.locator("[role=status]")).not_to_be_empty()


def _pair(quiz: QuizPage, question: MatchQuestion) -> None:
    for pair in question.pairs:
        select = f'select[data-option="{pair.id}"]'
        tab_to(quiz.page, select)
        for _ in question.pairs:
            if quiz.page.locator(select).input_value() != pair.id:
                quiz.page.keyboard.press("ArrowDown")
