"""Both calculators in every language: the example, what a reader types, what goes wrong, rows, and a page left alone."""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_playwright.pytest_playwright import CreateContextCallback

from tests.browser.calculator_page import RECORD_STATES, START_MS, CalculatorPage
from tests.browser.expectations import Words, example_of, money, read_words, result_of, typed, unmarked
from tests.browser.portal import Portal
from tests.browser.watch import REPORT_VIOLATIONS, VIOLATIONS, Watch

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
        changes={("average_deal",): ("1234.5", 1234.5), ("stages", 0, "count"): ("15000", 15000)},
        bad={
            "calculator.error.not_decreasing": (("stages", 1, "count"), "90000", "not_decreasing"),
            "calculator.error.above": (("average_deal",), "0", "out_of_range"),
        },
        row={"count": ("7", 7)},
        money="revenue",
    ),
}


@pytest.fixture(scope="session")
def all_words(portal: Portal) -> dict[str, Words]:
    return read_words(portal.project)


@pytest.fixture
def words(all_words: dict[str, Words], code: str) -> Words:
    return all_words[code]


def name_of(path: Path) -> str:
    return ".".join(map(str, path))


def put(inputs: Any, path: Path, value: object) -> None:
    for part in path[:-1]:
        inputs = inputs[part]
    inputs[path[-1]] = value


@pytest.mark.parametrize("calculator", CASES)
def test_without_scripts_the_example_is_worked_out(
    portal: Portal, words: Words, new_context: CreateContextCallback, code: str, calculator: str
) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(portal.address(code, f"calculators/{calculator}/"))
    tool = CalculatorPage(page)
    tool.expect_state("example")
    assert tool.values() == result_of(calculator, example_of(words, calculator))
    expect(tool.element.locator("noscript")).to_have_text(words.text("calculator.no-script"))
    expect(tool.element.locator('[data-when="example"]')).to_have_text(words.text("calculator.example"))
    expect(tool.element.locator("svg").first).to_be_visible()


@pytest.mark.parametrize("calculator", CASES)
def test_it_answers_what_a_reader_types(
    portal: Portal, words: Words, page: Page, code: str, calculator: str
) -> None:
    case, language = CASES[calculator], portal.language(code)
    page.add_init_script(REPORT_VIOLATIONS)
    watch = Watch(page, portal.url)
    page.goto(portal.address(code, f"calculators/{calculator}/"))
    tool = CalculatorPage(page)
    inputs = example_of(words, calculator)
    assert tool.values() == result_of(calculator, inputs)

    tool.touch()
    tool.expect_state("ready")
    assert tool.values() == result_of(calculator, inputs)

    for path, (text, value) in case.changes.items():
        put(inputs, path, value)
        tool.fill({name_of(path): typed(language, text)})
    expected = result_of(calculator, inputs)
    tool.expect_values(expected)
    currency = portal.project.settings["extra"]["currency"]
    shown = money(language, expected[case.money], currency).removesuffix(".00").removesuffix(",00")
    assert unmarked(tool.datum(case.money).inner_text()) == shown

    page.reload()
    tool.touch()
    tool.expect_state("ready")
    path, (text, value) = next(iter(case.changes.items()))
    again = example_of(words, calculator)
    put(again, path, value)
    tool.fill({name_of(path): typed(language, text)})
    tool.expect_values(result_of(calculator, again))
    assert [*watch.noted(), *page.evaluate(VIOLATIONS)] == []


@pytest.mark.parametrize("calculator", CASES)
def test_it_says_what_is_wrong_beside_the_entry(
    portal: Portal, words: Words, page: Page, code: str, calculator: str
) -> None:
    page.goto(portal.address(code, f"calculators/{calculator}/"))
    tool = CalculatorPage(page)
    tool.touch()
    tool.expect_state("ready")
    right = tool.values()
    for key, (path, text, reason) in CASES[calculator].bad.items():
        name = name_of(path)
        before = tool.entry(name).input_value()
        tool.fill({name: text})
        error = tool.error(name, reason)
        expect(error).to_be_visible(timeout=START_MS)
        tool.expect_state("error")
        # What a limit is filled in with is the locale's business; the words around it are the catalogue's.
        for part in words.text(key).split("{limit}"):
            expect(error).to_contain_text(part.strip())
        expect(tool.entry(name)).to_have_attribute("aria-invalid", "true")
        expect(tool.entry(name)).to_have_accessible_description(re.compile(re.escape(error.inner_text().strip())))
        field = tool.element.locator(".calculator-field", has=tool.entry(name))
        expect(field.locator("[data-error-for]")).to_have_count(1)
        expect(tool.element.locator("[data-error-for]")).to_have_count(1)

        tool.fill({name: before})
        tool.expect_state("ready")
        expect(tool.element.locator("[data-error-for]")).to_have_count(0)
        expect(tool.entry(name)).not_to_have_attribute("aria-invalid", "true")
        assert tool.values() == right


@pytest.mark.parametrize("calculator", CASES)
def test_stages_come_and_go(portal: Portal, words: Words, page: Page, code: str, calculator: str) -> None:
    case, language = CASES[calculator], portal.language(code)
    page.goto(portal.address(code, f"calculators/{calculator}/"))
    tool = CalculatorPage(page)
    tool.touch()
    tool.expect_state("ready")
    inputs = example_of(words, calculator)
    last = len(inputs["stages"])

    tool.add_row("stages")
    expect(tool.entry(f"stages.{last}.id")).to_be_focused()
    tool.fill({f"stages.{last}.id": "Pilot"})
    tool.fill({f"stages.{last}.{name}": typed(language, text) for name, (text, _) in case.row.items()})
    longer = copy.deepcopy(inputs)
    longer["stages"].append({"id": "Pilot", **{name: value for name, (_, value) in case.row.items()}})
    tool.expect_values(result_of(calculator, longer))

    tool.remove_row("stages", 0)
    del longer["stages"][0]
    tool.expect_values(result_of(calculator, longer))
    assert tool.entry("stages.0.id").input_value() == words_name(words, calculator, longer["stages"][0]["id"])


def words_name(words: Words, calculator: str, stage: str) -> str:
    entry = next(item.entry for item in words.local.of("calculator") if item.entry.id == calculator)
    return str(entry.words[f"stages.{stage}"])


def test_python_runs_beside_the_page(portal: Portal, page: Page) -> None:
    page.add_init_script(RECORD_STATES)
    page.goto(portal.address(portal.languages[0].code, "calculators/goal-plan/"))
    tool = CalculatorPage(page)
    tool.touch()
    tool.expect_state("ready")
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
