"""Every calculator in every language: its worked example, one entry changed, the result compared with CPython's."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from playwright.sync_api import Page, expect

from calculators.registry import calculator_ids
from playbook.rubrics import example_inputs
from tests.browser.calculator_page import CalculatorPage
from tests.browser.expectations import Words, result_of, typed
from tests.browser.portal import Portal

CHANGES: Mapping[str, tuple[str, str, float]] = {
    "capacity": ("target", "3500000", 3_500_000),
    "commission": ("sales", "151234.5", 151_234.5),
    "forecast": ("volume", "412", 412),
    "funnel": ("average_deal", "1234.57", 1234.57),
    "goal-plan": ("revenue_goal", "1234567.5", 1_234_567.5),
    "sla": ("working_days", "19", 19),
    "tracker": ("actuals.0", "91000.5", 91_000.5),
    "unit-economics": ("new_customers", "37", 37),
    "velocity": ("win_rate", "31.5", 0.315),
}
"""The entry that is changed: its path, what is typed (rates in percent), and what that is in data."""
ANSWERS = {"diagnosis", "lead-temperature"}
READS_A_FILE = {"crm"}
"""``test_crm.py`` gives it files."""


def example(words: Words, calculator: str) -> dict[str, object]:
    entry = next(item.entry for item in words.local.of("calculator") if item.entry.id == calculator)
    return dict(example_inputs(entry))


def test_none_is_left_out() -> None:
    assert set(calculator_ids()) == set(CHANGES) | ANSWERS | READS_A_FILE


@pytest.mark.parametrize("calculator", CHANGES)
def test_a_number_that_a_reader_types(portal: Portal, words: Words, page: Page, code: str, calculator: str) -> None:
    path, text, value = CHANGES[calculator]
    inputs = example(words, calculator)
    tool = CalculatorPage(page, portal, code, calculator)
    tool.start()
    assert tool.values() == result_of(calculator, inputs)
    name, _, index = path.partition(".")
    if index:
        inputs[name] = [value, *inputs[name][1:]]  # type: ignore[index]  # a list of numbers
    else:
        inputs[name] = value
    tool.fill({path: typed(portal.language(code), text)})
    tool.expect_values(result_of(calculator, inputs))
    expect(tool.element.locator("svg").first).to_be_visible()
    assert tool.noted() == []


@pytest.mark.parametrize("calculator", sorted(ANSWERS))
def test_an_answer_that_a_reader_chooses(portal: Portal, words: Words, page: Page, code: str, calculator: str) -> None:
    inputs = example(words, calculator)
    tool = CalculatorPage(page, portal, code, calculator)
    tool.start()
    assert tool.values() == result_of(calculator, inputs)
    other = tool.element.locator("input[type=radio]:not(:checked)").first
    name, option = other.get_attribute("name") or "", other.get_attribute("value") or ""
    other.check()
    answers = dict(inputs["answers"])  # type: ignore[call-overload]  # a mapping
    assert name.startswith("answers.")
    answers[name.removeprefix("answers.")] = option
    tool.expect_values(result_of(calculator, inputs | {"answers": answers}))
    assert tool.noted() == []
