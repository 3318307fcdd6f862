"""goal-plan: what must happen for the revenue goal to be met.

The chain runs backwards from the goal: revenue still to close, deals, then what each stage of the funnel must hold.
Whole things are rounded up once, each from the unrounded chain.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import accumulate
from math import ceil, floor, prod
from operator import mul

from calculators.fields import MONEY, NUMBER, RATE, codes, integer, number, records, text
from calculators.funnel import wilson
from calculators.problems import Problem
from calculators.registry import Values


@dataclass(frozen=True, kw_only=True)
class Stage:
    """A stage of the funnel with the share that moves on: given as a rate, or as counts of a past period."""

    id: str = field(metadata=text("fields.stages.id", names="stages"))
    rate: Fraction | None = field(
        default=None,
        metadata=number(RATE, "fields.stages.rate", above=0, maximum=1, step="0.01", alternative="rate", slider=True),
    )
    entered: int | None = field(
        default=None, metadata=integer(NUMBER, "fields.stages.entered", minimum=1, alternative="counts")
    )
    advanced: int | None = field(
        default=None, metadata=integer(NUMBER, "fields.stages.advanced", minimum=1, alternative="counts")
    )

    @property
    def share(self) -> Fraction:
        """The share that moves on, 0..1."""
        if self.entered is not None and self.advanced is not None:
            return Fraction(self.advanced, self.entered)
        if self.rate is not None:
            return self.rate
        raise ValueError(f"stage {self.id} has neither a rate nor counts")


@dataclass(frozen=True, kw_only=True)
class Inputs:
    """The goal, the funnel and the team. Stages run from the first contact on; the last one's rate makes customers."""

    revenue_goal: Fraction = field(metadata=number(MONEY, "fields.revenue_goal", above=0, step=1000))
    revenue_closed: Fraction = field(
        default=Fraction(0), metadata=number(MONEY, "fields.revenue_closed", minimum=0, step=1000)
    )
    average_deal: Fraction = field(metadata=number(MONEY, "fields.average_deal", above=0, step=100))
    stages: tuple[Stage, ...] = field(metadata=records(Stage, "fields.stages", items=(1, 10), key="id"))
    working_days: int = field(metadata=integer("working_days", "fields.working_days", minimum=1))
    reps: int = field(metadata=integer(NUMBER, "fields.reps", minimum=1))
    selling_minutes_per_day: Fraction = field(
        default=Fraction(240), metadata=number("minutes", "fields.selling_minutes_per_day", above=0, step=10)
    )
    minutes_per_contact: Fraction = field(
        default=Fraction(20), metadata=number("minutes", "fields.minutes_per_contact", above=0)
    )
    contacts_per_opportunity: Fraction = field(
        default=Fraction(5), metadata=number(NUMBER, "fields.contacts_per_opportunity", above=0)
    )
    cac: Fraction | None = field(default=None, metadata=number(MONEY, "fields.cac", minimum=0, step=10, optional=True))
    cycle_days: Fraction | None = field(
        default=None, metadata=number("working_days", "fields.cycle_days", minimum=0, optional=True)
    )


@dataclass(frozen=True, kw_only=True)
class StageNeed:
    """How many a stage must hold."""

    id: str = field(metadata=text("results.stages.id", names="stages"))
    rate: Fraction = field(metadata=number(RATE, "results.stages.rate"))
    needed: int = field(metadata=integer(NUMBER, "results.stages.needed"))


@dataclass(frozen=True, kw_only=True)
class Result:
    """The plan; see ``calculate`` for the formulas. Optional values are ``None`` where they cannot be worked out."""

    revenue_gap: Fraction = field(metadata=number(MONEY, "results.revenue_gap"))
    deals_needed: int = field(metadata=integer(NUMBER, "results.deals_needed"))
    stages: tuple[StageNeed, ...] = field(metadata=records(StageNeed, "results.stages"))
    deals_per_day: Fraction = field(metadata=number(NUMBER, "results.deals_per_day"))
    first_stage_per_day: Fraction = field(metadata=number(NUMBER, "results.first_stage_per_day"))
    first_stage_per_rep_per_day: Fraction = field(metadata=number(NUMBER, "results.first_stage_per_rep_per_day"))
    contacts_needed: Fraction = field(metadata=number(NUMBER, "results.contacts_needed"))
    contacts_per_rep_per_day: int = field(metadata=integer(NUMBER, "results.contacts_per_rep_per_day"))
    team_capacity: int = field(metadata=integer(NUMBER, "results.team_capacity"))
    capacity_use: Fraction | None = field(metadata=number(RATE, "results.capacity_use", optional=True))
    reps_needed: int | None = field(metadata=integer(NUMBER, "results.reps_needed", optional=True))
    reps_gap: int | None = field(metadata=integer(NUMBER, "results.reps_gap", optional=True))
    acquisition_budget: Fraction | None = field(metadata=number(MONEY, "results.acquisition_budget", optional=True))
    last_lead_day: Fraction | None = field(metadata=number(NUMBER, "results.last_lead_day", optional=True))
    coverage_needed: Fraction = field(metadata=number(NUMBER, "results.coverage_needed"))
    warnings: tuple[str, ...] = field(
        metadata=codes("results.warnings", "cycle_longer_than_period", "capacity_exceeded", "goal_already_met")
    )


