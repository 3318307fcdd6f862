"""Sentences, picture and working of unit-economics."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from calculators.fields import MONEY, NUMBER, RATE
from calculators.unit_economics import Inputs, Result, average_profit
from calculators.views.context import View
from calculators.views.curve import Axis, Curve, Point, curve_chart, round_end
from calculators.views.markup import Html, element, escape, join

WORDS = frozenset(
    {
        "answer.cac",
        "answer.no-customers",
        "answer.ltv",
        "answer.profit",
        "answer.ratio",
        "answer.payback",
        "answer.no-payback",
        "picture.title",
        "picture.description",
        "picture.end",
        "picture.across",
        "picture.up",
        "picture.cost",
        "picture.legend",
        "working.cac",
        "working.profit",
        "working.stay",
        "working.ltv",
        "working.ratio",
        "working.payback",
    }
)
"""Keys of the words that this view needs of the calculator's own, beside those of its fields."""

_FEWEST_MONTHS = 6
_MOST_CORNERS = 40
"""About as many as a curve needs to look round."""


def answer(view: View, inputs: Inputs, result: Result) -> Html:
    """Return what a customer costs and brings in words."""
    return join(*(element("p", sentence) for sentence in _sentences(view, inputs, result)))


def picture(view: View, inputs: Inputs, result: Result) -> Html:
    """Return how the acquisition cost comes back month by month; nothing where it never does."""
    if result.cac is None or result.payback_months is None:
        return escape("")
    months = round_end(max(2 * result.payback_months, Fraction(_FEWEST_MONTHS)))
    staying: list[Point] = [(Fraction(0), Fraction(0)), (months, months * _profit(inputs))]
    average = [(Fraction(month), average_profit(inputs, month)) for month in _sampled(int(months))]
    cac, payback = view.plain_quantity(result.cac, MONEY), view.plain_quantity(result.payback_months, NUMBER)
    opening = view.say_plain("picture.description", cac=cac, months=payback)
    ending = view.say_plain(
        "picture.end",
        months=view.plain_quantity(months, NUMBER),
        staying=view.plain_quantity(staying[-1][1], MONEY),
        average=view.plain_quantity(average[-1][1], MONEY),
    )
    curve = Curve(
        across=Axis(view.say_plain("picture.across"), NUMBER),
        up=Axis(view.say_plain("picture.up"), MONEY),
        lines=[staying, average],
        end=months,
        here=(result.payback_months, result.cac),
        note=view.say_plain("picture.cost", cac=cac),
        level=result.cac,
    )
    title = view.say_plain("picture.title")
    chart = curve_chart(view, f"{view.calculator_id}-curve", title, f"{opening} {ending}", curve)
    return element("figure", chart, element("figcaption", view.say("picture.legend")))


def working(view: View, inputs: Inputs, result: Result) -> Html:
    """Return each formula with the reader's numbers in it, as far as it can be worked out."""
    return element("ol", *(element("li", step) for step in _steps(view, inputs, result)))


def _profit(inputs: Inputs) -> Fraction:
    """Return the gross profit of one customer in a month."""
    return inputs.revenue_per_month * inputs.gross_margin


def _sampled(months: int) -> list[int]:
    """Return the months at which the curve is worked out, the first and the last among them."""
    return [*range(0, months, -(-months // _MOST_CORNERS)), months]


def _sentences(view: View, inputs: Inputs, result: Result) -> Iterator[Html]:
    if result.cac is None:
        yield view.say("answer.no-customers")
    else:
        yield view.say("answer.cac", cac=view.quantity(result.cac, MONEY))
    profit = view.quantity(_profit(inputs), MONEY)
    if result.ltv is None:
        yield view.say("answer.profit", profit=profit)
    else:
        yield view.say("answer.ltv", profit=profit, ltv=view.quantity(result.ltv, MONEY))
    if result.ratio is not None:
        yield view.say("answer.ratio", ratio=view.quantity(result.ratio, NUMBER))
    if result.payback_months is not None:
        yield view.say_count("answer.payback", result.payback_months)
    elif result.cac is not None:
        yield view.say("answer.no-payback")


def _steps(view: View, inputs: Inputs, result: Result) -> Iterator[Html]:
    profit, churn = (_profit(inputs), MONEY), (inputs.monthly_churn, RATE)
    if result.cac is not None:
        cost, customers = (inputs.sales_marketing_cost, MONEY), (inputs.new_customers, NUMBER)
        yield view.equation("working.cac", cost, "÷", customers, result=(result.cac, MONEY))
    revenue, margin = (inputs.revenue_per_month, MONEY), (inputs.gross_margin, RATE)
    yield view.equation("working.profit", revenue, "×", margin, result=profit)
    if result.ltv is not None:
        stay = (1 / inputs.monthly_churn, NUMBER)
        yield view.equation("working.stay", (1, NUMBER), "÷", churn, result=stay)
        yield view.equation("working.ltv", profit, "÷", churn, result=(result.ltv, MONEY))
    if result.cac is None:
        return
    cac = (result.cac, MONEY)
    if result.ltv is not None and result.ratio is not None:
        yield view.equation("working.ratio", (result.ltv, MONEY), "÷", cac, result=(result.ratio, NUMBER))
    if result.payback_months is not None:
        yield view.equation("working.payback", cac, "÷", profit, result=(result.payback_months, NUMBER))
