"""JSON Schema (draft 2020-12) of a calculator's inputs and result, made from its fields."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from calculators.exact import decimal_text
from calculators.fields import NUMBER, Default, Field, Meta, alternatives_of, fields_of, record_of
from calculators.registry import Calculator
from calculators.validate import LARGEST, LONGEST_TEXT

_TEXT: dict[str, Any] = {"type": "string"}
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema(calculator: Calculator) -> dict[str, object]:
    """Return ``{"$schema", "title", "inputs", "result"}``; ``inputs`` and ``result`` are schemas of their own."""
    return {
        "$schema": DIALECT,
        "title": calculator.id,
        "inputs": {"$schema": DIALECT, **_record(calculator.inputs, is_input=True)},
        "result": {"$schema": DIALECT, **_record(calculator.result, is_input=False)},
    }


def _record(record: type, *, is_input: bool) -> dict[str, object]:
    groups = alternatives_of(record)
    if not groups:
        return _object(fields_of(record), is_input=is_input)
    return {
        "oneOf": [
            _object(
                tuple(field for field in fields_of(record) if field.meta.alternative in ("", group)), is_input=is_input
            )
            for group in groups
        ]
    }


def _object(fields: tuple[Field, ...], *, is_input: bool) -> dict[str, object]:
    return {
        "type": "object",
        "properties": {field.name: _value(field, is_input=is_input) for field in fields},
        "required": [field.name for field in fields if field.needed or not is_input],
        "additionalProperties": False,
    }


def _value(field: Field, *, is_input: bool) -> dict[str, object]:
    described = {**_described(field.meta, is_input=is_input)}
    if field.meta.optional or field.default is not None:
        described["type"] = [described["type"], "null"]
        if "enum" in described:
            described["enum"] = [*described["enum"], None]
    if field.default is not None:
        described["default"] = _default(field.default)
    return described


def _described(meta: Meta, *, is_input: bool) -> dict[str, Any]:
    text: dict[str, Any] = {"type": "string", "minLength": 1, "maxLength": LONGEST_TEXT} if is_input else _TEXT
    described = text
    match meta.kind:
        case "document":
            described = {"type": "string"}
        case "choice":
            described = {**_TEXT, "enum": list(meta.among)}
        case "answers":
            described = {"type": "object", "additionalProperties": text}
        case "ids":
            described = {**_list(meta, text), "uniqueItems": True}
        case "codes":
            described = {"type": "array", "items": {"enum": list(meta.among)}, "uniqueItems": True}
        case "number" | "integer":
            described = _bounded(meta, is_input=is_input)
        case "numbers":
            described = _list(meta, _bounded(meta, is_input=is_input))
        case "record" | "inputs":
            # What other calculators take is described as they take it.
            described = _record(record_of(meta), is_input=is_input or meta.kind == "inputs")
        case "records":
            described = _list(meta, _record(record_of(meta), is_input=is_input))
    return described


def _list(meta: Meta, items: dict[str, Any]) -> dict[str, Any]:
    described: dict[str, Any] = {"type": "array", "items": items}
    if meta.minimum_items:
        described["minItems"] = meta.minimum_items
    if meta.maximum_items is not None:
        described["maxItems"] = meta.maximum_items
    return described


def _bounded(meta: Meta, *, is_input: bool) -> dict[str, Any]:
    described: dict[str, Any] = {"type": "integer" if meta.kind == "integer" else "number"}
    bounds = {
        "minimum": meta.minimum,
        "exclusiveMinimum": meta.above,
        "maximum": meta.maximum,
        "exclusiveMaximum": meta.below,
    }
    if is_input and meta.minimum is None and meta.above is None:
        bounds["minimum"] = -LARGEST
    if is_input and meta.maximum is None and meta.below is None:
        bounds["maximum"] = LARGEST
    described.update((name, _number(bound)) for name, bound in bounds.items() if bound is not None)
    if meta.unit != NUMBER:
        described["unit"] = meta.unit
    return described


def _default(value: Default) -> object:
    if isinstance(value, tuple):
        return list(value)
    return value if isinstance(value, str) else _number(Fraction(value))


def _number(value: Fraction) -> int | float:
    return int(value) if value.denominator == 1 else float(decimal_text(value))
