"""Sentences, picture and working of crm."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from calculators.crm import Inputs, Result
from calculators.crm_deals import REFUSALS
from calculators.crm_numbers import currency_code
from calculators.crm_ready import MISSING
from calculators.crm_records import Group
from calculators.fields import MONEY, NUMBER, RATE
from calculators.views.context import View
from calculators.views.markup import Html, element, join
from calculators.views.named_bars import NamedBar, named_bars

CRMS = ("hubspot", "salesforce", "pipedrive", "rd-station", "other")
CALCULATORS = ("funnel", "velocity", "goal-plan", "forecast")
MOST_BARS = 12
"""Bars in the picture; the table has all stages."""

WORDS = frozenset(
    {
        "answer.read",
        "answer.refused",
        "answer.win-rate",
        "answer.average-deal",
        "answer.cycle",
        "answer.ready",
        "answer.nothing",
        "picture.title",
        "picture.title-counts",
        "picture.description",
        "picture.bar",
        "picture.no-stage",
        "working.win-rate",
        "working.average-deal",
        "working.cycle",
        "working.groups",
        "working.month",
        "working.funnel",
        "working.plan",
        "stages.opportunity",
        "stages.customer",
        *(f"crms.{name}" for name in CRMS),
        *(f"calculators.{name}" for name in CALCULATORS),
        *(f"reasons.{reason}" for reason in REFUSALS),
        *(f"missing.{reason}" for reason in MISSING),
    }
)
"""Keys of the words that this view needs of the calculator's own, beside those of its fields."""


def adapted(view: View, result: Result) -> View:
    """Return a view that writes money in the currency of the file, where that is another than the site's."""
    locale = view.locale
    if result.currency is None or result.currency == currency_code(locale.currency):
        return view
    # Numbers run left to right everywhere, and the view isolates them with what stands beside them.
    money = f"{{n}}\N{NO-BREAK SPACE}{result.currency}"
    return replace(view, locale=replace(locale, money=money, currency=result.currency))


def answer(view: View, _inputs: Inputs, result: Result) -> Html:
    """Return what the file says in words."""
    return join(*(element("p", sentence) for sentence in _sentences(view, result)))


def picture(view: View, _inputs: Inputs, result: Result) -> Html:
    """Return what lies in each stage: the value, in files without values the number of deals."""
    if not result.by_stage:
        return Html("")
    by_value = any(group.value for group in result.by_stage)
    unit = MONEY if by_value else NUMBER
    bars = [
        NamedBar(_stage_name(view, group), group.value if by_value else group.count, unit)
        for group in result.by_stage[:MOST_BARS]
    ]
    described = " ".join(
        view.say_plain("picture.bar", stage=bar.name, value=view.plain_quantity(bar.value, unit)) for bar in bars
    )
    return named_bars(
        view,
        f"{view.calculator_id}-stages",
        view.say_plain("picture.title" if by_value else "picture.title-counts"),
        f"{view.say_plain('picture.description')} {described}",
        bars,
    )


def working(view: View, _inputs: Inputs, result: Result) -> Html:
    """Return how the numbers come about, with the file's own in them."""
    return element("ol", *(element("li", step) for step in _steps(view, result)))


def _sentences(view: View, result: Result) -> Iterator[Html]:
    rows = view.quantity(result.rows, NUMBER)
    if not result.deals:
        yield view.say_count("answer.nothing", result.rows)
        return
    yield view.say_count("answer.read", result.deals, rows=rows, crm=view.name("crms", result.crm))
    if result.rows > result.deals:
        yield view.say_count("answer.refused", result.rows - result.deals)
    if result.win_rate is not None:
        rate, won = view.quantity(result.win_rate, RATE), view.quantity(result.won, NUMBER)
        yield view.say_count("answer.win-rate", result.won + result.lost, won=won, rate=rate)
    if result.average_deal is not None:
        yield view.say("answer.average-deal", average=view.quantity(result.average_deal, MONEY))
    if result.average_cycle is not None and result.median_cycle is not None:
        median = view.quantity(result.median_cycle, NUMBER)
        yield view.say_count("answer.cycle", result.average_cycle, median=median)
    if len({one.calculator for one in result.left_out}) < len(CALCULATORS):
        yield view.say("answer.ready")


def _stage_name(view: View, group: Group) -> str:
    return view.say_plain("picture.no-stage") if group.name is None else group.name


def _steps(view: View, result: Result) -> Iterator[Html]:
    decided = result.won + result.lost
    if result.win_rate is not None:
        won = (result.won, NUMBER)
        yield view.equation("working.win-rate", won, "÷", (decided, NUMBER), result=(result.win_rate, RATE))
    valued = _valued(result)
    if result.average_deal is not None and valued:
        revenue = (result.revenue, MONEY)
        yield view.equation("working.average-deal", revenue, "÷", (valued, NUMBER), result=(result.average_deal, MONEY))
    yield from (view.say(f"working.{key}") for key in ("cycle", "groups", "month", "funnel", "plan"))


def _valued(result: Result) -> int:
    """Return how many of the deals won have a value."""
    if not result.average_deal:
        return 0
    return int(Fraction(result.revenue) / result.average_deal)
