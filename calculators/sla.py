"""sla: what marketing owes sales, and sales owes marketing.

The service-level agreement runs backwards from marketing's share of the revenue goal: deals, leads of each grade, and
the time that following all of them up takes. Whole things are rounded up once, each from the unrounded chain.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil

from calculators.fields import MONEY, NUMBER, RATE, integer, number, records, text
from calculators.problems import Problem
from calculators.registry import Values

TOLERANCE = Fraction(1, 10**9)
"""How far the sum of the shares may be from 1, since shares such as a third have to be rounded."""
MINUTES_PER_HOUR = 60


@dataclass(frozen=True, kw_only=True)
class Grade:
    """A quality of lead: its share of all leads, and the share of it that becomes customers."""

    id: str = field(metadata=text("fields.grades.id", names="grades"))
    share: Fraction = field(metadata=number(RATE, "fields.grades.share", minimum=0, maximum=1, step="0.01"))
    close_rate: Fraction = field(metadata=number(RATE, "fields.grades.close_rate", above=0, maximum=1, step="0.01"))


@dataclass(frozen=True, kw_only=True)
class Inputs:
    """The goal, the leads that marketing brings, and the time that sales has for them."""

    revenue_goal: Fraction = field(metadata=number(MONEY, "fields.revenue_goal", above=0, step=1000))
    marketing_share: Fraction = field(
        metadata=number(RATE, "fields.marketing_share", minimum=0, maximum=1, step="0.05", slider=True)
    )
    average_deal: Fraction = field(metadata=number(MONEY, "fields.average_deal", above=0, step=100))
    grades: tuple[Grade, ...] = field(metadata=records(Grade, "fields.grades", items=(1, 6), key="id"))
    working_days: int = field(metadata=integer("working_days", "fields.working_days", minimum=1))
    attempts: int = field(default=5, metadata=integer(NUMBER, "fields.attempts", minimum=1))
    minutes_per_attempt: Fraction = field(
        default=Fraction(8), metadata=number("minutes", "fields.minutes_per_attempt", above=0)
    )
    sdr_minutes_per_day: Fraction = field(
        default=Fraction(300), metadata=number("minutes", "fields.sdr_minutes_per_day", above=0, step=10)
    )
    sdrs: int = field(metadata=integer(NUMBER, "fields.sdrs", minimum=0))

    @property
    def close_rate(self) -> Fraction:
        """The share of all leads that becomes customers."""
        return sum((grade.share * grade.close_rate for grade in self.grades), Fraction(0))

    @property
    def sdr_minutes(self) -> Fraction:
        """The minutes that one SDR has for follow-up in the period."""
        return self.working_days * self.sdr_minutes_per_day


@dataclass(frozen=True, kw_only=True)
class GradeNeed:
    """How many leads of a grade marketing owes, and what one of them is worth."""

    id: str = field(metadata=text("results.grades.id", names="grades"))
    leads: int = field(metadata=integer(NUMBER, "results.grades.leads"))
    value_per_lead: Fraction = field(metadata=number(MONEY, "results.grades.value_per_lead"))


@dataclass(frozen=True, kw_only=True)
class Result:
    """Both sides of the agreement; see ``calculate`` for the formulas."""

    deals_from_marketing: int = field(metadata=integer(NUMBER, "results.deals_from_marketing"))
    leads_total: int = field(metadata=integer(NUMBER, "results.leads_total"))
    grades: tuple[GradeNeed, ...] = field(metadata=records(GradeNeed, "results.grades"))
    leads_per_day: Fraction = field(metadata=number(NUMBER, "results.leads_per_day"))
    follow_up_hours: Fraction = field(metadata=number(NUMBER, "results.follow_up_hours"))
    sdrs_needed: int = field(metadata=integer(NUMBER, "results.sdrs_needed"))
    sdr_gap: int = field(metadata=integer(NUMBER, "results.sdr_gap"))


def check(values: Values) -> Iterator[Problem]:
    """Find shares that do not make up the whole."""
    shares = [grade.get("share") for grade in values.get("grades", ())]
    if not shares or None in shares:
        return
    missing = 1 - sum(shares, Fraction(0))
    if abs(missing) > TOLERANCE:
        yield Problem("grades", "shares_short" if missing > 0 else "shares_over", abs(missing), RATE)


def calculate(inputs: Inputs) -> Result:
    """Work the agreement out.

    deals = ⌈goal × marketing's share / average deal⌉; leads = ⌈deals / Σ share × close rate⌉, of each grade ⌈leads ×
    share⌉; follow-up = leads × attempts × minutes per attempt; SDRs = ⌈follow-up / (days × SDR minutes per day)⌉.
    """
    deals = ceil(inputs.revenue_goal * inputs.marketing_share / inputs.average_deal)
    leads = ceil(deals / inputs.close_rate)
    minutes = leads * inputs.attempts * inputs.minutes_per_attempt
    sdrs_needed = ceil(minutes / inputs.sdr_minutes)
    return Result(
        deals_from_marketing=deals,
        leads_total=leads,
        grades=tuple(
            GradeNeed(
                id=grade.id, leads=ceil(leads * grade.share), value_per_lead=grade.close_rate * inputs.average_deal
            )
            for grade in inputs.grades
        ),
        leads_per_day=Fraction(leads, inputs.working_days),
        follow_up_hours=minutes / MINUTES_PER_HOUR,
        sdrs_needed=sdrs_needed,
        sdr_gap=max(sdrs_needed - inputs.sdrs, 0),
    )
