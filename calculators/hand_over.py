"""From one calculator to the next: which inputs of others follow from the inputs and the result of one.

What a calculator hands over is part of the other's inputs; the rest stays as it is there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from itertools import pairwise
from types import MappingProxyType
from typing import Any

from calculators import crm, funnel, goal_plan
from calculators.fields import fields_of
from calculators.number_format import rounded

Some = Mapping[str, object]
"""Some inputs of a calculator by name."""
Maker = Callable[[Any, Any], Some | None]
"""Makes them from ``Inputs`` and ``Result``; ``None`` where they would be no use."""

_CASES = 100
"""On how many cases a rate counts as measured where its counts are not known: few, so that it stays uncertain."""
_DAYS_PER_MONTH = Fraction(261, 12)
"""Working days of a month on average: 52.2 weeks of five."""
_RAMPED_MONTHS = 24
"""A tenure with which reps count as ramped."""
_PLACES = 4
"""Decimals of a rate that was worked out."""


def offers(calculator_id: str, inputs: object, result: object) -> dict[str, Some]:
    """Return what a calculator hands over, by the id of the calculator that takes it."""
    makers = HAND_OVERS.get(calculator_id, {})
    made = {target: make(inputs, result) for target, make in makers.items()}
    return {target: some for target, some in made.items() if some is not None}


def assumed_cases(inputs: object) -> int:
    """Return on how many cases each rate without counts stands for the forecast, 0 where all were counted."""
    if not isinstance(inputs, goal_plan.Inputs) or all(stage.entered is not None for stage in inputs.stages):
        return 0
    return _CASES


def _plan_to_forecast(inputs: goal_plan.Inputs, result: goal_plan.Result) -> Some:
    return {
        "volume": result.stages[0].needed,
        "stages": [{"id": stage.id, **_counts(stage)} for stage in inputs.stages],
        "average_deal": inputs.average_deal,
        "revenue_goal": result.revenue_gap,
    }


def _counts(stage: goal_plan.Stage) -> dict[str, int]:
    if stage.entered is not None and stage.advanced is not None:
        return {"entered": stage.entered, "advanced": stage.advanced}
    return {"entered": _CASES, "advanced": max(int(rounded(stage.share * _CASES, 0)), 1)}


def _plan_to_capacity(inputs: goal_plan.Inputs, result: goal_plan.Result) -> Some | None:
    """A rep's contacts of a month ÷ contacts per opportunity × the last stage's rate × the average deal."""
    opportunities = result.contacts_per_rep_per_day * _DAYS_PER_MONTH / inputs.contacts_per_opportunity
    revenue = _decimal(opportunities * result.stages[-1].rate * inputs.average_deal, 0)
    if not revenue:
        return None
    return {
        "full_rep_per_month": revenue,
        "team": [{"count": inputs.reps, "tenure_months": _RAMPED_MONTHS}],
        "target": result.revenue_gap,
    }


def _plan_to_velocity(inputs: goal_plan.Inputs, result: goal_plan.Result) -> Some:
    last = result.stages[-1]
    cycle = {} if not inputs.cycle_days else {"cycle_days": inputs.cycle_days}
    return {
        "opportunities": last.needed,
        "average_deal": inputs.average_deal,
        "win_rate": _decimal(last.rate, _PLACES),
        **cycle,
    }


def _funnel_stages(inputs: funnel.Inputs) -> list[dict[str, object]]:
    return [
        {"id": stage.id, "entered": stage.count, "advanced": after.count} for stage, after in pairwise(inputs.stages)
    ]


def _funnel_to_plan(inputs: funnel.Inputs, _result: funnel.Result) -> Some | None:
    if not inputs.stages[-1].count:
        return None  # with nobody at the end there is no rate to plan with
    return {"average_deal": inputs.average_deal, "stages": _funnel_stages(inputs)}


def _funnel_to_forecast(inputs: funnel.Inputs, _result: funnel.Result) -> Some | None:
    if not inputs.stages[-2].count:
        return None
    stages = _funnel_stages(inputs)
    return {"volume": inputs.stages[0].count, "stages": stages, "average_deal": inputs.average_deal}


def _funnel_to_velocity(inputs: funnel.Inputs, result: funnel.Result) -> Some | None:
    rate = result.transitions[-1].rate
    if rate is None:
        return None
    opportunities = inputs.stages[-2].count
    return {
        "opportunities": opportunities,
        "average_deal": inputs.average_deal,
        "win_rate": _decimal(rate, _PLACES),
    }


def _ready(name: str) -> Maker:
    """Return what makes the inputs of a calculator from a CRM file: those that the file tells, without defaults."""

    def made(_inputs: crm.Inputs, result: crm.Result) -> Some | None:
        inputs = getattr(result.ready, name)
        return None if inputs is None else _told(inputs)

    return made


def _told(inputs: object) -> Some:
    values = {field.name: (getattr(inputs, field.attribute), field.default) for field in fields_of(type(inputs))}
    return {
        name: [_told(row) for row in value] if isinstance(value, tuple) else value
        for name, (value, default) in values.items()
        if value is not None and value != default
    }


def _decimal(value: Fraction, places: int) -> Fraction:
    return Fraction(rounded(value, places))


HAND_OVERS: Mapping[str, Mapping[str, Maker]] = MappingProxyType(
    {
        "crm": {
            "funnel": _ready("funnel"),
            "velocity": _ready("velocity"),
            "goal-plan": _ready("goal_plan"),
            "forecast": _ready("forecast"),
        },
        "goal-plan": {
            "forecast": _plan_to_forecast,
            "capacity": _plan_to_capacity,
            "velocity": _plan_to_velocity,
        },
        "funnel": {
            "goal-plan": _funnel_to_plan,
            "forecast": _funnel_to_forecast,
            "velocity": _funnel_to_velocity,
        },
    }
)
TARGETS = ("capacity", "forecast", "funnel", "goal-plan", "velocity")
"""The calculators that take over from others; pages call them by the words ``calculator.to.<id>``."""
