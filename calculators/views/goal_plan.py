"""Sentences, picture and working of goal-plan."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from calculators.fields import MONEY, NUMBER, RATE
from calculators.goal_plan import Inputs, Result
from calculators.views.charts import Level, funnel_chart
from calculators.views.context import FormulaPart, View
from calculators.views.markup import Html, element, join

WORDS = frozenset(
    {
        "answer.goal-met",
        "answer.deals",
        "answer.start",
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


def _reps(view: View, inputs: Inputs, result: Result) -> Html:
    if result.reps_gap is None:
        return view.say("answer.no-contact-fits")
    if result.reps_gap:
        return view.say_count("answer.reps-short", result.reps_gap, reps=view.quantity(inputs.reps, NUMBER))
    return view.say_count("answer.reps-enough", inputs.reps)


def _steps(view: View, inputs: Inputs, result: Result) -> Iterator[Html]:
    deals = (result.deals_needed, NUMBER)
    days = (inputs.working_days, NUMBER)
    first, last = result.stages[0], result.stages[-1]
    each = (result.contacts_per_rep_per_day, NUMBER)
    goal, closed, gap = (inputs.revenue_goal, MONEY), (inputs.revenue_closed, MONEY), (result.revenue_gap, MONEY)
    yield view.say("working.gap", formula=view.formula(goal, "−", closed), result=view.quantity(*gap))
    yield _rounded_up(view, "working.deals", gap, "÷", (inputs.average_deal, MONEY), result=result.deals_needed)
    for index, stage in enumerate(result.stages):
        rates: list[FormulaPart] = [(later.rate, RATE) for later in result.stages[index:]]
        product = [part for rate in rates for part in ("×", rate)][1:]
        divisor = ["(", *product, ")"] if len(rates) > 1 else product
        name = view.name("stages", stage.id)
        yield _rounded_up(view, "working.stage", deals, "÷", *divisor, result=stage.needed, stage=name)
    yield _equals(view, "working.per-day", (first.needed, NUMBER), "÷", days, result=result.first_stage_per_day)
    reps = (inputs.reps, NUMBER)
    per_rep = result.first_stage_per_rep_per_day
    yield _equals(view, "working.per-rep", (first.needed, NUMBER), "÷", days, "÷", reps, result=per_rep)
    per_opportunity = (inputs.contacts_per_opportunity, NUMBER)
    contacts = (result.contacts_needed, NUMBER)
    yield _equals(view, "working.contacts", (last.needed, NUMBER), "×", per_opportunity, result=result.contacts_needed)
    minutes = ((inputs.selling_minutes_per_day, NUMBER), "÷", (inputs.minutes_per_contact, NUMBER))
    yield view.say("working.contacts-each", formula=view.formula(*minutes), result=view.quantity(*each))
    yield _equals(view, "working.capacity", reps, "×", each, "×", days, result=result.team_capacity)
    if result.reps_needed is not None:
        divided = (contacts, "÷", "(", each, "×", days, ")")
        yield _rounded_up(view, "working.reps", *divided, result=result.reps_needed)
    if inputs.cac is not None and result.acquisition_budget is not None:
        budget = view.quantity(result.acquisition_budget, MONEY)
        yield view.say("working.budget", formula=view.formula(deals, "×", (inputs.cac, MONEY)), result=budget)
    if inputs.cycle_days is not None and result.last_lead_day is not None:
        cycle = (inputs.cycle_days, NUMBER)
        yield _equals(view, "working.last-lead", days, "−", cycle, result=result.last_lead_day)
    yield _equals(view, "working.coverage", (1, NUMBER), "÷", (last.rate, RATE), result=result.coverage_needed)


def _equals(view: View, key: str, *parts: FormulaPart, result: Fraction | int) -> Html:
    return view.say(key, formula=view.formula(*parts), result=view.quantity(result, NUMBER))


def _rounded_up(view: View, key: str, *parts: FormulaPart, result: int, **values: Html) -> Html:
    return view.say(key, formula=view.formula(*parts), result=view.quantity(result, NUMBER), **values)
