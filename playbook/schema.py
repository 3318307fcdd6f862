"""JSON Schema and documentation of the kinds, generated from the models."""

from __future__ import annotations

import re
from typing import Any

from pydantic import BaseModel
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
    model = kind.model
    lines = [f"# {kind.name}", "", _doc(model), "", f"File or folder: `playbook/content/{content_folder(kind)}`", ""]
    lines += _table(model)
    for nested in _nested(model):
        lines += ["", f"## {nested.__name__}", "", _doc(nested), "", *_table(nested)]
    return "\n".join(lines) + "\n"


def _doc(model: type[BaseModel]) -> str:
    return re.sub(r"``(.+?)``", r"`\1`", " ".join((model.__doc__ or "").split()))


def _table(model: type[BaseModel]) -> list[str]:
    marks = dict(marks_of(model))
    schema = model.model_json_schema(ref_template="{model}")
    rows = ["| key | what | must be there | form |", "|---|---|---|---|"]
    for name, field in model.model_fields.items():
        form = _form(schema["properties"][name], marks.get(name)).replace("|", "\\|")
        rows.append(f"| `{name}` | {field.description or ''} | {'yes' if field.is_required() else 'no'} | {form} |")
    return rows


def _form(schema: dict[str, Any], mark: Translatable | PointsTo | None) -> str:
    if isinstance(mark, Translatable):
        text = {"plain": "text", "line": "text, one line of Markdown", "prose": "text, paragraphs of Markdown"}[
            mark.form
        ]
        return f"{text}, translated" if schema.get("type") != "array" else f"list of: {text}, translated"
    if isinstance(mark, PointsTo):
        target = f"id of a {mark.kind}" if mark.kind else "`kind/id`"
        return f"list of: {target}" if schema.get("type") == "array" else target
    return _shape(schema)


def _shape(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        return str(schema["$ref"])
    if "enum" in schema:
        return ", ".join(f"`{value}`" for value in schema["enum"])
    if "const" in schema:
        return f"`{schema['const']}`"
    for union in ("anyOf", "oneOf"):
        if union in schema:
            return " or ".join(_shape(one) for one in schema[union] if one.get("type") != "null")
    if schema.get("type") == "array":
        return f"list of: {_shape(schema.get('items', {}))}"
    names = {
        "string": "text",
        "integer": "whole number",
        "number": "number",
        "boolean": "true or false",
        "object": "mapping",
    }
    return names.get(schema.get("type", ""), "any")


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
