"""Sentences, picture and working of goal-plan."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import prod

from calculators.fields import MONEY, NUMBER, RATE
from calculators.goal_plan import Inputs, MeasuredStage, Result, measured_stages
from calculators.views.charts import Level, funnel_chart
from calculators.views.context import FormulaPart, View
from calculators.views.markup import Html, element, join

WORDS = frozenset(
    {
        "answer.goal-met",
        "answer.deals",
        "answer.start",
        "answer.interval",
        "answer.contacts",
        "answer.reps-enough",
        "answer.reps-short",
        "answer.no-contact-fits",
        "picture.title",
        "picture.description",
        "picture.level",
        "picture.deals",
        "working.gap",
        "working.deals",
        "working.stage",
        "working.interval",
        "working.per-day",
        "working.per-rep",
        "working.contacts",
        "working.contacts-each",
        "working.capacity",
        "working.reps",
        "working.budget",
        "working.last-lead",
        "working.coverage",
    }
)
"""Keys of the words that this view needs of the calculator's own, beside those of its fields."""


def answer(view: View, inputs: Inputs, result: Result) -> Html:
    """Return what must happen in words."""
    if not result.deals_needed:
        goal = view.quantity(inputs.revenue_goal, MONEY)
        return element("p", view.say("answer.goal-met", goal=goal))
    first = result.stages[0]
    sentences = [
        view.say_count("answer.deals", result.deals_needed, gap=view.quantity(result.revenue_gap, MONEY)),
        view.say(
            "answer.start",
            stage=view.name("stages", first.id),
            needed=view.quantity(first.needed, NUMBER),
            per_day=view.quantity(result.first_stage_per_day, NUMBER),
            per_rep=view.quantity(result.first_stage_per_rep_per_day, NUMBER),
        ),
        *_least_sure(view, inputs, result),
        view.say_count("answer.contacts", result.contacts_needed, room=view.quantity(result.team_capacity, NUMBER)),
        _reps(view, inputs, result),
    ]
    return join(*(element("p", sentence) for sentence in sentences))


def picture(view: View, _inputs: Inputs, result: Result) -> Html:
    """Return the funnel that the goal needs, customers last."""
    names = [view.plain_name("stages", stage.id) for stage in result.stages]
    levels = [Level(name, stage.needed) for name, stage in zip(names, result.stages, strict=True)]
    levels.append(Level(view.say_plain("picture.deals"), result.deals_needed))
    described = " ".join(
        view.say_plain("picture.level", stage=level.name, needed=view.plain_quantity(level.size, NUMBER))
        for level in levels
    )
    description = f"{view.say_plain('picture.description')} {described}"
    return funnel_chart(view, f"{view.calculator_id}-funnel", view.say_plain("picture.title"), description, levels)


def working(view: View, inputs: Inputs, result: Result) -> Html:
    """Return each formula with the reader's numbers in it."""
    return element("ol", *(element("li", step) for step in _steps(view, inputs, result)))


def _least_sure(view: View, inputs: Inputs, result: Result) -> Iterator[Html]:
    """Yield what the counts leave open, for the stage that leaves open most."""
    measured = measured_stages(inputs, result)
    if measured:
        yield view.say("answer.interval", **_interval(view, max(measured, key=lambda stage: stage.most - stage.least)))


def _interval(view: View, stage: MeasuredStage) -> dict[str, Html]:
    return {
        "stage": view.name("stages", stage.id),
        "low": view.quantity(stage.low, RATE),
        "high": view.quantity(stage.high, RATE),
        "most": view.quantity(stage.most, NUMBER),
        "least": view.quantity(stage.least, NUMBER),
    }


def _reps(view: View, inputs: Inputs, result: Result) -> Html:
    if result.reps_gap is None:
        return view.say("answer.no-contact-fits")
    if result.reps_gap:
        return view.say_count("answer.reps-short", result.reps_gap, reps=view.quantity(inputs.reps, NUMBER))
    return view.say_count("answer.reps-enough", inputs.reps)


