"""From what a reader typed to the JSON value that ``validate`` reads, and back."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import cast

from calculators.exact import decimal_text
from calculators.fields import Field, Meta, fields_of, record_of
from calculators.number_format import format_entry, format_quantity, parse_number
from calculators.read_json import read_json
from calculators.views.context import View

_PATH = re.compile(r"(?P<list>\w+)\.(?P<index>\d{1,3})(\.(?P<name>\w+))?")
_MOST_ROWS = 100
_NUMBERS = ("number", "integer", "numbers")


def raw_inputs(inputs: type, entries: Mapping[str, str], view: View) -> dict[str, object]:
    """Return the JSON value that entries stand for; they are named by path, such as ``stages.0.rate``.

    Numbers are read as the page's language has them, names of stages become their ids, ``answers.need`` the answer to
    a question, ``mapping.stage`` the column of that record, empty entries ``None``. What is no number stays text and
    what belongs to no field stays as it is, for ``validate`` to refuse.
    """
    fields = {field.name: field for field in fields_of(inputs)}
    raw: dict[str, object] = {}
    lists: dict[str, dict[int, object]] = {
        name: {} for name, field in fields.items() if field.meta.kind in ("records", "numbers")
    }
    chosen: dict[str, dict[str, object]] = {
        name: {} for name, field in fields.items() if field.meta.kind in ("answers", "record") and not field.meta.given
    }
    for path, text in entries.items():
        match = _PATH.fullmatch(path)
        group, _, question = path.partition(".")
        rows = lists.get(match["list"]) if match else None
        if match and rows is not None and int(match["index"]) < _MOST_ROWS:
            index, list_meta = int(match["index"]), fields[match["list"]].meta
            rows[index] = _row(list_meta, rows.get(index), match["name"], text, view)
        elif group in chosen and question:
            chosen[group][question] = text or None
        elif path in fields and path not in lists:
            raw[path] = _value(fields[path].meta, text, view)
        else:
            raw[path] = text
    for name, rows in lists.items():
        raw.setdefault(name, [rows.get(index, {}) for index in range(max(rows, default=-1) + 1)])
    return {**raw, **chosen}


def given_inputs(inputs: type, values: Mapping[str, object]) -> dict[str, object]:
    """Return those of some inputs that the page brings along, since readers do not type them."""
    given = (field.name for field in fields_of(inputs) if field.meta.given)
    return {name: values[name] for name in given if name in values}


def exactly(values: Mapping[str, object]) -> dict[str, object]:
    """Return values as ``read_json`` has them, so that 0.1 is a tenth and not the nearest binary fraction."""
    return cast("dict[str, object]", read_json(json.dumps(values, default=str)))


def page_path(field: str) -> str:
    """Return ``stages.1.rate`` for ``stages[1].rate``."""
    return re.sub(r"\[(\d+)\]", r".\1", field)


def stepped(inputs: type, path: str, text: str, direction: int, view: View) -> str:
    """Return an entry ``direction`` steps up or, below 0, down; unchanged where they would leave the range."""
    meta = _meta(inputs, path)
    if meta is None or meta.kind not in _NUMBERS:
        return text
    current = parse_number(text, meta.unit, view.locale) if text.strip() else Decimal(0)
    if current is None:
        return text
    value = Fraction(current) + direction * meta.step
    outside = (
        (meta.minimum is not None and value < meta.minimum)
        or (meta.above is not None and value <= meta.above)
        or (meta.maximum is not None and value > meta.maximum)
        or (meta.below is not None and value >= meta.below)
    )
    return text if outside else format_entry(value, meta.unit, view.locale)


def slid(inputs: type, path: str, text: str, value: str, view: View) -> str:
    """Return the entry that stands for the ``value`` of its slider; unchanged where it has none."""
    meta = _meta(inputs, path)
    return format_entry(Fraction(value), meta.unit, view.locale) if meta and meta.slider else text


def slider_places(inputs: type, entries: Mapping[str, str], view: View) -> dict[str, dict[str, str]]:
    """Return where the sliders stand: by path the ``value`` as HTML has it, and the ``text`` that says it."""
    places: dict[str, dict[str, str]] = {}
    for path, text in entries.items():
        meta = _meta(inputs, path)
        number = parse_number(text, meta.unit, view.locale) if meta and meta.slider else None
        if meta and number is not None:
            value = Fraction(number)
            places[path] = {"value": decimal_text(value), "text": format_quantity(value, meta.unit, view.locale)}
    return places


def _row(meta: Meta, row: object, name: str | None, text: str, view: View) -> object:
    """Return the row of a list with one more entry."""
    if meta.kind == "numbers" or name is None:
        return _value(meta, text, view) if meta.kind == "numbers" else text
    field = _named(record_of(meta), name)
    value = text if field is None else _value(field.meta, text, view)
    return {**row, name: value} if isinstance(row, dict) else {name: value}


def _value(meta: Meta, text: str, view: View) -> object:
    if meta.kind == "choice":
        return text or None
    if meta.kind == "document":
        return text
    if meta.kind == "text":
        return view.id_of(meta.names, text)
    if not text.strip():
        return None
    number = parse_number(text, meta.unit, view.locale)
    return text if number is None else number


def _named(record: type, name: str) -> Field | None:
    return next((field for field in fields_of(record) if field.name == name), None)


def _meta(inputs: type, path: str) -> Meta | None:
    match = _PATH.fullmatch(path)
    field = _named(inputs, match["list"] if match else path)
    if field and match and match["name"]:
        field = _named(record_of(field.meta), match["name"])
    return field.meta if field else None
