"""The tools below a calculator's result, on a wide screen in English and on a phone in Arabic."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, expect
from pytest_playwright.pytest_playwright import CreateContextCallback

from tests.browser.calculator_page import START_MS, CalculatorPage
from tests.browser.portal import PHONE, WIDTH, Portal
from tests.browser.test_accessibility import RUN
from tools.provision import ROOT

CALCULATOR = "goal-plan"
NEEDED = "stages.0.needed"
RATE = "stages.0.rate"
NO_ROOM = (
    'Object.defineProperty(globalThis, "indexedDB", { get() { throw new DOMException("no", "SecurityError"); } });'
)
HOSTILE = (
    "#inputs=",
    "#inputs=<script>alert(1)</script>",
    "#inputs=eyJjYWxjdWxhdG9yIjoiZ29hbC1wbGFuIiwidmVyc2lvbiI6MSwiaW5wdXRzIjp7Il9fcHJvdG9fXyI6e319fQ",
    "#inputs=" + "A" * 20_000,
)


@pytest.fixture(params=["en", "ar"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def context(browser: Browser, language: str) -> Iterator[BrowserContext]:
    look = PHONE if language == "ar" else {}
    made = browser.new_context(
        service_workers="block", **look, permissions=["clipboard-read", "clipboard-write"], accept_downloads=True
    )
    yield made
    made.close()


class Tools:
    """A calculator's page with its tools."""

    def __init__(self, context: BrowserContext, portal: Portal, language: str) -> None:
        self.page = context.new_page()
        self.calculator = CalculatorPage(self.page, portal, language, CALCULATOR)

    def start(self) -> Tools:
        self.calculator.start()
        expect(self.tool("share")).to_be_attached(timeout=START_MS)
        return self

    def tool(self, name: str) -> Locator:
        return self.page.locator(f"details[data-tool={name}]")

    def open(self, name: str) -> Locator:
        tool = self.tool(name)
        if tool.get_attribute("open") is None:
            tool.locator("summary").click()
        return tool

    def use(self, name: str) -> None:
        self.open(name).locator("button[type=submit]").click()

    def press(self, action: str, index: int = 0) -> None:
        self.page.locator(f'[data-action="{action}"]').nth(index).click()

    def expect_needed(self, value: str) -> None:
        expect(self.calculator.datum(NEEDED)).to_have_attribute("value", value, timeout=START_MS)

    def expect_notice(self, words: str = "") -> Locator:
        notice = self.page.locator('[data-part="notice"] p')
        expect(notice).to_contain_text(words, timeout=START_MS)
        return notice

    def seek(self, target: str) -> None:
        tool = self.open("seek")
        expect(tool.locator(f'option[value="{RATE}"]').first).to_be_attached()
        tool.locator('[data-name="result"]').select_option(NEEDED)
        tool.locator('[data-name="moved"]').select_option(RATE)
        tool.locator('[data-name="target"]').fill(target)
        self.use("seek")
        expect(tool.locator('[data-part="seek-answer"] p')).to_be_visible()

    def names(self) -> list[str]:
        return [entry.input_value() for entry in self.page.locator("[data-rename]").all()]


@pytest.fixture
def tools(context: BrowserContext, portal: Portal, language: str) -> Tools:
    return Tools(context, portal, language).start()


def test_goal_seek_is_put_into_the_form(tools: Tools) -> None:
    tools.expect_needed("310")
    tools.seek("200")
    tools.press("apply")
    tools.expect_needed("200")
    expect(tools.calculator.entry(RATE)).to_have_value("34")
    expect(tools.calculator.entry(RATE)).to_be_focused()
    expect(tools.page.locator('[data-part="seek-answer"]')).to_be_empty()
    expect(tools.tool("seek").locator('[data-name="moved"]')).to_have_value(RATE)
    tools.seek("1")
    expect(tools.page.locator('[data-action="apply"]')).to_have_count(0)
    assert tools.calculator.noted() == []


def test_sensitivity_is_drawn(tools: Tools) -> None:
    tools.open("sensitivity")
    expect(tools.page.locator('[data-part="sensitivity-results"] option').first).to_be_attached()
    tools.use("sensitivity")
    expect(tools.tool("sensitivity").locator("svg")).to_be_visible()
    assert tools.page.evaluate("() => document.documentElement.scrollWidth") <= max(
        WIDTH, tools.page.evaluate("() => innerWidth")
    )
    assert tools.calculator.noted() == []


