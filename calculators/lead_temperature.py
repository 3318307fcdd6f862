"""lead-temperature: how close a lead is to buying, from what it has said and done.

What the temperatures mean is in the rubric of the content: an answer such as "needs it now" leads to its level by
itself, while the score orders leads of the same level.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from calculators.problems import Problem
from calculators.registry import Values
from calculators.rubric import RubricInputs, RubricResult, assess, rubric_problems


@dataclass(frozen=True, kw_only=True)
class Inputs(RubricInputs):
    """The rubric, and what is known of one lead."""


@dataclass(frozen=True, kw_only=True)
class Result(RubricResult):
    """The temperature of the lead as ``level``, its score, and what to read next."""


def check(values: Values) -> Iterator[Problem]:
    """Find faults of the rubric, and answers that do not belong to it."""
    return rubric_problems(values)


def calculate(inputs: Inputs) -> Result:
    """Work out the temperature; for the formulas see ``calculators.rubric.assess``."""
    return assess(inputs, Result)
