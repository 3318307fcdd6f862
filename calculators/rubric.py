"""Questions with points: what a rubric is, what is wrong with one, and the score that answers reach in it.

A rubric is data: a company changes questions, options, points, weights, levels and recommended pages without touching
code. All scores are shares from 0 to 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TypeVar

from calculators.fields import NUMBER, RATE, answers, ids, number, record, records, text
from calculators.problems import Problem
from calculators.registry import Values

_PAGES = (0, 20)


@dataclass(frozen=True, kw_only=True)
class Option:
    """One answer to a question. ``level``: choosing it leads at least to this level, whatever the score."""

    id: str = field(metadata=text("fields.rubric.options.id", names="options"))
    points: Fraction = field(metadata=number(NUMBER, "fields.rubric.options.points", minimum=0))
    level: str | None = field(default=None, metadata=text("fields.rubric.options.level", optional=True))


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question. ``weight``: what it counts within its dimension; without ``options`` it has the rubric's."""

    id: str = field(metadata=text("fields.rubric.questions.id", names="questions", also=("help",)))
    dimension: str = field(metadata=text("fields.rubric.questions.dimension"))
    weight: Fraction = field(
        default=Fraction(1), metadata=number(NUMBER, "fields.rubric.questions.weight", above=0, maximum=1000)
    )
    options: tuple[Option, ...] = field(
        default=(), metadata=records(Option, "fields.rubric.questions.options", items=(0, 10), key="id")
    )


@dataclass(frozen=True, kw_only=True)
class Dimension:
    """What several questions look at. ``read``: the pages recommended while its score is below ``enough``."""

    id: str = field(metadata=text("fields.rubric.dimensions.id", names="dimensions", also=("advice",)))
    weight: Fraction = field(
        default=Fraction(1), metadata=number(NUMBER, "fields.rubric.dimensions.weight", above=0, maximum=1000)
    )
    enough: Fraction = field(metadata=number(RATE, "fields.rubric.dimensions.enough", minimum=0, maximum=1))
    read: tuple[str, ...] = field(default=(), metadata=ids("fields.rubric.dimensions.read", _PAGES))


@dataclass(frozen=True, kw_only=True)
class Level:
    """What a score means. ``minimum``: the score it takes; without it only an option leads there.

    The lowest level takes none in either case.
    """

    id: str = field(metadata=text("fields.rubric.levels.id", names="levels", also=("advice",)))
    minimum: Fraction | None = field(
        default=None, metadata=number(RATE, "fields.rubric.levels.minimum", minimum=0, maximum=1, optional=True)
    )
    read: tuple[str, ...] = field(default=(), metadata=ids("fields.rubric.levels.read", _PAGES))


@dataclass(frozen=True, kw_only=True)
class Rubric:
    """Levels run from the lowest, which takes no score, to the highest. ``options``: those of questions without own."""

    levels: tuple[Level, ...] = field(metadata=records(Level, "fields.rubric.levels", items=(1, 10), key="id"))
    dimensions: tuple[Dimension, ...] = field(
        metadata=records(Dimension, "fields.rubric.dimensions", items=(1, 12), key="id")
    )
    options: tuple[Option, ...] = field(
        default=(), metadata=records(Option, "fields.rubric.options", items=(0, 10), key="id")
    )
    questions: tuple[Question, ...] = field(
        metadata=records(Question, "fields.rubric.questions", items=(1, 60), key="id")
    )

    def options_of(self, question: Question) -> tuple[Option, ...]:
        """Return the options among which a question is answered."""
        return question.options or self.options

    def questions_of(self, dimension: Dimension) -> tuple[Question, ...]:
        """Return the questions of a dimension."""
        return tuple(question for question in self.questions if question.dimension == dimension.id)


@dataclass(frozen=True, kw_only=True)
class RubricInputs:
    """A rubric, and to each of its questions the option chosen."""

    rubric: Rubric = field(metadata=record(Rubric, "fields.rubric", given=True))
    answers: Mapping[str, str] = field(metadata=answers("fields.answers", of="rubric"))