def _steps(view: View, inputs: Inputs, result: Result) -> Iterator[Html]:
    """Yield the formulas in the order in which the plan is worked out."""
    yield from _funnel_steps(view, inputs, result)
    yield from _team_steps(view, inputs, result)
    yield from _other_steps(view, inputs, result)


def _funnel_steps(view: View, inputs: Inputs, result: Result) -> Iterator[Html]:
    deals, days, reps = (result.deals_needed, NUMBER), (inputs.working_days, NUMBER), (inputs.reps, NUMBER)
    goal, closed = (inputs.revenue_goal, MONEY), (inputs.revenue_closed, MONEY)
    gap, average = (result.revenue_gap, MONEY), (inputs.average_deal, MONEY)
    yield view.equation("working.gap", goal, "−", closed, result=gap)
    unrounded = (result.revenue_gap / inputs.average_deal, NUMBER)
    yield view.equation("working.deals", gap, "÷", average, "=", unrounded, result=deals)
    for index, stage in enumerate(result.stages):
        rates = [later.rate for later in result.stages[index:]]
        factors: list[FormulaPart] = [(rates[0], RATE)]
        for rate in rates[1:]:
            factors += ["×", (rate, RATE)]
        divisor = ["(", *factors, ")"] if len(rates) > 1 else factors
        unrounded = (result.deals_needed / prod(rates, start=Fraction(1)), NUMBER)
        name, needed = view.name("stages", stage.id), (stage.needed, NUMBER)
        yield view.equation("working.stage", deals, "÷", *divisor, "=", unrounded, result=needed, stage=name)
    for measured in measured_stages(inputs, result):
        yield view.say_count("working.interval", measured.cases, **_interval(view, measured))
    first = (result.stages[0].needed, NUMBER)
    per_day, per_rep = (result.first_stage_per_day, NUMBER), (result.first_stage_per_rep_per_day, NUMBER)
    yield view.equation("working.per-day", first, "÷", days, result=per_day)
    yield view.equation("working.per-rep", first, "÷", days, "÷", reps, result=per_rep)


def _team_steps(view: View, inputs: Inputs, result: Result) -> Iterator[Html]:
    days, reps = (inputs.working_days, NUMBER), (inputs.reps, NUMBER)
    contacts, each = (result.contacts_needed, NUMBER), (result.contacts_per_rep_per_day, NUMBER)
    last, per_opportunity = (result.stages[-1].needed, NUMBER), (inputs.contacts_per_opportunity, NUMBER)
    yield view.equation("working.contacts", last, "×", per_opportunity, result=contacts)
    minutes, per_contact = (inputs.selling_minutes_per_day, NUMBER), (inputs.minutes_per_contact, NUMBER)
    unrounded = (inputs.selling_minutes_per_day / inputs.minutes_per_contact, NUMBER)
    yield view.equation("working.contacts-each", minutes, "÷", per_contact, "=", unrounded, result=each)
    yield view.equation("working.capacity", reps, "×", each, "×", days, result=(result.team_capacity, NUMBER))
    if result.reps_needed is not None:
        unrounded = (result.contacts_needed / (result.contacts_per_rep_per_day * inputs.working_days), NUMBER)
        formula: list[FormulaPart] = [contacts, "÷", "(", each, "×", days, ")", "=", unrounded]
        yield view.equation("working.reps", *formula, result=(result.reps_needed, NUMBER))


def _other_steps(view: View, inputs: Inputs, result: Result) -> Iterator[Html]:
    if inputs.cac is not None and result.acquisition_budget is not None:
        deals, cac = (result.deals_needed, NUMBER), (inputs.cac, MONEY)
        yield view.equation("working.budget", deals, "×", cac, result=(result.acquisition_budget, MONEY))
    if inputs.cycle_days is not None and result.last_lead_day is not None:
        days, cycle = (inputs.working_days, NUMBER), (inputs.cycle_days, NUMBER)
        yield view.equation("working.last-lead", days, "−", cycle, result=(result.last_lead_day, NUMBER))
    rate, coverage = (result.stages[-1].rate, RATE), (result.coverage_needed, NUMBER)
    yield view.equation("working.coverage", (1, NUMBER), "÷", rate, result=coverage)
