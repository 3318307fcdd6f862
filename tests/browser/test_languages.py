"""The same page in every language: the switch, the links for search engines, the sitemap, pages that do not exist."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import Page, expect
from pytest_playwright.pytest_playwright import CreateContextCallback

from playbook.addresses import PERSONAL_PAGES, SEARCH_PAGE, page_url, portal_path
from tests.browser.expectations import Words
from tests.browser.keyboard import tab_to
from tests.browser.portal import PHONE, Portal, listed

OBJECTION = "objections/too-expensive/"
CALCULATOR = "calculators/goal-plan/"


def expect_page(page: Page, portal: Portal, code: str, address: str) -> None:
    expect(page).to_have_url(portal.address(code, address))
    expect(page.locator("html")).to_have_attribute("lang", code)
    expect(page.locator("html")).to_have_attribute("dir", portal.language(code).direction)


class TestSwitch:
    @pytest.mark.parametrize("address", ["", OBJECTION, CALCULATOR, page_url(SEARCH_PAGE)])
    def test_by_mouse_it_stays_on_the_page(self, portal: Portal, page: Page, address: str) -> None:
        codes = [language.code for language in portal.languages]
        page.goto(portal.address(codes[0], address))
        for before, after in pairwise([*codes, codes[0]]):
            switch = page.locator(".language-switch")
            expect(switch.locator("a[aria-current]")).to_have_attribute("hreflang", before)
            switch.locator("summary").click()
            expect(switch.locator("a")).to_have_text([language.name for language in portal.languages])
            switch.locator(f'a[hreflang="{after}"]').click()
            expect_page(page, portal, after, address)

    def test_by_keyboard_it_stays_on_the_page(self, portal: Portal, page: Page) -> None:
        codes = [language.code for language in portal.languages]
        page.goto(portal.address(codes[0], OBJECTION))
        for after in [*codes[1:], codes[0]]:
            tab_to(page, ".language-switch summary")
            page.keyboard.press("Enter")
            tab_to(page, f'.language-switch a[hreflang="{after}"]')
            page.keyboard.press("Enter")
            expect_page(page, portal, after, OBJECTION)

    def test_escape_closes_it_and_keeps_the_place(self, portal: Portal, page: Page) -> None:
        page.goto(portal.address(portal.languages[0].code, OBJECTION))
        tab_to(page, ".language-switch summary")
        page.keyboard.press("Enter")
        expect(page.locator(".language-switch a").first).to_be_visible()
        page.keyboard.press("Tab")
        page.keyboard.press("Escape")
        expect(page.locator(".language-switch a").first).to_be_hidden()
        expect(page.locator(".language-switch summary")).to_be_focused()

    def test_it_stays_in_the_section(self, portal: Portal, page: Page) -> None:
        default, other = portal.languages[0].code, portal.languages[-1].code
        page.goto(portal.address(default, OBJECTION))
        section = page.locator("article h2[id]").last.get_attribute("id")
        page.goto(portal.address(default, f"{OBJECTION}#{section}"))
        page.locator(".language-switch summary").click()
        page.locator(f'.language-switch a[hreflang="{other}"]').click()
        expect(page).to_have_url(portal.address(other, f"{OBJECTION}#{section}"))
        expect(page.locator(f'[id="{section}"]')).to_be_in_viewport()

    def test_it_works_on_a_phone_without_scripts(self, portal: Portal, new_context: CreateContextCallback) -> None:
        page = new_context(java_script_enabled=False, **PHONE).new_page()
        default, other = portal.languages[0].code, portal.languages[-1].code
        page.goto(portal.address(default, OBJECTION))
        page.locator(".language-switch summary").tap()
        page.locator(f'.language-switch a[hreflang="{other}"]').tap()
        expect_page(page, portal, other, OBJECTION)


class Links(HTMLParser):
    """The alternate and canonical links of a page's head."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.alternates: dict[str, str] = {}
        self.canonical = ""
        self.feed(html.partition("</head>")[0])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        link = dict(attrs)
        relations = (link.get("rel") or "").split() if tag == "link" else []
        if "alternate" in relations:
            self.alternates[link.get("hreflang") or ""] = link.get("href") or ""
        if "canonical" in relations:
            self.canonical = link.get("href") or ""


def public(portal: Portal, code: str, address: str) -> str:
    """A page's address on the site that is published."""
    return f"{portal.project.settings['site_url']}{portal.language(code).prefix}{address}"


class TestForSearchEngines:
    def test_every_page_names_itself_in_every_language(self, portal: Portal, code: str) -> None:
        failures = []
        for address in portal.pages(code):
            links = Links((portal.folder(code) / address / "index.html").read_text("utf-8"))
            wanted = {language.code: public(portal, language.code, address) for language in portal.languages}
            if links.alternates != wanted:
                failures.append(f"{address}: {links.alternates}")
            if address != page_url(SEARCH_PAGE) and links.canonical != public(portal, code, address):
                failures.append(f"{address}: canonical: {links.canonical}")
        assert not failures, listed(failures)

    def test_the_sitemap_has_every_page_with_its_counterparts(self, portal: Portal, page: Page) -> None:
        response = page.request.get("/sitemap.xml")
        assert response.ok
        found = dict(sitemap_entries(response.text()))
        unlisted = {page_url(one) for one in (SEARCH_PAGE, *map(portal_path, PERSONAL_PAGES))}
        codes = [language.code for language in portal.languages]
        wanted = {
            public(portal, code, address): {other: public(portal, other, address) for other in codes}
            for code in codes
            for address in portal.pages(code)
            if address not in unlisted
        }
        assert found == wanted


def sitemap_entries(xml: str) -> Iterator[tuple[str, dict[str, str]]]:
    """The address of each page in a sitemap, with those of its counterparts by language."""
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    for entry in ET.fromstring(xml).findall("s:url", names):  # noqa: S314 - we wrote it
        links = {link.attrib["hreflang"]: link.attrib["href"] for link in entry.findall("x:link", names)}
        yield entry.findtext("s:loc", "", names), links


@pytest.mark.parametrize("address", ["nothing/", "objections/nothing/at/all"])
def test_a_page_that_does_not_exist_says_so(portal: Portal, words: Words, page: Page, code: str, address: str) -> None:
    page.goto(portal.address(code, address))
    expect(page.locator("h1")).to_have_text(words.text("theme.not-found.title"))
    expect(page.locator("article")).to_contain_text(words.text("theme.not-found.text"))
    expect(page.locator("body")).to_have_css("font-family", re.compile("^.?Playbook Sans"))
    page.locator(".language-switch summary").click()
    for language in portal.languages:
        link = page.locator(f'.language-switch a[hreflang="{language.code}"]')
        assert link.evaluate("(link) => link.href") == portal.address(language.code)
    page.locator("article .overviews a").first.click()
    expect_page(page, portal, code, "")
