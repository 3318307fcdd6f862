"""``playbook new``: a skeleton of an entry with every key its kind needs, ready to fill in."""

from __future__ import annotations

import datetime as dt
import json
import typing
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from playbook.kinds import Kind

PLACEHOLDER = "… "
"""What every text of a skeleton begins with, until its author writes it."""


def skeleton(kind: Kind, entry_id: str, today: dt.date) -> str:
    """YAML of a new entry. Each value says in its own words what belongs there."""
    lines = list(_fields(kind.model, {"id": entry_id, "reviewed": today.isoformat()}, ""))
    return "- " + "\n  ".join(lines) + "\n"


def _fields(model: type[BaseModel], known: dict[str, str], indent: str) -> Iterator[str]:
    for name, field in model.model_fields.items():
        if name in known:
            yield f"{indent}{name}: {known[name]}"
        elif field.is_required():
            yield from _field(name, field, indent)


def _field(name: str, field: FieldInfo, indent: str) -> Iterator[str]:
    hint = field.description or name
    annotation = field.annotation
    if typing.get_origin(annotation) is tuple:
        yield f"{indent}{name}:"
        inside = _first_model(annotation)
        lines = list(_fields(inside, {}, "")) if inside else [_quoted(hint)]
        least = max(1, _least(field))
        for _ in range(least):
            yield f"{indent}  - {lines[0]}"
            yield from (f"{indent}    {line}" for line in lines[1:])
    elif typing.get_origin(annotation) is dict:
        yield f"{indent}{name}: {{}}  # {hint}"
    elif not _may_be_text(annotation) and (inside := _first_model(annotation)):
        yield f"{indent}{name}:"
        yield from _fields(inside, {}, f"{indent}  ")
    else:
        yield f"{indent}{name}: {_value(annotation, hint)}"


def _value(annotation: Any, hint: str) -> str:
    choices = (
        [str(value) for value in typing.get_args(annotation)] if typing.get_origin(annotation) is typing.Literal else []
    )
    if choices:
        return f"{choices[0]}  # {', '.join(choices)}"
    if annotation in (int, float):
        return f"1  # {hint}"
    if annotation is bool:
        return f"false  # {hint}"
    return _quoted(hint)


def _quoted(hint: str) -> str:
    return json.dumps(f"{PLACEHOLDER}{hint}", ensure_ascii=False)


def _least(field: FieldInfo) -> int:
    return next((int(mark.min_length) for mark in field.metadata if hasattr(mark, "min_length")), 1)


def _may_be_text(annotation: Any) -> bool:
    return annotation is str or any(map(_may_be_text, typing.get_args(annotation)))


def _first_model(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in typing.get_args(annotation) if (found := _first_model(part))), None)
