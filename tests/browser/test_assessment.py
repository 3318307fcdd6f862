"""The final assessment of a path: drawn from its quizzes, explained at the end."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import BrowserContext, expect

from playbook.site_build import read_library
from tests.browser.portal import Portal
from tests.browser.quiz_page import QuizPage
from tests.browser.test_quiz import WRONG, after_wrong

PATH = "sdr-90-days"


@pytest.fixture
def assessment(profile: BrowserContext, portal: Portal, language: str) -> QuizPage:
    return QuizPage(profile.new_page(), portal, language, f"paths/{PATH}/")


def test_it_draws_from_all_quizzes_and_explains_at_the_end(assessment: QuizPage, portal: Portal) -> None:
    path = portal_path(portal)
    assessment.start()
    rest = after_wrong(WRONG)
    for _ in range(5):
        assessment.answer(right=next(rest))
        assessment.check()
        expect(assessment.told).to_have_count(0)
    going_on = assessment.shown
    assessment.page.reload()
    assessment.start()
    assert assessment.shown == going_on
    assessment.take(rest)
    (started,) = assessment.events("quiz.started")
    assert started["quiz"] == f"path/{PATH}"
    assert len(set(started["questions"])) == path["draw"]
    banks = [name.partition("/")[0] for name in started["questions"]]
    assert set(banks) == set(path["quizzes"])
    assert max(map(banks.count, banks)) - min(map(banks.count, banks)) <= 1
    expect(assessment.page.locator(".quiz-wrong > li")).to_have_count(WRONG)
    for link in assessment.page.locator(".quiz-link a").all():
        answer = assessment.page.request.get(link.evaluate("(one) => one.href"))
        assert answer.ok
    certificate = assessment.page.locator(f'a[href$="certificate/#path={PATH}"]')
    expect(certificate).to_be_visible()
    assert assessment.noted() == []
    assessment.page.reload()
    expect(certificate).to_be_visible()


def test_offline_it_says_so_and_can_be_tried_again(assessment: QuizPage, profile: BrowserContext) -> None:
    expect(assessment.first_button).to_be_visible()
    profile.route("**/quizzes/**", lambda route: route.abort())
    assessment.first_button.click()
    expect(assessment.page.locator(".quiz-problem")).not_to_be_empty()
    profile.unroute("**/quizzes/**")
    assessment.start()


def portal_path(portal: Portal) -> dict[str, Any]:
    """How the path's final assessment is made up."""
    entry: Any = read_library(portal.project).by_name[f"path/{PATH}"].entry
    return {"draw": entry.assessment.draw, "quizzes": entry.assessment.quizzes}