@dataclass(frozen=True, kw_only=True)
class DimensionScore:
    """How far one dimension has come, 0..1."""

    id: str = field(metadata=text("results.dimensions.id", names="dimensions"))
    score: Fraction = field(metadata=number(RATE, "results.dimensions.score"))


@dataclass(frozen=True, kw_only=True)
class RubricResult:
    """Score (0..1), level, the score of each dimension, and the pages recommended, named ``kind/id``."""

    score: Fraction = field(metadata=number(RATE, "results.score"))
    level: str = field(metadata=text("results.level", names="levels"))
    dimensions: tuple[DimensionScore, ...] = field(metadata=records(DimensionScore, "results.dimensions", key="id"))
    recommended: tuple[str, ...] = field(metadata=ids("results.recommended", (0, 500), names="pages"))


AnyResult = TypeVar("AnyResult", bound=RubricResult)


def assess(inputs: RubricInputs, result: type[AnyResult]) -> AnyResult:
    """Work out score, level and recommendations as a ``result``.

    An answer scores its option's points ÷ the most points that the question has. The score of a dimension is the mean
    of its questions, each counted by its weight; the score is the mean of the dimensions in the same way (a weighted
    mean, as in any additive scorecard). The level is the highest whose minimum the score reaches, or the highest that
    an answer leads to, whichever is higher. Recommended are the pages of the level, then those of the dimensions that
    fall short, the weakest first.
    """
    rubric = inputs.rubric
    scores = {dimension.id: dimension_score(inputs, dimension) for dimension in rubric.dimensions}
    score = _mean((dimension.weight, scores[dimension.id]) for dimension in rubric.dimensions)
    level = max(_level_reached(rubric, score), *(_level_of(rubric, option) for option in chosen(inputs).values()))
    pages = [*rubric.levels[level].read]
    pages += [page for dimension in short_dimensions(rubric, scores) for page in dimension.read]
    return result(
        score=score,
        level=rubric.levels[level].id,
        dimensions=tuple(DimensionScore(id=name, score=value) for name, value in scores.items()),
        recommended=tuple(dict.fromkeys(pages)),
    )


def short_dimensions(rubric: Rubric, scores: Mapping[str, Fraction]) -> list[Dimension]:
    """Return the dimensions whose score is not enough, the weakest first, on ties in the rubric's order."""
    short = [dimension for dimension in rubric.dimensions if scores[dimension.id] < dimension.enough]
    return sorted(short, key=lambda dimension: scores[dimension.id])


def chosen(inputs: RubricInputs) -> dict[str, Option]:
    """Return the option chosen to each question, in the order of the questions."""
    return {
        question.id: next(
            option for option in inputs.rubric.options_of(question) if option.id == inputs.answers[question.id]
        )
        for question in inputs.rubric.questions
    }


def most_points(rubric: Rubric, question: Question) -> Fraction:
    """Return the most points that one answer to a question has; more than 0."""
    return max(option.points for option in rubric.options_of(question))


def dimension_score(inputs: RubricInputs, dimension: Dimension) -> Fraction:
    """Return the score of a dimension, 0..1."""
    options = chosen(inputs)
    return _mean(
        (question.weight, options[question.id].points / most_points(inputs.rubric, question))
        for question in inputs.rubric.questions_of(dimension)
    )


def leading_option(inputs: RubricInputs, result: RubricResult) -> tuple[Question, Option] | None:
    """Return the first answer that led to the level by itself, nothing where the score reaches it."""
    rubric, level = inputs.rubric, result.level
    if rubric.levels[_level_reached(rubric, result.score)].id == level:
        return None
    options = chosen(inputs)
    return next(
        ((question, options[question.id]) for question in rubric.questions if options[question.id].level == level), None
    )


