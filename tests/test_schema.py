"""JSON Schema of the kinds: it says of the real content, and of what is wrong, what the engine says."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from pydantic import BaseModel

from playbook.kinds import FOLDERS, KINDS, content_folder
from playbook.project import Project
from playbook.schema import documentation, json_schema
from playbook.source import Data, read_document
from tests.base_project import ROOT
from tests.content import FAQ

CONTENT = Project(ROOT).content
FILES = sorted(path.relative_to(CONTENT).as_posix() for path in CONTENT.rglob("*.yml"))


@cache
def validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(json_schema(KINDS[name]))


def plain(data: Data) -> Any:
    """Data as a reader of JSON sees it: lists, not tuples."""
    if isinstance(data, dict):
        return {key: plain(value) for key, value in data.items()}
    return [plain(value) for value in data] if isinstance(data, tuple) else data


def read(text: bytes) -> Any:
    document, problems = read_document("x.yml", text)
    assert document is not None
    assert not problems
    return plain(document.data)


def faults(kind: str, text: str) -> list[str]:
    return sorted(error.message for error in validator(kind).iter_errors(read(text.encode())))


def models(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """A model and all that it holds."""
    yield model
    for definition in model.model_json_schema().get("$defs", {}):
        yield from (one for one in subclasses(BaseModel) if one.__name__ == definition)


def subclasses(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    for one in model.__subclasses__():
        yield one
        yield from subclasses(one)


@pytest.mark.parametrize("file", FILES)
def test_the_real_content_is_valid(file: str) -> None:
    kind = FOLDERS[file.partition("/")[0].removesuffix(".yml")]
    data = read((CONTENT / file).read_bytes())
    assert data
    assert [f"{error.json_path}: {error.message}" for error in validator(kind.name).iter_errors(data)] == []


@pytest.mark.parametrize("name", sorted(KINDS))
def test_every_kind_has_content(name: str) -> None:
    folder = content_folder(KINDS[name])
    assert [file for file in FILES if file.startswith((f"{folder}/", f"{folder}.yml"))]


@pytest.mark.parametrize("name", sorted(KINDS))
def test_every_field_has_a_description_that_goes_on_after_add(name: str) -> None:
    for model in models(KINDS[name].model):
        assert model.__doc__, model
        for key, field in model.model_fields.items():
            text = field.description or ""
            assert text, (model, key)
            assert not text.endswith("."), (model, key)
            assert text[0].islower(), (model, key)


@pytest.mark.parametrize("name", sorted(KINDS))
def test_the_schema_is_one_and_refuses_what_it_does_not_know(name: str) -> None:
    schema = json_schema(KINDS[name])
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    for part in (schema["items"], *schema["$defs"].values()):
        assert part["additionalProperties"] is False


FINE = FAQ.replace("{answer}", "Because.")


def test_what_is_right() -> None:
    assert faults("faq", FINE) == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("answer: Because.", "anwser: Because.", "Additional properties are not allowed ('anwser' was unexpected)"),
        ("answer: Because.", "answer: Because.\n      see: x", "'x' is not of type 'array'"),
        ("answer: Because.", "answer: 5", "5 is not of type 'string'"),
        ("owner: sdr", "owner: [sdr]", "['sdr'] is not of type 'string'"),
    ],
)
def test_what_is_wrong(old: str, new: str, told: str) -> None:
    assert FINE.count(old) == 1
    assert told in faults("faq", FINE.replace(old, new))


def test_a_missing_key_and_a_mapping_in_place_of_a_list() -> None:
    assert faults("faq", FINE.replace("answer: Because.", "")) == ["'answer' is a required property"]
    assert len(list(validator("faq").iter_errors({"id": "why"}))) == 1


def test_limits_and_choices() -> None:
    lists = json_schema(KINDS["quiz"])["items"]["properties"]["questions"]
    assert lists["minItems"] == 3
    metric = json_schema(KINDS["metric"])["items"]["properties"]
    assert metric["cadence"]["enum"] == ["daily", "weekly", "monthly", "quarterly", "yearly"]
    module = json_schema(KINDS["module"])["items"]["properties"]
    assert (module["pass_mark"]["minimum"], module["pass_mark"]["maximum"]) == (1, 100)


class TestDocumentation:
    @pytest.mark.parametrize("name", sorted(KINDS))
    def test_every_key_stands_in_it(self, name: str) -> None:
        text = documentation(KINDS[name])
        assert text.startswith(f"# {name}\n")
        for key, field in KINDS[name].model.model_fields.items():
            needed = "yes" if field.is_required() else "no"
            assert f"\n| `{key}` | {field.description} | {needed}" in text

    def test_a_row_of_each_form(self) -> None:
        metric, quiz, module = (documentation(KINDS[name]) for name in ("metric", "quiz", "module"))
        assert "| yes | date |" in metric
        assert "| yes | plain text, translated |" in metric
        assert "| yes | list (1 or more) of: line, translated |" in metric
        assert "| yes | id of a role |" in metric
        assert "`daily`, `weekly`, `monthly`, `quarterly`, `yearly` |" in metric
        assert "[SingleQuestion](#singlequestion)" in quiz
        assert "\n## SingleQuestion\n" in quiz
        assert "| no, else `0` | number (0 or more) |" in quiz
        assert "| yes | whole number (1 to 100) |" in module
        assert "| yes | list (1 or more) of: `kind/id` |" in module


def test_content_lies_where_the_documentation_says() -> None:
    for kind in KINDS.values():
        name = content_folder(kind)
        where = f"Written in `playbook/content/{name}.yml`, or in any `.yml` files in `playbook/content/{name}/`."
        assert where in documentation(kind)
        assert (CONTENT / name).is_dir() or (CONTENT / f"{name}.yml").is_file()
