"""pydantic's findings in an author's words."""

from __future__ import annotations

import typing
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from playbook.problems import Problem
from playbook.source import Data, Document, Path, describe, path_text

_EXPECTED = {
    "string_type": "text",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "dict_type": "a mapping",
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
    "date_type": "a date",
}
_REMEDIES = {
    "text": 'put it in "quotes" if it is meant as text',
    "a list": "write one item a line, each starting with `- `",
    "a mapping": "write `key: value` lines, indented under the key",
    "true or false": "write true or false without quotes",
    "a whole number": "write digits without quotes",
    "a number": "write digits without quotes",
}
_LIMITS = {
    "greater_than": "more than {gt}",
    "greater_than_equal": "{ge} or more",
    "less_than": "less than {lt}",
    "less_than_equal": "{le} or less",
}
_OWN = {
    "blank": "write the text, or delete it where none is needed",
    "several_lines": "keep it to one paragraph",
    "bad_id": "use small letters, digits and hyphens, such as `too-expensive`",
    "bad_dotted_id": "use small letters and digits with single dots or hyphens, such as `objection.never-say`",
    "long_id": "choose a shorter one",
    "bad_reference": "write kind/id, such as `objection/too-expensive`",
    "bad_date": "write year-month-day, such as 2026-11-21",
    "bad_span": "put the smaller number in least",
    "uneven_table": "write one text for each column",
    "bad_anchors": "describe at least 1, 3 and 5, rising",
    "right_options": "set `correct:` of each option",
    "empty_week": "name at least one module or checklist",
    "bad_due": "write either on or days_after_start",
    "bad_assignment": "write either path or modules",
    "bad_language": "use a code of mkdocs.yml, such as `ar`",
    "bad_pattern": "escape its special characters with a backslash",
}


def problems_of(document: Document, index: int, error: ValidationError, model: type[BaseModel]) -> list[Problem]:
    """Everything pydantic found in the entry at ``index``, with file positions."""
    errors = error.errors(include_url=False)
    unknown = [found for found in errors if found["type"] == "extra_forbidden"]
    return [_problem(document, index, found, model) for found in errors if not _is_echo(found, unknown)]


def _is_echo(error: Mapping[str, Any], unknown: Sequence[Mapping[str, Any]]) -> bool:
    """Whether another finding says it already."""
    *parent, key = error["loc"] or ("",)
    if error["type"] == "missing":  # a key with a typing mistake is not missing as well
        beside = [str(one["loc"][-1]) for one in unknown if list(one["loc"][:-1]) == parent]
        return any(key in get_close_matches(one, [str(key)], n=1) for one in beside)
    # pydantic counts only the valid items: a list that is long enough is not "too short" as well
    return bool(error["type"] == "too_short" and len(error["input"]) >= error["ctx"]["min_length"])


def _problem(document: Document, index: int, error: Mapping[str, Any], model: type[BaseModel]) -> Problem:
    path, field, owner = _resolve(document.data, index, error["loc"], model)
    if error["type"].startswith("union_tag"):
        path = (*path, "type")
    what, remedy = _words(error, path, field, owner)
    unknown = error["type"] == "extra_forbidden"
    position = document.key_position if unknown else document.value_position
    line, column = position((index, *path))
    return Problem(document.file, line, column, path_text(path) or "entry", what, remedy)


def _resolve(
    data: Data, index: int, loc: tuple[int | str, ...], model: type[BaseModel]
) -> tuple[Path, FieldInfo | None, type[BaseModel]]:
    """The data path of an error, the model field it is about and the model that field belongs to.

    pydantic puts the tags of unions into its locations; what the data does not know and no model declares is left out.
    """
    value: Any = dict(enumerate(data))[index] if isinstance(data, tuple) else data
    path: list[str | int] = []
    owner: type[BaseModel] = model
    field: FieldInfo | None = None
    for position, part in enumerate(loc):
        last = position == len(loc) - 1
        present = (isinstance(value, dict) and part in value) or (
            isinstance(value, tuple) and isinstance(part, int) and part < len(value)
        )
        nested = _model_of(field, value) if field else None
        if nested is not None and isinstance(part, str):
            owner, field = nested, nested.model_fields.get(part, field)
        elif not path and isinstance(part, str):
            field = owner.model_fields.get(part)
        if present:
            value = value[part]
            path.append(part)
        elif last and isinstance(value, dict) and isinstance(part, str) and part in owner.model_fields:
            path.append(part)
    return tuple(path), field, owner


def _model_of(field: FieldInfo, value: Any) -> type[BaseModel] | None:
    """The model among a field's types that fits a mapping best: by its ``type`` tag, else the only one."""
    if not isinstance(value, dict):
        return None
    models = list(_models(field.annotation))
    for candidate in models:
        tag = candidate.model_fields.get("type")
        if tag and value.get("type") in typing.get_args(tag.annotation):
            return candidate
    return models[0] if models else None


def _models(annotation: Any) -> typing.Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in typing.get_args(annotation):
        yield from _models(part)


def _words(error: Mapping[str, Any], path: Path, field: FieldInfo | None, owner: type[BaseModel]) -> tuple[str, str]:  # noqa: PLR0911 - one return for each kind of error
    kind, context = error["type"], error.get("ctx", {})
    description = field.description if field and field.description else "a value"
    if kind == "missing":
        return "missing", f"add {description}"
    if kind == "extra_forbidden":
        return "unknown key", _suggest(str(path[-1]), owner)
    if error["input"] is None and not path:
        return "empty", "add an entry that starts with `- id: …`, or delete the line"
    if error["input"] is None:
        part = "the item" if isinstance(path[-1], int) else "the key"
        needed = field and field.is_required() and part == "the key"
        return "empty", f"add {description}" if needed else f"add {description}, or delete {part}"
    if kind in _EXPECTED:
        expected = _EXPECTED[kind]
        return f"{describe(error['input'])} where {expected} is expected", _REMEDIES.get(expected, f"add {description}")
    if kind in ("literal_error", "union_tag_invalid"):
        choices = context.get("expected") or context.get("expected_tags", "")
        return f"{describe(_tag(error))} is not one of the choices", f"use {choices}"
    if kind == "union_tag_not_found":
        return "missing", f"add one of {_tags(field)}"
    if kind in _LIMITS:
        return f"{describe(error['input'])} is out of range", f"use {_LIMITS[kind].format(**_short(context))}"
    if kind in ("too_short", "too_long"):
        least = "at least" if kind == "too_short" else "at most"
        limit = context.get("min_length", context.get("max_length"))
        items = "1 item" if len(error["input"]) == 1 else f"{len(error['input'])} items"
        return f"{items}, {least} {limit} needed", f"give {description}"
    return str(error["msg"]), _OWN.get(kind, f"add {description}")


def _short(limits: Mapping[str, Any]) -> dict[str, str]:
    return {name: f"{limit:g}" for name, limit in limits.items() if isinstance(limit, int | float)}


def _tag(error: Mapping[str, Any]) -> Data:
    value: Data = error["input"]
    return value.get("type") if error["type"] == "union_tag_invalid" and isinstance(value, dict) else value


def _tags(field: FieldInfo | None) -> str:
    models = _models(field.annotation) if field else ()
    return ", ".join(tag for model in models for tag in typing.get_args(model.model_fields["type"].annotation))


def _suggest(key: str, owner: type[BaseModel]) -> str:
    close = get_close_matches(key, owner.model_fields, n=1)
    known = ", ".join(owner.model_fields)
    return f"did you mean {close[0]}?" if close else f"delete it, or use one of {known}"
