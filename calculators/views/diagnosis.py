"""Sentences, picture and working of diagnosis."""

from __future__ import annotations

from calculators.diagnosis import Inputs, Result
from calculators.fields import RATE
from calculators.views.context import View
from calculators.views.markup import Html
from calculators.views.radar import Axis, radar
from calculators.views.rubric import WORDS, answer, working

__all__ = ["WORDS", "answer", "picture", "working"]


def picture(view: View, inputs: Inputs, result: Result) -> Html:
    """Return the scores of the dimensions as a radar, each beside what is enough there."""
    axes = [
        Axis(view.plain_name("dimensions", score.id), score.score, dimension.enough)
        for dimension, score in zip(inputs.rubric.dimensions, result.dimensions, strict=True)
    ]
    described = " ".join(
        view.say_plain("calculator.named-value", name=axis.name, value=view.plain_quantity(axis.value, RATE))
        for axis in axes
    )
    return radar(
        view,
        f"{view.calculator_id}-picture",
        view.say_plain("picture.title"),
        f"{view.say_plain('picture.description')} {described}",
        axes,
    )
