"""Deals out of a CRM's export: a file is chosen, dropped or pasted, read beside the page, and stays on the device."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, Request, expect
from pytest_playwright.pytest_playwright import CreateContextCallback

from calculators.command_line import run
from calculators.crm_progress import finished
from calculators.crm_text import decoded
from tests.browser.calculator_page import RECORD_STATES, START_MS, CalculatorPage
from tests.browser.expectations import Words
from tests.browser.portal import Portal

FILES = Path(__file__).parents[1] / "crm"
ROWS = 100_000
LONGEST_TASK_MS = 250
"""The page may do nothing longer than 50 ms meanwhile; a busy machine makes that several times as long."""
READ_MS = 120_000
DROP = """
(place, text) => {
  const data = new DataTransfer();
  data.items.add(new File([text], "deals.csv", { type: "text/csv" }));
  for (const type of ["dragover", "drop"]) {
    place.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
  }
}
"""
PASTE = """
(entry, text) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  entry.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}
"""


@dataclass
class Importer:
    """The page and what it asks of the network."""

    page: Page
    tool: CalculatorPage
    requests: list[Request]

    @property
    def element(self) -> Locator:
        return self.tool.element

    def choose(self, file: Path) -> None:
        self.page.set_input_files("[data-file]", str(file))

    def expect_deals(self, number: int) -> None:
        expect(self.tool.datum("deals")).to_have_attribute("value", str(number), timeout=READ_MS)
        self.tool.expect_state("ready")

    def expect_result(self, csv: str, mapping: dict[str, str] | None = None) -> None:
        """Compare the single values with those of the command line."""
        result = json.loads(run("crm", json.dumps({"csv": csv, "mapping": mapping})), parse_float=str)
        self.expect_deals(result["deals"])
        shown = self.tool.values()
        for name, value in result.items():
            if not isinstance(value, list | dict):
                assert shown[name] == ("" if value is None else str(value)), name


def importer(page: Page, portal: Portal, code: str) -> Importer:
    tool = CalculatorPage(page, portal, code, "crm")
    requests: list[Request] = []
    page.on("request", lambda request: requests.append(request))  # noqa: PLW0108  # Playwright marks its handlers
    tool.open()
    return Importer(page, tool, requests)


@pytest.fixture(scope="module")
def opened(portal: Portal, browser: Browser, code: str) -> Iterator[Importer]:
    """A page whose Python has started: that takes seconds, so the tests of a language share it."""
    context = browser.new_context(service_workers="block")
    found = importer(context.new_page(), portal, code)
    found.choose(FILES / "hubspot.csv")
    found.expect_deals(6)
    yield found
    context.close()


@pytest.fixture(scope="session")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of deals of which deal i is worth i, every fourth won."""
    file = tmp_path_factory.mktemp("crm") / "many.csv"
    lines = ["Record ID,Deal Name,Deal Stage,Amount,Create Date,Close Date,Deal owner"]
    for index in range(ROWS):
        stage = "Closed Won" if index % 4 == 0 else "Closed Lost"
        days = f"2025-01-{1 + index % 28:02d} 09:15,2025-03-{1 + index % 28:02d} 16:30"
        lines.append(f'{index},"Deal {index}, with more",{stage},{index}.50,{days},Owner {index % 300}')
    file.write_text("\n".join(lines), "utf-8")
    return file


def text_of(file: Path) -> str:
    return finished(decoded(file.read_bytes()))


def test_without_scripts_a_sample_is_worked_out(
    portal: Portal, words: Words, new_context: CreateContextCallback, code: str
) -> None:
    found = importer(new_context(java_script_enabled=False).new_page(), portal, code)
    found.tool.expect_state("example")
    assert found.tool.values()["deals"] == "13"
    expect(found.element.locator("noscript p")).to_have_text(words.text("calculator.no-script"))
    expect(found.element.locator("svg").first).to_be_visible()


@pytest.mark.parametrize("name", ["pipedrive.csv", "rd-station.csv", "salesforce.csv", "ugly/utf-16-le-bom.csv"])
def test_a_file_is_read(opened: Importer, name: str) -> None:
    opened.choose(FILES / name)
    opened.expect_result(text_of(FILES / name))
    assert opened.tool.noted() == []


def test_a_file_can_be_dropped(opened: Importer) -> None:
    text = text_of(FILES / "pipedrive.csv")
    opened.element.locator("[data-drop]").evaluate(DROP, text)
    opened.expect_result(text)


def test_rows_can_be_typed(opened: Importer) -> None:
    text = "Stage,Amount,Owner\nClosed Won,1,Ann\nClosed Lost,2,Ben\n"
    opened.element.locator("textarea").fill(text)
    opened.expect_result(text)


def test_many_rows_can_be_pasted(opened: Importer, many: Path) -> None:
    lines = many.read_text("utf-8").splitlines(keepends=True)[:5000]
    opened.element.locator("textarea").evaluate(PASTE, "".join(lines))
    opened.expect_deals(len(lines) - 1)
    expect(opened.element.locator('[data-note="long"]')).to_be_visible()
    expect(opened.element.locator("textarea")).to_have_value("")


