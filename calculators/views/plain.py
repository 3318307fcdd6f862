"""The view of calculators that need none of their own: each sentence may name any single value of the result."""

from __future__ import annotations

from fractions import Fraction

from calculators.fields import fields_of
from calculators.views.context import View
from calculators.views.markup import Html, element

WORDS = frozenset({"answer", "working"})
"""Keys of the words that this view needs of the calculator's own, beside those of its fields."""


def answer(view: View, _inputs: object, result: object) -> Html:
    """Return the result in words."""
    return _paragraph(view, "answer", result)


def picture(_view: View, _inputs: object, _result: object) -> Html:
    """Return no picture."""
    return Html("")


def working(view: View, _inputs: object, result: object) -> Html:
    """Return how the result comes about."""
    return _paragraph(view, "working", result)


def _paragraph(view: View, key: str, result: object) -> Html:
    values = {
        field.name: view.quantity(value, field.meta.unit)
        for field in fields_of(type(result))
        if isinstance(value := getattr(result, field.attribute), int | Fraction)
    }
    return element("p", view.say(key, **values))
