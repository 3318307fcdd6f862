"""From what a reader typed to the JSON value that ``validate`` reads, and back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from calculators.fields import Field, Meta, fields_of, record_of
from calculators.number_format import format_entry, parse_number
from calculators.views.context import View

_PATH = re.compile(r"(?P<list>\w+)\.(?P<index>\d{1,3})(\.(?P<name>\w+))?")
_MOST_ROWS = 100


def raw_inputs(inputs: type, entries: Mapping[str, str], view: View) -> dict[str, object]:
    """Return the JSON value that entries stand for; they are named by path, such as ``stages.0.rate``.

    Numbers are read as the page's language has them, names of stages become their ids, empty entries ``None``. What is
    no number stays text and what belongs to no field stays as it is, for ``validate`` to refuse.
    """
    fields = {field.name: field for field in fields_of(inputs)}
    raw: dict[str, object] = {}
    lists: dict[str, dict[int, object]] = {
        name: {} for name, field in fields.items() if field.meta.kind in ("records", "numbers")
    }
    for path, text in entries.items():
        match = _PATH.fullmatch(path)
        rows = lists.get(match["list"]) if match else None
        if match and rows is not None and int(match["index"]) < _MOST_ROWS:
            index, list_meta = int(match["index"]), fields[match["list"]].meta
            rows[index] = _row(list_meta, rows.get(index), match["name"], text, view)
        elif path in fields and path not in lists:
            raw[path] = _value(fields[path].meta, text, view)
        else:
            raw[path] = text
    for name, rows in lists.items():
        raw.setdefault(name, [rows.get(index, {}) for index in range(max(rows, default=-1) + 1)])
    return raw


def page_path(field: str) -> str:
    """Return ``stages.1.rate`` for ``stages[1].rate``."""
    return re.sub(r"\[(\d+)\]", r".\1", field)


def stepped(inputs: type, path: str, text: str, direction: int, view: View) -> str:
    """Return an entry one step up (``direction`` 1) or down (−1); unchanged where the step would leave the range."""
    meta = _meta(inputs, path)
    if meta is None or meta.kind == "text":
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


def _row(meta: Meta, row: object, name: str | None, text: str, view: View) -> object:
    """Return the row of a list with one more entry."""
    if meta.kind == "numbers" or name is None:
        return _value(meta, text, view) if meta.kind == "numbers" else text
    field = _named(record_of(meta), name)
    value = text if field is None else _value(field.meta, text, view)
    return {**row, name: value} if isinstance(row, dict) else {name: value}


def _value(meta: Meta, text: str, view: View) -> object:
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
