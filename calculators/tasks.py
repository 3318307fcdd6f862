"""What a page asks beside a calculation: goal seek, sensitivity, comparing, taking along, opening.

Each answer has the members of ``calculators.page.respond``'s, and is asked for by the reader, not at every key.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from calculators.exchange import Package, RefusedError, file_of, fragment_of, package_in, package_of, read_package
from calculators.fields import RATE, fields_of, record_of
from calculators.goal_seek import seek
from calculators.number_format import parse_number
from calculators.places import Place, place_at
from calculators.problems import InvalidInputError
from calculators.registry import Calculator
from calculators.remember import calculated
from calculators.sensitivity import sensitivity
from calculators.validate import LARGEST, LONGEST_TEXT, validate
from calculators.views.context import View
from calculators.views.form import form
from calculators.views.markup import Html, element, join
from calculators.views.result import part
from calculators.views.scenarios import MOST, Scenario, scenario_parts, scenarios_tool
from calculators.views.share import csv_of, share_tool
from calculators.views.what_if import (
    choices,
    movable,
    seek_answer,
    seek_tool,
    sensitivity_answer,
    sensitivity_tool,
)

_SCENARIO_ID = re.compile(r"[A-Za-z0-9-]{1,64}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Asked:
    """A task for a calculator's page.

    ``raw``: the inputs that the form stands for; ``given``: those of them that the page brings along.
    """

    calculator: Calculator
    view: View
    raw: Mapping[str, object]
    given: Mapping[str, object]
    request: Mapping[str, Any]

    def inputs(self) -> Any:
        """Return the valid inputs of the form. Raises ``InvalidInputError``."""
        return validate(self.calculator, dict(self.raw))


Answer = dict[str, object]


def perform(task: str, asked: Asked) -> Answer:
    """Do a task; ``result_html`` of the answer holds parts. Raises ``KeyError`` where there is no such task."""
    run, place = _TASKS[task]
    try:
        return {"state": "ready", "result_html": "", "errors": [], "inputs": None, "entries": {}, **run(asked)}
    except InvalidInputError:
        sentence = element("p", asked.view.say("calculator.tool.correct-first"))
        html = part(place, sentence) if place else ""
        return {"state": "error", "result_html": html, "errors": [], "inputs": None, "entries": {}}


def _tools(asked: Asked) -> Answer:
    """The tools of this calculator, to be put below its result."""
    if any(field.meta.kind == "document" for field in fields_of(asked.calculator.inputs)):
        return {"result_html": part("tools", Html(""))}  # a document is too long to take along or to read many times
    made = [seek_tool(asked.view)] if movable(asked.calculator, asked.inputs()) else []
    made += [sensitivity_tool(asked.view)] if asked.calculator.varied else []
    made += [scenarios_tool(asked.view), share_tool(asked.view)]
    return {"result_html": part("tools", join(*made))}


def _choices(asked: Asked) -> Answer:
    """The options of goal seek and sensitivity with the numbers as they are."""
    inputs = asked.inputs()
    return {"result_html": choices(asked.view, asked.calculator, inputs, calculated(asked.calculator, inputs))}


def _seek(asked: Asked) -> Answer:
    """Request: ``result``, ``moved``: paths; ``target``: as the reader typed it."""
    inputs, view = asked.inputs(), asked.view
    wanted = place_at(calculated(asked.calculator, inputs), str(asked.request.get("result")))
    moved = place_at(inputs, str(asked.request.get("moved")))
    if wanted is None or moved is None or not (wanted.is_numeric and moved.is_numeric):
        return _say("seek-answer", view, "tool.gone")
    target = _number(asked, "target", wanted.meta.unit)
    if target is None or abs(target) > LARGEST:
        return _say("seek-answer", view, "error.not_a_number")
    sought = seek(asked.calculator, inputs, wanted.path, target, moved.path)
    return {"result_html": seek_answer(view, moved, wanted, target, sought)}


def _sensitivity(asked: Asked) -> Answer:
    """Request: ``headline``: a path; ``share``: as the reader typed it."""
    inputs, view = asked.inputs(), asked.view
    wanted: Place | None = place_at(calculated(asked.calculator, inputs), str(asked.request.get("headline")))
    if wanted is None or wanted.number is None:
        return _say("sensitivity-answer", view, "tool.gone")
    share = _number(asked, "share", RATE)
    if share is None:
        return _say("sensitivity-answer", view, "error.not_a_number")
    if not 0 < share < 1:
        key, limit = ("error.above", 0) if share <= 0 else ("error.below", 1)
        return _say("sensitivity-answer", view, key, limit=view.quantity(limit, RATE))
    base, swings = sensitivity(asked.calculator, inputs, wanted.path, share)
    return {"result_html": sensitivity_answer(view, wanted, share, base, swings)}


def _compare(asked: Asked) -> Answer:
    """Request: ``scenarios``: ``[{"id", "name", "package"}]`` as the page kept them."""
    kept = [_scenario(asked, one) for one in asked.request["scenarios"][:MOST]]
    return {"result_html": scenario_parts(asked.view, asked.calculator, kept)}


def _scenario(asked: Asked, kept: Mapping[str, Any]) -> Scenario:
    scenario_id = str(kept["id"]) if _SCENARIO_ID.fullmatch(str(kept["id"])) else "unknown"
    name = scenario_name(str(kept["name"]))
    try:
        inputs = _opened(asked, read_package(str(kept["package"]), asked.calculator.id))
    except (RefusedError, InvalidInputError):
        return Scenario(scenario_id, name, None, None)
    return Scenario(scenario_id, name, inputs, calculated(asked.calculator, inputs))


def scenario_name(typed: str) -> str:
    """Return the name of a scenario in one line of bearable length."""
    return " ".join(_CONTROL.sub(" ", typed).split())[:LONGEST_TEXT] or "–"


def _export(asked: Asked) -> Answer:
    """The inputs to take along: ``package``, ``fragment`` of a link or ``None``, ``csv`` and ``json``."""
    inputs = asked.inputs()
    result, calculator_id = calculated(asked.calculator, inputs), asked.calculator.id
    package = package_of(calculator_id, inputs)
    exported = {
        "package": package,
        "fragment": fragment_of(package),
        "csv": csv_of(asked.view, inputs, result),
        "json": file_of(calculator_id, inputs, result),
    }
    return {"exported": exported}


def _open(asked: Asked) -> Answer:
    """Request: ``fragment`` of a link, else ``package``: the text of a file or of a scenario.

    Answer: ``form_html``, the form with what was opened, or a refusal that says why; then nothing changes.
    """
    view, fragment = asked.view, asked.request.get("fragment")
    try:
        text = str(asked.request.get("package")) if fragment is None else package_in(str(fragment))
        package = read_package(text, asked.calculator.id)
        inputs = _opened(asked, package)
    except RefusedError as error:
        return _refusal(view, error.reason)
    except InvalidInputError as error:
        unknown = any(problem.code == "unknown_field" for problem in error.problems)
        return _refusal(view, "unknown_fields" if unknown else "bad_values")
    done = element("p", view.say("calculator.open.done-partial" if package.partial else "calculator.open.done"))
    return {"result_html": part("notice", done), "form_html": form(view, inputs)}


def _opened(asked: Asked, package: Package) -> object:
    """Return the valid inputs of a package. Raises ``InvalidInputError``."""
    if not package.partial:
        return validate(asked.calculator, {**package.inputs, **asked.given})
    named = _with_ids(asked.calculator.inputs, package.inputs, asked.view)
    return validate(asked.calculator, {**asked.raw, **named, **asked.given})


def _with_ids(record: type, raw: Mapping[str, object], view: View) -> dict[str, object]:
    """Return inputs from another calculator with the ids of this one in place of the names that it knows."""
    changed = dict(raw)
    for field in fields_of(record):
        value = raw.get(field.name)
        if field.meta.kind == "records" and isinstance(value, list):
            item = record_of(field.meta)
            changed[field.name] = [_with_ids(item, one, view) if isinstance(one, Mapping) else one for one in value]
        elif field.meta.names and isinstance(value, str):
            changed[field.name] = view.id_of(field.meta.names, value)
    return changed


def _refusal(view: View, reason: str) -> Answer:
    alert = element("p", view.say(f"calculator.open.{reason}"), role="alert", class_="calculator-error")
    return {"state": "error", "result_html": part("notice", alert)}


def _number(asked: Asked, name: str, unit: str) -> Fraction | None:
    number = parse_number(str(asked.request.get(name, ""))[:LONGEST_TEXT], unit, asked.view.locale)
    return None if number is None else Fraction(number)


def _say(place: str, view: View, key: str, **values: Html) -> Answer:
    return {"state": "error", "result_html": part(place, element("p", view.say(f"calculator.{key}", **values)))}


_TASKS: Mapping[str, tuple[Callable[[Asked], Answer], str]] = MappingProxyType(
    {
        "tools": (_tools, ""),
        "choices": (_choices, ""),
        "seek": (_seek, "seek-answer"),
        "sensitivity": (_sensitivity, "sensitivity-answer"),
        "compare": (_compare, ""),
        "export": (_export, "share-answer"),
        "open": (_open, "notice"),
    }
)
"""Each task with the part that asks the reader to correct the entries first, if any."""
