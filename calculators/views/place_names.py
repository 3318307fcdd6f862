"""What readers see of a place in the inputs or the result: its name, its value, how two values differ."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from calculators.fields import RATE, Meta
from calculators.number_format import format_decimal, format_quantity, shown
from calculators.places import Place
from calculators.views.context import View
from calculators.views.markup import Html, element, escape


def input_name(view: View, place: Place) -> str:
    """Return the name of an entry, with its row where it is in a list, as plain text."""
    return _name(view, place, ".label")


def result_name(view: View, place: Place) -> str:
    """Return the name of a result in the same way."""
    return _name(view, place, "")


def plain_value(view: View, place: Place) -> str:
    """Return what stands at a place as plain text."""
    if place.number is not None:
        return view.plain_quantity(place.number, place.meta.unit)
    if not isinstance(place.value, str):
        return view.say_plain("calculator.not-available")
    if place.meta.kind == "choice":
        return view.say_plain(f"{place.meta.label}.{place.value}")
    return view.plain_name(place.meta.names, place.value)


def value(view: View, place: Place | None) -> Html:
    """Return the same with markup; nothing where there is no such place."""
    if place is None:
        return escape("–")
    if place.number is not None:
        return view.quantity(place.number, place.meta.unit)
    return element("bdi", escape(plain_value(view, place)))


def difference(view: View, amount: Fraction, unit: str) -> Html:
    """Return by how much a number is more or less than another, with its sign; rates differ by percentage points."""
    sign = view.locale.minus if amount < 0 else "+"
    if unit == RATE:
        points = format_decimal(shown(abs(amount) * 100, "number", view.locale), view.locale)
        return view.say("calculator.difference.points", n=view.left_to_right(sign + points))
    return view.left_to_right(sign + format_quantity(abs(amount), unit, view.locale))


def options(view: View, named: Iterable[tuple[Place, str]]) -> list[Html]:
    """Return the options of a list to choose a place from, each with what stands there now."""
    return [
        element(
            "option",
            escape(view.say_plain("calculator.option", name=name, value=plain_value(view, place))),
            value=place.path,
        )
        for place, name in named
    ]


def _name(view: View, place: Place, ending: str) -> str:
    own = view.say_plain(f"{place.meta.label}{ending}")
    if place.in_record:
        return view.say_plain("calculator.in-row", name=own, row=view.say_plain(f"{place.in_record.label}{ending}"))
    if place.in_list is None:
        return own
    return view.say_plain("calculator.in-row", name=own, row=_row(view, place, place.in_list, ending))


def _row(view: View, place: Place, in_list: Meta, ending: str) -> str:
    if place.row and place.row_meta:
        return view.plain_name(place.row_meta.names, place.row)
    number = str(place.index + 1)
    return view.say_plain(f"{in_list.label}.row", n=number) if ending else number
