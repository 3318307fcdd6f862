"""Sentences, pictures and working of sla."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from calculators.fields import MONEY, NUMBER, RATE
from calculators.sla import MINUTES_PER_HOUR, Inputs, Result
from calculators.views.context import FormulaPart, View
from calculators.views.markup import Html, element, join
from calculators.views.named_bars import NamedBar, named_bars

WORDS = frozenset(
    {
        "answer.deals",
        "answer.leads",
        "answer.follow-up",
        "answer.sdrs-enough",
        "answer.sdrs-short",
        "answer.nothing-owed",
        "picture.title",
        "picture.description",
        "picture.grade",
        "time.title",
        "time.description",
        "time.needed",
        "time.there",
        "working.deals",
        "working.close-rate",
        "working.leads",
        "working.grade",
        "working.value",
        "working.per-day",
        "working.hours",
        "working.sdrs",
        "working.gap",
    }
)
"""Keys of the words that this view needs of the calculator's own, beside those of its fields."""


def answer(view: View, inputs: Inputs, result: Result) -> Html:
    """Return what either side owes the other in words."""
    return join(*(element("p", sentence) for sentence in _sentences(view, inputs, result)))


def picture(view: View, inputs: Inputs, result: Result) -> Html:
    """Return the leads of each grade, and the hours of follow-up against the hours that are there."""
    leads = [NamedBar(view.plain_name("grades", grade.id), grade.leads) for grade in result.grades]
    described = " ".join(
        view.say_plain("picture.grade", grade=bar.name, leads=view.plain_quantity(bar.value, NUMBER)) for bar in leads
    )
    hours = [
        NamedBar(view.say_plain("time.needed"), result.follow_up_hours),
        NamedBar(view.say_plain("time.there"), _hours_there(inputs)),
    ]
    needed, there = (view.plain_quantity(bar.value, NUMBER) for bar in hours)
    return join(
        named_bars(
            view,
            f"{view.calculator_id}-leads",
            view.say_plain("picture.title"),
            f"{view.say_plain('picture.description')} {described}",
            leads,
        ),
        named_bars(
            view,
            f"{view.calculator_id}-time",
            view.say_plain("time.title"),
            view.say_plain("time.description", needed=needed, there=there),
            hours,
        ),
    )


def working(view: View, inputs: Inputs, result: Result) -> Html:
    """Return each formula with the reader's numbers in it."""
    return element("ol", *(element("li", step) for step in _steps(view, inputs, result)))


def _hours_there(inputs: Inputs) -> Fraction:
    return inputs.sdrs * inputs.sdr_minutes / MINUTES_PER_HOUR


def _sentences(view: View, inputs: Inputs, result: Result) -> Iterator[Html]:
    if not result.deals_from_marketing:
        yield view.say("answer.nothing-owed")
        return
    amount = view.quantity(inputs.revenue_goal * inputs.marketing_share, MONEY)
    yield view.say_count("answer.deals", result.deals_from_marketing, amount=amount)
    yield view.say_count("answer.leads", result.leads_total, per_day=view.quantity(result.leads_per_day, NUMBER))
    there = view.quantity(_hours_there(inputs), NUMBER)
    yield view.say_count("answer.follow-up", result.follow_up_hours, there=there)
    if result.sdr_gap:
        yield view.say_count("answer.sdrs-short", result.sdr_gap, sdrs=view.quantity(inputs.sdrs, NUMBER))
    else:
        yield view.say_count("answer.sdrs-enough", inputs.sdrs)


def _steps(view: View, inputs: Inputs, result: Result) -> Iterator[Html]:
    """Yield the formulas in the order in which the agreement is worked out."""
    goal, share = (inputs.revenue_goal, MONEY), (inputs.marketing_share, RATE)
    deals, deal = (result.deals_from_marketing, NUMBER), (inputs.average_deal, MONEY)
    unrounded = (inputs.revenue_goal * inputs.marketing_share / inputs.average_deal, NUMBER)
    yield view.equation("working.deals", goal, "×", share, "÷", deal, "=", unrounded, result=deals)
    products: list[FormulaPart] = []
    for grade in inputs.grades:
        products += [*(["+"] if products else []), (grade.share, RATE), "×", (grade.close_rate, RATE)]
    close_rate, leads = (inputs.close_rate, RATE), (result.leads_total, NUMBER)
    yield view.equation("working.close-rate", *products, result=close_rate)
    unrounded = (result.deals_from_marketing / inputs.close_rate, NUMBER)
    yield view.equation("working.leads", deals, "÷", close_rate, "=", unrounded, result=leads)
    for grade, need in zip(inputs.grades, result.grades, strict=True):
        name = view.name("grades", grade.id)
        unrounded, needed = (result.leads_total * grade.share, NUMBER), (need.leads, NUMBER)
        yield view.equation("working.grade", leads, "×", (grade.share, RATE), "=", unrounded, result=needed, grade=name)
        value = (need.value_per_lead, MONEY)
        yield view.equation("working.value", (grade.close_rate, RATE), "×", deal, result=value, grade=name)
    yield from _time_steps(view, inputs, result)


def _time_steps(view: View, inputs: Inputs, result: Result) -> Iterator[Html]:
    leads, days = (result.leads_total, NUMBER), (inputs.working_days, NUMBER)
    yield view.equation("working.per-day", leads, "÷", days, result=(result.leads_per_day, NUMBER))
    attempts, minutes = (inputs.attempts, NUMBER), (inputs.minutes_per_attempt, NUMBER)
    follow_up: list[FormulaPart] = [leads, "×", attempts, "×", minutes]
    hours = (result.follow_up_hours, NUMBER)
    yield view.equation("working.hours", *follow_up, "÷", (MINUTES_PER_HOUR, NUMBER), result=hours)
    unrounded = (result.follow_up_hours * MINUTES_PER_HOUR / inputs.sdr_minutes, NUMBER)
    per_day, needed = (inputs.sdr_minutes_per_day, NUMBER), (result.sdrs_needed, NUMBER)
    formula = [*follow_up, "÷", "(", days, "×", per_day, ")", "=", unrounded]
    yield view.equation("working.sdrs", *formula, result=needed)
    yield view.equation("working.gap", needed, "−", (inputs.sdrs, NUMBER), result=(result.sdr_gap, NUMBER))
