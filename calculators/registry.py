"""Finds the calculators: every module of this package that has ``Inputs``, ``Result`` and ``calculate`` is one."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import calculators
from calculators.fields import fields_of
from calculators.problems import InvalidInputError, Problem

Values = Mapping[str, Any]
"""The valid values of a record by field name; lists of records are lists of the same, in which values may lack.

A list of numbers has ``None`` in place of those that are refused.
"""


@dataclass(frozen=True, slots=True)
class Calculator:
    """One calculator: ``calculate`` turns ``inputs`` into ``result``; ``check`` finds problems between valid values.

    ``headlines``: paths of the results that matter most, the first above all; a module names them in ``HEADLINES``,
    else they are all the single numbers. ``varied``: the inputs that sensitivity moves, rows without their number, such
    as ``stages.rate``; a module names them in ``VARIED``, else there are none. ``settings``: inputs that only say how
    to calculate, which goal seek leaves alone; a module names them in ``SETTINGS``.
    """

    id: str
    inputs: type
    result: type
    calculate: Callable[[Any], Any]
    check: Callable[[Values], Iterable[Problem]]
    headlines: tuple[str, ...]
    varied: tuple[str, ...]
    settings: tuple[str, ...]

    @property
    def module_name(self) -> str:
        """The name of its module, and of its view, within their packages."""
        return self.id.replace("-", "_")


def _module(name: str) -> ModuleType | None:
    full_name = f"{calculators.__name__}.{name}"
    try:
        module = importlib.import_module(full_name)
    except ModuleNotFoundError as error:
        if error.name != full_name:  # something that the module itself imports
            raise
        return None
    is_calculator = all(hasattr(module, part) for part in ("Inputs", "Result", "calculate"))
    return module if is_calculator else None


def calculator_ids() -> tuple[str, ...]:
    """Return the ids of all calculators in alphabetical order."""
    names = sorted(item.name for item in pkgutil.iter_modules(calculators.__path__))
    return tuple(name.replace("_", "-") for name in names if not name.startswith("_") and _module(name))


def load(calculator_id: str) -> Calculator:
    """Return a calculator. Raises ``InvalidInputError`` with the reason ``unknown_calculator``."""
    is_id = re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", calculator_id)
    module = _module(calculator_id.replace("-", "_")) if is_id else None
    if module is None:
        details = {"detail": calculator_id, "known": ", ".join(calculator_ids())}
        raise InvalidInputError(Problem("", "unknown_calculator", details=details))
    check = getattr(module, "check", _nothing_to_check)
    headlines = getattr(module, "HEADLINES", None) or _single_numbers(module.Result)
    varied, settings = getattr(module, "VARIED", ()), getattr(module, "SETTINGS", ())
    return Calculator(calculator_id, module.Inputs, module.Result, module.calculate, check, headlines, varied, settings)


def _single_numbers(result: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields_of(result) if field.meta.kind in ("number", "integer"))


def _nothing_to_check(_: Values) -> Iterable[Problem]:
    return ()
