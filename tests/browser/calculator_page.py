"""A calculator's page as a reader uses it."""

from __future__ import annotations

from collections.abc import Mapping

from playwright.sync_api import Locator, Page, expect

from tests.browser.portal import Portal
from tests.browser.watch import REPORT_VIOLATIONS, VIOLATIONS, Watch

START_MS = 60_000
"""How long Python may take to start on a machine that has much else to do."""

RECORD_STATES = """
globalThis.states = [];
globalThis.longTasks = [];
new PerformanceObserver((list) => {
  for (const task of list.getEntries()) globalThis.longTasks.push([task.startTime, task.duration]);
}).observe({ type: "longtask", buffered: true });
document.addEventListener("DOMContentLoaded", () => {
  const calculator = document.querySelector("sales-calculator");
  const note = () => globalThis.states.push([calculator.dataset.state, performance.now()]);
  note();
  new MutationObserver(note).observe(calculator, { attributeFilter: ["data-state"] });
});
"""
"""Runs before the page's own scripts; a deferred script such as the calculator's runs before DOMContentLoaded."""
VALUES = "(all) => all.map((one) => [one.dataset.field, one.getAttribute('value')])"


class CalculatorPage:
    """The form, its problems and the result."""

    def __init__(self, page: Page, portal: Portal, code: str, calculator: str) -> None:
        self._page = page
        self._address = portal.address(code, f"calculators/{calculator}/")
        self._watch = Watch(page, portal.url)
        page.add_init_script(REPORT_VIOLATIONS)
        self.element = page.locator("sales-calculator")

    def open(self) -> None:
        self._watch.begin()
        self._page.goto(self._address)

    def start(self) -> None:
        """Open the page and wait for Python."""
        self.open()
        self._wake()

    def reload(self) -> None:
        """Do the same as a reader who presses the browser's button."""
        self._watch.begin()
        self._page.reload()
        self._wake()

    def noted(self) -> list[str]:
        """What went wrong since the page was opened."""
        return [*self._watch.noted(), *self._page.evaluate(VIOLATIONS)]

    def entry(self, path: str) -> Locator:
        return self.element.locator(f'input[name="{path}"]:enabled')

    def field(self, path: str) -> Locator:
        """What belongs to one entry: its label, unit and help, and the place for its problem."""
        return self.element.locator(".calculator-field", has=self._page.locator(f'input[name="{path}"]'))

    def expect_state(self, state: str) -> None:
        expect(self.element).to_have_attribute("data-state", state, timeout=START_MS)

    def fill(self, entries: Mapping[str, str]) -> None:
        for path, text in entries.items():
            self.entry(path).fill(text)

    def values(self) -> dict[str, str]:
        """The machine values of the result; a field that stands in several places has one value."""
        shown: dict[str, str] = {}
        for field, value in self.element.locator("data[data-field]").evaluate_all(VALUES):
            assert shown.setdefault(field, value) == value, f"{field} is both {shown[field]} and {value}"
        return shown

    def expect_values(self, expected: Mapping[str, str]) -> None:
        """Wait for a result and compare all of it."""
        before = self.values()
        changed = next((path for path in expected if before.get(path) != expected[path]), None)
        if changed:
            expect(self.datum(changed)).to_have_attribute("value", expected[changed], timeout=START_MS)
        self.expect_state("ready")
        assert self.values() == expected

    def datum(self, field: str) -> Locator:
        return self.element.locator(f'data[data-field="{field}"]').first

    def error(self, path: str, code: str) -> Locator:
        return self._page.locator(f'[data-error-for="{path}"][data-code="{code}"]')

    def add_row(self, name: str) -> None:
        self.element.locator(f'[data-list="{name}"] [data-action="add"]').click()

    def remove_row(self, name: str, index: int) -> None:
        row = self.element.locator(f'[data-list="{name}"] [data-row]').nth(index)
        row.locator('[data-action="remove"]').click()

    def _wake(self) -> None:
        """Begin to fill the form in, which starts Python if the page has not done so by itself."""
        self.element.locator("input:enabled").first.focus()
        self.expect_state("ready")
