from __future__ import annotations

import dataclasses
import json
import random
from collections.abc import Mapping
from fractions import Fraction
from types import NoneType, UnionType
from typing import Any, get_args, get_type_hints

import pytest
from jsonschema import Draft202012Validator

from calculators.fields import Field, fields_of, record_of
from calculators.json_schema import schema
from calculators.output import to_json
from calculators.registry import load
from tests.calculators import support


@pytest.fixture(params=support.CALCULATORS)
def calculator_id(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_both_are_schemas(calculator_id: str) -> None:
    described: Any = schema(load(calculator_id))
    Draft202012Validator.check_schema(described["inputs"])
    Draft202012Validator.check_schema(described["result"])


def test_what_is_calculated_fits_both(calculator_id: str) -> None:
    described: Any = schema(load(calculator_id))
    chance = random.Random(1)  # noqa: S311  # nothing here is secret
    for _ in range(50):
        inputs = support.MADE_UP[calculator_id](chance)
        Draft202012Validator(described["inputs"]).validate(inputs)
        result = json.loads(to_json(support.calculate(calculator_id, inputs)))
        Draft202012Validator(described["result"]).validate(result)


@pytest.mark.parametrize(
    "changes",
    [
        {"revenue_goal": 0},
        {"revenue_goal": "1"},
        {"revenue_goal": 1e16},
        {"reps": 1.5},
        {"x": 1},
        {"stages": []},
        {"stages": [{"id": "a"}]},
        {"stages": [{"id": "a", "rate": 2}]},
        {"stages": [{"id": "a", "rate": 0.5, "entered": 3, "advanced": 1}]},
        {"stages": [{"id": "a", "entered": 3}]},
    ],
)
def test_the_schema_refuses_what_validation_refuses(changes: dict[str, object]) -> None:
    described: Any = schema(load("goal-plan"))
    validator = Draft202012Validator(described["inputs"])
    assert not validator.is_valid(support.example("goal-plan") | changes)


def test_defaults_and_units_are_told() -> None:
    described: Any = schema(load("goal-plan"))
    minutes = described["inputs"]["properties"]["selling_minutes_per_day"]
    assert minutes == {
        "type": ["number", "null"],
        "exclusiveMinimum": 0,
        "maximum": 10**15,
        "unit": "minutes",
        "default": 240,
    }
    assert described["inputs"]["required"] == ["revenue_goal", "average_deal", "stages", "working_days", "reps"]


PYTHON_TYPES = {
    "number": Fraction,
    "integer": int,
    "numbers": tuple[Fraction, ...],
    "text": str,
    "document": str,
    "choice": str,
    "codes": tuple[str, ...],
    "ids": tuple[str, ...],
    "answers": Mapping[str, str],
}


def records_in(record: type) -> list[type]:
    """A record and all that it and its lists hold."""
    inner = [record_of(field.meta) for field in fields_of(record) if field.meta.kind in ("record", "records")]
    return [record, *(found for one in inner for found in records_in(one))]


def declared_type(field: Field) -> object:
    """The Python type that belongs to what a field says of itself."""
    meta = field.meta
    plain: Any
    match meta.kind:
        case "record" | "inputs":
            plain = record_of(meta)
        case "records":
            plain = tuple[record_of(meta), ...]  # type: ignore[misc]
        case kind:
            plain = PYTHON_TYPES[kind]
    return plain | None if meta.optional or meta.alternative else plain


def test_annotations_and_metadata_agree(calculator_id: str) -> None:
    calculator = load(calculator_id)
    for record in [*records_in(calculator.inputs), *records_in(calculator.result)]:
        assert dataclasses.is_dataclass(record)
        hints = get_type_hints(record)
        for field in fields_of(record):
            hint = hints[field.attribute]
            wanted = declared_type(field)
            assert hint == wanted, f"{record.__qualname__}.{field.attribute}"
            assert (NoneType in get_args(hint)) is isinstance(wanted, UnionType)


SHARED_LABELS = {("crm", f"by_{group}"): "results.groups" for group in ("stage", "owner", "source", "month")} | {
    ("crm", "columns"): "fields.mapping"
}
"""Where fields hold the same record, it has one set of labels."""


def test_label_keys_follow_the_paths(calculator_id: str) -> None:
    calculator = load(calculator_id)
    for start, record in (("fields", calculator.inputs), ("results", calculator.result)):
        for field in fields_of(record):
            assert field.meta.label == f"{start}.{field.name}"
            for inner in fields_of(record_of(field.meta)) if field.meta.kind in ("record", "records") else ():
                place = SHARED_LABELS.get((calculator_id, field.name), f"{start}.{field.name}")
                assert inner.meta.label == f"{place}.{inner.name}"


def test_defaults_are_within_their_range(calculator_id: str) -> None:
    defaults = {field.name: None for field in fields_of(load(calculator_id).inputs) if field.default is not None}
    inputs = {name: value for name, value in support.example(calculator_id).items() if name not in defaults}
    support.calculate(calculator_id, inputs | defaults)
