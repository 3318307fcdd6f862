"""Writes the tables of documentation/learner-data.md anew from the schemas, so that nobody keeps them by hand.

Run ``.venv/bin/python -m tools.learner_data`` after a change of the schemas. What stands around the tables is written
by people.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tools.provision import ROOT

PAPER = ROOT / "documentation" / "learner-data.md"
FOLDER = ROOT / "playbook" / "theme" / "assets" / "schemas"
FILES = ("assignment", "report", "data")

_MARKED = re.compile(r"(<!-- tables: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)
_HEAD = ("| field | form | what |", "|---|---|---|")
_NAMES = {"boolean": "true or false", "integer": "whole number", "null": "nothing"}

Schema = Mapping[str, Any]


def schemas() -> dict[str, Schema]:
    """Every schema by the name of its file without ending."""
    return {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.json"))}


def with_tables(paper: str, known: Mapping[str, Schema]) -> str:
    """The paper's text with what stands between its marks made anew."""
    parts = {"event": _event(known), "types": _types(known), "files": _files(known), "ids": _ids(known)}
    return _MARKED.sub(lambda found: "\n".join((found[1], *parts[found[2]], "", found[3])), paper)


def _event(known: Mapping[str, Schema]) -> Iterator[str]:
    yield from _table(known["event"])


def _types(known: Mapping[str, Schema]) -> Iterator[str]:
    """A table of all types, by what they are about."""
    yield from ("| type | when | data |", "|---|---|---|")
    definitions = known["event"]["$defs"]
    private = set(known["report"]["properties"]["events"]["items"]["properties"]["type"]["not"]["enum"])
    for name in (name for name in definitions if "." in name):
        schema = definitions[name]
        fields = "; ".join(_inline(schema, field, part) for field, part in schema["properties"].items())
        mark = "" if name in private else " *"
        yield f"| `{name}`{mark} | {schema['description']} | {fields} |"


def _inline(schema: Schema, name: str, part: Schema) -> str:
    said = part.get("description", "").rstrip(".")
    optional = "" if name in schema["required"] else ", may be missing"
    return f"`{name}` ({_form(part)}{optional})" + (f": {said}" if said else "")


def _files(known: Mapping[str, Schema]) -> Iterator[str]:
    for name in FILES:
        schema = known[name]
        yield from (f"### {schema['title']}", "", schema["description"], "", *_table(schema), "")


def _ids(known: Mapping[str, Schema]) -> Iterator[str]:
    """What the tables call forms: those that have a name of their own."""
    yield from ("| form | what | pattern |", "|---|---|---|")
    for name, schema in known["event"]["$defs"].items():
        if "." not in name and schema.get("description"):
            pattern = f"`{schema['pattern']}`".replace("|", "\\|") if _is_id(schema) else ""
            yield f"| {name} | {schema['description']} | {pattern} |"


def _is_id(schema: Schema) -> bool:
    return "pattern" in schema and "\\u0000" not in schema["pattern"]


def _table(schema: Schema) -> Iterator[str]:
    yield from _HEAD
    for name, part in schema["properties"].items():
        yield f"| `{name}` | {_form(part)} | {part.get('description', '')} |"


def _form(part: Schema) -> str:
    """How a field's schema is said in a few words."""
    if "$ref" in part:
        return _named(part["$ref"])
    if "const" in part:
        return f"`{part['const']}`"
    if "anyOf" in part:
        return " or ".join(_form(one) for one in part["anyOf"])
    if part["type"] == "array":
        return f"list of {_form(part['items'])}, {part['maxItems']:,} at most"
    return _object(part) if part["type"] == "object" else _single(part)


def _named(reference: str) -> str:
    file, _, name = reference.partition("#/$defs/")
    title = file.removesuffix(".json")
    return name or f"[{title}](#{title}{'s' if title == 'event' else ''})"


def _single(part: Schema) -> str:
    kind = str(part["type"])
    if kind == "string":
        return f"text, {part['maxLength']:,} letters at most" if "maxLength" in part else f"`{part['pattern']}`"
    limits = f", {part['minimum']} to {part['maximum']}" if "maximum" in part else ""
    return f"{_NAMES.get(kind, kind)}{limits}"


def _object(part: Schema) -> str:
    if "properties" in part:
        return f"mapping of {', '.join(f'`{name}` ({_form(inner)})' for name, inner in part['properties'].items())}"
    if "propertyNames" in part:
        return f"mapping from {_form(part['propertyNames'])} to {_form(part['additionalProperties'])}"
    return "mapping"


def main(paper: Path = PAPER) -> None:
    """Write the paper anew."""
    paper.write_text(with_tables(paper.read_text("utf-8"), schemas()), "utf-8")


if __name__ == "__main__":
    main()
