"""Tables of a calculator's result, made from the fields of its result; every value carries its machine form."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from calculators.exact import decimal_text
from calculators.fields import Field, fields_of, record_of
from calculators.views.context import View
from calculators.views.markup import Html, element, join

MOST_ROWS = 100
"""Rows that a table shows: more would make the page slow, and nobody reads them there."""


def figures(view: View, result: object) -> Html:
    """Return a table of the single values, then one for each record and list of records, then named pages."""
    fields = fields_of(type(result))
    single = [field for field in fields if field.meta.kind in ("number", "integer", "text", "choice")]
    records = [field for field in fields if field.meta.kind == "record"]
    lists = [field for field in fields if field.meta.kind == "records"]
    pages = [field for field in fields if field.meta.kind == "ids"]
    return join(
        _table_of_values(view, single, result),
        *(_table_of_record(view, field, getattr(result, field.attribute)) for field in records),
        *(_table_of_records(view, field, rows) for field in lists if (rows := getattr(result, field.attribute))),
        *(_links(view, field, names) for field in pages if (names := getattr(result, field.attribute))),
    )


def warnings(view: View, result: object) -> Html:
    """Return the warnings of a result as sentences, nothing where there are none."""
    return join(
        *(
            _warnings(view, field, getattr(result, field.attribute))
            for field in fields_of(type(result))
            if field.meta.kind == "codes" and getattr(result, field.attribute)
        )
    )


def figure_words(record: type) -> frozenset[str]:
    """Return the keys of the words that the tables and the warnings need of the calculator's own."""
    keys: set[str] = set()
    for field in fields_of(record):
        label = field.meta.label
        if field.meta.kind in ("codes", "choice"):
            keys |= {f"{label}.{code}" for code in field.meta.among}
        if field.meta.kind not in ("codes", "inputs"):
            keys.add(label)
        if field.meta.kind in ("record", "records"):
            keys |= {inner.meta.label for inner in fields_of(record_of(field.meta))}
    return frozenset(keys)


def datum(view: View, field: Field, value: object, path: str) -> Html:
    """Return a value as the page shows it within its machine form; an empty one stands for ``null``."""
    if isinstance(value, str):
        chosen = field.meta.kind == "choice"
        name = view.say(f"{field.meta.label}.{value}") if chosen else view.name(field.meta.names, value)
        return element("data", name, value=value, data_field=path)
    if isinstance(value, int | Fraction):
        shown = view.quantity(value, field.meta.unit)
        return element("data", shown, value=decimal_text(value), data_field=path)
    return element("data", view.say("calculator.not-available"), value="", data_field=path)


def _warnings(view: View, field: Field, codes: tuple[str, ...]) -> Html:
    sentences = (
        element("data", view.say(f"{field.meta.label}.{code}"), value=code, data_field=f"{field.name}.{index}")
        for index, code in enumerate(codes)
    )
    return element("ul", *(element("li", sentence) for sentence in sentences), class_="calculator-warnings")


def _links(view: View, field: Field, names: tuple[str, ...]) -> Html:
    """Return links to pages as a list, in the order in which they come."""
    caption_id = f"{view.calculator_id}-{field.name}-caption"
    links = (
        element("li", element("data", view.link(name), value=name, data_field=f"{field.name}.{index}"))
        for index, name in enumerate(names)
    )
    return element(
        "div",
        element("p", view.say(field.meta.label), id=caption_id, class_="calculator-caption"),
        element("ol", *links, aria_labelledby=caption_id),
        class_="calculator-links",
    )


def _table_of_values(view: View, fields: list[Field], result: object) -> Html:
    return table(view, "figures", view.say("calculator.figures"), _rows(view, fields, result, ""))


def _table_of_record(view: View, field: Field, record: object) -> Html:
    rows = _rows(view, fields_of(record_of(field.meta)), record, f"{field.name}.")
    return table(view, field.name, view.say(field.meta.label), rows)


def _rows(view: View, fields: Sequence[Field], record: object, prefix: str) -> Html:
    """Return a row for each value of a record; ``prefix`` stands before its name in the path."""
    rows = (
        element(
            "tr",
            element("th", view.say(field.meta.label), scope="row"),
            element("td", datum(view, field, getattr(record, field.attribute), f"{prefix}{field.name}")),
        )
        for field in fields
    )
    return element("tbody", *rows)


def _table_of_records(view: View, field: Field, records: tuple[object, ...]) -> Html:
    columns = fields_of(record_of(field.meta))
    head = element("tr", *(element("th", view.say(column.meta.label), scope="col") for column in columns))
    rows = (
        element(
            "tr",
            *(
                element(
                    "td", datum(view, column, getattr(record, column.attribute), f"{field.name}.{index}.{column.name}")
                )
                for column in columns
            ),
        )
        for index, record in enumerate(records[:MOST_ROWS])
    )
    more = len(records) - MOST_ROWS
    rest = [element("td", view.say_count("calculator.more-rows", more), colspan=len(columns))] if more > 0 else []
    caption = view.say(field.meta.label)
    body = element("tbody", *rows, *(element("tr", cell) for cell in rest))
    return table(view, field.name, caption, element("thead", head), body)


def table(view: View, name: str, caption: Html, *content: Html) -> Html:
    """Return a table that scrolls by itself where it is wider than the page, by keyboard too."""
    caption_id = f"{view.calculator_id}-{name}-caption"
    return element(
        "div",
        element("table", element("caption", caption, id=caption_id), *content, class_="calculator-table"),
        class_="calculator-scroll",
        role="region",
        tabindex=0,
        aria_labelledby=caption_id,
    )
