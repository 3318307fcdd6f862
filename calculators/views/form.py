"""The form of a calculator, made from the fields of its inputs."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from calculators.exact import decimal_text
from calculators.fields import BARE_UNITS, MONEY, RATE, Field, Meta, alternatives_of, fields_of, record_of
from calculators.number_format import format_entry
from calculators.views import column_choices, document_field
from calculators.views.choices import answer_groups, choice_group, choice_words
from calculators.views.context import View
from calculators.views.markup import Html, element, escape, join
from calculators.views.places import place_id, problem_place
from calculators.views.slider import slider


def form(view: View, inputs: object) -> Html:
    """Return the form filled with ``inputs``; entries are named by the path of their field: ``stages.0.rate``."""
    heading = f"{view.calculator_id}-inputs"
    return element(
        "form",
        element("h2", view.say("calculator.inputs"), id=heading),
        element(
            "div",
            *(_field(view, field, inputs) for field in fields_of(type(inputs)) if not field.meta.given),
            class_="calculator-fields",
        ),
        problem_place(view, ""),
        class_="calculator-form",
        aria_labelledby=heading,
        autocomplete="off",
        novalidate=True,
    )


def form_words(record: type) -> frozenset[str]:
    """Return the keys of the words that the form needs of the calculator's own."""
    keys: set[str] = set()
    for field in fields_of(record):
        label = field.meta.label
        if field.meta.given:
            continue
        if field.meta.kind == "document":
            keys |= {f"{label}.{word}" for word in document_field.WORDS}
            continue
        if field.meta.kind == "record":
            keys |= {f"{label}.{word}" for word in column_choices.WORDS}
            keys |= {inner.meta.label for inner in fields_of(record_of(field.meta))}
            continue
        keys |= {f"{label}.label", f"{label}.help", *_unit_words(field.meta), *choice_words(field.meta)}
        if field.meta.kind in ("records", "numbers"):
            keys |= {f"{label}.row", f"{label}.add", f"{label}.remove"}
        if field.meta.kind == "records":
            item = record_of(field.meta)
            for inner in fields_of(item):
                keys |= {f"{inner.meta.label}.label", *_unit_words(inner.meta)}
            for group in alternatives_of(item):
                keys |= {f"{label}.by-{group}", f"{label}.switch-to-{group}"}
    return frozenset(keys)


def _unit_words(meta: Meta) -> set[str]:
    return set() if meta.unit in BARE_UNITS else {f"units.{meta.unit}"}


def _field(view: View, field: Field, inputs: object) -> Html:
    value = getattr(inputs, field.attribute)
    if field.meta.kind == "document":
        return document_field.document_field(view, field, value)
    if field.meta.kind == "record":
        return column_choices.column_choices(view, field, inputs)
    if field.meta.kind == "answers":
        return answer_groups(view, field, getattr(inputs, field.meta.of), value)
    if field.meta.kind == "choice":
        return choice_group(view, field, value)
    if field.meta.kind in ("records", "numbers"):
        return _list(view, field, value if isinstance(value, tuple) else ())
    help_id = place_id(view, field.name, "help")
    explained = element("p", view.say(f"{field.meta.label}.help"), class_="calculator-help", id=help_id)
    return _entry(view, Entry(field.name, field, value, help_id), explained)


@dataclass(frozen=True, slots=True)
class Entry:
    """An input to be made: ``path`` of its field, its ``value`` if any, the id of the element that explains it."""

    path: str
    field: Field
    value: object
    help_id: str


def _entry(view: View, entry: Entry, *after: Html) -> Html:
    """Return a labelled input with its unit, what stands ``after`` it and room for its problem."""
    meta, path = entry.field.meta, entry.path
    entry_id, unit_id = place_id(view, path), place_id(view, path, "unit")
    unit = _unit(view, meta.unit)
    described_by = [*([unit_id] if unit else []), entry.help_id, place_id(view, path, "problem")]
    label = [view.say(f"{meta.label}.label")]
    if meta.optional:
        label.append(element("span", view.say("calculator.optional"), class_="calculator-optional"))
    return element(
        "div",
        element("label", Html(" ".join(label)), for_=entry_id, id=place_id(view, path, "label")),
        element(
            "div",
            element(
                "input",
                id=entry_id,
                name=path,
                type="text",
                value=_value_text(view, meta, entry.value),
                aria_describedby=" ".join(described_by),
                required=entry.field.needed,
                **_keyboard(view, meta),
            ),
            *([element("span", unit, class_="calculator-unit", id=unit_id)] if unit else []),
            *([slider(view, entry.path, meta, entry.value)] if meta.slider else []),
            class_="calculator-entry",
        ),
        *after,
        problem_place(view, path),
        class_="calculator-field",
        data_kind=meta.kind,
    )


