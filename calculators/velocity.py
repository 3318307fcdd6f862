"""velocity: how fast the pipeline turns into revenue."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from types import MappingProxyType

from calculators.fields import MONEY, NUMBER, RATE, number, records, text

CERTAIN = Fraction(1)
"""The highest win rate."""
HEADLINES = ("per_day",)
"""The results that matter most, the first above all."""


@dataclass(frozen=True, kw_only=True)
class Inputs:
    """One group of deals. ``cycle_days`` counts calendar or working days; the velocity is for each day of that sort.

    ``change``: by which share each lever is improved.
    """

    opportunities: Fraction = field(metadata=number(NUMBER, "fields.opportunities", minimum=0))
    average_deal: Fraction = field(metadata=number(MONEY, "fields.average_deal", above=0, step=100))
    win_rate: Fraction = field(metadata=number(RATE, "fields.win_rate", minimum=0, maximum=1, step="0.01", slider=True))
    cycle_days: Fraction = field(metadata=number("days", "fields.cycle_days", above=0))
    change: Fraction = field(
        default=Fraction(1, 10), metadata=number(RATE, "fields.change", above=0, below=1, step="0.05")
    )


@dataclass(frozen=True, kw_only=True)
class Lever:
    """The velocity after one input alone got better, and what that gains, both for each day; ``id``: that input."""

    id: str = field(metadata=text("results.levers.id", names="levers"))
    per_day: Fraction = field(metadata=number(MONEY, "results.levers.per_day"))
    gain: Fraction = field(metadata=number(MONEY, "results.levers.gain"))


@dataclass(frozen=True, kw_only=True)
class Result:
    """The revenue for each day, and the four levers, the largest gain first."""

    per_day: Fraction = field(metadata=number(MONEY, "results.per_day"))
    levers: tuple[Lever, ...] = field(metadata=records(Lever, "results.levers"))


_MOVED: Mapping[str, Callable[[Inputs, Fraction], Fraction]] = MappingProxyType(
    {
        "opportunities": lambda inputs, change: inputs.opportunities * (1 + change),
        "average_deal": lambda inputs, change: inputs.average_deal * (1 + change),
        "win_rate": lambda inputs, change: min(inputs.win_rate * (1 + change), CERTAIN),
        "cycle_days": lambda inputs, change: inputs.cycle_days * (1 - change),
    }
)
"""What each lever becomes when it gets better by a share. Their order decides ties."""

LEVERS = tuple(_MOVED)
"""The ids of the levers, which are names of inputs."""
VARIED = LEVERS
"""The inputs that sensitivity moves."""


def per_day(inputs: Inputs) -> Fraction:
    """Return the sales velocity, revenue a day: opportunities × average deal × win rate ÷ length of the cycle."""
    return inputs.opportunities * inputs.average_deal * inputs.win_rate / inputs.cycle_days


def moved(inputs: Inputs, lever: str, change: Fraction) -> Inputs:
    """Return the inputs with one lever better by the share ``change``, −1 < ``change`` < 1; worse where it is < 0."""
    return dataclasses.replace(inputs, **{lever: _MOVED[lever](inputs, change)})


def calculate(inputs: Inputs) -> Result:
    """Work out the velocity as it is, and with each lever better by ``change`` while the others stay."""
    today = per_day(inputs)
    velocities = {lever: per_day(moved(inputs, lever, inputs.change)) for lever in LEVERS}
    levers = [Lever(id=lever, per_day=velocity, gain=velocity - today) for lever, velocity in velocities.items()]
    return Result(per_day=today, levers=tuple(sorted(levers, key=lambda lever: -lever.gain)))
