"""Reading: colours that stay, pages without scripts, the skip link, right to left, letters of every script."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

import pytest
from playwright.sync_api import Locator, Page, expect
from pytest_playwright.pytest_playwright import CreateContextCallback

from playbook.fonts import FAMILY
from tests.browser.expectations import Words
from tests.browser.keyboard import tab_to
from tests.browser.portal import PHONE, Portal
from tests.browser.watch import Watch

OBJECTION = "objections/too-expensive/"
WITH_A_TABLE = "funnel-stages/"
SCHEME = "data-md-color-scheme"
BUTTON = '[data-md-component="palette"] button:visible'
OWN_FONTS = {"mt": "maltese", "hy": "armenian", "ar": "arabic"}
SIDES = """
(cell) => {
  const words = document.createRange();
  words.selectNodeContents(cell);
  const inner = words.getBoundingClientRect(), outer = cell.getBoundingClientRect();
  return [inner.left - outer.left, outer.right - inner.right];
}
"""
"""How far the words of a cell are from its left and from its right."""


def left_of(element: Locator) -> float:
    box = element.bounding_box()
    assert box
    return box["x"]


class TestColours:
    @pytest.mark.parametrize(
        ("scheme", "first", "second"), [("light", "default", "slate"), ("dark", "slate", "default")]
    )
    def test_the_choice_stays(
        self, portal: Portal, new_context: CreateContextCallback, scheme: str, first: str, second: str
    ) -> None:
        page = new_context(color_scheme="dark" if scheme == "dark" else "light").new_page()
        page.goto(portal.address(portal.languages[0].code, OBJECTION))
        body = page.locator("body")
        expect(body).to_have_attribute(SCHEME, first)
        before = body.evaluate("(body) => getComputedStyle(body).backgroundColor")
        page.locator(BUTTON).click()
        expect(body).to_have_attribute(SCHEME, second)
        assert body.evaluate("(body) => getComputedStyle(body).backgroundColor") != before
        page.reload()
        expect(body).to_have_attribute(SCHEME, second)
        page.goto(portal.address(portal.languages[-1].code))
        expect(body).to_have_attribute(SCHEME, second)

    def test_they_change_by_keyboard(self, portal: Portal, page: Page) -> None:
        page.goto(portal.address(portal.languages[0].code))
        expect(page.locator("body")).to_have_attribute(SCHEME, "default")
        tab_to(page, BUTTON)
        page.keyboard.press("Enter")
        expect(page.locator("body")).to_have_attribute(SCHEME, "slate")
        expect(page.locator(BUTTON)).to_be_focused()
        page.keyboard.press("Space")
        expect(page.locator("body")).to_have_attribute(SCHEME, "default")

    def test_the_button_says_what_it_does(self, portal: Portal, words: Words, page: Page, code: str) -> None:
        page.goto(portal.address(code))
        button = page.locator(BUTTON)
        expect(button).to_have_accessible_name(words.text("theme.to-dark"))
        button.click()
        expect(button).to_have_accessible_name(words.text("theme.to-light"))


class TestWithoutScripts:
    def test_the_home_page_reads(self, portal: Portal, new_context: CreateContextCallback, code: str) -> None:
        page = new_context(java_script_enabled=False).new_page()
        page.goto(portal.address(code))
        expect(page.locator("h1")).to_be_visible()
        assert len(page.locator("article").inner_text().split()) > 50
        page.locator(".md-tabs a:visible").nth(2).click()
        expect(page.locator("h1")).to_be_visible()
        expect(page.locator("#sidebar a[aria-current]")).to_be_visible()

    def test_the_menu_of_a_phone_opens(self, portal: Portal, new_context: CreateContextCallback) -> None:
        page = new_context(java_script_enabled=False, **PHONE).new_page()
        page.goto(portal.address(portal.languages[0].code, OBJECTION))
        current = page.locator("#sidebar a[aria-current]")
        expect(current).not_to_be_in_viewport()
        page.locator(".menu-label").tap()
        expect(current).to_be_in_viewport()


def test_the_skip_link_leads_past_the_header(portal: Portal, words: Words, page: Page, code: str) -> None:
    page.goto(portal.address(code, OBJECTION))
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    expect(skip).to_have_text(words.text("material.action.skip"))
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("article :focus")).to_have_count(1)


@pytest.mark.parametrize("device_name", ["desktop", "phone"])
def test_the_menu_is_where_reading_begins(
    portal: Portal, new_context: CreateContextCallback, code: str, device_name: str
) -> None:
    phone = device_name == "phone"
    page = new_context(**PHONE if phone else {"viewport": {"width": 1440, "height": 900}}).new_page()
    page.goto(portal.address(code, OBJECTION))
    from_the_right = portal.language(code).direction == "rtl"
    menu, article = page.locator("#sidebar"), page.locator("article")
    if phone:
        page.locator(".menu-button").tap()
        expect(menu.locator("a[aria-current]")).to_be_in_viewport(ratio=1)
        box = menu.bounding_box()
        assert box
        assert (box["x"] > 0) == from_the_right
    else:
        assert (left_of(menu) > left_of(article)) == from_the_right
        assert (left_of(page.locator(".md-sidebar--secondary")) < left_of(article)) == from_the_right


def test_text_and_tables_start_where_reading_begins(portal: Portal, page: Page, code: str) -> None:
    page.goto(portal.address(code, WITH_A_TABLE))
    direction = portal.language(code).direction
    for element in ("html", "body", "h1", "article p"):
        expect(page.locator(element).first).to_have_css("direction", direction)
    for cell in (page.locator("article th").first, page.locator("article tbody td").last):
        left, right = cell.evaluate(SIDES)
        assert (right < left) == (direction == "rtl")


def test_the_letters_are_those_of_the_portals_own_fonts(portal: Portal, page: Page, code: str) -> None:
    watch = Watch(page, portal.url)
    page.goto(portal.address(code, OBJECTION))
    page.evaluate("() => document.fonts.ready")
    loaded = {PurePosixPath(url).stem.rpartition("-")[0] for url in watch.requested if url.endswith(".woff2")}
    own = {OWN_FONTS[code]} if code in OWN_FONTS else set()
    assert own <= loaded <= own | {"latin"}
    expect(page.locator("body")).to_have_css("font-family", re.compile(f'^"?{FAMILY}'))
    browser = page.context.new_cdp_session(page)
    browser.send("DOM.enable")
    browser.send("CSS.enable")
    root = browser.send("DOM.getDocument")["root"]["nodeId"]
    for selector in ("h1", "article p"):
        node = browser.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
        used = browser.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
        assert used
        assert all(font["isCustomFont"] for font in used), used
