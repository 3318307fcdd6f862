"""axe-core finds nothing: one page of each kind and each page of another sort, in every language, light and dark."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from playwright.async_api import Page
from playwright.sync_api import Page as WaitingPage
from playwright.sync_api import expect
from pytest_playwright.pytest_playwright import CreateContextCallback

from playbook.addresses import kinds_with_pages
from tests.browser.calculator_page import CalculatorPage
from tests.browser.crowd import Crowd
from tests.browser.portal import NOT_FOUND, PHONE, Portal, listed
from tools.provision import ROOT

SCHEMES = {"light": "default", "dark": "slate"}
# `preload` would fetch all style sheets again, for rules that are experimental and off.
RUN = """
async () => {
  await document.fonts.ready;
  // A colour that is on its way to another one has neither's contrast.
  const ending = document.getAnimations().filter((one) => Number.isFinite(one.effect?.getComputedTiming().endTime));
  await Promise.allSettled(ending.map(({ finished }) => finished));
  const { violations, passes } = await axe.run(document, { resultTypes: ["violations"], preload: false });
  if (passes.length < 20) throw new Error(`only ${passes.length} rules found something to check`);
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}: ${node.html.slice(0, 160)} (${node.any[0]?.message ?? ""})`));
}
"""


@pytest.fixture(scope="session")
def axe() -> str:
    return (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")


def pages_of_each_kind(portal: Portal, code: str) -> Iterator[str]:
    """For each kind its overview and its first page; then all pages that are of no kind."""
    pages = portal.pages(code)
    folders = {f"{kind.folder}/" for kind in kinds_with_pages()}
    for folder in folders:
        yield from [page for page in pages if page.startswith(folder)][:2]
    yield from (page for page in pages if f"{page.partition('/')[0]}/" not in folders)
    yield NOT_FOUND


@pytest.mark.parametrize("scheme", SCHEMES)
def test_pages_are_accessible(portal: Portal, crowd: Crowd, axe: str, code: str, scheme: str) -> None:
    async def check(page: Page, address: str) -> Iterable[str]:
        await page.goto(address)
        shown = await page.locator("body").get_attribute("data-md-color-scheme")
        assert shown == SCHEMES[scheme]
        return [f"{address}: {violation}" for violation in await page.evaluate(RUN)]

    addresses = [portal.address(code, page) for page in pages_of_each_kind(portal, code)]
    assert len(addresses) > len(kinds_with_pages())
    failures = crowd.failures(addresses, check, init_script=axe, bypass_csp=True, color_scheme=scheme)
    assert not failures, listed(failures)


@pytest.fixture
def page_with_axe(new_context: CreateContextCallback, axe: str, scheme: Any, look: dict[str, Any]) -> WaitingPage:
    context = new_context(bypass_csp=True, color_scheme=scheme, **look)
    context.add_init_script(axe)
    return context.new_page()


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("look", [{}, PHONE], ids=["desktop", "phone"])
class TestStates:
    """What a page shows only after a reader has done something."""

    def test_a_calculator_with_problems(self, portal: Portal, page_with_axe: WaitingPage) -> None:
        tool = CalculatorPage(page_with_axe, portal, portal.languages[0].code, "goal-plan")
        tool.start()
        tool.element.locator("details").evaluate_all("(all) => all.forEach((one) => { one.open = true; })")
        assert page_with_axe.evaluate(RUN) == []
        tool.fill({"reps": "1.5", "average_deal": ""})
        expect(page_with_axe.locator("[data-error-for]")).to_have_count(2)
        assert page_with_axe.evaluate(RUN) == []

    def test_language_switch_and_menu(self, portal: Portal, page_with_axe: WaitingPage) -> None:
        rtl = next(language for language in portal.languages if language.direction == "rtl")
        page_with_axe.goto(portal.address(rtl.code, "objections/"))
        menu = page_with_axe.locator(".menu-button")
        if menu.is_visible():
            menu.click()
            assert page_with_axe.evaluate(RUN) == []
            menu.press("Escape")
        page_with_axe.locator(".language-switch summary").click()
        expect(page_with_axe.locator(".language-switch a").first).to_be_visible()
        assert page_with_axe.evaluate(RUN) == []

    def test_search_results(self, portal: Portal, page_with_axe: WaitingPage) -> None:
        page_with_axe.goto(portal.address(portal.languages[0].code, "search/?q=lead"))
        expect(page_with_axe.locator(".search-page__results li").first).to_be_visible()
        assert page_with_axe.evaluate(RUN) == []
