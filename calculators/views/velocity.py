"""Sentences, picture and working of velocity."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.fields import MONEY, NUMBER, RATE
from calculators.velocity import CERTAIN, LEVERS, Inputs, Result, moved, per_day
from calculators.views.context import FormulaPart, View
from calculators.views.markup import Html, element, join
from calculators.views.tornado import Swing, Tornado, tornado_chart

WORDS = frozenset(
    {
        *(f"levers.{lever}" for lever in LEVERS),
        "answer.per-day",
        "answer.strongest",
        "answer.choose",
        "answer.capped",
        "answer.nothing",
        "picture.title",
        "picture.description",
        "picture.lever",
        "picture.legend",
        "working.per-day",
        "working.lever",
        "working.gain",
    }
)
"""Keys of the words that this view needs of the calculator's own, beside those of its fields."""


def answer(view: View, inputs: Inputs, result: Result) -> Html:
    """Return the velocity and the strongest lever in words."""
    return join(*(element("p", sentence) for sentence in _sentences(view, inputs, result)))


def picture(view: View, inputs: Inputs, result: Result) -> Html:
    """Return a tornado: the velocity with each lever worse and better by the change."""
    swings = [
        Swing(view.plain_name("levers", lever.id), per_day(moved(inputs, lever.id, -inputs.change)), lever.per_day)
        for lever in result.levers
    ]
    described = " ".join(
        view.say_plain(
            "picture.lever",
            lever=swing.label,
            low=view.plain_quantity(swing.low, MONEY),
            high=view.plain_quantity(swing.high, MONEY),
        )
        for swing in swings
    )
    change, today = view.plain_quantity(inputs.change, RATE), view.plain_quantity(result.per_day, MONEY)
    opening = view.say_plain("picture.description", change=change, per_day=today)
    chart = tornado_chart(
        view,
        f"{view.calculator_id}-tornado",
        view.say_plain("picture.title"),
        f"{opening} {described}",
        Tornado(result.per_day, MONEY, swings),
    )
    legend = view.say("picture.legend", change=view.quantity(inputs.change, RATE))
    return element("figure", chart, element("figcaption", legend))


def working(view: View, inputs: Inputs, result: Result) -> Html:
    """Return each formula with the reader's numbers in it."""
    return element("ol", *(element("li", step) for step in _steps(view, inputs, result)))


def _sentences(view: View, inputs: Inputs, result: Result) -> Iterator[Html]:
    yield view.say("answer.per-day", per_day=view.quantity(result.per_day, MONEY))
    if not result.per_day:
        yield view.say("answer.nothing")
        return
    strongest = result.levers[0]
    yield view.say(
        "answer.strongest",
        lever=view.name("levers", strongest.id),
        change=view.quantity(inputs.change, RATE),
        per_day=view.quantity(strongest.per_day, MONEY),
        gain=view.quantity(strongest.gain, MONEY),
    )
    if inputs.win_rate * (1 + inputs.change) > CERTAIN:
        yield view.say("answer.capped", highest=view.quantity(CERTAIN, RATE))
    yield view.say("answer.choose")


def _steps(view: View, inputs: Inputs, result: Result) -> Iterator[Html]:
    """Yield the velocity as it is, then for each lever the velocity with it and the gain."""
    today = (result.per_day, MONEY)
    yield view.equation("working.per-day", *_formula(inputs), result=today)
    for lever in result.levers:
        name, better = view.name("levers", lever.id), (lever.per_day, MONEY)
        yield view.equation("working.lever", *_formula(inputs, lever.id), result=better, lever=name)
        yield view.equation("working.gain", better, "−", today, result=(lever.gain, MONEY), lever=name)


def _formula(inputs: Inputs, better: str = "") -> list[FormulaPart]:
    """Return opportunities × average deal × win rate ÷ cycle, one of them changed."""
    units = {"opportunities": NUMBER, "average_deal": MONEY, "win_rate": RATE, "cycle_days": NUMBER}
    formula: list[FormulaPart] = []
    for lever, unit in units.items():
        if formula:
            formula.append("÷" if lever == "cycle_days" else "×")
        value = (getattr(inputs, lever), unit)
        improved = getattr(moved(inputs, lever, inputs.change), lever)
        if lever != better:
            formula.append(value)
        elif improved == CERTAIN and lever == "win_rate":
            formula.append((improved, unit))
        else:
            sign = "−" if lever == "cycle_days" else "+"
            formula += ["(", value, "×", "(", (1, NUMBER), sign, (inputs.change, RATE), ")", ")"]
    return formula