def test_columns_can_be_chosen(opened: Importer) -> None:
    opened.choose(FILES / "hubspot.csv")
    opened.expect_deals(6)
    owner = opened.element.locator('select[name="mapping.owner"]')
    expect(owner).to_have_value("Deal owner")
    owner.select_option("Associated Company")
    expect(opened.tool.datum("by_owner.0.name")).to_have_attribute("value", "Dune Hotels", timeout=READ_MS)
    expect(owner).to_have_value("Associated Company")
    opened.tool.expect_state("ready")
    opened.choose(FILES / "pipedrive.csv")
    opened.expect_deals(5)
    expect(owner).to_have_value("Deal - Owner")


def test_what_is_wrong_is_said(opened: Importer, words: Words) -> None:
    opened.choose(FILES / "ugly" / "workbook.csv")
    error = opened.tool.error("csv", "bad_csv")
    expect(error).to_have_text(words.text("calculator.error.csv_not_text"))
    opened.tool.expect_state("error")
    opened.choose(FILES / "ugly" / "bad-values.csv")
    opened.expect_deals(3)
    expect(error).to_have_count(0)
    assert opened.tool.values()["refused.0.line"] == "3"


def test_the_result_can_be_saved(opened: Importer, words: Words, tmp_path: Path) -> None:
    opened.choose(FILES / "pipedrive.csv")
    opened.expect_deals(5)
    for kind, deals in (("csv", ",deals,"), ("json", '"deals": 5')):
        button = opened.element.get_by_role("button", name=words.text(f"calculator.share.{kind}"))
        with opened.page.expect_download() as saved:
            button.click()
        assert saved.value.suggested_filename == f"crm.{kind}"
        saved.value.save_as(tmp_path / kind)
        assert deals in (tmp_path / kind).read_text("utf-8-sig")


def test_the_numbers_go_to_the_next_calculator(opened: Importer) -> None:
    opened.choose(FILES / "pipedrive.csv")
    opened.expect_deals(5)
    link = opened.element.locator('[data-part="hand-over"] a[href^="../funnel/"]')
    context = opened.page.context
    other = context.new_page()
    other.goto(link.evaluate("(link) => link.href"))
    expect(other.locator('input[name="stages.0.id"]')).to_have_value("Qualified", timeout=START_MS)
    expect(other.locator('data[data-field="revenue"]').first).to_have_attribute("value", "15000", timeout=START_MS)
    other.close()


def long_tasks(page: Page) -> list[int]:
    found: list[list[Any]] = page.evaluate("() => globalThis.longTasks")
    return [round(duration) for _, duration in found if duration > LONGEST_TASK_MS]


def test_a_hundred_thousand_rows_beside_the_page(portal: Portal, page: Page, many: Path) -> None:
    page.add_init_script(RECORD_STATES)
    found = importer(page, portal, portal.languages[0].code)
    found.choose(FILES / "hubspot.csv")
    found.expect_deals(6)
    page.evaluate("() => { globalThis.longTasks = []; }")

    found.choose(many)
    progress = found.element.locator("progress")
    expect(progress).to_be_visible()
    shares: list[float] = []
    while found.element.get_attribute("data-state") == "loading":
        shares.append(progress.evaluate("(bar) => bar.value"))
        page.wait_for_timeout(200)
    found.expect_deals(ROWS)
    assert shares == sorted(shares)
    assert len(set(shares)) > 3
    assert found.tool.values()["value"] == f"{ROWS * (ROWS - 1) // 2 + ROWS // 2}"
    assert long_tasks(page) == []
    assert found.tool.noted() == []


def test_reading_can_be_stopped(portal: Portal, page: Page, many: Path) -> None:
    found = importer(page, portal, portal.languages[0].code)
    found.choose(FILES / "hubspot.csv")
    found.expect_deals(6)
    found.choose(many)
    found.element.locator('[data-action="cancel-import"]').click()
    expect(found.element.locator('[data-note="cancelled"]')).to_be_visible()
    expect(found.element.locator("progress")).to_be_hidden()
    expect(found.element.locator("[data-file]")).to_be_focused()
    assert found.tool.values()["deals"] == "6"
    # Python is free again at once, not after the rows that were left.
    found.choose(FILES / "pipedrive.csv")
    expect(found.tool.datum("deals")).to_have_attribute("value", "5", timeout=3000)
    found.tool.expect_state("ready")


def test_nothing_is_sent(portal: Portal, page: Page) -> None:
    found = importer(page, portal, portal.languages[0].code)
    found.choose(FILES / "pipedrive.csv")
    found.expect_deals(5)
    found.choose(FILES / "hubspot.csv")
    found.expect_deals(6)
    assert found.requests
    for request in found.requests:
        assert (request.method, request.post_data) == ("GET", None), request.url
        # Pages, the site's own files, and the question of `playbook serve` whether there is a newer version.
        path = urlsplit(request.url)
        assert request.url.startswith(portal.url)
        assert path.query == "" or (path.path == "/_reload" and path.query.isdecimal())
