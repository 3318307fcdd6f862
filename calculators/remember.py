"""The last result, so that what a page asks about it need not be worked out again."""

from __future__ import annotations

from typing import Any

from calculators.registry import Calculator

_last: list[tuple[Calculator, object, object]] = []


def calculated(calculator: Calculator, inputs: object) -> Any:
    """Return ``calculator.calculate(inputs)``, which depends on the inputs alone."""
    for known, same, result in _last:
        if known == calculator and same == inputs:
            return result
    result = calculator.calculate(inputs)
    _last[:] = [(calculator, inputs, result)]
    return result
