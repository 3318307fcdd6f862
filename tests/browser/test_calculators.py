"""Both calculators in every language: the example, what a reader types, what is wrong in it, rows that come and go."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_playwright.pytest_playwright import CreateContextCallback

from tests.browser.calculator_page import RECORD_STATES, CalculatorPage
from tests.browser.expectations import Words, example_of, money, result_of, typed, unmarked
from tests.browser.portal import Portal

LONGEST_TASK_MS = 250
"""The page may do nothing longer than 50 ms while Python starts; a busy machine makes that several times as long."""

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Case:
    """What is done with one calculator; numbers are written with a point and, for rates, in percent as they are typed.

    ``changes``: path of the entry → (what is typed, what it is in data). ``bad``: the same with text that is refused,
    and the code. ``row``: the entries of a new last row but its name.
    """

    changes: Mapping[Path, tuple[str, float]]
    bad: Mapping[str, tuple[Path, str, str]]
    row: Mapping[str, tuple[str, float]]
    money: str


CASES = {
    "goal-plan": Case(
        changes={("revenue_goal",): ("1234567.5", 1234567.5), ("stages", 0, "rate"): ("33.5", 0.335)},
        bad={
            "calculator.error.not_a_number": (("average_deal",), "12 apples", "not_a_number"),
            "calculator.error.required": (("working_days",), "", "required"),
            "calculator.error.not_an_integer": (("reps",), "1.5", "not_an_integer"),
        },
        row={"rate": ("12.5", 0.125)},
        money="revenue_gap",
    ),
    "funnel": Case(
        changes={("average_deal",): ("1234.57", 1234.57), ("stages", 0, "count"): ("15000", 15000)},
        bad={
            "calculator.error.not_decreasing": (("stages", 1, "count"), "90000", "not_decreasing"),
            "calculator.error.above": (("average_deal",), "0", "out_of_range"),
        },
        row={"count": ("7", 7)},
        money="revenue",
    ),
}


CALCULATORS = pytest.mark.parametrize("calculator", CASES, scope="module")


@pytest.fixture(scope="module")
def opened(portal: Portal, browser: Browser, code: str, calculator: str) -> Iterator[CalculatorPage]:
    """A page whose Python has started: that takes seconds, so the tests of a calculator share it."""
    context = browser.new_context(service_workers="block")
    tool = CalculatorPage(context.new_page(), portal, code, calculator)
    tool.start()
    yield tool
    context.close()


@pytest.fixture
def tool(opened: CalculatorPage, words: Words, calculator: str) -> CalculatorPage:
    """The page with the example in it, opened anew if a test that failed left something else there."""
    if opened.values() != result_of(calculator, example_of(words, calculator)):
        opened.start()
    return opened


def name_of(path: Path) -> str:
    return ".".join(map(str, path))


def put(inputs: Any, path: Path, value: object) -> None:
    for part in path[:-1]:
        inputs = inputs[part]
    inputs[path[-1]] = value


@CALCULATORS
def test_without_scripts_the_example_is_worked_out(
    portal: Portal, words: Words, new_context: CreateContextCallback, code: str, calculator: str
) -> None:
    tool = CalculatorPage(new_context(java_script_enabled=False).new_page(), portal, code, calculator)
    tool.open()
    tool.expect_state("example")
    assert tool.values() == result_of(calculator, example_of(words, calculator))
    note = tool.element.locator("noscript p")
    expect(note).to_be_visible()
    expect(note).to_have_text(words.text("calculator.no-script"))
    expect(tool.element.locator('[data-when="example"]')).to_have_text(words.text("calculator.example"))
    expect(tool.element.locator("svg").first).to_be_visible()


@CALCULATORS
def test_it_answers_what_a_reader_types(
    portal: Portal, words: Words, tool: CalculatorPage, code: str, calculator: str
) -> None:
    case, language = CASES[calculator], portal.language(code)
    inputs = example_of(words, calculator)
    assert tool.values() == result_of(calculator, inputs)
    before = {name_of(path): tool.entry(name_of(path)).input_value() for path in case.changes}
    for path, (text, value) in case.changes.items():
        put(inputs, path, value)
        tool.fill({name_of(path): typed(language, text)})
    expected = result_of(calculator, inputs)
    tool.expect_values(expected)
    currency = portal.project.settings["extra"]["currency"]
    assert unmarked(tool.datum(case.money).inner_text()) == money(language, expected[case.money], currency)
    tool.fill(before)
    tool.expect_values(result_of(calculator, example_of(words, calculator)))


@CALCULATORS
def test_it_says_what_is_wrong_beside_the_entry(words: Words, tool: CalculatorPage, calculator: str) -> None:
    right = tool.values()
    for key, (path, text, reason) in CASES[calculator].bad.items():
        name = name_of(path)
        before = tool.entry(name).input_value()
        tool.fill({name: text})
        error = tool.error(name, reason)
        expect(error).to_be_visible()
        tool.expect_state("error")
        # What a limit is filled in with is the locale's business; the words around it are the catalogue's.
        for part in words.text(key).split("{limit}"):
            expect(error).to_contain_text(part.strip())
        expect(tool.entry(name)).to_have_attribute("aria-invalid", "true")
        expect(tool.entry(name)).to_have_accessible_description(re.compile(re.escape(error.inner_text().strip())))
        expect(tool.field(name).locator(error)).to_have_count(1)
        expect(tool.element.locator("[data-error-for]")).to_have_count(1)

        tool.fill({name: before})
        tool.expect_state("ready")
        expect(tool.element.locator("[data-error-for]")).to_have_count(0)
        expect(tool.entry(name)).not_to_have_attribute("aria-invalid", "true")
        assert tool.values() == right


@CALCULATORS
def test_stages_come_and_go(portal: Portal, words: Words, tool: CalculatorPage, code: str, calculator: str) -> None:
    language, row = portal.language(code), CASES[calculator].row
    inputs = example_of(words, calculator)
    last = len(inputs["stages"])
    tool.add_row("stages")
    expect(tool.entry(f"stages.{last}.id")).to_be_focused()
    tool.fill({f"stages.{last}.id": "Pilot"})
    tool.fill({f"stages.{last}.{name}": typed(language, text) for name, (text, _) in row.items()})
    inputs["stages"].append({"id": "Pilot", **{name: value for name, (_, value) in row.items()}})
    tool.expect_values(result_of(calculator, inputs))

    tool.remove_row("stages", last)
    tool.expect_values(result_of(calculator, example_of(words, calculator)))


@CALCULATORS
def test_it_starts_over_after_a_reload(
    portal: Portal, words: Words, tool: CalculatorPage, code: str, calculator: str
) -> None:
    inputs = example_of(words, calculator)
    second = tool.entry("stages.1.id").input_value()
    tool.remove_row("stages", 0)
    del inputs["stages"][0]
    tool.expect_values(result_of(calculator, inputs))
    assert tool.entry("stages.0.id").input_value() == second
    assert tool.noted() == []

    tool.reload()
    inputs = example_of(words, calculator)
    assert tool.values() == result_of(calculator, inputs)
    path, (text, value) = next(iter(CASES[calculator].changes.items()))
    put(inputs, path, value)
    tool.fill({name_of(path): typed(portal.language(code), text)})
    tool.expect_values(result_of(calculator, inputs))
    assert tool.noted() == []


def test_python_runs_beside_the_page(portal: Portal, page: Page) -> None:
    page.add_init_script(RECORD_STATES)
    tool = CalculatorPage(page, portal, portal.languages[0].code, "goal-plan")
    tool.start()
    assert len(page.workers) == 1
    assert page.workers[0].url.startswith(portal.url)
    assert page.evaluate("() => 'loadPyodide' in globalThis") is False
    states = dict(page.evaluate("() => globalThis.states"))
    assert list(states) == ["example", "loading", "ready"]
    long = [
        round(duration)
        for start, duration in page.evaluate("() => globalThis.longTasks")
        if states["loading"] <= start + duration and start <= states["ready"]
    ]
    assert max(long, default=0) <= LONGEST_TASK_MS
