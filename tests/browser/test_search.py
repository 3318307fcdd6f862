"""The search page in every language."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from babel.numbers import format_decimal
from playwright.sync_api import Locator, Page, Route, expect
from pytest_playwright.pytest_playwright import CreateContextCallback

from playbook.addresses import page_path, page_url
from playbook.languages import babel_locale
from playbook.load import Item
from playbook.localise import PluralText
from tests.browser.expectations import Words, unmarked
from tests.browser.keyboard import tab_to
from tests.browser.portal import Portal
from tests.browser.watch import REPORT_VIOLATIONS, VIOLATIONS, Watch

NOWHERE = "qzxvwkjq"
ENTRY = ".search-page input[type=search]"
RESULTS = ".search-page__results > li"


def first_of(words: Words, kind: str) -> Item:
    return words.local.of(kind)[0]


def address_of(portal: Portal, code: str, item: Item) -> str:
    return portal.address(code, page_url(page_path(item)))


def result(page: Page, address: str) -> Locator:
    """The link to a page among the results."""
    path = urlsplit(address).path
    return page.locator(f'{RESULTS} h2 a:is([href="{path}"], [href="{address}"])')


@pytest.fixture
def watched(portal: Portal, page: Page) -> Watch:
    page.add_init_script(REPORT_VIOLATIONS)
    return Watch(page, portal.url)


def test_a_title_finds_its_page(portal: Portal, words: Words, page: Page, watched: Watch, code: str) -> None:
    page.goto(portal.address(code, "search/"))
    expect(page.locator(".search-page__status")).to_have_text(words.text("search.hint"))
    expect(page.locator(ENTRY)).to_be_focused()
    for kind in ("objection", "lead-type", "checklist", "calculator"):
        item = first_of(words, kind)
        page.locator(ENTRY).fill(item.entry.title)
        expect(result(page, address_of(portal, code, item))).to_have_text(item.entry.title)
        expect(page.locator(f"{RESULTS} mark").first).to_be_visible()
    assert [*watched.noted(), *page.evaluate(VIOLATIONS)] == []


def test_one_word_finds_its_page_and_says_how_many(portal: Portal, words: Words, page: Page, code: str) -> None:
    item = first_of(words, "objection")
    word = max(re.findall(r"\w+", item.entry.title), key=len)
    page.goto(portal.address(code, f"search/?q={word}"))
    expect(page.locator(ENTRY)).to_have_value(word)
    links = page.locator(f"{RESULTS} h2 a")
    expect(result(page, address_of(portal, code, item))).to_be_visible()
    more = page.locator(".search-page__more")
    while more.is_visible():
        before = links.count()
        more.click()
        expect(links.nth(before)).to_be_focused()
    status = unmarked(page.locator(".search-page__status").inner_text())
    assert status == found_text(words, code, links.count())


def found_text(words: Words, code: str, count: int) -> str:
    forms = words.local.interface["search.found"]
    assert isinstance(forms, PluralText)
    locale = babel_locale(code)
    form = forms[locale.plural_form(count)]
    return unmarked(form.replace("{n}", format_decimal(count, locale=locale, numbering_system="latn")))


def test_what_is_nowhere_is_not_found(portal: Portal, words: Words, page: Page, code: str) -> None:
    page.goto(portal.address(code, f"search/?q={NOWHERE}"))
    status = page.locator(".search-page__status")
    expect(status).to_have_text(words.text("search.none"))
    expect(status).to_have_attribute("role", "status")
    expect(page.locator(RESULTS)).to_have_count(0)
    expect(page.locator(".search-page__overviews a").first).to_be_visible()


def test_it_is_used_by_keyboard_from_any_page(portal: Portal, words: Words, page: Page, code: str) -> None:
    item = first_of(words, "objection")
    page.goto(portal.address(code, "glossary/"))
    page.locator(".search-form--header input").focus()
    page.keyboard.type(item.entry.title)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"^{re.escape(portal.address(code, 'search/'))}\\?q="))
    expect(page.locator(ENTRY)).to_have_value(item.entry.title)
    expect(result(page, address_of(portal, code, item))).to_be_visible()
    tab_to(page, f'a[href$="{urlsplit(address_of(portal, code, item)).path}"]')
    page.keyboard.press("Enter")
    expect(page).to_have_url(address_of(portal, code, item))


def test_a_reader_who_has_gone_elsewhere_stays_there(portal: Portal, page: Page) -> None:
    held: list[Route] = []
    page.route("**/js/search.js", lambda route: held.append(route))  # noqa: PLW0108 - a method will not do
    with page.expect_request("**/js/search.js"):
        page.goto(portal.address(portal.languages[0].code, "search/"), wait_until="commit")
    page.locator(".language-switch summary").click()
    held[0].continue_()
    expect(page.locator(".search-page__status")).not_to_be_empty()
    expect(page.locator(".language-switch summary")).to_be_focused()
    expect(page.locator(".language-switch a").first).to_be_visible()


def test_without_scripts_it_leads_to_the_overviews(
    portal: Portal, words: Words, new_context: CreateContextCallback, code: str
) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(portal.address(code, "search/"))
    expect(page.locator("noscript p")).to_have_text(words.text("search.without-script"))
    expect(page.locator(".search-page__overviews a").first).to_be_visible()
