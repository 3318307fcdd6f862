"""Sentences, picture and working of commission."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from calculators.commission import Inputs, Result, commission_for, sales_by_tier, uncapped
from calculators.fields import MONEY, RATE
from calculators.views.context import FormulaPart, View
from calculators.views.curve import Axis, Curve, Mark, Point, curve_chart, round_end
from calculators.views.markup import Html, element, join

WORDS = frozenset(
    {
        "answer.sales",
        "answer.no-sales",
        "answer.pay",
        "answer.capped",
        "answer.next-tier",
        "picture.title",
        "picture.description",
        "picture.tier",
        "picture.across",
        "picture.up",
        "picture.legend",
        "working.attainment",
        "working.tier",
        "working.commission",
        "working.cap",
        "working.effective",
        "working.pay",
        "working.target",
    }
)
"""Keys of the words that this view needs of the calculator's own, beside those of its fields."""

_BEYOND = Fraction(11, 10)
"""How far the picture goes beyond what it must show."""


def answer(view: View, inputs: Inputs, result: Result) -> Html:
    """Return what the sales earn in words."""
    return join(*(element("p", sentence) for sentence in _sentences(view, inputs, result)))


def picture(view: View, inputs: Inputs, result: Result) -> Html:
    """Return the pay by attainment, with the tiers and the quota."""
    end = round_end(max(result.attainment, inputs.tiers[-1].from_, Fraction(1)) * _BEYOND)
    described = " ".join(
        view.say_plain(
            "picture.tier",
            start=view.plain_quantity(tier.from_, RATE),
            rate=view.plain_quantity(tier.rate, RATE),
        )
        for tier in inputs.tiers
    )
    opening = view.say_plain(
        "picture.description",
        attainment=view.plain_quantity(result.attainment, RATE),
        pay=view.plain_quantity(result.pay, MONEY),
        target=view.plain_quantity(result.on_target_earnings, MONEY),
    )
    curve = Curve(
        across=Axis(view.say_plain("picture.across"), RATE),
        up=Axis(view.say_plain("picture.up"), MONEY),
        lines=[_corners(inputs, end)],
        end=end,
        here=(result.attainment, result.pay),
        note=view.plain_quantity(result.pay, MONEY),
        marks=[Mark(tier.from_, view.plain_quantity(tier.rate, RATE)) for tier in inputs.tiers],
        target=Fraction(1),
    )
    title = view.say_plain("picture.title")
    chart = curve_chart(view, f"{view.calculator_id}-curve", title, f"{opening} {described}", curve)
    return element("figure", chart, element("figcaption", view.say("picture.legend")))


def working(view: View, inputs: Inputs, result: Result) -> Html:
    """Return each formula with the reader's numbers in it."""
    return element("ol", *(element("li", step) for step in _steps(view, inputs, result)))


def _corners(inputs: Inputs, end: Fraction) -> list[Point]:
    """Return where the line of the pay bends: at the tiers and where the cap is reached."""
    places = [*(tier.from_ for tier in inputs.tiers), end]
    earned = [uncapped(inputs, place * inputs.quota) for place in places]
    if inputs.cap is not None:
        for (start, low), (stop, high) in pairwise(list(zip(places, earned, strict=True))):
            if low < inputs.cap < high:
                places.append(start + (stop - start) * (inputs.cap - low) / (high - low))
    return [(place, inputs.base_salary + commission_for(inputs, place * inputs.quota)) for place in sorted(places)]


def _sentences(view: View, inputs: Inputs, result: Result) -> Iterator[Html]:
    sales, commission = view.quantity(inputs.sales, MONEY), view.quantity(result.commission, MONEY)
    if result.effective_rate is None:
        yield view.say("answer.no-sales")
    else:
        attainment, rate = view.quantity(result.attainment, RATE), view.quantity(result.effective_rate, RATE)
        yield view.say("answer.sales", sales=sales, attainment=attainment, commission=commission, rate=rate)
    pay, target = view.quantity(result.pay, MONEY), view.quantity(result.on_target_earnings, MONEY)
    yield view.say("answer.pay", pay=pay, target=target)
    if lost := uncapped(inputs, inputs.sales) - result.commission:
        yield view.say("answer.capped", lost=view.quantity(lost, MONEY))
    following = next((tier for tier in inputs.tiers if tier.from_ > result.attainment), None)
    if following is None:
        return
    start = following.from_ * inputs.quota
    if inputs.cap is None or uncapped(inputs, start) < inputs.cap:
        missing, rate = view.quantity(start - inputs.sales, MONEY), view.quantity(following.rate, RATE)
        yield view.say("answer.next-tier", missing=missing, rate=rate)


def _steps(view: View, inputs: Inputs, result: Result) -> Iterator[Html]:
    sales, quota = (inputs.sales, MONEY), (inputs.quota, MONEY)
    yield view.equation("working.attainment", sales, "÷", quota, result=(result.attainment, RATE))
    total: list[FormulaPart] = []
    for tier, part in zip(inputs.tiers, sales_by_tier(inputs, inputs.sales), strict=True):
        if part:
            start, earned = view.quantity(tier.from_, RATE), (tier.rate * part, MONEY)
            yield view.equation("working.tier", (part, MONEY), "×", (tier.rate, RATE), result=earned, start=start)
            total += ["+", earned] if total else [earned]
    commission, base = (result.commission, MONEY), (inputs.base_salary, MONEY)
    unlimited = uncapped(inputs, inputs.sales)
    if total:
        yield view.equation("working.commission", *total, result=(unlimited, MONEY))
    if unlimited > result.commission:
        yield view.say("working.cap", cap=view.quantity(result.commission, MONEY))
    if result.effective_rate is not None:
        yield view.equation("working.effective", commission, "÷", sales, result=(result.effective_rate, RATE))
    yield view.equation("working.pay", base, "+", commission, result=(result.pay, MONEY))
    on_target = (commission_for(inputs, inputs.quota), MONEY)
    yield view.equation("working.target", base, "+", on_target, result=(result.on_target_earnings, MONEY))
