"""JSON Schema and documentation of the kinds, generated from the models."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic.json_schema import GenerateJsonSchema

from playbook.kinds import Kind, content_folder
from playbook.model.base import PointsTo, Translatable
from playbook.walk import marks_of


def json_schema(kind: Kind) -> dict[str, Any]:
    """JSON Schema 2020-12 of a content file of this kind: a list of its entries."""
    schema = kind.model.model_json_schema(schema_generator=GenerateJsonSchema)
    definitions = schema.pop("$defs", {})
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"playbook/content/{content_folder(kind)}",
        "type": "array",
        "items": schema,
        "$defs": definitions,
    }


def documentation(kind: Kind) -> str:
    """The fields of a kind as Markdown tables: the model's own words, never kept by hand."""
    model, name = kind.model, content_folder(kind)
    where = f"Written in `playbook/content/{name}.yml`, or in any `.yml` files in `playbook/content/{name}/`."
    lines = [f"# {kind.name}", "", _doc(model), "", where, "", _LEGEND, "", *_table(model)]
    for nested in _nested(model):
        lines += ["", f"## {nested.__name__}", "", _doc(nested), "", *_table(nested)]
    return "\n".join(lines) + "\n"


_LEGEND = (
    "Forms: *plain text* has no marks; a *line* may have **bold**, *italic*, `code` and links, such as "
    "`[too expensive](entry:objection/too-expensive)`; *paragraphs* may also have several paragraphs and lists. "
    "What is *translated* goes into the catalogues."
)
_TEXTS = {"plain": "plain text", "line": "line", "prose": "paragraphs"}
_NAMES = {"integer": "whole number", "number": "number", "boolean": "true or false", "object": "mapping"}


def _doc(model: type[BaseModel]) -> str:
    return re.sub(r"``(.+?)``", r"`\1`", " ".join((model.__doc__ or "").split()))


def _table(model: type[BaseModel]) -> list[str]:
    marks = dict(marks_of(model))
    schema = model.model_json_schema(ref_template="{model}")
    rows = ["| key | what | must be there | form |", "|---|---|---|---|"]
    for name, field in model.model_fields.items():
        form = _form(schema["properties"][name], _string(name, field, marks.get(name))).replace("|", "\\|")
        rows.append(f"| `{name}` | {field.description or ''} | {_needed(field)} | {form} |")
    return rows


def _needed(field: FieldInfo) -> str:
    if field.is_required():
        return "yes"
    default = field.default if isinstance(field.default, str) else json.dumps(field.default)
    return f"no, else `{default}`" if field.default not in (None, ()) else "no"


def _string(name: str, field: FieldInfo, mark: Translatable | PointsTo | None) -> str:
    """What the strings of a field are."""
    if isinstance(mark, Translatable):
        return f"{_TEXTS[mark.form]}, translated"
    if isinstance(mark, PointsTo):
        return f"id of a {mark.kind}" if mark.kind else "`kind/id`"
    if field.annotation is dt.date:
        return "date"
    return "id" if name == "id" else "text"


def _form(schema: dict[str, Any], string: str) -> str:
    alternatives = [one for one in _alternatives(schema) if one.get("type") != "null"]
    if len(alternatives) > 1:
        return " or ".join(_form(one, string) for one in alternatives)
    (only,) = alternatives
    if "$ref" in only:
        return f"[{only['$ref']}](#{only['$ref'].lower()})"
    values = only.get("enum") or ([only["const"]] if "const" in only else [])
    return ", ".join(f"`{value}`" for value in values) or _plain_form(only, string)


def _alternatives(schema: dict[str, Any]) -> list[dict[str, Any]]:
    return list(schema.get("anyOf") or schema.get("oneOf") or [schema])


def _plain_form(schema: dict[str, Any], string: str) -> str:
    kind, inside = schema.get("type", ""), schema.get("additionalProperties")
    if kind == "string":
        return string
    if kind == "array":
        return f"list{_range(schema, 'minItems', 'maxItems')} of: {_form(schema['items'], string)}"
    if isinstance(inside, dict):
        return f"mapping of names to: {_form(inside, string)}"
    return _NAMES[kind] + _range(schema, "minimum", "maximum") + _more_than(schema)


def _range(schema: dict[str, Any], least: str, most: str) -> str:
    """The limits that a schema sets, in words, with a blank before them."""
    if least in schema and most in schema:
        return f" ({schema[least]} to {schema[most]})"
    if least in schema:
        return f" ({schema[least]} or more)"
    return f" ({schema[most]} or less)" if most in schema else ""


def _more_than(schema: dict[str, Any]) -> str:
    return f" (more than {schema['exclusiveMinimum']})" if "exclusiveMinimum" in schema else ""


def _nested(model: type[BaseModel]) -> list[type[BaseModel]]:
    found: list[type[BaseModel]] = []

    def visit(annotation: Any) -> None:
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            if annotation not in found:
                found.append(annotation)
                for field in annotation.model_fields.values():
                    visit(field.annotation)
            return
        for part in getattr(annotation, "__args__", ()):
            visit(part)

    for field in model.model_fields.values():
        visit(field.annotation)
    return found