def _keyboard(view: View, meta: Meta) -> dict[str, str]:
    """Return the attributes that say how an entry is typed: names run either way, numbers always left to right."""
    if meta.kind == "text":
        return {"dir": "auto"}
    typed = {"inputmode": "numeric" if meta.kind == "integer" else "decimal", "data_step": decimal_text(meta.step)}
    return {**typed, "dir": "ltr"} if view.locale.dir == "rtl" else typed


def _unit(view: View, unit: str) -> Html:
    if unit == MONEY:
        return escape(view.locale.currency)
    if unit == RATE:
        return escape(view.locale.percent.replace("{n}", "").strip())
    return escape("") if unit in BARE_UNITS else view.say(f"units.{unit}")


def _value_text(view: View, meta: Meta, value: object) -> str:
    if isinstance(value, str):
        return view.plain_name(meta.names, value)
    if isinstance(value, int | Fraction):
        return format_entry(value, meta.unit, view.locale)
    return ""


def _list(view: View, field: Field, items: tuple[object, ...]) -> Html:
    """Return the rows of a list, with buttons that add and remove rows and a template for a new row."""
    label, path = field.meta.label, field.name
    help_id = place_id(view, path, "help")
    rows = [_row(view, field, index, item, last=index == len(items) - 1) for index, item in enumerate(items)]
    return element(
        "fieldset",
        element("legend", view.say(f"{label}.label")),
        element("p", view.say(f"{label}.help"), class_="calculator-help", id=help_id),
        element("div", *rows, class_="calculator-rows"),
        problem_place(view, path),
        element("button", view.say(f"{label}.add"), type="button", class_="calculator-button", data_action="add"),
        element("template", _row(view, field, 0, None, last=False)),
        class_="calculator-list",
        data_list=path,
        data_least=field.meta.minimum_items,
        data_most=field.meta.maximum_items,
    )


def _row(view: View, field: Field, index: int, item: object, *, last: bool) -> Html:
    path = f"{field.name}.{index}"
    number = element("span", escape(str(index + 1)), data_row_number=True)
    label = field.meta.label
    return element(
        "fieldset",
        element("legend", view.say(f"{label}.row", n=number), id=place_id(view, path, "row")),
        element(
            "div",
            _row_entries(view, field, path, item, last=last),
            element(
                "button",
                view.say(f"{label}.remove"),
                type="button",
                class_="calculator-button calculator-button--quiet",
                data_action="remove",
                aria_describedby=place_id(view, path, "row"),
            ),
            class_="calculator-row-entries",
        ),
        class_="calculator-row",
        data_row=True,
    )


def _row_entries(view: View, field: Field, path: str, item: object, *, last: bool) -> Html:
    help_id = place_id(view, field.name, "help")
    if field.meta.kind == "numbers":
        return _entry(view, Entry(path, field, item, help_id))
    record = record_of(field.meta)
    chosen = _chosen(record, item)
    parts: list[Html] = []
    for (group, not_last), members in groupby(fields_of(record), _part):
        entries = [
            _entry(view, Entry(f"{path}.{member.name}", member, getattr(item, member.attribute, None), help_id))
            for member in members
        ]
        if group:
            parts.append(_alternative(view, field, group, entries, absent=group != chosen))
        elif not_last:
            absent = {"hidden": last, "disabled": last}
            parts.append(element("fieldset", *entries, class_="calculator-part", data_not_last=True, **absent))
        else:
            parts.extend(entries)
    return join(*parts)


def _part(field: Field) -> tuple[str, bool]:
    """Return what fields have in common that come and go together."""
    return field.meta.alternative, field.meta.not_last


def _alternative(view: View, field: Field, group: str, entries: list[Html], *, absent: bool) -> Html:
    """Return one of the groups of fields of which a row has exactly one; what is absent is neither seen nor sent."""
    label = field.meta.label
    others = [other for other in alternatives_of(record_of(field.meta)) if other != group]
    return element(
        "fieldset",
        element("legend", view.say(f"{label}.by-{group}"), class_="unseen"),
        *entries,
        *(
            element(
                "button",
                view.say(f"{label}.switch-to-{other}"),
                type="button",
                class_="calculator-button calculator-button--quiet",
                data_action="switch",
                data_to=other,
            )
            for other in others
        ),
        class_="calculator-part",
        data_alternative=group,
        hidden=absent,
        disabled=absent,
    )


def _chosen(record: type, item: object) -> str:
    """Return the group of alternative fields that an item uses, for an empty one the usual."""
    for field in fields_of(record):
        if field.meta.alternative and getattr(item, field.attribute, None) is not None:
            return field.meta.alternative
    return next(iter(alternatives_of(record)), "")
