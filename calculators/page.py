"""A calculator on a page: ``render`` at build time, ``respond`` in the browser, and the words that both need."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from calculators.entries import page_path, raw_inputs, stepped
from calculators.fields import fields_of
from calculators.number_format import LocaleData
from calculators.output import to_json
from calculators.problems import REASONS, InvalidInputError, Problem
from calculators.read_json import read_json
from calculators.registry import Calculator, load
from calculators.validate import validate
from calculators.views.context import View, Words
from calculators.views.form import form, form_words
from calculators.views.markup import Html, element, json_block
from calculators.views.result import part, result_parts, result_section, result_words

_FALLBACK_REASON = "other"
_INTERFACE_WORDS = (
    "inputs",
    "result",
    "figures",
    "working",
    "working-note",
    "example",
    "ready",
    "loading",
    "failed",
    "retry",
    "no-script",
    "optional",
    "not-available",
    "problems",
)


def word_keys(calculator_id: str, example: Mapping[str, object] | None = None) -> frozenset[str]:
    """Return the exact keys of a calculator's own words; with its example those of the example's stage names too.

    Raises ``InvalidInputError`` where there is no such calculator.
    """
    calculator = load(calculator_id)
    return form_words(calculator.inputs) | result_words(calculator) | _name_keys(calculator, example or {})


def shared_word_keys() -> frozenset[str]:
    """Return the exact keys of the words that all calculators share; each starts with ``calculator.``."""
    reasons = [reason for reason, rule in REASONS.items() if rule.on_page]
    errors = (f"error.{reason}" for reason in [*reasons, _FALLBACK_REASON])
    return frozenset(f"calculator.{name}" for name in (*_INTERFACE_WORDS, *errors))


def example_problems(calculator_id: str, example: Mapping[str, object]) -> tuple[Problem, ...]:
    """Return what is wrong with a worked example, nothing where it can be calculated."""
    try:
        _example_inputs(load(calculator_id), example)
    except InvalidInputError as error:
        return error.problems
    return ()


def render(calculator_id: str, words: Words, locale: Mapping[str, Any], example: Mapping[str, object]) -> str:
    """Return the ``<sales-calculator>`` element: the form, the worked example's result, and words and locale as data.

    ``words``: the calculator's own and the shared ones; ``locale``: what ``playbook.locale_data`` returns; ``example``:
    the inputs of the worked example. The element is one line. Raises ``InvalidInputError`` where the example cannot be
    calculated, ``KeyError`` where a word is missing.
    """
    calculator = load(calculator_id)
    view = View(calculator_id, words, LocaleData.from_mapping(locale))
    inputs = _example_inputs(calculator, example)
    parts = result_parts(view, calculator, inputs, calculator.calculate(inputs))
    needed = word_keys(calculator_id, example) | shared_word_keys()
    data = {"words": {key: words[key] for key in sorted(needed)}, "locale": locale}
    return element(
        "sales-calculator",
        form(view, inputs),
        result_section(view, parts),
        json_block(data, "calculator-words"),
        data_calculator=calculator_id,
        data_state="example",
    )


def respond(request_json: str) -> str:
    """Answer the browser.

    Request: ``{"calculator", "entries": {path: text}, "words", "locale"}`` and optionally ``"step": {"path",
    "direction"}``, which first moves one entry by its step. Response: ``{"state": "ready" or "error", "result_html",
    "errors": [{"path", "code", "html"}], "inputs": the validated inputs as JSON text or null, "entries": {path: text}
    that the step changed}``; ``result_html`` holds the parts of the result that are new.
    """
    request = json.loads(request_json)
    calculator = load(request["calculator"])
    view = View(calculator.id, request["words"], LocaleData.from_mapping(request["locale"]))
    entries: dict[str, str] = request["entries"]
    changed = _changed_by_step(calculator, entries, request.get("step"), view)
    try:
        inputs = validate(calculator, raw_inputs(calculator.inputs, {**entries, **changed}, view))
    except InvalidInputError as error:
        summary = element("p", view.say_count("calculator.problems", len(error.problems)))
        return _response(
            "error",
            part("answer", summary),
            errors=[_error(view, problem) for problem in error.problems],
            entries=changed,
        )
    parts = result_parts(view, calculator, inputs, calculator.calculate(inputs))
    result_html = Html("".join(part(name, content) for name, content in parts.items()))
    return _response("ready", result_html, inputs=to_json(inputs, leave_out_none=True), entries=changed)


def _response(
    state: str,
    result_html: Html,
    *,
    errors: list[dict[str, str]] | None = None,
    inputs: str | None = None,
    entries: dict[str, str],
) -> str:
    return json.dumps(
        {"state": state, "result_html": result_html, "errors": errors or [], "inputs": inputs, "entries": entries}
    )


def _example_inputs(calculator: Calculator, example: Mapping[str, object]) -> object:
    # Through JSON, so that 0.1 in the example is a tenth and not the nearest binary fraction.
    return validate(calculator, read_json(json.dumps(example, default=str)))


def _name_keys(calculator: Calculator, example: Mapping[str, object]) -> frozenset[str]:
    return frozenset(_names_in(_example_inputs(calculator, example))) if example else frozenset()


def _names_in(record: object) -> Iterator[str]:
    """Yield the keys of the names that the ids in a record stand for."""
    for field in fields_of(type(record)):
        value = getattr(record, field.attribute)
        if field.meta.names:
            yield f"{field.meta.names}.{value}"
        elif field.meta.kind == "records":
            for item in value:
                yield from _names_in(item)


def _changed_by_step(
    calculator: Calculator, entries: Mapping[str, str], step: Mapping[str, Any] | None, view: View
) -> dict[str, str]:
    if not step or step["path"] not in entries:
        return {}
    path = step["path"]
    return {path: stepped(calculator.inputs, path, entries[path], int(step["direction"]), view)}


def _error(view: View, problem: Problem) -> dict[str, str]:
    path = page_path(problem.field)
    reason = problem.reason if REASONS[problem.reason].on_page else _FALLBACK_REASON
    limit = {} if problem.limit is None else {"limit": view.quantity(problem.limit, problem.unit)}
    message = view.say(f"calculator.error.{reason}", **limit)
    html = element("p", message, class_="calculator-error", data_error_for=path, data_code=problem.code)
    return {"path": path, "code": problem.code, "html": html}
