"""Tables of a calculator's result, made from the fields of its result; every value carries its machine form."""

from __future__ import annotations

from fractions import Fraction

from calculators.exact import decimal_text
from calculators.fields import Field, fields_of, record_of
from calculators.views.context import View
from calculators.views.markup import Html, element, join


def figures(view: View, result: object) -> Html:
    """Return a table of the single values, then one for each list of records."""
    fields = fields_of(type(result))
    single = [field for field in fields if field.meta.kind in ("number", "integer", "text")]
    lists = [field for field in fields if field.meta.kind == "records"]
    return join(
        _table_of_values(view, single, result),
        *(_table_of_records(view, field, getattr(result, field.attribute)) for field in lists),
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
        if field.meta.kind == "codes":
            keys |= {f"{label}.{code}" for code in field.meta.among}
        else:
            keys.add(label)
        if field.meta.kind == "records":
            keys |= {inner.meta.label for inner in fields_of(record_of(field.meta))}
    return frozenset(keys)


def datum(view: View, field: Field, value: object, path: str) -> Html:
    """Return a value as the page shows it within its machine form; an empty one stands for ``null``."""
    if isinstance(value, str):
        return element("data", view.name(field.meta.names, value), value=value, data_field=path)
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


def _table_of_values(view: View, fields: list[Field], result: object) -> Html:
    rows = (
        element(
            "tr",
            element("th", view.say(field.meta.label), scope="row"),
            element("td", datum(view, field, getattr(result, field.attribute), field.name)),
        )
        for field in fields
    )
    return _table(view, "figures", view.say("calculator.figures"), element("tbody", *rows))


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
        for index, record in enumerate(records)
    )
    caption = view.say(field.meta.label)
    return _table(view, field.name, caption, element("thead", head), element("tbody", *rows))


def _table(view: View, name: str, caption: Html, *content: Html) -> Html:
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
