"""tracker: are we on course this month and this year.

The plan holds a target for each month, seasonality included, so that a month is judged by its own share of the year.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import accumulate

from calculators.fields import MONEY, NUMBER, RATE, choice, integer, number, numbers, records
from calculators.problems import Problem
from calculators.registry import Values

ON_TRACK = Fraction("0.98")
"""The least share of the plan to date that still counts as on track."""
STATUSES = ("ahead", "on_track", "behind", "not_started")
"""Every ``status``."""


@dataclass(frozen=True, kw_only=True)
class Inputs:
    """The targets of the year's months in their order, and the results of those that are over."""

    targets: tuple[Fraction, ...] = field(metadata=numbers(MONEY, "fields.targets", (1, 12), minimum=0, step=1000))
    actuals: tuple[Fraction, ...] = field(metadata=numbers(MONEY, "fields.actuals", (0, 12), step=1000))


@dataclass(frozen=True, kw_only=True)
class Month:
    """One month, 1 being the first; what is not known yet is ``None``."""

    month: int = field(metadata=integer(NUMBER, "results.months.month"))
    target: Fraction = field(metadata=number(MONEY, "results.months.target"))
    actual: Fraction | None = field(metadata=number(MONEY, "results.months.actual", optional=True))
    attainment: Fraction | None = field(metadata=number(RATE, "results.months.attainment", optional=True))
    cumulative_target: Fraction = field(metadata=number(MONEY, "results.months.cumulative_target"))
    cumulative_actual: Fraction | None = field(
        metadata=number(MONEY, "results.months.cumulative_actual", optional=True)
    )


@dataclass(frozen=True, kw_only=True)
class Result:
    """Plan against actual; see ``calculate`` for the formulas. ``status`` is one of ``STATUSES``."""

    months: tuple[Month, ...] = field(metadata=records(Month, "results.months"))
    year_target: Fraction = field(metadata=number(MONEY, "results.year_target"))
    to_date: Fraction = field(metadata=number(MONEY, "results.to_date"))
    projection: Fraction | None = field(metadata=number(MONEY, "results.projection", optional=True))
    required_per_month: Fraction | None = field(metadata=number(MONEY, "results.required_per_month", optional=True))
    status: str = field(metadata=choice("results.status", *STATUSES))


def check(values: Values) -> Iterator[Problem]:
    """Find more results than there are months in the plan."""
    targets, actuals = values.get("targets"), values.get("actuals")
    if targets and actuals and len(actuals) > len(targets):
        yield Problem("actuals", "too_many", len(targets))


def calculate(inputs: Inputs) -> Result:
    """Compare the months with the plan and carry the year on.

    projection = results to date × the year's target ÷ the targets to date: the rest of the year is taken to reach the
    same share of its plan. Required a month = what the year's target still lacks (never below 0) ÷ months left.
    """
    past, left = len(inputs.actuals), len(inputs.targets) - len(inputs.actuals)
    planned, year = sum(inputs.targets[:past], Fraction(0)), sum(inputs.targets, Fraction(0))
    to_date = sum(inputs.actuals, Fraction(0))
    return Result(
        months=_months(inputs),
        year_target=year,
        to_date=to_date,
        projection=to_date * year / planned if planned else None,
        required_per_month=max(year - to_date, Fraction(0)) / left if left else None,
        status=_status(to_date, planned) if past else "not_started",
    )


def _months(inputs: Inputs) -> tuple[Month, ...]:
    none = (None,) * (len(inputs.targets) - len(inputs.actuals))
    columns = zip(
        inputs.targets,
        (*inputs.actuals, *none),
        accumulate(inputs.targets),
        (*accumulate(inputs.actuals), *none),
        strict=True,
    )
    return tuple(
        Month(
            month=month,
            target=target,
            actual=actual,
            attainment=None if actual is None or not target else actual / target,
            cumulative_target=cumulative_target,
            cumulative_actual=cumulative_actual,
        )
        for month, (target, actual, cumulative_target, cumulative_actual) in enumerate(columns, start=1)
    )


def _status(to_date: Fraction, planned: Fraction) -> str:
    """Judge the results to date by their share of the plan to date; where nothing was due, 0 is on track."""
    if to_date > planned:
        return "ahead"
    return "on_track" if to_date >= ON_TRACK * planned else "behind"