def _mean(weighted: Iterable[tuple[Fraction, Fraction]]) -> Fraction:
    """Return the mean of values that come after their weights."""
    pairs = list(weighted)
    return sum((weight * value for weight, value in pairs), Fraction(0)) / sum(weight for weight, _ in pairs)


def _level_reached(rubric: Rubric, score: Fraction) -> int:
    """Return the place of the highest level whose minimum ``score`` reaches; the lowest takes none."""
    minima = ((index, level.minimum) for index, level in enumerate(rubric.levels))
    return max((index for index, minimum in minima if minimum is not None and minimum <= score), default=0)


def _level_of(rubric: Rubric, option: Option) -> int:
    return next((index for index, level in enumerate(rubric.levels) if level.id == option.level), 0)


def rubric_problems(values: Values) -> Iterator[Problem]:
    """Find what does not fit together: within the rubric, and between its questions and the answers."""
    rubric = values.get("rubric", {})
    yield from _level_problems(rubric.get("levels", ()))
    yield from _dimension_problems(rubric)
    yield from _option_problems(rubric)
    if "questions" in rubric and "answers" in values:
        yield from _answer_problems(rubric, values["answers"])


def _level_problems(levels: Sequence[Values]) -> Iterator[Problem]:
    """The lowest level takes no score, each further one more than those before."""
    reached = Fraction(0)
    for index, level in enumerate(levels):
        minimum, place = level.get("minimum"), f"rubric.levels[{index}].minimum"
        if minimum is None:
            continue
        if index == 0 and minimum > 0:
            yield Problem(place, "at_most", Fraction(0), RATE)
        elif index > 0 and minimum <= reached:
            yield Problem(place, "above", reached, RATE)
        reached = minimum


def _dimension_problems(rubric: Values) -> Iterator[Problem]:
    """Every question has a dimension that is there, every dimension a question."""
    dimensions = [dimension.get("id") for dimension in rubric.get("dimensions", ())]
    asked = {question.get("dimension") for question in rubric.get("questions", ())}
    for index, question in enumerate(rubric.get("questions", ())):
        if "dimensions" in rubric and "dimension" in question and question["dimension"] not in dimensions:
            yield Problem(f"rubric.questions[{index}].dimension", "not_an_option")
    for index, name in enumerate(dimensions):
        if "questions" in rubric and name is not None and name not in asked:
            yield Problem(f"rubric.dimensions[{index}]", "unasked")


def _option_problems(rubric: Values) -> Iterator[Problem]:
    """Options lead to levels that are there; every question has options, one of them with points."""
    levels = {level.get("id") for level in rubric.get("levels", ())}
    shared = rubric.get("options", ())
    lists = [("rubric.options", shared)] if shared else []
    for index, question in enumerate(rubric.get("questions", ())):
        place = f"rubric.questions[{index}].options"
        own = question.get("options", ())
        if own:
            lists.append((place, own))
        elif not shared:
            yield Problem(place, "required")
    for place, options in lists:
        if all(option.get("points") == 0 for option in options):
            yield Problem(f"{place}[{len(options) - 1}].points", "above", Fraction(0))
        for index, option in enumerate(options):
            if "levels" in rubric and option.get("level") is not None and option["level"] not in levels:
                yield Problem(f"{place}[{index}].level", "not_an_option")


def _answer_problems(rubric: Values, given: Mapping[str, str | None]) -> Iterator[Problem]:
    """Each question has one answer, which is one of its options; nothing else is answered."""
    known = {question.get("id") for question in rubric["questions"]}
    for question in rubric["questions"]:
        name, options = question.get("id"), question.get("options") or rubric.get("options", ())
        if name is None:
            continue
        if name not in given:
            yield Problem(f"answers.{name}", "required")
        elif given[name] is not None and given[name] not in {option.get("id") for option in options}:
            yield Problem(f"answers.{name}", "not_an_option")
    for name in given:
        # Where a question's id is at fault, any answer may be meant for it.
        if name not in known and None not in known:
            yield Problem(f"answers.{name}", "unknown_question")