def test_scenarios_are_kept_on_the_device(tools: Tools) -> None:
    tools.use("scenarios")
    expect(tools.page.locator("[data-rename]")).to_have_count(1)
    tools.calculator.fill({RATE: "34"})
    tools.expect_needed("200")
    tools.use("scenarios")
    expect(tools.page.locator("[data-rename]")).to_have_count(2)
    second = tools.page.locator("[data-rename]").nth(1)
    second.fill("<b>Better</b> leads")
    second.press("Tab")
    expect(tools.page.locator("thead th bdi").nth(1)).to_have_text("<b>Better</b> leads")
    expect(tools.page.locator("button:focus")).to_have_attribute("data-action", "load")
    table = tools.tool("scenarios").locator("table")
    expect(table.locator(".calculator-difference").first).to_contain_text("110")
    expect(tools.tool("scenarios").locator("svg")).to_be_visible()

    tools.calculator.reload()
    expect(tools.page.locator("[data-rename]")).to_have_count(2, timeout=START_MS)
    assert tools.names()[1] == "<b>Better</b> leads"
    tools.expect_needed("310")
    tools.press("load", 1)
    tools.expect_needed("200")
    tools.press("forget", 1)
    expect(tools.page.locator("[data-rename]")).to_have_count(1)
    assert tools.calculator.noted() == []


def test_scenarios_of_one_tab_show_in_the_other(context: BrowserContext, portal: Portal, language: str) -> None:
    one, other = (Tools(context, portal, language).start() for _ in range(2))
    one.use("scenarios")
    expect(other.page.locator("[data-rename]")).to_have_count(1)


def test_without_room_the_session_goes_on(context: BrowserContext, portal: Portal, language: str) -> None:
    tools = Tools(context, portal, language)
    tools.page.add_init_script(NO_ROOM)
    tools.start()
    tools.use("scenarios")
    expect(tools.page.locator("[data-rename]")).to_have_count(1)
    expect(tools.page.locator('[data-note="memory"]')).to_be_visible()
    tools.calculator.fill({RATE: "34"})
    tools.expect_needed("200")
    tools.press("load")
    tools.expect_needed("310")
    assert tools.calculator.noted() == []


def test_a_link_carries_the_entries(tools: Tools, context: BrowserContext, portal: Portal, language: str) -> None:
    tools.calculator.fill({RATE: "34"})
    tools.expect_needed("200")
    tools.open("share")
    tools.press("copy")
    expect(tools.page.locator('[data-note="copied"]')).to_be_visible()
    link = str(tools.page.evaluate("() => navigator.clipboard.readText()"))
    assert link.startswith(portal.address(language, f"calculators/{CALCULATOR}/#inputs="))
    expect(tools.page.locator('[data-name="link"]')).to_have_value(link)

    requested: list[str] = []
    page = context.new_page()
    page.on("request", lambda request: requested.append(request.url))
    page.goto(link)
    expect(page.locator(f'data[data-field="{NEEDED}"]').first).to_have_attribute("value", "200", timeout=START_MS)
    assert [address for address in requested if "inputs=" in address.partition("#")[0]] == []
    assert tools.calculator.noted() == []


def test_hostile_links_change_nothing(tools: Tools) -> None:
    dialogs: list[str] = []
    tools.page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    before = tools.calculator.values()
    for fragment in HOSTILE:
        tools.page.evaluate("(fragment) => { location.hash = fragment; }", fragment)
        alert = tools.page.locator('[data-part="notice"] [role="alert"]')
        expect(alert).to_be_visible()
        assert alert.inner_text().strip()
        tools.calculator.expect_state("ready")
        assert tools.calculator.values() == before
        assert tools.page.evaluate("() => ({}).a") is None
    assert dialogs == []
    assert tools.calculator.noted() == []


