"""Sentences, picture and working of lead-temperature."""

from __future__ import annotations

from calculators.lead_temperature import Inputs, Result
from calculators.views.context import View
from calculators.views.ladder import Rung, ladder
from calculators.views.markup import Html
from calculators.views.rubric import WORDS, answer, working

__all__ = ["WORDS", "answer", "picture", "working"]


def picture(view: View, inputs: Inputs, result: Result) -> Html:
    """Return the temperatures as a ladder, the one of this lead filled."""
    filled = view.say_plain("calculator.sentence", text=view.plain_name("levels", result.level))
    return ladder(
        view,
        f"{view.calculator_id}-picture",
        view.say_plain("picture.title"),
        f"{view.say_plain('picture.description')} {filled}",
        [Rung(view.plain_name("levels", level.id), level.id == result.level) for level in inputs.rubric.levels],
    )
