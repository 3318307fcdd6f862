"""From a rubric of the content to what its calculator takes: the data, the words and the pages it may recommend."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from playbook.addresses import page_path, page_url, relative, title_of
from playbook.localise import Localised, Text
from playbook.model.interface import CalculatorPage
from playbook.model.rubric import Rubric, RubricOption

_TEXTS = {"text", "help", "title", "advice"}


def example_inputs(entry: CalculatorPage) -> dict[str, Any]:
    """The inputs of the worked example, the calculator's rubric among them."""
    return {"rubric": rubric_data(entry.rubric), **entry.example} if entry.rubric else dict(entry.example)


def rubric_data(rubric: Rubric) -> dict[str, Any]:
    """What the calculator reads of a rubric: everything but its texts."""
    data: dict[str, Any] = _without_texts(rubric.model_dump(exclude_none=True))
    return data


def _without_texts(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_texts(inner) for name, inner in value.items() if name not in _TEXTS}
    return [_without_texts(inner) for inner in value] if isinstance(value, tuple | list) else value


def rubric_words(entry: CalculatorPage) -> dict[str, str]:
    """The texts of a calculator's rubric under the keys by which its page asks for them."""
    return dict(_words(entry.rubric)) if entry.rubric else {}


def _words(rubric: Rubric) -> Iterator[tuple[str, str]]:
    for level in rubric.levels:
        yield f"levels.{level.id}", level.title
        yield f"levels.{level.id}.advice", level.advice
    for dimension in rubric.dimensions:
        yield f"dimensions.{dimension.id}", dimension.title
        yield f"dimensions.{dimension.id}.advice", dimension.advice
    yield from _option_words("options", rubric.options)
    for question in rubric.questions:
        key = f"questions.{question.id}"
        yield key, question.text
        yield f"{key}.help", question.help
        yield from _option_words(f"{key}.options", question.options)


def _option_words(place: str, options: tuple[RubricOption, ...]) -> Iterator[tuple[str, str]]:
    for option in options:
        yield f"{place}.{option.id}", option.text


def rubric_pages(entry: CalculatorPage, localised: Localised) -> Mapping[str, Mapping[str, str]]:
    """The pages that a calculator's rubric may recommend, with their titles and the way to them from its page."""
    if not entry.rubric:
        return {}
    items = {item.name: item for found in localised.items.values() for item in found}
    here = page_url(page_path(items[f"calculator/{entry.id}"]))
    names = [name for dimension in entry.rubric.dimensions for name in dimension.read]
    names += [name for level in entry.rubric.levels for name in level.read]
    pages: dict[str, Mapping[str, str]] = {}
    for name in dict.fromkeys(names):
        title = getattr(items[name].entry, "title", title_of(items[name]))
        path, _, anchor = page_path(items[name]).partition("#")
        address = relative(page_url(path), here) + (f"/#{anchor}" if anchor else "/")
        untranslated = isinstance(title, Text) and title.state == "missing"
        pages[name] = {"title": str(title), "address": address} | ({"language": "en"} if untranslated else {})
    return pages
