"""Checklists: ticks that stay, in all tabs and languages, freely or for an assignment; signing off; paper."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.barriers import barriers
from tests.browser.kept_events import accept_assignment, kept_events
from tests.browser.keyboard import tab_to
from tests.browser.portal import WIDTH, Portal

CHECKLIST = "before-a-call"
ADDRESS = f"checklists/{CHECKLIST}/"
NAME = "Zoë <b>O'Neil</b> עדי"


@pytest.fixture
def page(examined: BrowserContext, portal: Portal, language: str) -> Page:
    return opened(examined, portal, language)


def opened(examined: BrowserContext, portal: Portal, language: str, ending: str = "") -> Page:
    page = examined.new_page()
    page.goto(portal.address(language, ADDRESS + ending))
    expect(page.locator(".checklist--live").first).to_be_visible()
    return page


def boxes(page: Page) -> Locator:
    return page.locator(".checklist input[type=checkbox]")


def ticked(page: Page) -> Locator:
    return page.locator(".checklist input:checked")


def clear(page: Page) -> None:
    page.locator(".training-bar button").nth(1).click()


def test_ticks_stay_and_show_in_other_tabs_and_languages(
    page: Page, examined: BrowserContext, portal: Portal, language: str
) -> None:
    other = opened(examined, portal, "ar" if language == "en" else "en")
    for place in (0, 2, 3):
        page.locator(".checklist label").nth(place).click()
    expect(ticked(other)).to_have_count(3)
    expect(boxes(other).nth(2)).to_be_checked()
    expect(other.locator(".training-progress p")).to_contain_text("3")
    boxes(other).nth(2).uncheck()
    expect(ticked(page)).to_have_count(2)
    page.reload()
    expect(ticked(page)).to_have_count(2)
    expect(page.locator(".training-progress progress")).to_have_attribute("max", str(boxes(page).count()))
    assert [event["done"] for event in kept_events(page, "checklist.ticked")] == [True, True, True, False]


def test_by_keyboard(page: Page) -> None:
    page.locator("h1 a").focus()
    tab_to(page, ".checklist input")
    page.keyboard.press("Space")
    expect(boxes(page).first).to_be_checked()
    tab_to(page, ".checklist input")
    page.keyboard.press("Space")
    expect(ticked(page)).to_have_count(2)


def test_it_is_signed_off_and_that_is_taken_back(page: Page) -> None:
    name = page.locator(".sign-off input")
    page.locator(".sign-off button[type=submit]").click()
    expect(name).to_be_focused()
    name.fill(NAME)
    name.press("Enter")
    status = page.locator(".sign-off [role=status]")
    expect(status).to_contain_text(NAME)
    expect(page.locator(".sign-off button:visible")).to_be_focused()
    page.reload()
    expect(status).to_contain_text(NAME)
    page.locator(".sign-off button:visible").click()
    expect(name).to_be_focused()
    expect(status).to_be_empty()


def test_clearing_all_can_be_undone(page: Page) -> None:
    for place in range(4):
        page.locator(".checklist label").nth(place).click()
    expect(ticked(page)).to_have_count(4)
    page.locator(".sign-off input").fill(NAME)
    page.locator(".sign-off button[type=submit]").click()
    clear(page)
    expect(ticked(page)).to_have_count(0)
    expect(page.locator(".sign-off [role=status]")).to_be_empty()
    undo = page.locator(".training-bar [role=status] button")
    expect(undo).to_be_focused()
    undo.click()
    expect(ticked(page)).to_have_count(4)
    expect(page.locator(".sign-off [role=status]")).to_contain_text(NAME)


def test_an_assignment_has_ticks_of_its_own(
    page: Page, examined: BrowserContext, portal: Portal, language: str
) -> None:
    boxes(page).first.check()
    accept_assignment(page, "spring", modules=["prospecting-by-phone"])
    given = opened(examined, portal, language, "#for=spring")
    expect(given.locator(".training-for")).to_contain_text("Spring")
    # What was ticked freely counts as long as it is not taken back.
    expect(ticked(given)).to_have_count(1)
    boxes(given).first.uncheck()
    boxes(given).nth(1).check()
    expect(boxes(given).nth(1)).to_be_checked()
    expect(boxes(page).first).to_be_checked()
    expect(ticked(page)).to_have_count(1)
    stranger = opened(examined, portal, language, "#for=unknown")
    expect(stranger.locator(".training-for")).to_be_hidden()
    expect(ticked(stranger)).to_have_count(1)
    assert {event["assignment"] for event in kept_events(page, "checklist.ticked")} == {"", "spring"}


def test_paper_shows_ticks_and_a_line_to_sign(page: Page) -> None:
    boxes(page).nth(1).check()
    page.emulate_media(media="print")
    content = "(one) => getComputedStyle(one, '::before').content"
    item = page.locator(".checklist > li")
    assert "✓" in item.nth(1).evaluate(content)
    assert "✓" not in item.nth(0).evaluate(content)
    expect(page.locator(".sign-line")).to_be_visible()
    expect(page.locator(".training-actions").first).to_be_hidden()
    page.emulate_media(media="screen")
    expect(page.locator(".sign-line")).to_be_hidden()
    page.locator(".sign-off input").fill(NAME)
    page.locator(".sign-off button[type=submit]").click()
    page.emulate_media(media="print")
    expect(page.locator(".sign-off [role=status]")).to_contain_text(NAME)
    expect(page.locator(".sign-line")).to_be_hidden()


def test_every_state_is_accessible(page: Page, language: str) -> None:
    assert barriers(page) == []
    boxes(page).first.check()
    page.locator(".sign-off input").fill(NAME)
    page.locator(".sign-off button[type=submit]").click()
    expect(page.locator(".sign-off [role=status]")).to_contain_text(NAME)
    assert barriers(page) == []
    clear(page)
    expect(ticked(page)).to_have_count(0)
    assert barriers(page) == []
    if language == "ar":
        assert page.evaluate("() => document.documentElement.scrollWidth") <= WIDTH
