"""The slider beside a number entry: the entry is what counts, the slider is another way to change it."""

from __future__ import annotations

from fractions import Fraction

from calculators.exact import decimal_text
from calculators.fields import Meta
from calculators.number_format import format_quantity
from calculators.views.context import View
from calculators.views.markup import Html, element
from calculators.views.places import place_id


def slider(view: View, path: str, meta: Meta, value: object) -> Html:
    """Return the slider of the entry at ``path``; it goes by the field's step from the least value to the greatest.

    It has no name, so that it is not sent. Raises ``ValueError`` where the field's range is open.
    """
    least, greatest = _ends(meta)
    place = Fraction(value) if isinstance(value, int | Fraction) else least
    return element(
        "input",
        type="range",
        class_="calculator-slider",
        min=decimal_text(least),
        max=decimal_text(greatest),
        step=decimal_text(meta.step),
        value=decimal_text(place),
        aria_labelledby=place_id(view, path, "label"),
        aria_valuetext=format_quantity(place, meta.unit, view.locale),
        data_slider_for=path,
    )


def _ends(meta: Meta) -> tuple[Fraction, Fraction]:
    """Return the least and the greatest value of a field; a bound that it excludes is a step away."""
    if meta.minimum is not None:
        least = meta.minimum
    elif meta.above is not None:
        least = meta.above + meta.step
    else:
        raise ValueError(f"{meta.label} has no least value")
    if meta.maximum is not None:
        return least, meta.maximum
    if meta.below is not None:
        return least, meta.below - meta.step
    raise ValueError(f"{meta.label} has no greatest value")
