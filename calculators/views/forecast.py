"""Sentences, picture and working of forecast."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import prod

from calculators.fields import MONEY, NUMBER, RATE
from calculators.forecast import Inputs, Result
from calculators.forecast_runs import LARGEST_VOLUME, ONE_BY_ONE
from calculators.views.context import FormulaPart, View
from calculators.views.histogram import Bar, Histogram, Mark, histogram_chart
from calculators.views.markup import Html, element, join

WORDS = frozenset(
    {
        "answer.probability",
        "answer.never",
        "answer.always",
        "answer.range",
        "answer.more",
        "answer.enough",
        "answer.out-of-reach",
        "picture.title",
        "picture.description",
        "picture.goal",
        "picture.goal-beyond",
        "picture.p10",
        "picture.p50",
        "picture.p90",
        "picture.legend",
        "working.rate",
        "working.rate-reason",
        "working.customers",
        "working.revenue",
        "working.deviation",
        "working.runs",
        "working.probability",
        "working.range",
        "working.volume",
        "working.large",
        "working.rounding",
    }
)
"""Keys of the words that this view needs of the calculator's own, beside those of its fields."""


def answer(view: View, inputs: Inputs, result: Result) -> Html:
    """Return how likely the goal is and what would make it safe."""
    p10, p50, p90 = _quantiles(view, result)
    sentences = [
        _probability(view, inputs, result),
        view.say("answer.range", p10=p10, p50=p50, p90=p90),
        _volume(view, inputs, result),
    ]
    return join(*(element("p", sentence) for sentence in sentences))


def picture(view: View, inputs: Inputs, result: Result) -> Html:
    """Return the histogram of the runs with the goal."""
    bars = [Bar(one.from_, one.to, one.count) for one in result.histogram]
    goal = _plain_mark(view, "goal", inputs.revenue_goal)
    splits = [
        _plain_mark(view, "p10", result.revenue_p10),
        _plain_mark(view, "p50", result.revenue_p50),
        _plain_mark(view, "p90", result.revenue_p90),
    ]
    shown = Histogram(bars, goal, splits)
    described = " ".join(view.say_plain("calculator.sentence", text=mark.text) for mark in (*splits, goal))
    description = f"{view.say_plain('picture.description')} {described}"
    title = view.say_plain("picture.title")
    chart = histogram_chart(view, f"{view.calculator_id}-histogram", title, description, shown)
    legend = [view.say("picture.legend")]
    if not shown.goal_is_in_sight:
        legend.append(view.say("picture.goal-beyond", goal=view.quantity(inputs.revenue_goal, MONEY)))
    return element("figure", chart, element("figcaption", Html(" ".join(legend))))


def working(view: View, inputs: Inputs, result: Result) -> Html:
    """Return how runs are drawn and counted, with the reader's numbers."""
    return element("ol", *(element("li", step) for step in _steps(view, inputs, result)))


def _probability(view: View, inputs: Inputs, result: Result) -> Html:
    goal, probability = view.quantity(inputs.revenue_goal, MONEY), view.quantity(result.probability, RATE)
    if result.probability in (0, 1):
        key = "answer.always" if result.probability else "answer.never"
        return view.say_count(key, inputs.runs, goal=goal)
    return view.say("answer.probability", goal=goal, probability=probability)


def _volume(view: View, inputs: Inputs, result: Result) -> Html:
    """Return what an 80% chance takes."""
    values = {
        "stage": view.name("stages", inputs.stages[0].id),
        "chance": view.quantity(Fraction(80, 100), RATE),
        "volume": view.quantity(inputs.volume, NUMBER),
    }
    needed = result.volume_for.at_80
    if needed is None:
        return view.say("answer.out-of-reach", largest=view.quantity(LARGEST_VOLUME, NUMBER), **values)
    values["needed"] = view.quantity(needed, NUMBER)
    if needed <= inputs.volume:
        return view.say("answer.enough", **values)
    return view.say("answer.more", more=view.quantity(needed - inputs.volume, NUMBER), **values)


def _quantiles(view: View, result: Result) -> tuple[Html, Html, Html]:
    return (
        view.quantity(result.revenue_p10, MONEY),
        view.quantity(result.revenue_p50, MONEY),
        view.quantity(result.revenue_p90, MONEY),
    )


def _plain_mark(view: View, name: str, amount: Fraction) -> Mark:
    return Mark(amount, view.say_plain(f"picture.{name}", amount=view.plain_quantity(amount, MONEY)))


def _steps(view: View, inputs: Inputs, result: Result) -> Iterator[Html]:
    """Yield the average by formula, then how the runs spread around it."""
    yield from _average_steps(view, inputs)
    yield view.say_count("working.runs", inputs.runs)
    goal, probability = view.quantity(inputs.revenue_goal, MONEY), view.quantity(result.probability, RATE)
    yield view.say("working.probability", goal=goal, probability=probability)
    p10, p50, p90 = _quantiles(view, result)
    yield view.say("working.range", p10=p10, p50=p50, p90=p90)
    yield view.say("working.volume")
    yield view.say_count("working.large", ONE_BY_ONE)
    yield view.say("working.rounding", seed=view.quantity(inputs.seed, NUMBER))


def _average_steps(view: View, inputs: Inputs) -> Iterator[Html]:
    means = [Fraction(stage.advanced + 1, stage.entered + 2) for stage in inputs.stages]
    for stage, mean in zip(inputs.stages, means, strict=True):
        advanced, entered, one, two = ((number, NUMBER) for number in (stage.advanced, stage.entered, 1, 2))
        formula: list[FormulaPart] = ["(", advanced, "+", one, ")", "÷", "(", entered, "+", two, ")"]
        yield view.equation("working.rate", *formula, result=(mean, RATE), stage=view.name("stages", stage.id))
    yield view.say("working.rate-reason")
    factors: list[FormulaPart] = [(inputs.volume, NUMBER)]
    for mean in means:
        factors += ["×", (mean, RATE)]
    customers, average = inputs.volume * prod(means, start=Fraction(1)), (inputs.average_deal, MONEY)
    yield view.equation("working.customers", *factors, result=(customers, NUMBER))
    revenue = (customers * inputs.average_deal, MONEY)
    yield view.equation("working.revenue", (customers, NUMBER), "×", average, result=revenue)
    if inputs.deal_variation:
        deviation = (inputs.average_deal * inputs.deal_variation, MONEY)
        yield view.equation("working.deviation", average, "×", (inputs.deal_variation, RATE), result=deviation)
