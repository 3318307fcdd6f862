"""diagnosis: how far marketing and sales have come, area by area, and what to work on first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from calculators.problems import Problem
from calculators.registry import Values
from calculators.rubric import RubricInputs, RubricResult, assess, rubric_problems


@dataclass(frozen=True, kw_only=True)
class Inputs(RubricInputs):
    """The rubric, and how a team sees its own work."""


@dataclass(frozen=True, kw_only=True)
class Result(RubricResult):
    """The level of the team, the score of each area, and what to read next."""


def check(values: Values) -> Iterator[Problem]:
    """Find faults of the rubric, and answers that do not belong to it."""
    return rubric_problems(values)


def calculate(inputs: Inputs) -> Result:
    """Work out the scores; for the formulas see ``calculators.rubric.assess``."""
    return assess(inputs, Result)
