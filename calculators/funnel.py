"""funnel: where the funnel leaks and what fixing it is worth."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise
from math import prod

from calculators.exact import square_root
from calculators.fields import MONEY, NUMBER, RATE, integer, number, records, text
from calculators.problems import Problem
from calculators.registry import Values

Z95 = Fraction("1.959964")
"""The normal quantile of a two-sided 95% interval."""


@dataclass(frozen=True, kw_only=True)
class Stage:
    """How many reached a stage, and which share of them should reach the next."""

    id: str = field(metadata=text("fields.stages.id", names="stages"))
    count: int = field(metadata=integer(NUMBER, "fields.stages.count", minimum=0))
    benchmark: Fraction | None = field(
        default=None,
        metadata=number(RATE, "fields.stages.benchmark", above=0, maximum=1, step="0.01", optional=True, not_last=True),
    )


@dataclass(frozen=True, kw_only=True)
class Inputs:
    """One funnel over one period, the widest stage first, customers last."""

    stages: tuple[Stage, ...] = field(metadata=records(Stage, "fields.stages", items=(2, 10), key="id"))
    average_deal: Fraction = field(metadata=number(MONEY, "fields.average_deal", above=0, step=100))


@dataclass(frozen=True, kw_only=True)
class Transition:
    """The step from one stage to the next. ``low`` and ``high`` bound the true rate with 95% confidence."""

    from_: str = field(metadata=text("results.transitions.from", names="stages"))
    to: str = field(metadata=text("results.transitions.to", names="stages"))
    rate: Fraction | None = field(metadata=number(RATE, "results.transitions.rate", optional=True))
    low: Fraction | None = field(metadata=number(RATE, "results.transitions.low", optional=True))
    high: Fraction | None = field(metadata=number(RATE, "results.transitions.high", optional=True))
    lost: int = field(metadata=integer(NUMBER, "results.transitions.lost"))
    benchmark: Fraction | None = field(metadata=number(RATE, "results.transitions.benchmark", optional=True))
    gap: Fraction | None = field(metadata=number(RATE, "results.transitions.gap", optional=True))
    revenue_uplift: Fraction | None = field(metadata=number(MONEY, "results.transitions.revenue_uplift", optional=True))


@dataclass(frozen=True, kw_only=True)
class Result:
    """The steps of the funnel, what it is worth, and ``weakest``, the id of the stage to work on first."""

    transitions: tuple[Transition, ...] = field(metadata=records(Transition, "results.transitions"))
    overall_rate: Fraction = field(metadata=number(RATE, "results.overall_rate"))
    revenue: Fraction = field(metadata=number(MONEY, "results.revenue"))
    value_per_first: Fraction = field(metadata=number(MONEY, "results.value_per_first"))
    weakest: str = field(metadata=text("results.weakest", names="stages"))


HEADLINES = ("revenue", "overall_rate", "value_per_first")
"""The results that matter most, the first above all."""
VARIED = ("stages.count", "average_deal")
"""The inputs that sensitivity moves."""


def check(values: Values) -> Iterator[Problem]:
    """Find an empty first stage, and stages that hold more than the one before."""
    counts = [stage.get("count") for stage in values.get("stages", ())]
    if counts and counts[0] is not None and counts[0] < 1:
        yield Problem("stages[0].count", "at_least", 1)
    for index, (before, count) in enumerate(pairwise(counts), start=1):
        if before is not None and count is not None and count > before:
            yield Problem(f"stages[{index}].count", "not_decreasing", before)


def calculate(inputs: Inputs) -> Result:
    """Work out the rates, their intervals and what each benchmark would be worth."""
    counts = [stage.count for stage in inputs.stages]
    rates = [Fraction(after, count) if count else None for count, after in pairwise(counts)]
    transitions = tuple(_transition(inputs, index, rates) for index in range(len(rates)))
    revenue = counts[-1] * inputs.average_deal
    return Result(
        transitions=transitions,
        overall_rate=Fraction(counts[-1], counts[0]),
        revenue=revenue,
        value_per_first=revenue / counts[0],
        weakest=_weakest(transitions),
    )


def wilson(successes: int, trials: int) -> tuple[Fraction, Fraction]:
    """Return the 95% score interval of a share (E. B. Wilson, 1927); ``trials`` ≥ 1, 0 ≤ ``successes`` ≤ ``trials``.

    (p + z²/2n ± z·√(p(1−p)/n + z²/4n²)) / (1 + z²/n) with p = successes/trials, n = trials.
    """
    share = Fraction(successes, trials)
    z2 = Z95 * Z95
    middle = share + z2 / (2 * trials)
    reach = Z95 * square_root(share * (1 - share) / trials + z2 / (4 * trials * trials))
    width = 1 + z2 / trials
    return (middle - reach) / width, (middle + reach) / width


def _transition(inputs: Inputs, index: int, rates: Sequence[Fraction | None]) -> Transition:
    stage, after = inputs.stages[index], inputs.stages[index + 1]
    rate = rates[index]
    low, high = wilson(after.count, stage.count) if stage.count else (None, None)
    gap = None if rate is None or stage.benchmark is None else stage.benchmark - rate
    return Transition(
        from_=stage.id,
        to=after.id,
        rate=rate,
        low=low,
        high=high,
        lost=stage.count - after.count,
        benchmark=stage.benchmark,
        gap=gap,
        revenue_uplift=_uplift(inputs, index, gap, rates),
    )


def _uplift(inputs: Inputs, index: int, gap: Fraction | None, rates: Sequence[Fraction | None]) -> Fraction | None:
    """Return the revenue gained if this step alone ran at its benchmark; ``gap`` = benchmark − rate.

    The stage holds what it holds; what more passes meets the rates that follow as they are.
    """
    if gap is None:
        return None
    if gap <= 0:
        return Fraction(0)
    later = [rate for rate in rates[index + 1 :] if rate is not None]
    if len(later) < len(rates) - index - 1:
        return None
    return inputs.average_deal * inputs.stages[index].count * gap * prod(later, start=Fraction(1))


def _weakest(transitions: Sequence[Transition]) -> str:
    """Return where the step with the largest gain starts, else the one with the lowest rate; the first on ties."""
    gain, worth_fixing = max(
        ((transition.revenue_uplift or Fraction(0), transition) for transition in transitions),
        key=lambda pair: pair[0],
    )
    if gain > 0:
        return worth_fixing.from_
    known = [(transition.rate, transition) for transition in transitions if transition.rate is not None]
    return min(known, key=lambda pair: pair[0])[1].from_
