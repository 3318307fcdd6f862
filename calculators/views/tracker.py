"""Sentences, picture and working of tracker."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from calculators.fields import MONEY, NUMBER, RATE
from calculators.tracker import Inputs, Month, Result
from calculators.views.context import FormulaPart, View
from calculators.views.markup import Html, element, join
from calculators.views.month_lines import MonthLine, MonthLines, month_lines
from calculators.views.month_plot import Frame

WORDS = frozenset(
    {
        "answer.ahead",
        "answer.on_track",
        "answer.behind",
        "answer.not_started",
        "answer.nothing-planned",
        "answer.month",
        "answer.projection",
        "answer.required",
        "answer.reached",
        "answer.missed",
        "picture.title",
        "picture.description",
        "picture.state",
        "picture.plan",
        "picture.actual",
        "picture.projection",
        "picture.months",
        "working.year",
        "working.to-date",
        "working.planned",
        "working.attainment",
        "working.status",
        "working.projection",
        "working.required",
    }
)
"""Keys of the words that this view needs of the calculator's own, beside those of its fields."""


def answer(view: View, inputs: Inputs, result: Result) -> Html:
    """Return whether the months are on course in words."""
    return join(*(element("p", sentence) for sentence in _sentences(view, inputs, result)))


def picture(view: View, _inputs: Inputs, result: Result) -> Html:
    """Return the plan and what came of it, both added up from month to month, and where the year is heading."""
    target = [(index, month.cumulative_target) for index, month in enumerate(result.months)]
    actual = [
        (index, month.cumulative_actual)
        for index, month in enumerate(result.months)
        if month.cumulative_actual is not None
    ]
    lines = [MonthLine(view.say_plain("picture.plan"), "dashed", target)]
    if actual:
        lines.append(MonthLine(view.say_plain("picture.actual"), "full", actual))
    if result.projection is not None and len(actual) < len(target):
        ahead = [actual[-1], (len(target) - 1, result.projection)]
        lines.append(MonthLine(view.say_plain("picture.projection"), "faint", ahead))
    state = view.say_plain(
        "picture.state",
        months=view.plain_quantity(len(actual), NUMBER),
        actual=view.plain_quantity(result.to_date, MONEY),
        year=view.plain_quantity(result.year_target, MONEY),
    )
    return month_lines(
        view,
        f"{view.calculator_id}-months",
        view.say_plain("picture.title"),
        f"{view.say_plain('picture.description')} {state}",
        MonthLines(Frame([month.month for month in result.months], view.say_plain("picture.months"), MONEY), lines),
    )


def working(view: View, inputs: Inputs, result: Result) -> Html:
    """Return each formula with the reader's numbers in it."""
    return element("ol", *(element("li", step) for step in _steps(view, inputs, result)))


def _last(inputs: Inputs, result: Result) -> Month | None:
    """Return the last month that is over."""
    return result.months[len(inputs.actuals) - 1] if inputs.actuals else None


def _sentences(view: View, inputs: Inputs, result: Result) -> Iterator[Html]:
    last, left = _last(inputs, result), len(inputs.targets) - len(inputs.actuals)
    year = view.quantity(result.year_target, MONEY)
    if last is None:
        yield view.say("answer.not_started", year=year)
    else:
        yield _course(view, result, last)
        if last.actual is not None and last.attainment is not None:
            yield view.say(
                "answer.month",
                month=view.quantity(last.month, NUMBER),
                actual=view.quantity(last.actual, MONEY),
                target=view.quantity(last.target, MONEY),
                attainment=view.quantity(last.attainment, RATE),
            )
    if result.projection is not None and left:
        yield view.say("answer.projection", projection=view.quantity(result.projection, MONEY), year=year)
    if result.required_per_month:
        yield view.say_count(
            "answer.required", left, required=view.quantity(result.required_per_month, MONEY), year=year
        )
    elif last is not None:
        missing = result.year_target - result.to_date
        key = "answer.missed" if missing > 0 else "answer.reached"
        yield view.say(key, year=year, missing=view.quantity(missing, MONEY))


def _course(view: View, result: Result, last: Month) -> Html:
    to_date = view.quantity(result.to_date, MONEY)
    if not last.cumulative_target:
        return view.say("answer.nothing-planned", to_date=to_date)
    return view.say(
        f"answer.{result.status}",
        to_date=to_date,
        planned=view.quantity(last.cumulative_target, MONEY),
        attainment=view.quantity(result.to_date / last.cumulative_target, RATE),
    )


def _sum(values: tuple[Fraction, ...]) -> list[FormulaPart]:
    """Return amounts with plus signs between them."""
    parts: list[FormulaPart] = []
    for value in values:
        parts += ["+", (value, MONEY)] if parts else [(value, MONEY)]
    return parts


def _steps(view: View, inputs: Inputs, result: Result) -> Iterator[Html]:
    """Yield the formulas in the order in which they are worked out."""
    year, to_date = (result.year_target, MONEY), (result.to_date, MONEY)
    yield view.equation("working.year", *_sum(inputs.targets), result=year)
    last, left = _last(inputs, result), len(inputs.targets) - len(inputs.actuals)
    if last is not None:
        planned = (last.cumulative_target, MONEY)
        yield view.equation("working.to-date", *_sum(inputs.actuals), result=to_date)
        yield view.equation("working.planned", *_sum(inputs.targets[: last.month]), result=planned)
        if last.cumulative_target:
            reached = (result.to_date / last.cumulative_target, RATE)
            yield view.equation("working.attainment", to_date, "÷", planned, result=reached)
            yield view.say("working.status")
        if result.projection is not None:
            yield view.equation(
                "working.projection", to_date, "×", year, "÷", planned, result=(result.projection, MONEY)
            )
    if result.required_per_month:
        formula: list[FormulaPart] = ["(", year, "−", to_date, ")", "÷", (left, NUMBER)]
        yield view.equation("working.required", *formula, result=(result.required_per_month, MONEY))
