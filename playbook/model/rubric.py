"""Questions with points, as a company writes them: what `calculators.rubric` calculates with, and the texts to it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from playbook.model.base import AnyRef, Id, Line, Model, Plain

_Weight = Annotated[float, Field(gt=0, le=1000)]
_Share = Annotated[float, Field(ge=0, le=1)]
_Pages = Annotated[tuple[AnyRef, ...], Field(max_length=20)]


class RubricOption(Model):
    """One answer that can be chosen."""

    id: Id = Field(description="an id in small letters with hyphens")
    text: Plain = Field(description="the answer as readers see it")
    points: Annotated[float, Field(ge=0)] = Field(description="what the answer counts, of the most in its question")
    level: Id | None = Field(default=None, description="the level that this answer leads to at least, by itself")


class RubricQuestion(Model):
    """One question, or one statement that readers judge."""

    id: Id = Field(description="an id in small letters with hyphens")
    text: Plain = Field(description="the question")
    help: Line = Field(description="how to find the right answer")
    dimension: Id = Field(description="the id of the dimension it belongs to")
    weight: _Weight = Field(default=1, description="what it counts within its dimension")
    options: Annotated[tuple[RubricOption, ...], Field(max_length=10)] = Field(
        default=(), description="its answers, where they are not those of the rubric"
    )


class RubricDimension(Model):
    """What several questions look at, with a score of its own."""

    id: Id = Field(description="an id in small letters with hyphens")
    title: Plain = Field(description="its name as readers see it")
    weight: _Weight = Field(default=1, description="what it counts in the whole score")
    enough: _Share = Field(description="the score from which nothing more is advised, between 0 and 1")
    advice: Line = Field(description="what to do while its score is lower")
    read: _Pages = Field(default=(), description="the pages that help, such as `module/know-your-leads`")


class RubricLevel(Model):
    """What a score means, from the lowest level to the highest."""

    id: Id = Field(description="an id in small letters with hyphens")
    title: Plain = Field(description="its name as readers see it")
    minimum: _Share | None = Field(
        default=None, description="the score it takes, between 0 and 1; else only answers lead there"
    )
    advice: Line = Field(description="what to do at this level")
    read: _Pages = Field(default=(), description="the pages that help, such as `lead-type/hot-lead`")


class Rubric(Model):
    """Questions with points. Ids never change; texts, points, weights and pages may."""

    levels: Annotated[tuple[RubricLevel, ...], Field(min_length=1, max_length=10)] = Field(
        description="the levels, the lowest first"
    )
    dimensions: Annotated[tuple[RubricDimension, ...], Field(min_length=1, max_length=12)] = Field(
        description="what the questions look at"
    )
    options: Annotated[tuple[RubricOption, ...], Field(max_length=10)] = Field(
        default=(), description="the answers to all questions without their own"
    )
    questions: Annotated[tuple[RubricQuestion, ...], Field(min_length=1, max_length=60)] = Field(
        description="the questions"
    )
