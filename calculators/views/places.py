"""Where things of a form are: the ids of its elements, and the places for what is wrong."""

from __future__ import annotations

from calculators.views.context import View
from calculators.views.markup import Html, element


def place_id(view: View, path: str, part: str = "") -> str:
    """Return the id of an element; dots stand in paths alone, so that rows can be renumbered."""
    return f"{view.calculator_id}-{path}{part and '-'}{part}"


def problem_place(view: View, path: str) -> Html:
    """Return where the problem of a field is shown."""
    return element("div", class_="calculator-problem", id=place_id(view, path, "problem"), data_problem_for=path)
