"""The schemas of files: well formed, closed, the same to another validator, and in step with what scripts know."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from tests.training.modules import MODULES, call
from tests.training.samples import TYPES, good
from tests.training.test_data_file import RIGHT, WRONG

FOLDER = MODULES.parent / "schemas"
SCHEMAS: dict[str, dict[str, Any]] = {
    path.stem: json.loads(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.json"))
}
DEFINITIONS = SCHEMAS["event"]["$defs"]
KNOWN: dict[str, Any] = call("training/events.js", "EVENT_TYPES")
OPEN = {"#/properties/data", "#/$defs/template.saved/properties/template"}
"""Where anything may stand: the data of unknown types, and what a trainer's form keeps for itself."""
NOT_IN_SCHEMA = {"a day that is none", "a due day that is none"}
"""What only the dates are wrong in: Python's validator looks at no format, and JSON Schema at no calendar."""


@cache
def validator(form: str) -> Draft202012Validator:
    resources = [(f"{name}.json", Resource.from_contents(schema)) for name, schema in SCHEMAS.items()]
    return Draft202012Validator(SCHEMAS[form], registry=Registry().with_resources(resources))


def parts(schema: Any, place: str = "#") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every schema within a schema."""
    if not isinstance(schema, dict):
        return
    yield place, schema
    for key in ("properties", "$defs"):
        for name, part in schema.get(key, {}).items():
            yield from parts(part, f"{place}/{key}/{name}")
    for key in ("items", "additionalProperties", "propertyNames"):
        yield from parts(schema.get(key), f"{place}/{key}")
    for number, part in enumerate(schema.get("anyOf", [])):
        yield from parts(part, f"{place}/anyOf/{number}")


@pytest.mark.parametrize("name", SCHEMAS)
def test_schemas_are_schemas(name: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[name])
    assert SCHEMAS[name]["$id"] == f"{name}.json"
    assert SCHEMAS[name]["description"].endswith(".")


@pytest.mark.parametrize("name", SCHEMAS)
def test_everything_has_a_limit(name: str) -> None:
    for place, part in parts(SCHEMAS[name]):
        kind = part.get("type")
        if kind == "string":
            assert "maxLength" in part or ("pattern" in part and not {"*", "+"} & set(part["pattern"])), place
        if kind == "array":
            assert {"maxItems", "items"} <= part.keys(), place
        if kind == "integer":
            assert {"minimum", "maximum"} <= part.keys(), place
        if kind == "object" and place not in OPEN:
            closed = part.get("additionalProperties") is False
            assert closed or {"propertyNames", "maxProperties", "additionalProperties"} <= part.keys(), place


def sort(schema: dict[str, Any]) -> str:
    """What the scripts call the type of a field."""
    if "$ref" in schema:
        file, _, pointer = schema["$ref"].partition("#/$defs/")
        return sort(DEFINITIONS[pointer] if pointer else SCHEMAS[file.removesuffix(".json")])
    names = {"string": "text", "boolean": "flag", "integer": "number", "number": "number", "array": "list"}
    return names.get(schema.get("type", ""), "object" if schema.get("type") == "object" else "any")


def test_scripts_and_schemas_know_the_same_types() -> None:
    forms = {name for name in DEFINITIONS if "." in name}
    assert forms == KNOWN.keys() == TYPES.keys()
    assert [one["if"]["properties"] for one in SCHEMAS["event"]["allOf"]] == [
        {"type": {"const": name}, "version": {"const": known["version"]}} for name, known in KNOWN.items()
    ]
    assert [one["then"]["properties"]["data"]["$ref"] for one in SCHEMAS["event"]["allOf"]] == [
        f"event.json#/$defs/{name}" for name in KNOWN
    ]
    for name, known in KNOWN.items():
        form = DEFINITIONS[name]
        assert known["fields"] == {field: sort(form["properties"][field]) for field in form["required"]}, name


def test_a_report_names_what_stays_with_the_learner_or_the_trainer() -> None:
    private = set(SCHEMAS["report"]["properties"]["events"]["items"]["properties"]["type"]["not"]["enum"])
    assert private < KNOWN.keys()
    assert {one["type"] for one in good("report")["events"]} == KNOWN.keys() - private


def verdicts(form: str, value: Any) -> tuple[bool, bool]:
    return call("training/schema.js", "valid", form, value) == [], validator(form).is_valid(value)


@pytest.mark.parametrize("form", ["assignment", "report", "data"])
def test_what_is_right_is_right_to_every_validator(form: str) -> None:
    assert verdicts(form, good(form)) == (True, True)


@pytest.mark.parametrize("name", [*WRONG, *RIGHT])
def test_what_is_wrong_is_wrong_to_every_validator(name: str) -> None:
    report = copy.deepcopy(good("report"))
    (WRONG | RIGHT)[name](report)
    ours, theirs = verdicts("report", report)
    assert theirs is (name in RIGHT or name in NOT_IN_SCHEMA)
    assert ours is theirs or name == "a due day that is none"


def test_a_problem_says_where_it_is() -> None:
    problems = call("training/schema.js", "valid", "report", good("report") | {"site_language": "english"})
    assert problems[-1] == "#/site_language: String does not match pattern."
