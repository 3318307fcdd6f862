"""commission: what a pay plan pays for given sales."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise

from calculators.fields import MONEY, RATE, number, records
from calculators.problems import Problem
from calculators.registry import Values

HEADLINES = ("pay", "commission", "effective_rate", "attainment", "on_target_earnings")
"""The results that matter most, the first above all."""


@dataclass(frozen=True, kw_only=True)
class Tier:
    """From which attainment on which share of the sales is paid; the rate holds for the sales inside the tier."""

    from_: Fraction = field(metadata=number(RATE, "fields.tiers.from", minimum=0, step="0.05"))
    rate: Fraction = field(metadata=number(RATE, "fields.tiers.rate", minimum=0, maximum=1, step="0.005"))


@dataclass(frozen=True, kw_only=True)
class Inputs:
    """Sales of one person in one period, and the plan for that period. ``cap``: the most commission there is."""

    sales: Fraction = field(metadata=number(MONEY, "fields.sales", minimum=0, step=1000))
    quota: Fraction = field(metadata=number(MONEY, "fields.quota", above=0, step=1000))
    base_salary: Fraction = field(
        default=Fraction(0), metadata=number(MONEY, "fields.base_salary", minimum=0, step=100)
    )
    tiers: tuple[Tier, ...] = field(metadata=records(Tier, "fields.tiers", items=(1, 10)))
    cap: Fraction | None = field(default=None, metadata=number(MONEY, "fields.cap", minimum=0, step=100, optional=True))


@dataclass(frozen=True, kw_only=True)
class Result:
    """What the plan pays. ``effective_rate``: commission for each unit of sales, unknown without sales."""

    attainment: Fraction = field(metadata=number(RATE, "results.attainment"))
    commission: Fraction = field(metadata=number(MONEY, "results.commission"))
    effective_rate: Fraction | None = field(metadata=number(RATE, "results.effective_rate", optional=True))
    pay: Fraction = field(metadata=number(MONEY, "results.pay"))
    on_target_earnings: Fraction = field(metadata=number(MONEY, "results.on_target_earnings"))


def check(values: Values) -> Iterator[Problem]:
    """Find a first tier that does not start at 0, and tiers that do not start above the one before."""
    starts = [tier.get("from") for tier in values.get("tiers", ())]
    if starts and starts[0]:
        yield Problem("tiers[0].from", "at_most", 0, RATE)
    for index, (before, start) in enumerate(pairwise(starts), start=1):
        if before is not None and start is not None and start <= before:
            yield Problem(f"tiers[{index}].from", "above", before, RATE)


def calculate(inputs: Inputs) -> Result:
    """Work out commission and pay.

    Attainment = sales ÷ quota; commission = Σ over tiers of rate × the sales inside the tier (marginal tiers, as income
    tax has them), at most the cap; pay = base salary + commission; on-target earnings = pay at exactly the quota.
    """
    commission = commission_for(inputs, inputs.sales)
    return Result(
        attainment=inputs.sales / inputs.quota,
        commission=commission,
        effective_rate=commission / inputs.sales if inputs.sales else None,
        pay=inputs.base_salary + commission,
        on_target_earnings=inputs.base_salary + commission_for(inputs, inputs.quota),
    )


def commission_for(inputs: Inputs, sales: Fraction) -> Fraction:
    """Return what the plan pays for any ``sales`` ≥ 0, the cap applied."""
    commission = uncapped(inputs, sales)
    return commission if inputs.cap is None else min(commission, inputs.cap)


def uncapped(inputs: Inputs, sales: Fraction) -> Fraction:
    """Return the commission for ``sales`` ≥ 0 without the cap."""
    parts = zip(inputs.tiers, sales_by_tier(inputs, sales), strict=True)
    return sum((tier.rate * part for tier, part in parts), start=Fraction(0))


def sales_by_tier(inputs: Inputs, sales: Fraction) -> tuple[Fraction, ...]:
    """Return how much of ``sales`` lies inside each tier."""
    starts = [min(tier.from_ * inputs.quota, sales) for tier in inputs.tiers]
    return tuple(end - start for start, end in pairwise([*starts, sales]))
