"""Sentences, pictures and working of funnel."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.fields import MONEY, NUMBER, RATE
from calculators.funnel import Inputs, Result, Transition
from calculators.views.charts import Level, MeasuredRate, funnel_chart, rate_chart
from calculators.views.context import FormulaPart, View
from calculators.views.markup import Html, element, escape, join

WORDS = frozenset(
    {
        "answer.overall",
        "answer.weakest-by-gain",
        "answer.weakest-by-rate",
        "answer.interval",
        "picture.title",
        "picture.description",
        "picture.level",
        "rates.title",
        "rates.description",
        "rates.step",
        "rates.known",
        "rates.unknown",
        "rates.legend",
        "working.rate",
        "working.interval",
        "working.gap",
        "working.uplift",
        "working.overall",
        "working.revenue",
        "working.value",
    }
)
"""Keys of the words that this view needs of the calculator's own, beside those of its fields."""


def answer(view: View, inputs: Inputs, result: Result) -> Html:
    """Return where the funnel leaks in words."""
    first, last = inputs.stages[0], inputs.stages[-1]
    overall = view.say(
        "answer.overall",
        first=view.name("stages", first.id),
        last=view.name("stages", last.id),
        rate=view.quantity(result.overall_rate, RATE),
        revenue=view.quantity(result.revenue, MONEY),
    )
    weakest = next(step for step in result.transitions if step.from_ == result.weakest)
    sentences = [overall, *_weakest(view, weakest)]
    return join(*(element("p", sentence) for sentence in sentences))


def picture(view: View, inputs: Inputs, result: Result) -> Html:
    """Return the funnel as it is, and its rates with their intervals and benchmarks."""
    rates = ["", *(_rate_text(view, step) for step in result.transitions)]
    levels = [
        Level(view.plain_name("stages", stage.id), stage.count, rate)
        for stage, rate in zip(inputs.stages, rates, strict=True)
    ]
    described = " ".join(
        view.say_plain("picture.level", stage=level.name, reached=view.plain_quantity(level.size, NUMBER))
        for level in levels
    )
    shape = funnel_chart(
        view,
        f"{view.calculator_id}-funnel",
        view.say_plain("picture.title"),
        f"{view.say_plain('picture.description')} {described}",
        levels,
    )
    return join(shape, element("figure", _rates(view, result), element("figcaption", view.say("rates.legend"))))


def working(view: View, inputs: Inputs, result: Result) -> Html:
    """Return each formula with the reader's numbers in it."""
    return element("ol", *(element("li", step) for step in _steps(view, inputs, result)))


def _step_name(view: View, step: Transition) -> str:
    start, end = view.plain_name("stages", step.from_), view.plain_name("stages", step.to)
    return view.say_plain("rates.step", start=start, end=end)


def _rate_text(view: View, step: Transition) -> str:
    return "" if step.rate is None else view.plain_quantity(step.rate, RATE)


def _weakest(view: View, step: Transition) -> Iterator[Html]:
    if step.rate is None or step.low is None or step.high is None:
        raise ValueError(f"{step.from_} cannot be the weakest stage: it has no rate")
    names = {"start": view.name("stages", step.from_), "end": view.name("stages", step.to)}
    rate = view.quantity(step.rate, RATE)
    if step.revenue_uplift and step.benchmark is not None:
        benchmark, gain = view.quantity(step.benchmark, RATE), view.quantity(step.revenue_uplift, MONEY)
        yield view.say("answer.weakest-by-gain", rate=rate, benchmark=benchmark, gain=gain, **names)
    else:
        yield view.say("answer.weakest-by-rate", rate=rate, **names)
    yield view.say("answer.interval", low=view.quantity(step.low, RATE), high=view.quantity(step.high, RATE))


def _rates(view: View, result: Result) -> Html:
    measured = [
        MeasuredRate(_step_name(view, step), step.rate, step.low, step.high, step.benchmark)
        for step in result.transitions
    ]
    described = " ".join(_described(view, step) for step in result.transitions)
    description = f"{view.say_plain('rates.description')} {described}"
    return rate_chart(view, f"{view.calculator_id}-rates", view.say_plain("rates.title"), description, measured)


def _described(view: View, step: Transition) -> str:
    name = _step_name(view, step)
    if step.rate is None or step.low is None or step.high is None:
        return view.say_plain("rates.unknown", step=name)
    low, high = view.plain_quantity(step.low, RATE), view.plain_quantity(step.high, RATE)
    return view.say_plain("rates.known", step=name, rate=view.plain_quantity(step.rate, RATE), low=low, high=high)


def _steps(view: View, inputs: Inputs, result: Result) -> Iterator[Html]:
    for index in range(len(result.transitions)):
        yield from _steps_of(view, inputs, result, index)
    first, last = (inputs.stages[0].count, NUMBER), (inputs.stages[-1].count, NUMBER)
    deal, revenue = (inputs.average_deal, MONEY), (result.revenue, MONEY)
    yield view.equation("working.overall", last, "÷", first, result=(result.overall_rate, RATE))
    yield view.equation("working.revenue", last, "×", deal, result=revenue)
    yield view.equation("working.value", revenue, "÷", first, result=(result.value_per_first, MONEY))


def _steps_of(view: View, inputs: Inputs, result: Result, index: int) -> Iterator[Html]:
    """Yield how one transition is worked out, as far as it can be."""
    step, before, after = result.transitions[index], inputs.stages[index].count, inputs.stages[index + 1].count
    if step.rate is None or step.low is None or step.high is None:
        return
    name, rate = escape(_step_name(view, step)), (step.rate, RATE)
    yield view.equation("working.rate", (after, NUMBER), "÷", (before, NUMBER), result=rate, step=name)
    low, high = view.quantity(step.low, RATE), view.quantity(step.high, RATE)
    yield view.say_count("working.interval", before, low=low, high=high)
    if step.benchmark is None or step.gap is None:
        return
    benchmark, gap = (step.benchmark, RATE), (step.gap, RATE)
    yield view.equation("working.gap", benchmark, "−", rate, result=gap, step=name)
    if step.revenue_uplift:
        formula: list[FormulaPart] = [(before, NUMBER), "×", gap]
        for later in result.transitions[index + 1 :]:
            if later.rate is not None:
                formula += ["×", (later.rate, RATE)]
        formula += ["×", (inputs.average_deal, MONEY)]
        yield view.equation("working.uplift", *formula, result=(step.revenue_uplift, MONEY), step=name)
