"""crm in the browser: reads a file in steps, between which the page hears how far it is and can stop it."""

from __future__ import annotations

import json
from collections.abc import Generator

from calculators.crm import Inputs, steps
from calculators.crm_progress import scaled
from calculators.crm_text import decoded
from calculators.entries import raw_inputs
from calculators.exchange import file_of
from calculators.fields import fields_of
from calculators.number_format import LocaleData
from calculators.page import refusal, success
from calculators.problems import InvalidInputError
from calculators.registry import load
from calculators.validate import validate
from calculators.views.column_choices import PART, choices
from calculators.views.context import View
from calculators.views.result import part, result_parts
from calculators.views.share import csv_of, result_buttons

_FORM_NOW: dict[str, object] = {"entries": {}, "sliders": {}}
"""Nothing in the form changes but the part with the columns."""


def read_file(request_json: str, data: bytes) -> Generator[float, None, str]:
    """Yield the share that is done; return what ``calculators.page.respond`` returns, without the inputs.

    The result can be saved: ``exported`` holds it as ``csv`` and ``json``. Request: as there; ``entries`` holds the
    columns that the reader chose. The part ``columns`` comes along, also where the file is refused, so that another
    column can be chosen.
    """
    request = json.loads(request_json)
    calculator = load("crm")
    view = View(calculator.id, request["words"], LocaleData.from_mapping(request["locale"]), request.get("pages", {}))
    csv = yield from scaled(decoded(data), 0.0, 0.1)
    raw = raw_inputs(Inputs, {**request["entries"], "csv": csv}, view)
    mapping = next(field for field in fields_of(Inputs) if field.name == "mapping")
    try:
        inputs = validate(calculator, raw)
    except InvalidInputError as error:
        # Columns that are not there are wrong whatever is chosen instead, so the recognised ones are offered.
        return refusal(view, error, _FORM_NOW, part(PART, choices(view, mapping, csv, {})))
    chosen = inputs.mapping.chosen() if isinstance(inputs, Inputs) and inputs.mapping else {}
    result = yield from scaled(steps(csv, chosen), 0.1, 0.95)
    parts = result_parts(view, calculator, inputs, result)
    exported = {"csv": csv_of(view, None, result), "json": file_of(calculator.id, inputs, result)}
    yield 1.0
    parts["tools"] = result_buttons(view)
    return success({PART: choices(view, mapping, csv, chosen), **parts}, _FORM_NOW, exported)
