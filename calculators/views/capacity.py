"""Sentences, picture and working of capacity."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.capacity import MOST_HIRES, HiresNeeded, Inputs, Result, kept_each_month, revenue_per_hire
from calculators.fields import MONEY, NUMBER, RATE
from calculators.survival import MONTHS_PER_YEAR
from calculators.views.context import FormulaPart, View
from calculators.views.markup import Html, element, join
from calculators.views.month_bars import MonthBars, month_bars
from calculators.views.month_plot import Frame

WORDS = frozenset(
    {
        "answer.enough",
        "answer.short",
        "answer.hires",
        "answer.too-many",
        "answer.wait",
        "answer.wait-too-many",
        "picture.title",
        "picture.description",
        "picture.capacity",
        "picture.target",
        "picture.months",
        "working.kept",
        "working.first-month",
        "working.capacity",
        "working.total",
        "working.gap",
        "working.per-hire",
        "working.hires",
    }
)
"""Keys of the words that this view needs of the calculator's own, beside those of its fields."""


def answer(view: View, inputs: Inputs, result: Result) -> Html:
    """Return whether the team can carry the number in words, and what closing the gap takes now and later."""
    return join(*(element("p", sentence) for sentence in _sentences(view, inputs, result)))


def picture(view: View, inputs: Inputs, result: Result) -> Html:
    """Return what the team can bring in each month, with what the target asks of a month on average."""
    level = inputs.target / inputs.months
    description = view.say_plain(
        "picture.description",
        first=view.plain_quantity(result.months[0].capacity, MONEY),
        last=view.plain_quantity(result.months[-1].capacity, MONEY),
        target=view.plain_quantity(level, MONEY),
    )
    return month_bars(
        view,
        f"{view.calculator_id}-months",
        view.say_plain("picture.title"),
        description,
        MonthBars(
            frame=Frame([month.month for month in result.months], view.say_plain("picture.months"), MONEY),
            name=view.say_plain("picture.capacity"),
            values=[month.capacity for month in result.months],
            level_name=view.say_plain("picture.target", target=view.plain_quantity(level, MONEY)),
            level=level,
        ),
    )


def working(view: View, inputs: Inputs, result: Result) -> Html:
    """Return the formulas with the reader's numbers in them, those of a month for the first one alone."""
    return element("ol", *(element("li", step) for step in _steps(view, inputs, result)))


def _sentences(view: View, inputs: Inputs, result: Result) -> Iterator[Html]:
    total, target = view.quantity(result.total, MONEY), view.quantity(inputs.target, MONEY)
    if not result.gap:
        yield view.say_count("answer.enough", inputs.months, total=total, target=target)
        return
    gap = view.quantity(result.gap, MONEY)
    yield view.say_count("answer.short", inputs.months, total=total, target=target, gap=gap)
    now, *later = result.hires_needed
    most = view.quantity(MOST_HIRES, NUMBER)
    if now.count is None:
        yield view.say("answer.too-many", most=most)
        return
    yield view.say_count("answer.hires", now.count)
    if later:
        wait = _middle(result)
        if wait.count is None:
            yield view.say_count("answer.wait-too-many", wait.month, most=most)
        else:
            yield view.say_count("answer.wait", wait.month, hires=view.quantity(wait.count, NUMBER))


def _middle(result: Result) -> HiresNeeded:
    """Return the hires for the month in the middle, to show what waiting costs."""
    return result.hires_needed[len(result.hires_needed) // 2]


def _steps(view: View, inputs: Inputs, result: Result) -> Iterator[Html]:
    """Yield the formulas in the order in which the result is worked out."""
    first, last = result.months[0], result.months[-1]
    full = (inputs.full_rep_per_month, MONEY)
    if inputs.annual_attrition and len(result.months) > 1:
        leave = (inputs.annual_attrition, RATE)
        kept: list[FormulaPart] = ["(", (1, NUMBER), "−", leave, ")", "^", "(", (1, NUMBER), "÷"]
        months = (MONTHS_PER_YEAR, NUMBER)
        yield view.equation("working.kept", *kept, months, ")", result=(kept_each_month(inputs), RATE))
    ramped = (first.ramped_equivalent, NUMBER)
    if people := _first_month(inputs):
        yield view.equation("working.first-month", *people, result=ramped)
    yield view.equation("working.capacity", ramped, "×", full, result=(first.capacity, MONEY))
    amounts: list[FormulaPart] = [(first.capacity, MONEY)]
    if len(result.months) > 1:
        between = result.months[1:-1]
        amounts += ["+", *(["…", "+"] if between else []), (last.capacity, MONEY)]
    total, gap = (result.total, MONEY), (result.gap, MONEY)
    yield view.equation("working.total", *amounts, result=total)
    if not result.gap:
        return
    yield view.equation("working.gap", (inputs.target, MONEY), "−", total, result=gap)
    for needed in dict.fromkeys((result.hires_needed[0], _middle(result))):
        yield from _hires_steps(view, inputs, result, needed)


def _hires_steps(view: View, inputs: Inputs, result: Result, needed: HiresNeeded) -> Iterator[Html]:
    """Yield how the hires for one month are worked out, as far as there is an answer."""
    if needed.count is None:
        return
    month = view.quantity(needed.month, NUMBER)
    each = revenue_per_hire(inputs, needed.month)
    full, ramped = (inputs.full_rep_per_month, MONEY), (each / inputs.full_rep_per_month, NUMBER)
    yield view.equation("working.per-hire", full, "×", ramped, result=(each, MONEY), month=month)
    unrounded, count = (result.gap / each, NUMBER), (needed.count, NUMBER)
    formula: list[FormulaPart] = [(result.gap, MONEY), "÷", (each, MONEY), "=", unrounded]
    yield view.equation("working.hires", *formula, result=count, month=month)


def _first_month(inputs: Inputs) -> list[FormulaPart]:
    """Return the ramped equivalent of the first month as a formula, empty where nobody is there."""
    there = [(cohort.count, cohort.tenure_months) for cohort in inputs.team]
    there += [(hire.count, 0) for hire in inputs.hires if hire.month == 0]
    parts: list[FormulaPart] = []
    for count, tenure in there:
        if count:
            parts += [*(["+"] if parts else []), (count, NUMBER), "×", (inputs.ramp_at(tenure), RATE)]
    return parts
