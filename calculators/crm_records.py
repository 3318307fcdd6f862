"""crm: the records that its inputs and its result are made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from calculators import forecast, funnel, goal_plan, velocity
from calculators.fields import MONEY, NUMBER, fields_of, inputs, integer, number, text


@dataclass(frozen=True, kw_only=True)
class Columns:
    """The name of the column for each of ``crm_columns.FIELDS``; given: ``-`` says that there is none."""

    stage: str | None = field(default=None, metadata=text("fields.mapping.stage", optional=True))
    status: str | None = field(default=None, metadata=text("fields.mapping.status", optional=True))
    amount: str | None = field(default=None, metadata=text("fields.mapping.amount", optional=True))
    currency: str | None = field(default=None, metadata=text("fields.mapping.currency", optional=True))
    owner: str | None = field(default=None, metadata=text("fields.mapping.owner", optional=True))
    source: str | None = field(default=None, metadata=text("fields.mapping.source", optional=True))
    created: str | None = field(default=None, metadata=text("fields.mapping.created", optional=True))
    closed: str | None = field(default=None, metadata=text("fields.mapping.closed", optional=True))
    won: str | None = field(default=None, metadata=text("fields.mapping.won", optional=True))
    lost: str | None = field(default=None, metadata=text("fields.mapping.lost", optional=True))
    decided: str | None = field(default=None, metadata=text("fields.mapping.decided", optional=True))
    probability: str | None = field(default=None, metadata=text("fields.mapping.probability", optional=True))
    id: str | None = field(default=None, metadata=text("fields.mapping.id", optional=True))

    def chosen(self) -> Mapping[str, str]:
        """Return the fields that have a value."""
        named = {one.name: getattr(self, one.attribute) for one in fields_of(type(self))}
        return {name: value for name, value in named.items() if value is not None}


@dataclass(frozen=True, kw_only=True)
class Group:
    """The deals that share a stage, an owner, a source or a month; ``average``: of those that have a value."""

    name: str | None = field(metadata=text("results.groups.name", optional=True))
    count: int = field(metadata=integer(NUMBER, "results.groups.count"))
    value: Fraction = field(metadata=number(MONEY, "results.groups.value"))
    average: Fraction | None = field(metadata=number(MONEY, "results.groups.average", optional=True))


@dataclass(frozen=True, kw_only=True)
class Refused:
    """A row that is no deal: the line on which it starts, why, and the column at fault if it is one."""

    line: int = field(metadata=integer(NUMBER, "results.refused.line"))
    reason: str = field(metadata=text("results.refused.reason", names="reasons"))
    column: str | None = field(metadata=text("results.refused.column", optional=True))


@dataclass(frozen=True, kw_only=True)
class Ready:
    """Inputs of other calculators, as far as the file gives them; what it cannot tell has its default."""

    funnel: funnel.Inputs | None = field(metadata=inputs(funnel.Inputs, "results.ready.funnel", optional=True))
    velocity: velocity.Inputs | None = field(metadata=inputs(velocity.Inputs, "results.ready.velocity", optional=True))
    goal_plan: goal_plan.Inputs | None = field(
        metadata=inputs(goal_plan.Inputs, "results.ready.goal-plan", name="goal-plan", optional=True)
    )
    forecast: forecast.Inputs | None = field(metadata=inputs(forecast.Inputs, "results.ready.forecast", optional=True))


@dataclass(frozen=True, kw_only=True)
class LeftOut:
    """A calculator for which no inputs could be made, and what is missing."""

    calculator: str = field(metadata=text("results.left_out.calculator", names="calculators"))
    reason: str = field(metadata=text("results.left_out.reason", names="missing"))