HEADLINES = ("stages.0.needed", "deals_needed", "contacts_needed", "reps_needed", "capacity_use")
"""The results that matter most, the first above all."""
VARIED = (
    "revenue_goal",
    "revenue_closed",
    "average_deal",
    "stages.rate",
    "stages.advanced",
    "working_days",
    "reps",
    "selling_minutes_per_day",
    "minutes_per_contact",
    "contacts_per_opportunity",
    "cac",
    "cycle_days",
)
"""The inputs that sensitivity moves."""


def check(values: Values) -> Iterator[Problem]:
    """Find stages of which more moved on than entered."""
    for index, stage in enumerate(values.get("stages", ())):
        entered, advanced = stage.get("entered"), stage.get("advanced")
        if entered is not None and advanced is not None and advanced > entered:
            yield Problem(f"stages[{index}].advanced", "at_most", entered)


def calculate(inputs: Inputs) -> Result:
    """Work the plan out.

    deals = ⌈(goal − closed) / average deal⌉; stage i needs ⌈deals / Π rates from i on⌉; contacts = the last stage's
    need × contacts per opportunity; capacity = reps × ⌊selling minutes / minutes per contact⌋ × working days.
    """
    gap = max(inputs.revenue_goal - inputs.revenue_closed, Fraction(0))
    deals = ceil(gap / inputs.average_deal)
    stages = _needs(inputs.stages, deals)
    first, last = stages[0], stages[-1]
    contacts = last.needed * inputs.contacts_per_opportunity
    contacts_each = floor(inputs.selling_minutes_per_day / inputs.minutes_per_contact)
    capacity = inputs.reps * contacts_each * inputs.working_days
    reps_needed = ceil(contacts / (contacts_each * inputs.working_days)) if contacts_each else None
    last_lead_day = None if inputs.cycle_days is None else inputs.working_days - inputs.cycle_days
    warnings = {
        "cycle_longer_than_period": last_lead_day is not None and last_lead_day < 0,
        "capacity_exceeded": contacts > capacity,
        "goal_already_met": gap == 0,
    }
    return Result(
        revenue_gap=gap,
        deals_needed=deals,
        stages=stages,
        deals_per_day=Fraction(deals, inputs.working_days),
        first_stage_per_day=Fraction(first.needed, inputs.working_days),
        first_stage_per_rep_per_day=Fraction(first.needed, inputs.working_days * inputs.reps),
        contacts_needed=contacts,
        contacts_per_rep_per_day=contacts_each,
        team_capacity=capacity,
        capacity_use=contacts / capacity if capacity else None,
        reps_needed=reps_needed,
        reps_gap=None if reps_needed is None else max(reps_needed - inputs.reps, 0),
        acquisition_budget=None if inputs.cac is None else deals * inputs.cac,
        last_lead_day=last_lead_day,
        coverage_needed=1 / last.rate,
        warnings=tuple(code for code, applies in warnings.items() if applies),
    )


@dataclass(frozen=True, slots=True)
class MeasuredStage:
    """What is known of a rate that was measured: its stage, on how many cases, the 95% interval of the true rate.

    ``most`` and ``least``: what the first stage must hold if the true rate is ``low`` and if it is ``high``.
    """

    id: str
    cases: int
    low: Fraction
    high: Fraction
    most: int
    least: int


def measured_stages(inputs: Inputs, result: Result) -> tuple[MeasuredStage, ...]:
    """Return the stages whose rate comes from counts, each judged with the other rates as they are."""
    return tuple(
        _measured(inputs.stages, index, stage.entered, stage.advanced, result.deals_needed)
        for index, stage in enumerate(inputs.stages)
        if stage.entered is not None and stage.advanced is not None
    )


def _measured(stages: tuple[Stage, ...], index: int, entered: int, advanced: int, deals: int) -> MeasuredStage:
    low, high = wilson(advanced, entered)
    others = prod((stage.share for place, stage in enumerate(stages) if place != index), start=Fraction(1))
    return MeasuredStage(
        stages[index].id, entered, low, high, most=ceil(deals / (others * low)), least=ceil(deals / (others * high))
    )


def _needs(stages: tuple[Stage, ...], deals: int) -> tuple[StageNeed, ...]:
    """Return what each stage must hold, from the product of the rates that follow."""
    shares = [stage.share for stage in stages]
    products = list(accumulate(reversed(shares), mul))[::-1]
    return tuple(
        StageNeed(id=stage.id, rate=share, needed=ceil(deals / product))
        for stage, share, product in zip(stages, shares, products, strict=True)
    )
