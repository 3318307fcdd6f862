"""Modules and paths show how far the reader is; pages are marked as read."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from playbook.site_build import read_library
from tests.browser.barriers import barriers
from tests.browser.kept_events import accept_assignment, keep, kept_events
from tests.browser.portal import WIDTH, Portal
from tests.browser.quiz_page import QuizPage

MODULE = "prospecting-by-phone"
PATH = "sdr-90-days"


@pytest.fixture
def page(examined: BrowserContext, portal: Portal, language: str) -> Page:
    page = examined.new_page()
    go(page, portal, language, f"modules/{MODULE}/")
    return page


@pytest.fixture
def module(portal: Portal) -> Any:
    return read_library(portal.project).by_name[f"module/{MODULE}"].entry


def go(page: Page, portal: Portal, language: str, address: str) -> None:
    page.goto(portal.address(language, address))
    expect(page.locator(".training-bar")).to_be_visible()


def progress(page: Page) -> int:
    return int(page.locator(".training-bar progress").evaluate("(one) => one.value"))


def test_a_module_from_the_first_page_to_the_last(page: Page, portal: Portal, language: str, module: Any) -> None:
    assert progress(page) == 0
    assert barriers(page) == []
    for name in module.read:
        page.locator(".training-bar a").click()
        box = page.locator(".read-mark")
        expect(box.locator(f'a[href$="modules/{MODULE}/"]')).to_be_visible()
        expect(box.locator("button")).to_have_class("md-button md-button--primary")
        box.locator("button").click()
        expect(box.locator("[role=status]")).not_to_be_empty()
        expect(box.locator("button")).to_be_focused()
        assert kept_events(page, "page.read")[-1] == {"page": name, "done": True}
        go(page, portal, language, f"modules/{MODULE}/")
    expect(page.locator("#read ~ .pages .training-mark--done")).to_have_count(len(module.read))
    expect(page.locator(".training-bar a")).to_have_attribute("href", portal.address(language, f"quizzes/{MODULE}/"))
    assert barriers(page) == []

    quiz = QuizPage(page, portal, language, f"quizzes/{MODULE}/")
    quiz.start().take(itertools.cycle([True]))
    page.locator(f'.quiz-view a[href$="modules/{MODULE}/"]').click()
    expect(page.locator("#quiz ~ .pages .training-mark--done").first).to_contain_text("100")
    for item in portal_items(portal, module.checklist):
        keep(page, "checklist.ticked", {"checklist": module.checklist, "item": item, "assignment": "", "done": True})
    expect(page.locator("#checklist ~ .pages .training-mark--done").first).to_be_visible()
    expect(page.locator(".training-bar a")).to_be_hidden()
    assert progress(page) == len(module.read) + 2
    assert barriers(page) == []


def portal_items(portal: Portal, checklist: str) -> list[str]:
    entry: Any = read_library(portal.project).by_name[f"checklist/{checklist}"].entry
    return [item.id for group in entry.groups for item in group.items]


def test_reading_can_be_taken_back(page: Page) -> None:
    page.locator(".training-bar a").click()
    button = page.locator(".read-mark button")
    button.click()
    expect(page.locator(".read-mark [role=status]")).not_to_be_empty()
    button.click()
    expect(page.locator(".read-mark [role=status]")).to_be_empty()
    assert [event["done"] for event in kept_events(page, "page.read")] == [True, False]
    assert barriers(page) == []


def test_what_was_opened_last_is_kept_once(page: Page, module: Any) -> None:
    page.locator(".training-bar a").click()
    expect(page.locator(".read-mark")).to_be_visible()
    page.reload()
    expect(page.locator(".read-mark")).to_be_visible()
    opened = [event["page"] for event in kept_events(page, "page.opened")]
    assert opened == [f"module/{MODULE}", module.read[0]]


def test_an_assignment_goes_along_with_the_links(page: Page, portal: Portal, language: str, module: Any) -> None:
    accept_assignment(page, "spring", modules=[MODULE])
    page.goto("about:blank")
    go(page, portal, language, f"modules/{MODULE}/#for=spring")
    page.locator(f'.pages a[href*="checklists/{module.checklist}/"]').click()
    expect(page.locator(".training-for")).to_contain_text("Spring")


def test_a_path_shows_modules_and_checklists(page: Page, portal: Portal, language: str) -> None:
    go(page, portal, language, f"paths/{PATH}/")
    assert barriers(page) == []
    entry: Any = read_library(portal.project).by_name[f"path/{PATH}"].entry
    week = next(week for week in entry.weeks if week.checklists)
    checklist = week.checklists[0]
    items = portal_items(portal, checklist)
    mark = page.locator(f'.pages:has(a[href*="checklists/{checklist}/"]) .training-mark').first
    expect(mark).to_contain_text(f"{len(items)}")
    assert progress(page) == 0
    for item in items:
        keep(page, "checklist.ticked", {"checklist": checklist, "item": item, "assignment": "", "done": True})
    expect(page.locator(".training-mark--done").first).to_be_visible()
    assert progress(page) == 1
    assert barriers(page) == []
    if language == "ar":
        assert page.evaluate("() => document.documentElement.scrollWidth") <= WIDTH
