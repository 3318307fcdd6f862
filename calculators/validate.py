"""From a JSON value to a calculator's ``Inputs``: every rule is in the fields' ``Meta``, every problem is reported."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from calculators.fields import NUMBER, Field, Meta, alternatives_of, fields_of, record_of
from calculators.problems import InvalidInputError, Problem
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


def validate(calculator: Calculator, raw: object) -> object:
    """Return the ``Inputs`` that ``raw`` (as ``read_json`` returns it) stands for.

    Raises ``InvalidInputError`` with all problems: those of single values in the order of the fields, then those
    between values. ``null`` counts as left out.
    """
    reader = _Reader()
    values = reader.record(calculator.inputs, raw, "")
    problems = [*reader.problems, *calculator.check(values)]
    if problems:
        raise InvalidInputError(*problems)
    return _build(calculator.inputs, values)


def _build(record: type, values: Mapping[str, Any]) -> object:
    """Make the dataclass from values that are all valid."""
    arguments: dict[str, object] = {}
    for field in fields_of(record):
        if field.name in values:
            value = values[field.name]
            if field.meta.kind == "records":
                value = tuple(_build(record_of(field.meta), item) for item in value)
            elif field.meta.kind == "record":
                value = _build(record_of(field.meta), value)
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
        fields = _fields_meant(record, raw)
        values: dict[str, Any] = {}
        for field in fields:
            place = f"{prefix}{field.name}"
            for value in self.value(field, raw.get(field.name), place, last=last):
                values[field.name] = value
        known = {field.name for field in fields}
        known |= {field.name for field in fields_of(record) if raw.get(field.name) is None}
        for name in raw:
            if name not in known:
                self.refuse(f"{prefix}{name}", "unknown_field")
        self.refuse_repeated(raw, prefix)
        return values

    def value(self, field: Field, raw: object, path: str, *, last: bool) -> Iterator[object]:
        """Yield the value of a field, or nothing where there is none or it is refused."""
        if raw is None:
            if field.needed:
                self.refuse(path, "required")
        elif field.meta.not_last and last:
            self.refuse(path, "not_on_last")
        elif field.meta.kind == "text":
            yield from self.text(raw, path)
        elif field.meta.kind == "choice":
            yield from self.choice(field.meta, raw, path)
        elif field.meta.kind == "record":
            yield self.record(record_of(field.meta), raw, path)
        elif field.meta.kind == "answers":
            yield from self.answers(raw, path)
        elif field.meta.kind == "document":
            yield from self.document(raw, path)
        elif field.meta.kind in ("number", "integer"):
            yield from self.number(field.meta, raw, path)
        else:
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

    def document(self, raw: object, path: str) -> Iterator[str]:
        """Yield a text of any length; whether it holds anything is for the calculator to say."""
        if isinstance(raw, str):
            yield raw
        else:
            self.refuse(path, "not_text")

    def choice(self, meta: Meta, raw: object, path: str) -> Iterator[str]:
        for code in self.text(raw, path):
            if code in meta.among:
                yield code
            else:
                self.refuse(path, "not_an_option")

    def answers(self, raw: object, path: str) -> Iterator[dict[str, str | None]]:
        """Yield the options chosen by question; ``None`` where one is refused already, nothing where none is given."""
        if not isinstance(raw, dict):
            self.refuse(path, "not_an_object")
            return
        given = {name: value for name, value in raw.items() if value is not None}
        yield {name: next(self.text(value, f"{path}.{name}"), None) for name, value in given.items()}
        self.refuse_repeated(raw, f"{path}.")

    def number(self, meta: Meta, raw: object, path: str) -> Iterator[Fraction | int]:
        # A boolean is an int in Python but no number in JSON.
        if isinstance(raw, bool) or not isinstance(raw, Decimal | int):
            self.refuse(path, "required" if raw is None else "not_a_number")
            return
        value = _exact(Decimal(raw))
        if value is None:
            self.refuse(path, "too_fine")
        elif meta.kind == "integer" and value.denominator != 1:
            self.refuse(path, "not_an_integer")
        elif broken := next(broken_bounds(meta, value), None):
            self.refuse(path, *broken, meta.unit)
        else:
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
            places = ((item, f"{path}[{index}]") for index, item in enumerate(raw))
            yield tuple(next(self.number(meta, item, place), None) for item, place in places)
        elif meta.kind == "ids":
            texts = [next(self.text(item, f"{path}[{index}]"), None) for index, item in enumerate(raw)]
            for index, text in enumerate(texts):
                if text is not None and text in texts[:index]:
                    self.refuse(f"{path}[{index}]", "duplicate")
            yield tuple(text for text in texts if text is not None)
        else:
            record, last = record_of(meta), len(raw) - 1
            items = [
                self.record(record, item, f"{path}[{index}]", last=index == last) for index, item in enumerate(raw)
            ]
            self.refuse_shared_keys(meta.key, items, path)
            yield items

    def refuse_repeated(self, raw: dict[str, object], prefix: str) -> None:
        for name in raw.repeated if isinstance(raw, JsonObject) else ():
            self.refuse(f"{prefix}{name}", "duplicate")

    def refuse_shared_keys(self, key: str, items: list[dict[str, Any]], path: str) -> None:
        seen: set[object] = set()
        for index, item in enumerate(items):
            if item.get(key) in seen:
                self.refuse(f"{path}[{index}].{key}", "duplicate")
            if key in item:
                seen.add(item[key])


def _fields_meant(record: type, raw: Mapping[str, object]) -> tuple[Field, ...]:
    """Return the fields of a record without those of the alternatives that ``raw`` does not choose.

    Chosen is the first group with a value, else the first that is named, else the usual one.
    """
    groups = {
        group: {field.name for field in fields_of(record) if field.meta.alternative == group}
        for group in alternatives_of(record)
    }
    filled = {name for name, value in raw.items() if value is not None}
    meant = [group for given in (filled, raw.keys()) for group, names in groups.items() if not names.isdisjoint(given)]
    chosen = next(iter([*meant, *groups]), "")
    return tuple(field for field in fields_of(record) if field.meta.alternative in ("", chosen))


def _exact(number: Decimal) -> Fraction | None:
    """Return the number as a fraction of bearable size; ``None`` where it has too many digits."""
    if not number:
        return Fraction(0)
    if number.adjusted() > FAR_OFF:
        return Fraction(-(10**FAR_OFF) if number < 0 else 10**FAR_OFF)
    if number.adjusted() < FINEST or len(number.as_tuple().digits) > LONGEST_NUMBER:
        return None
    return Fraction(number)


def broken_bounds(meta: Meta, value: Fraction) -> Iterator[tuple[str, Fraction]]:
    """Yield the reason and the limit for each bound that ``value`` breaks, the field's own first."""
    if meta.minimum is not None and value < meta.minimum:
        yield "at_least", meta.minimum
    if meta.above is not None and value <= meta.above:
        yield "above", meta.above
    if meta.maximum is not None and value > meta.maximum:
        yield "at_most", meta.maximum
    if meta.below is not None and value >= meta.below:
        yield "below", meta.below
    if value > LARGEST:
        yield "at_most", LARGEST
    if value < -LARGEST:
        yield "at_least", -LARGEST
