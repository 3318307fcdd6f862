"""crm: inputs for other calculators, made of what a file tells; what cannot be made is named with the reason.

Where the others ask for a goal, the file's own period is the measure: the revenue that was won in it, on its working
days, by its owners. That is a plan to repeat it, from which a reader goes on.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from types import MappingProxyType

from calculators import forecast, funnel, goal_plan, velocity
from calculators.crm_deals import Deal
from calculators.crm_outcome import OPEN, WON
from calculators.crm_records import LeftOut, Ready
from calculators.crm_stages import reached
from calculators.crm_summary import Summary, win_rate
from calculators.fields import fields_of
from calculators.number_format import rounded
from calculators.output import to_json
from calculators.problems import InvalidInputError
from calculators.read_json import read_json
from calculators.registry import load
from calculators.validate import validate

MISSING = ("no_decided_deals", "no_won_value", "no_cycle", "no_owner", "no_closing_dates", "out_of_range")
"""Why inputs cannot be made."""

_CENTS, _PLACES = 2, 4
"""Decimals of money and of rates that were worked out."""
_WEEK, _WORKING_WEEK = 7, 5
_NEEDS = MappingProxyType(
    {
        "funnel": ("no_decided_deals", "no_won_value"),
        "velocity": ("no_decided_deals", "no_won_value", "no_cycle"),
        "goal-plan": ("no_decided_deals", "no_won_value", "no_owner", "no_closing_dates"),
        "forecast": ("no_decided_deals", "no_won_value"),
    }
)
"""What must not be missing, by the calculator that needs it."""


@dataclass(frozen=True, slots=True)
class _Told:
    """What a file tells that several calculators take."""

    steps: tuple[tuple[str, int], ...]
    average_deal: Fraction
    revenue: Fraction
    summary: Summary
    opportunities: int
    owners: int
    working_days: int


def ready(deals: Sequence[Deal], summary: Summary, order: Sequence[str] | None) -> tuple[Ready, tuple[LeftOut, ...]]:
    """Return the inputs that can be made, and for each calculator without them what is missing."""
    won = summary.by_outcome[WON]
    steps = reached(deals, order)
    average = _rounded(won.average or Fraction(0), _CENTS)
    days = [deal.closed for deal in deals if deal.outcome == WON and deal.closed]
    owners = sum(1 for name in summary.groups["owner"] if name)
    absent = {
        "no_decided_deals": steps is None,
        "no_won_value": not average,
        "no_cycle": not summary.average_cycle,
        "no_owner": not owners,
        "no_closing_dates": not days,
    }
    told = _Told(
        steps or (),
        average,
        _rounded(won.value, _CENTS),
        summary,
        summary.by_outcome[OPEN].count,
        owners,
        working_days(min(days), max(days)) if days else 0,
    )
    left_out = [
        LeftOut(calculator=calculator, reason=reason)
        for calculator, reasons in _NEEDS.items()
        for reason in reasons
        if absent[reason]
    ]
    without = {one.calculator for one in left_out}
    made = Ready(
        funnel=None if "funnel" in without else _funnel(told),
        velocity=None if "velocity" in without else _velocity(told),
        goal_plan=None if "goal-plan" in without else _goal_plan(told),
        forecast=None if "forecast" in without else _forecast(told),
    )
    refused = tuple(_refused(made))
    kept = dataclasses.replace(made, **{field: None for field, _ in refused})
    return kept, (*left_out, *(LeftOut(calculator=calculator, reason="out_of_range") for _, calculator in refused))


def working_days(first: date, last: date) -> int:
    """Return how many days from the first to the last, both included, are Mondays to Fridays; at least 1."""
    weeks, rest = divmod((last - first).days + 1, _WEEK)
    odd = sum((first + timedelta(days=day)).weekday() < _WORKING_WEEK for day in range(rest))
    return max(weeks * _WORKING_WEEK + odd, 1)


def _funnel(told: _Told) -> funnel.Inputs:
    stages = tuple(funnel.Stage(id=name, count=count) for name, count in told.steps)
    return funnel.Inputs(stages=stages, average_deal=told.average_deal)


def _velocity(told: _Told) -> velocity.Inputs:
    return velocity.Inputs(
        opportunities=Fraction(told.opportunities),
        average_deal=told.average_deal,
        win_rate=_rounded(win_rate(told.summary) or Fraction(0), _PLACES),
        cycle_days=_rounded(told.summary.average_cycle or Fraction(0), _CENTS),
    )


def _goal_plan(told: _Told) -> goal_plan.Inputs:
    cycle = told.summary.average_cycle
    return goal_plan.Inputs(
        revenue_goal=told.revenue,
        average_deal=told.average_deal,
        stages=tuple(
            goal_plan.Stage(id=name, entered=count, advanced=after)
            for (name, count), (_, after) in pairwise(told.steps)
        ),
        working_days=told.working_days,
        reps=told.owners,
        cycle_days=None if cycle is None else _rounded(cycle * _WORKING_WEEK / _WEEK, 0),
    )


def _forecast(told: _Told) -> forecast.Inputs:
    return forecast.Inputs(
        volume=told.steps[0][1],
        stages=tuple(
            forecast.Stage(id=name, entered=count, advanced=after) for (name, count), (_, after) in pairwise(told.steps)
        ),
        average_deal=told.average_deal,
        deal_variation=_rounded(told.summary.by_outcome[WON].variation, _PLACES),
        revenue_goal=told.revenue,
    )


def _refused(made: Ready) -> Iterator[tuple[str, str]]:
    """Yield the attribute and the calculator of inputs that the calculator itself would refuse: sums beyond 1e15."""
    for field in fields_of(Ready):
        inputs = getattr(made, field.attribute)
        try:
            if inputs is not None:
                validate(load(field.name), read_json(to_json(inputs, leave_out_none=True)))
        except InvalidInputError:
            yield field.attribute, field.name


def _rounded(value: Fraction, places: int) -> Fraction:
    return Fraction(rounded(value, places))
