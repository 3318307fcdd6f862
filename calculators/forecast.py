"""forecast: how likely is the goal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import inf

from calculators.bins import bins
from calculators.fields import MONEY, NUMBER, RATE, integer, number, record, records, text
from calculators.forecast_runs import Model
from calculators.problems import Problem
from calculators.registry import Values
from calculators.significant import significant, significant_up

DIGITS = 4
"""Significant digits of what rests on random draws: more would not survive another seed."""
HEADLINES = ("probability", "revenue_p50", "revenue_p10", "revenue_p90", "volume_for.80")
"""The results that matter most, the first above all."""
SETTINGS = ("runs", "seed")
"""The inputs that say how to calculate."""


@dataclass(frozen=True, kw_only=True)
class Stage:
    """A stage of the funnel: how many entered it in a past period and how many of them moved on."""

    id: str = field(metadata=text("fields.stages.id", names="stages"))
    entered: int = field(metadata=integer(NUMBER, "fields.stages.entered", minimum=1))
    advanced: int = field(metadata=integer(NUMBER, "fields.stages.advanced", minimum=0))


@dataclass(frozen=True, kw_only=True)
class Inputs:
    """What is expected and what was seen. Stages run from the first contact on; who leaves the last is a customer."""

    volume: int = field(metadata=integer(NUMBER, "fields.volume", minimum=0, step=10))
    stages: tuple[Stage, ...] = field(metadata=records(Stage, "fields.stages", items=(1, 10), key="id"))
    average_deal: Fraction = field(metadata=number(MONEY, "fields.average_deal", above=0, step=100))
    deal_variation: Fraction = field(
        default=Fraction(0), metadata=number(RATE, "fields.deal_variation", minimum=0, step="0.05")
    )
    revenue_goal: Fraction = field(metadata=number(MONEY, "fields.revenue_goal", minimum=0, step=1000))
    runs: int = field(default=2000, metadata=integer(NUMBER, "fields.runs", minimum=100, maximum=20_000, step=100))
    seed: int = field(default=1, metadata=integer(NUMBER, "fields.seed"))


@dataclass(frozen=True, kw_only=True)
class VolumeFor:
    """The smallest first-stage volume whose probability of the goal reaches 50, 80, 90%."""

    at_50: int | None = field(metadata=integer(NUMBER, "results.volume_for.50", optional=True, name="50"))
    at_80: int | None = field(metadata=integer(NUMBER, "results.volume_for.80", optional=True, name="80"))
    at_90: int | None = field(metadata=integer(NUMBER, "results.volume_for.90", optional=True, name="90"))


@dataclass(frozen=True, kw_only=True)
class HistogramBin:
    """How many runs bring revenue from an amount (included) to another (excluded)."""

    from_: Fraction = field(metadata=number(MONEY, "results.histogram.from"))
    to: Fraction = field(metadata=number(MONEY, "results.histogram.to"))
    count: int = field(metadata=integer(NUMBER, "results.histogram.count"))


@dataclass(frozen=True, kw_only=True)
class Result:
    """The forecast; ``revenue_p10``: a tenth of the runs bring that or less."""

    revenue_p10: Fraction = field(metadata=number(MONEY, "results.revenue_p10"))
    revenue_p50: Fraction = field(metadata=number(MONEY, "results.revenue_p50"))
    revenue_p90: Fraction = field(metadata=number(MONEY, "results.revenue_p90"))
    probability: Fraction = field(metadata=number(RATE, "results.probability"))
    volume_for: VolumeFor = field(metadata=record(VolumeFor, "results.volume_for"))
    histogram: tuple[HistogramBin, ...] = field(metadata=records(HistogramBin, "results.histogram"))


def check(values: Values) -> Iterator[Problem]:
    """Find stages of which more moved on than entered."""
    for index, stage in enumerate(values.get("stages", ())):
        entered, advanced = stage.get("entered"), stage.get("advanced")
        if entered is not None and advanced is not None and advanced > entered:
            yield Problem(f"stages[{index}].advanced", "at_most", entered)


def calculate(inputs: Inputs) -> Result:
    """Draw the runs and count.

    In each run rate_i ~ Beta(advanced + 1, entered − advanced + 1), the posterior of a rate of which nothing was known
    before the counts (T. Bayes, 1763); customers by chained binomials; revenue = Σ of lognormal deal values with the
    mean ``average_deal`` and the coefficient of variation ``deal_variation``. ``calculators.forecast_runs`` says how
    runs are drawn and why the volumes need no search. A quantile is the value at rank ⌈share × runs⌉ of the sorted
    runs. Results are rounded to ``DIGITS`` significant digits, volumes upwards so that they suffice; bins count runs.
    """
    model = Model(
        stages=[(stage.entered, stage.advanced) for stage in inputs.stages],
        volume=inputs.volume,
        goal=inputs.revenue_goal / inputs.average_deal,
        variation=inputs.deal_variation,
        runs=inputs.runs,
        seed=inputs.seed,
    )
    outcomes = list(model.outcomes())
    worths = sorted(outcome.worth for outcome in outcomes)
    volumes = sorted(outcome.volume for outcome in outcomes)
    met = sum(outcome.met for outcome in outcomes)
    p10, p50, p90 = (
        significant(Fraction(_at(worths, percent)) * inputs.average_deal, DIGITS) for percent in (10, 50, 90)
    )
    return Result(
        revenue_p10=p10,
        revenue_p50=p50,
        revenue_p90=p90,
        probability=significant(Fraction(met, inputs.runs), DIGITS),
        volume_for=VolumeFor(
            at_50=_volume(_at(volumes, 50)), at_80=_volume(_at(volumes, 80)), at_90=_volume(_at(volumes, 90))
        ),
        histogram=tuple(
            HistogramBin(from_=significant(one.start, DIGITS), to=significant(one.end, DIGITS), count=one.count)
            for one in bins(worths, inputs.average_deal, DIGITS, whole=not inputs.deal_variation)
        ),
    )


def _at(ordered: Sequence[float], percent: int) -> float:
    """Return the smallest value that ``percent`` of all do not exceed."""
    return ordered[-(-percent * len(ordered) // 100) - 1]


def _volume(volume: float) -> int | None:
    return None if volume == inf else significant_up(int(volume), DIGITS)
