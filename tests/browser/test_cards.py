"""Practice cards: one at a time, by pointer and keyboard, in two tabs and in another language."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_playwright.pytest_playwright import CreateContextCallback

from tests.browser.expectations import Words
from tests.browser.keyboard import tab_to
from tests.browser.learner import LOOKS, Learner, barriers, examined
from tests.browser.portal import Portal

FACE = ".card-face"
SHOW = ".card-actions button"
RATING = ".card-rating"


@pytest.fixture
def learner(context: BrowserContext, portal: Portal) -> Learner:
    return Learner(context, portal)


def shown(page: Page) -> str:
    """The id of the card on the screen."""
    return page.locator(FACE).get_attribute("data-shown") or ""


def expect_other(page: Page, card: str) -> None:
    expect(page.locator(FACE)).not_to_have_attribute("data-shown", card)


def reviews(learner: Learner) -> list[tuple[str, int]]:
    return [(one["data"]["card"], one["data"]["rating"]) for one in learner.log("card.reviewed")]


def test_without_javascript_the_cards_read(browser: Browser, portal: Portal) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(portal.address("en", "cards/"))
    expect(page.locator("noscript")).to_be_visible()
    expect(page.locator(".card-session")).to_be_empty()
    card = page.locator('[data-card="objection.too-expensive"]')
    expect(card.locator("summary")).to_contain_text("It's too expensive.")
    expect(card.locator("[data-back]")).to_be_hidden()
    card.locator("summary").click()
    expect(card.locator("[data-back]")).to_contain_text("Too expensive compared with what?")
    context.close()


def test_the_question_of_a_card_does_not_hold_its_answer(learner: Learner) -> None:
    """A term in a question would get the tooltip that links have elsewhere, and with it the answer."""
    page = learner.open("cards/")
    expect(page.locator(".practice-card")).not_to_have_count(0)
    expect(page.locator(".practice-card summary a")).to_have_count(0)


def test_a_session_by_keyboard(learner: Learner) -> None:
    page = learner.open("cards/")
    expect(page.locator(FACE)).to_be_visible()
    first = shown(page)
    expect(page.locator(".card-back")).to_have_count(0)
    tab_to(page, SHOW)
    page.keyboard.press("3")
    page.keyboard.press("Enter")
    expect(page.locator(".card-back")).to_be_focused()
    assert reviews(learner) == [], "a card is rated before its answer was shown"
    page.keyboard.press("3")
    expect_other(page, first)
    expect(page.locator(".card-front")).to_be_focused()
    second = shown(page)
    page.keyboard.press("Space")
    expect(page.locator(".card-back")).to_be_focused()
    page.keyboard.press("1")
    expect_other(page, second)
    assert reviews(learner) == [(first, 3), (second, 1)]


def test_the_buttons_say_when_the_card_comes_back(learner: Learner, all_words: dict[str, Words]) -> None:
    page = learner.open("cards/")
    page.locator(SHOW).click()
    names = [all_words["en"].text(f"training.cards.{name}") for name in ("again", "hard", "good", "easy")]
    away = ["10 minutes", "15 minutes", "2 days", "8 days"]
    for place, (name, time) in enumerate(zip(names, away, strict=True)):
        button = page.locator(RATING).nth(place)
        expect(button).to_have_accessible_name(f"{name} {time}")
        box = button.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 44
    page.locator(RATING).nth(3).click()
    expect(page.locator(SHOW)).to_be_visible()
    assert [rating for _, rating in reviews(learner)] == [4]


def test_an_answer_can_be_taken_back(learner: Learner, all_words: dict[str, Words]) -> None:
    page = learner.open("cards/")
    undo = page.locator(".card-bar button")
    expect(undo).to_be_disabled()
    first = shown(page)
    page.locator(SHOW).click()
    page.locator(RATING).nth(2).click()
    expect_other(page, first)
    expect(page.locator(".card-counts")).to_contain_text("1 answer today")
    undo.click()
    expect(page.locator(FACE)).to_have_attribute("data-shown", first)
    expect(page.locator(".card-session [role=status]")).to_have_text(all_words["en"].text("training.cards.undone"))
    expect(page.locator(".card-counts")).to_contain_text("0 answers today")
    expect(undo).to_be_disabled()
    assert [one["data"]["review"] for one in learner.log("card.undone")] == [learner.log("card.reviewed")[0]["id"]]


def test_the_limit_of_new_cards_is_kept(learner: Learner, all_words: dict[str, Words]) -> None:
    page = learner.open("cards/")
    expect(page.locator(".card-counts")).to_contain_text("20 new cards")
    page.locator(".card-settings summary").click()
    limit = page.locator(".card-settings input")
    expect(limit).to_have_value("20")
    limit.fill("3")
    limit.press("Enter")
    expect(page.locator(".card-counts")).to_contain_text("3 new cards")
    for _ in range(3):
        before = shown(page)
        page.locator(SHOW).click()
        page.locator(RATING).nth(3).click()
        expect_other(page, before)
    finished = page.locator(".card-finished")
    expect(finished).to_have_text(all_words["en"].text("training.cards.finished"))
    expect(finished).to_be_focused()
    expect(page.locator(FACE)).to_contain_text("195 new cards wait for another day.")
    expect(page.locator(FACE)).to_contain_text(re.compile(r"comes back on \w+ \d+, \d{4}"))
    page.reload()
    expect(finished).to_be_visible()
    page.locator(".card-settings summary").click()
    expect(limit).to_have_value("3")
    limit.fill("1000")
    limit.blur()
    expect(limit).to_have_value("3")
    assert [one["data"]["per_day"] for one in learner.log("cards.settings")] == [3]


@pytest.mark.parametrize("topic", ["objection", "spin", "disc", "term"])
def test_one_topic_alone(learner: Learner, topic: str) -> None:
    page = learner.open("cards/")
    page.locator(".card-settings summary").click()
    page.locator(".card-settings select").select_option(topic)
    expect(page.locator(FACE)).to_have_attribute("data-shown", re.compile(rf"^{topic}\."))
    for _ in range(3):
        before = shown(page)
        page.locator(SHOW).click()
        page.locator(RATING).nth(3).click()
        expect_other(page, before)
        assert shown(page).startswith(f"{topic}.")


def test_cards_that_are_due_come_before_new_ones(learner: Learner) -> None:
    learner.open("cards/")
    learner.did_before(9, ("card.reviewed", {"card": "term.lead", "rating": 4}))
    learner.did_before(0.1, ("card.reviewed", {"card": "term.quota", "rating": 1}))
    page = learner.open("cards/")
    expect(page.locator(FACE)).to_have_attribute("data-shown", "term.quota")
    expect(page.locator(".card-counts")).to_contain_text("2 cards to repeat")
    page.locator(SHOW).click()
    page.locator(RATING).nth(2).click()
    expect(page.locator(FACE)).to_have_attribute("data-shown", "term.lead")


def test_two_tabs_agree(learner: Learner) -> None:
    page = learner.open("cards/")
    expect(page.locator(FACE)).to_be_visible()
    other = learner.context.new_page()
    other.goto(page.url)
    first = shown(page)
    expect(other.locator(FACE)).to_have_attribute("data-shown", first)
    page.locator(SHOW).click()
    page.locator(RATING).nth(3).click()
    expect_other(page, first)
    expect(other.locator(FACE)).to_have_attribute("data-shown", shown(page))
    expect(other.locator(".card-counts")).to_contain_text("1 answer today")
    other.locator(".card-bar button").click()
    expect(other.locator(FACE)).to_have_attribute("data-shown", first)
    expect(page.locator(".card-counts")).to_contain_text("0 answers today")


def test_another_language_goes_on_where_this_one_stopped(learner: Learner) -> None:
    page = learner.open("cards/")
    first = shown(page)
    page.locator(SHOW).click()
    page.locator(RATING).nth(3).click()
    expect_other(page, first)
    second = shown(page)
    learner.code = "ar"
    page = learner.open("cards/")
    expect(page.locator(FACE)).to_have_attribute("data-shown", second)
    expect(page.locator(".card-counts")).to_contain_text("19")


@pytest.mark.parametrize("look", LOOKS)
def test_every_state_is_accessible(portal: Portal, new_context: CreateContextCallback, look: str) -> None:
    learner = examined(new_context, portal, look)
    page = learner.open("cards/")
    expect(page.locator(SHOW)).to_be_visible()
    assert barriers(page) == []
    page.locator(SHOW).click()
    page.locator(".card-settings summary").click()
    expect(page.locator(RATING)).to_have_count(4)
    assert barriers(page) == []
    learner.did(("cards.settings", {"per_day": 0}))
    expect(page.locator(".card-finished")).to_be_visible()
    assert barriers(page) == []
