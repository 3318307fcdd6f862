"""Writing inputs and results as JSON whose bytes depend on the values alone."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from fractions import Fraction

from calculators.exact import decimal_text
from calculators.fields import fields_of


def to_json(value: object, *, leave_out_none: bool = False) -> str:
    """Return ``value`` as JSON in ASCII: records, lists, texts by name, texts and numbers.

    ``leave_out_none``: fields without a value are left out, as inputs have it, instead of being ``null``.
    """
    if isinstance(value, str) or value is None:
        return json.dumps(value)
    if isinstance(value, int | Fraction):
        return decimal_text(value)
    if isinstance(value, Mapping):
        written = (f"{json.dumps(name)}: {to_json(one, leave_out_none=leave_out_none)}" for name, one in value.items())
        return "{" + ", ".join(written) + "}"
    if isinstance(value, tuple | list):
        return "[" + ", ".join(to_json(item, leave_out_none=leave_out_none) for item in value) + "]"
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        # What other calculators take is written as they take it.
        members = (
            (field.name, getattr(value, field.attribute), leave_out_none or field.meta.kind == "inputs")
            for field in fields_of(type(value))
        )
        return (
            "{"
            + ", ".join(
                f"{json.dumps(name)}: {to_json(member, leave_out_none=as_inputs)}"
                for name, member, as_inputs in members
                if not (leave_out_none and member is None)
            )
            + "}"
        )
    raise TypeError(f"{type(value).__name__} has no JSON form here")
