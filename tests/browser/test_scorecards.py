"""Scorecards and worksheets: kept as they are filled in, scored, listed, downloaded, deleted and restored."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.barriers import barriers
from tests.browser.kept_events import kept_events
from tests.browser.keyboard import tab_to
from tests.browser.portal import WIDTH, Portal

SCORECARD = "call-review"
PERSON, SCORER = "<img src=x> Ana", "Bilal بلال"
SHEET = "worksheets/discovery-notes/"


@pytest.fixture
def page(examined: BrowserContext, portal: Portal, language: str) -> Page:
    page = examined.new_page()
    page.goto(portal.address(language, f"scorecards/{SCORECARD}/"))
    expect(page.locator(".scorecard-top")).to_be_visible()
    return page


def criteria(page: Page) -> Locator:
    return page.locator("[data-criterion]")


def score(page: Page, place: int, value: int) -> None:
    criteria(page).nth(place).locator(f'.training-option:has(input[value="{value}"])').click()


def fill(page: Page, value: int) -> None:
    """Score every criterion alike."""
    page.locator(".scorecard-top > .training-actions button").last.click()
    expect(page.locator(".scorecard input:focus")).to_be_visible()
    page.keyboard.type(PERSON)
    page.keyboard.press("Tab")
    page.keyboard.type(SCORER)
    for place in range(criteria(page).count()):
        score(page, place, value)
    criteria(page).first.locator("textarea").fill("She asked first.")


def listed(page: Page) -> Locator:
    return page.locator(".scorecard-list > li")


def test_it_is_kept_as_it_is_filled_in(page: Page, tmp_path: Path) -> None:
    fill(page, 4)
    result = page.locator(".scorecard-result")
    expect(result).to_contain_text("80")
    score(page, 0, 1)
    expect(result).not_to_contain_text("80")
    score(page, 0, 4)
    expect(listed(page)).to_have_count(1)
    expect(listed(page)).to_contain_text(PERSON)
    expect(listed(page)).to_contain_text("80")

    with page.expect_download() as download:
        page.locator(".scorecard-end button").first.click()
    file = tmp_path / "scorecard.json"
    download.value.save_as(file)
    found = json.loads(file.read_text("utf-8"))
    assert (found["scorecard"], found["person"], found["by"]) == (SCORECARD, PERSON, SCORER)
    assert (found["percent"], found["pass_mark"]) == (80, 70)
    assert {one["score"] for one in found["criteria"]} == {4}
    assert found["criteria"][0]["note"] == "She asked first."
    assert all(one["title"] and one["weight"] >= 1 for one in found["criteria"])

    page.reload()
    listed(page).locator("button").first.click()
    expect(page.locator(".scorecard-open")).to_be_focused()
    expect(criteria(page).first.locator("textarea")).to_have_value("She asked first.")
    expect(result).to_contain_text("80")
    expect(page.locator(".scorecard input:checked")).to_have_count(criteria(page).count())


def test_leaving_at_once_loses_nothing(page: Page) -> None:
    fill(page, 2)
    page.reload()
    expect(listed(page)).to_contain_text("40")


def test_a_list_with_several_and_a_deleted_one_restored(page: Page) -> None:
    for count, value in ((1, 5), (2, 3)):
        fill(page, value)
        expect(listed(page)).to_have_count(count)
        expect(listed(page).first).to_contain_text(f"{20 * value}")
    expect(listed(page).first).to_contain_text("60")
    listed(page).first.locator("button").last.click()
    expect(listed(page)).to_have_count(1)
    expect(page.locator(".scorecard-open")).to_be_hidden()
    undo = page.locator(".scorecard-top [role=status] button")
    expect(undo).to_be_focused()
    undo.click()
    expect(listed(page)).to_have_count(2)
    assert len({event["card"] for event in kept_events(page, "scorecard.filled")}) == 2


def test_scores_by_keyboard(page: Page) -> None:
    page.locator("h1 a").focus()
    tab_to(page, ".scorecard-top button")
    page.keyboard.press("Enter")
    expect(page.locator(".scorecard input:focus")).to_be_visible()
    for _ in range(criteria(page).count()):
        tab_to(page, "[data-criterion] input")
        page.keyboard.press("Space")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
    expect(page.locator(".scorecard-result")).to_contain_text("60")


def test_on_paper_stands_what_was_chosen(page: Page) -> None:
    fill(page, 3)
    page.emulate_media(media="print")
    first = criteria(page).first
    expect(first.locator(".training-option:visible")).to_have_count(1)
    expect(first.locator("textarea")).to_be_visible()
    expect(criteria(page).nth(1).locator("textarea")).to_be_hidden()
    expect(page.locator(".scorecard-open")).to_contain_text(PERSON)


def test_every_state_is_accessible(page: Page, language: str) -> None:
    assert barriers(page) == []
    fill(page, 5)
    expect(listed(page)).to_have_count(1)
    assert barriers(page) == []
    if language == "ar":
        assert page.evaluate("() => document.documentElement.scrollWidth") <= WIDTH
    listed(page).locator("button").last.click()
    expect(listed(page)).to_have_count(0)
    assert barriers(page) == []


def test_a_worksheet_keeps_what_is_written(examined: BrowserContext, portal: Portal, language: str) -> None:
    page, other = examined.new_page(), examined.new_page()
    for tab in (page, other):
        tab.goto(portal.address(language, SHEET))
        expect(tab.locator(".sheet-kept")).to_be_visible()
        expect(tab.locator(".sheet-hint:not(.sheet-kept)")).to_be_hidden()
    field = "textarea >> nth=1"
    page.locator(field).fill("Till software\nتجربة")
    expect(other.locator(field)).to_have_value("Till software\nتجربة")
    page.locator(field).fill("")
    expect(other.locator(field)).to_have_value("")
    page.locator(field).fill("left at once")
    page.goto(portal.address("ar" if language == "en" else "en", SHEET))
    expect(page.locator(field)).to_have_value("left at once")
