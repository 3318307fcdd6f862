"""Sentences and working of the calculators that ask the questions of a rubric."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from calculators.fields import NUMBER, RATE
from calculators.rubric import (
    Dimension,
    Option,
    Question,
    RubricInputs,
    RubricResult,
    chosen,
    leading_option,
    most_points,
    short_dimensions,
)
from calculators.views.context import FormulaPart, View
from calculators.views.markup import Html, element, escape, join

WORDS = frozenset(
    {
        "answer.level",
        "answer.leading",
        "answer.weakest",
        "answer.nothing-short",
        "picture.title",
        "picture.description",
        "working.answer",
        "working.dimension",
        "working.score",
        "working.level-by-answer",
        "working.level-by-score",
    }
)
"""Keys of the words that the views need of the calculator's own, beside those of its fields and of its rubric."""


def answer(view: View, inputs: RubricInputs, result: RubricResult) -> Html:
    """Return the level with what to do there, the answer that decides if one does, and where to begin."""
    level, advice = view.name("levels", result.level), view.say(f"levels.{result.level}.advice")
    sentences = [Html(f"{view.say('answer.level', level=level, score=view.quantity(result.score, RATE))} {advice}")]
    if leading := leading_option(inputs, result):
        sentences.append(view.say("answer.leading", **_answered(view, *leading)))
    short = short_dimensions(inputs.rubric, {dimension.id: dimension.score for dimension in result.dimensions})
    if short:
        sentences.append(
            view.say(
                "answer.weakest",
                dimension=view.name("dimensions", short[0].id),
                advice=view.say(f"dimensions.{short[0].id}.advice"),
            )
        )
    else:
        sentences.append(view.say("answer.nothing-short"))
    return join(*(element("p", sentence) for sentence in sentences))


def working(view: View, inputs: RubricInputs, result: RubricResult) -> Html:
    """Return each score with the reader's answers in it."""
    return element("ol", *(element("li", step) for step in _steps(view, inputs, result)))


def _steps(view: View, inputs: RubricInputs, result: RubricResult) -> Iterator[Html]:
    scores = {dimension.id: dimension.score for dimension in result.dimensions}
    for dimension in inputs.rubric.dimensions:
        yield from _steps_of(view, inputs, dimension, scores[dimension.id])
    weighted = [(dimension.weight, scores[dimension.id]) for dimension in inputs.rubric.dimensions]
    yield view.equation("working.score", *_mean(weighted), result=(result.score, RATE))
    level = view.name("levels", result.level)
    if leading := leading_option(inputs, result):
        yield view.say("working.level-by-answer", level=level, **_answered(view, *leading))
    else:
        yield view.say("working.level-by-score", level=level, score=view.quantity(result.score, RATE))


def _steps_of(view: View, inputs: RubricInputs, dimension: Dimension, score: Fraction) -> Iterator[Html]:
    """Yield what each answer of a dimension scores, and their mean."""
    options = chosen(inputs)
    weighted: list[tuple[Fraction, Fraction]] = []
    for question in inputs.rubric.questions_of(dimension):
        option, most = options[question.id], most_points(inputs.rubric, question)
        weighted.append((question.weight, option.points / most))
        yield view.equation(
            "working.answer",
            (option.points, NUMBER),
            "÷",
            (most, NUMBER),
            result=(option.points / most, RATE),
            **_answered(view, question, option),
        )
    name = view.name("dimensions", dimension.id)
    yield view.equation("working.dimension", *_mean(weighted), result=(score, RATE), dimension=name)


def _mean(weighted: Sequence[tuple[Fraction, Fraction]]) -> list[FormulaPart]:
    """Return the formula of a weighted mean; weights of 1 are not written."""
    parts: list[FormulaPart] = ["("]
    for index, (weight, value) in enumerate(weighted):
        parts += ["+"] if index else []
        parts += [(value, RATE)] if weight == 1 else [(weight, NUMBER), "×", (value, RATE)]
    return [*parts, ")", "÷", (sum((weight for weight, _ in weighted), Fraction(0)), NUMBER)]


def _answered(view: View, question: Question, option: Option) -> dict[str, Html]:
    """Return a question and the option chosen, as placeholders take them."""
    place = f"questions.{question.id}.options" if question.options else "options"
    return {
        "question": escape(view.plain_name("questions", question.id)),
        "option": escape(view.plain_name(place, option.id)),
    }
