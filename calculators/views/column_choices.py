"""The entries of a form that say which column of a table holds what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from calculators.crm_columns import NO_COLUMN
from calculators.crm_header import HEAD, find_header
from calculators.crm_records import Columns
from calculators.crm_rows import lines_of
from calculators.fields import Field, fields_of, record_of
from calculators.views.context import View
from calculators.views.markup import Html, element, escape, join
from calculators.views.places import place_id, problem_place

WORDS = ("label", "help", "none")
"""Keys, after the field's label, of the words that stand around the choices."""
PART = "columns"


def column_choices(view: View, field: Field, inputs: object) -> Html:
    """Return a list of columns for each thing that a column can hold, the recognised one chosen.

    ``inputs``: those of crm, with the text of the table in ``csv``.
    """
    label = field.meta.label
    mapping, csv = getattr(inputs, field.attribute), getattr(inputs, "csv", "")
    chosen = mapping.chosen() if isinstance(mapping, Columns) else {}
    return element(
        "fieldset",
        element("legend", view.say(f"{label}.label")),
        element("p", view.say(f"{label}.help"), class_="calculator-help", id=place_id(view, field.name, "help")),
        element("div", choices(view, field, csv, chosen), data_part=PART, class_="calculator-columns"),
        problem_place(view, field.name),
        class_="calculator-list",
    )


def choices(view: View, field: Field, csv: str, chosen: Mapping[str, str]) -> Html:
    """Return what stands in the part ``columns``: the lists, with the columns that the text has."""
    header = find_header(lines_of(csv[:HEAD]), chosen)
    names = header.names if header else ()
    held = {name: names[place] for name, place in header.recognised.columns.items()} if header else {}
    options = [(NO_COLUMN, view.say(f"{field.meta.label}.none")), *((name, escape(name)) for name in names)]
    return join(
        *(
            _choice(view, field, inner, options, held.get(inner.name, NO_COLUMN))
            for inner in fields_of(record_of(field.meta))
        )
    )


def _choice(view: View, outer: Field, field: Field, options: Sequence[tuple[str, Html]], chosen: str) -> Html:
    path = f"{outer.name}.{field.name}"
    entry_id, help_id = place_id(view, path), place_id(view, outer.name, "help")
    return element(
        "div",
        element("label", view.say(field.meta.label), for_=entry_id),
        element(
            "div",
            element(
                "select",
                *(element("option", text, value=value, selected=value == chosen) for value, text in options),
                id=entry_id,
                name=path,
                aria_describedby=f"{help_id} {place_id(view, path, 'problem')}",
            ),
            class_="calculator-entry",
        ),
        problem_place(view, path),
        class_="calculator-field",
    )
