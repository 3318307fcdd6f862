"""From a JSON value to a calculator's ``Inputs``: every rule is in the fields' ``Meta``, every problem is reported."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from calculators.fields import NUMBER, Field, Meta, alternatives_of, fields_of, record_of
from calculators.problems import InvalidInput, Problem
from calculators.read_json import JsonObject
from calculators.registry import Calculator

LARGEST = Fraction(10**15)
"""The greatest magnitude of an input."""
FAR_OFF = 30
"""Decimal exponent from which numbers are not told apart, being far beyond ``LARGEST``."""
FINEST = -330
"""The least decimal exponent of an input: any float has a greater one, and results stay small enough to write."""
LONGEST_NUMBER = 1200
"""The most digits of an input: the longest float has fewer."""
LONGEST_TEXT = 80


def validate(calculator: Calculator, raw: object) -> Any:
    """Return the ``Inputs`` that ``raw`` (as ``read_json`` returns it) stands for.

    Raises ``InvalidInput`` with all problems: those of single values in the order of the fields, then those between
    values. ``null`` counts as left out.
    """
    reader = _Reader()
    values = reader.record(calculator.inputs, raw, "")
    problems = [*reader.problems, *calculator.check(values)]
    if problems:
        raise InvalidInput(*problems)
    return _build(calculator.inputs, values)


def _build(record: type, values: Mapping[str, Any]) -> Any:
    """Make the dataclass from values that are all valid."""
    arguments: dict[str, object] = {}
    for field in fields_of(record):
        if field.name in values:
            value = values[field.name]
            if field.meta.kind == "records":
                value = tuple(_build(record_of(field.meta), item) for item in value)
            arguments[field.attribute] = value
    return record(**arguments)


class _Reader:
    """Walks a JSON value along the fields of a record; collects problems and goes on without the value at fault."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def refuse(self, path: str, reason: str, limit: Fraction | int | None = None, unit: str = NUMBER) -> None:
        self.problems.append(Problem(path, reason, limit, unit))

    def record(self, record: type, raw: object, path: str, *, last: bool = False) -> dict[str, Any]:
        """Return the valid values of a record by the name of their field."""
        if not isinstance(raw, dict):
            self.refuse(path, "not_an_object")
            return {}
        prefix = f"{path}." if path else ""
        if isinstance(raw, JsonObject):
            for name in raw.repeated:
                self.refuse(f"{prefix}{name}", "duplicate")
        chosen = _chosen_alternative(record, raw)
        values: dict[str, Any] = {}
        known: set[str] = set()
        for field in fields_of(record):
            if field.meta.alternative not in ("", chosen):
                continue
            known.add(field.name)
            given = raw.get(field.name)
            place = f"{prefix}{field.name}"
            if given is None:
                if field.needed:
                    self.refuse(place, "required")
            elif field.meta.not_last and last:
                self.refuse(place, "not_on_last")
            else:
                values.update((field.name, value) for value in self.value(field, given, place))
        for name, given in raw.items():
            alternative = any(field.name == name for field in fields_of(record))
            if name not in known and not (alternative and given is None):
                self.refuse(f"{prefix}{name}", "unknown_field")
        return values

    def value(self, field: Field, raw: object, path: str) -> Iterator[object]:
        """Yield the value of a field, or nothing where it is refused."""
        match field.meta.kind:
            case "text":
                yield from self.text(raw, path)
            case "number" | "integer":
                yield from self.number(field.meta, raw, path)
            case "numbers" | "records":
                yield from self.items(field.meta, raw, path)

    def text(self, raw: object, path: str) -> Iterator[str]:
        if not isinstance(raw, str):
            self.refuse(path, "not_text")
        elif not raw.strip():
            self.refuse(path, "required")
        elif len(raw) > LONGEST_TEXT:
            self.refuse(path, "too_long", LONGEST_TEXT)
        else:
            yield raw

    def number(self, meta: Meta, raw: object, path: str) -> Iterator[Fraction | int]:
        # A boolean is an int in Python but no number in JSON.
        if isinstance(raw, bool) or not isinstance(raw, Decimal | int):
            self.refuse(path, "not_a_number")
            return
        number = Decimal(raw)
        value = _exact(number)
        if value is None:
            self.refuse(path, "too_fine")
            return
        if meta.kind == "integer" and value.denominator != 1:
            self.refuse(path, "not_an_integer")
            return
        broken = _broken_bound(meta, value)
        if broken:
            self.refuse(path, *broken, meta.unit)
            return
        yield int(value) if meta.kind == "integer" else value

    def items(self, meta: Meta, raw: object, path: str) -> Iterator[object]:
        if not isinstance(raw, list):
            self.refuse(path, "not_a_list")
            return
        if len(raw) < meta.minimum_items:
            self.refuse(path, "too_few", meta.minimum_items)
        if meta.maximum_items is not None and len(raw) > meta.maximum_items:
            self.refuse(path, "too_many", meta.maximum_items)
        if meta.kind == "numbers":
            yield tuple(value for index, item in enumerate(raw) for value in self.number(meta, item, f"{path}[{index}]"))
            return
        record = record_of(meta)
        items = [
            self.record(record, item, f"{path}[{index}]", last=index == len(raw) - 1) for index, item in enumerate(raw)
        ]
        seen: set[object] = set()
        for index, item in enumerate(items):
            key = item.get(meta.key)
            if key is not None and key in seen:
                self.refuse(f"{path}[{index}].{meta.key}", "duplicate")
            seen.add(key)
        yield items


def _chosen_alternative(record: type, raw: Mapping[str, object]) -> str:
    """Return the group of fields that a record means: the first with a value, else the first named, else the usual."""
    groups = {
        group: [field.name for field in fields_of(record) if field.meta.alternative == group]
        for group in alternatives_of(record)
    }
    filled = {name for name, value in raw.items() if value is not None}
    for present in (filled, raw.keys()):
        for group, names in groups.items():
            if not set(names).isdisjoint(present):
                return group
    return next(iter(groups), "")


def _exact(number: Decimal) -> Fraction | None:
    """Return the number as a fraction of bearable size; ``None`` where it has too many digits."""
    if not number:
        return Fraction(0)
    if number.adjusted() > FAR_OFF:
        return Fraction(-(10**FAR_OFF) if number < 0 else 10**FAR_OFF)
    if number.adjusted() < FINEST or len(number.as_tuple().digits) > LONGEST_NUMBER:
        return None
    return Fraction(number)


def _broken_bound(meta: Meta, value: Fraction) -> tuple[str, Fraction] | None:
    """Return the reason and the limit where ``value`` is out of its range, the field's own bounds first."""
    if meta.minimum is not None and value < meta.minimum:
        return "at_least", meta.minimum
    if meta.above is not None and value <= meta.above:
        return "above", meta.above
    if meta.maximum is not None and value > meta.maximum:
        return "at_most", meta.maximum
    if meta.below is not None and value >= meta.below:
        return "below", meta.below
    if value > LARGEST:
        return "at_most", LARGEST
    if value < -LARGEST:
        return "at_least", -LARGEST
    return None
