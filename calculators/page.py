"""A calculator on a page: ``render`` at build time, ``respond`` in the browser, and the words that both need."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from calculators.entries import exactly, given_inputs, page_path, raw_inputs, slid, slider_places, stepped
from calculators.fields import fields_of
from calculators.number_format import LocaleData
from calculators.output import to_json
from calculators.problems import REASONS, InvalidInputError, Problem
from calculators.registry import Calculator, load
from calculators.remember import calculated
from calculators.tasks import Asked, perform
from calculators.validate import validate
from calculators.views import scenarios, share, tools, what_if
from calculators.views.context import Pages, View, Words
from calculators.views.form import form, form_words
from calculators.views.markup import Html, element, join, json_block
from calculators.views.result import part, result_parts, result_section, result_words

_CALCULATE = "calculate"
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
    "more-rows",
    "named-value",
    "problems",
    "sentence",
    *tools.WORDS,
    *what_if.SEEK_WORDS,
    *what_if.SENSITIVITY_WORDS,
    *scenarios.WORDS,
    *share.WORDS,
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


def render(
    calculator_id: str,
    words: Words,
    locale: Mapping[str, Any],
    example: Mapping[str, object],
    pages: Pages = MappingProxyType({}),
) -> str:
    """Return the ``<sales-calculator>`` element: the form, the worked example's result, and words and locale as data.

    ``words``: the calculator's own and the shared ones; ``locale``: what ``playbook.locale_data`` returns; ``example``:
    the inputs of the worked example; ``pages``: those that its result may name. The element is one line. Raises
    ``InvalidInputError`` where the example cannot be calculated, ``KeyError`` where a word is missing.
    """
    calculator = load(calculator_id)
    view = View(calculator_id, words, LocaleData.from_mapping(locale), pages)
    inputs = _example_inputs(calculator, example)
    parts = result_parts(view, calculator, inputs, calculator.calculate(inputs))
    needed = word_keys(calculator_id, example) | shared_word_keys()
    data = {"words": {key: words[key] for key in sorted(needed)}, "locale": locale}
    if given := given_inputs(calculator.inputs, example):
        data |= {"given": given, "pages": dict(pages)}
    return element(
        "sales-calculator",
        element("div", data_part="notice", class_="calculator-notice", role="status"),
        form(view, inputs),
        result_section(view, parts),
        element("div", data_part="tools", class_="calculator-tools"),
        json_block(data, "calculator-words"),
        data_calculator=calculator_id,
        data_state="example",
    )


def respond(request_json: str) -> str:
    """Answer the browser.

    Request: ``{"calculator", "entries": {path: text}}`` with the data that the page carries, ``{"words", "locale",
    "given", "pages"}``, the last two where it has them, and optionally ``"step": {"path", "direction"}``, which first
    moves one entry by its step, or ``{"path", "value"}``, which sets it to the value of its slider. Response:
    ``{"state": "ready" or "error", "result_html", "errors": [{"path", "code", "html"}], "inputs": the validated inputs
    as JSON text or null, "entries": {path: text} that the step changed, "sliders": {path: {"value", "text"}} where they
    stand now}``; ``result_html`` holds the parts of the result that are new. ``"task"`` asks for something else than
    a calculation; see ``calculators.tasks``.
    """
    request = json.loads(request_json)
    calculator = load(request["calculator"])
    view = View(calculator.id, request["words"], LocaleData.from_mapping(request["locale"]), request.get("pages", {}))
    given = exactly(request.get("given", {}))
    entries: dict[str, str] = request["entries"]
    changed = _changed_by_step(calculator, entries, request.get("step"), view)
    form_now = {"entries": changed, "sliders": slider_places(calculator.inputs, {**entries, **changed}, view)}
    raw = raw_inputs(calculator.inputs, {**entries, **changed}, view) | given
    if (task := request.get("task", _CALCULATE)) != _CALCULATE:
        return json.dumps(perform(task, Asked(calculator, view, raw, given, request)))
    try:
        inputs = validate(calculator, raw)
    except InvalidInputError as error:
        return refusal(view, error, form_now)
    parts = result_parts(view, calculator, inputs, calculated(calculator, inputs))
    return _response("ready", in_elements(parts), form_now, inputs=to_json(inputs, leave_out_none=True))


def refusal(view: View, error: InvalidInputError, form_now: Mapping[str, object], *parts: Html) -> str:
    """Return the response that says what is wrong, beside other new parts of the page."""
    summary = element("p", view.say_count("calculator.problems", len(error.problems)))
    return _response(
        "error",
        join(part("answer", summary), *parts),
        form_now,
        errors=[_error(view, problem) for problem in error.problems],
    )


def success(parts: Mapping[str, Html], form_now: Mapping[str, object], exported: Mapping[str, str]) -> str:
    """Return the response with the parts of a result whose inputs are too long to be sent back.

    ``exported``: what can be saved of it, ``csv`` and ``json``.
    """
    return _response("ready", in_elements(parts), {**form_now, "exported": exported})


def in_elements(parts: Mapping[str, Html]) -> Html:
    """Return parts in their elements."""
    return join(*(part(name, content) for name, content in parts.items()))


def _response(
    state: str,
    result_html: Html,
    form_now: Mapping[str, object],
    *,
    errors: list[dict[str, str]] | None = None,
    inputs: str | None = None,
) -> str:
    return json.dumps(
        {"state": state, "result_html": result_html, "errors": errors or [], "inputs": inputs, **form_now}
    )


def _example_inputs(calculator: Calculator, example: Mapping[str, object]) -> object:
    return validate(calculator, exactly(example))


def _name_keys(calculator: Calculator, example: Mapping[str, object]) -> frozenset[str]:
    return frozenset(_names_in(_example_inputs(calculator, example))) if example else frozenset()


def _names_in(record: object, place: str = "") -> Iterator[str]:
    """Yield the keys of the names that the ids in a record stand for, ``place`` being that of the record's own list."""
    inside = place
    for field in fields_of(type(record)):
        value = getattr(record, field.attribute)
        if field.meta.names:
            key = f"{place}{field.meta.names}.{value}"
            inside = f"{key}."
            yield from (key, *(f"{key}.{part}" for part in field.meta.also))
        elif field.meta.kind == "record" and value is not None:
            yield from _names_in(value, inside)
        elif field.meta.kind == "records":
            for item in value:
                yield from _names_in(item, inside)


def _changed_by_step(
    calculator: Calculator, entries: Mapping[str, str], step: Mapping[str, Any] | None, view: View
) -> dict[str, str]:
    if not step or step["path"] not in entries:
        return {}
    path = step["path"]
    if "value" in step:
        return {path: slid(calculator.inputs, path, entries[path], step["value"], view)}
    return {path: stepped(calculator.inputs, path, entries[path], int(step["direction"]), view)}


def _error(view: View, problem: Problem) -> dict[str, str]:
    path = page_path(problem.field)
    reason = problem.reason if REASONS[problem.reason].on_page else _FALLBACK_REASON
    limit = {} if problem.limit is None else {"limit": view.quantity(problem.limit, problem.unit)}
    message = view.say(f"calculator.error.{reason}", **limit)
    html = element("p", message, class_="calculator-error", data_error_for=path, data_code=problem.code)
    return {"path": path, "code": problem.code, "html": html}