def test_files_go_out_and_come_back(tools: Tools, tmp_path: Path) -> None:
    tools.calculator.fill({RATE: "34"})
    tools.expect_needed("200")
    tools.open("share")
    with tools.page.expect_download() as table:
        tools.press("save-csv")
    assert table.value.suggested_filename == f"{CALCULATOR}.csv"
    table.value.save_as(tmp_path / "table.csv")
    assert f",{RATE}," in (tmp_path / "table.csv").read_text("utf-8-sig")
    with tools.page.expect_download() as file:
        tools.press("save-json")
    file.value.save_as(tmp_path / "file.json")
    envelope = json.loads((tmp_path / "file.json").read_text("utf-8"))
    assert (envelope["calculator"], envelope["result"]["stages"][0]["needed"]) == (CALCULATOR, 200)

    tools.calculator.reload()
    expect(tools.tool("share")).to_be_attached(timeout=START_MS)
    chooser = tools.open("share").locator('[data-name="file"]')
    (tmp_path / "broken.json").write_text('{"calculator":', "utf-8")
    chooser.set_input_files(tmp_path / "broken.json")
    expect(tools.page.locator('[data-part="notice"] [role="alert"]')).to_be_visible()
    tools.expect_needed("310")
    chooser.set_input_files(tmp_path / "file.json")
    tools.expect_needed("200")
    expect(tools.calculator.entry(RATE)).to_have_value("34")
    expect(tools.page.locator('[data-part="notice"] [role="alert"]')).to_have_count(0)
    assert tools.calculator.noted() == []


def test_numbers_go_on_to_the_next_calculator(tools: Tools, portal: Portal, language: str) -> None:
    links = tools.page.locator('[data-part="hand-over"] a')
    expect(links).to_have_count(3)
    links.first.click()
    tools.page.wait_for_url(re.compile(re.escape(portal.address(language, "calculators/forecast/#inputs="))))
    expect(tools.page.locator('input[name="volume"]')).to_have_value("310", timeout=START_MS)
    expect(tools.page.locator('input[name="stages.0.entered"]')).to_have_value("100")
    tools.expect_notice()
    assert tools.calculator.noted() == []


def test_on_paper_there_is_everything_but_buttons(tools: Tools) -> None:
    for _ in range(2):
        tools.use("scenarios")
        expect(tools.page.locator("[data-part=scenarios] button").first).to_be_visible()
    expect(tools.tool("scenarios").locator("svg")).to_be_visible()
    tools.page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    tools.page.emulate_media(media="print")
    for shown in (
        'input[name="revenue_goal"]',
        '[data-part="answer"]',
        '[data-part="picture"] svg',
        '[data-part="working"] li >> nth=0',
        "details[data-tool=scenarios] table",
    ):
        expect(tools.page.locator(shown).first).to_be_visible()
    expect(tools.page.locator("sales-calculator button:visible")).to_have_count(0)
    expect(tools.tool("share")).to_be_hidden()
    tools.page.evaluate("() => dispatchEvent(new Event('afterprint'))")
    assert tools.page.locator("details.calculator-details[open]").count() == 1


def test_the_tools_are_accessible(browser: Browser, portal: Portal, language: str) -> None:
    look = PHONE if language == "ar" else {}
    scheme = "dark" if language == "ar" else "light"
    context = browser.new_context(
        service_workers="block", bypass_csp=True, color_scheme="dark" if scheme == "dark" else "light", **look
    )
    context.add_init_script((ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8"))
    tools = Tools(context, portal, language).start()
    tools.seek("200")
    for _ in range(2):
        tools.use("scenarios")
    expect(tools.page.locator("[data-rename]")).to_have_count(2)
    tools.open("sensitivity")
    expect(tools.page.locator('[data-part="sensitivity-results"] option').first).to_be_attached()
    tools.use("sensitivity")
    expect(tools.tool("sensitivity").locator("svg")).to_be_visible()
    tools.open("share")
    assert tools.page.evaluate(RUN) == []
    context.close()


def test_without_scripts_there_are_no_tools_but_the_links_lead_on(
    portal: Portal, new_context: CreateContextCallback, language: str
) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(portal.address(language, f"calculators/{CALCULATOR}/"))
    expect(page.locator('[data-part="tools"]')).to_be_hidden()
    expect(page.locator('[data-part="notice"]')).to_be_hidden()
    page.locator('[data-part="hand-over"] a').first.click()
    assert page.url.startswith(portal.address(language, "calculators/forecast/#inputs="))
    expect(page.locator("sales-calculator")).to_have_attribute("data-state", "example")
