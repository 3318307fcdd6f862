"""Quizzes, modules and paths."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from playbook.model.base import (
    AnyRef,
    ChecklistRef,
    Id,
    Lesson,
    Line,
    Model,
    ModuleRef,
    Percent,
    Plain,
    Positive,
    Prose,
    QuizRef,
    RoleRef,
)


class Question(Model):
    """What every question has."""

    id: Id = Field(description="an id in small letters with hyphens")
    question: Line = Field(description="the question")
    page: AnyRef = Field(description="the page it tests, such as `lead-type/mql`")


class Option(Model):
    """One answer to choose from."""

    id: Id = Field(description="an id in small letters with hyphens")
    text: Line = Field(description="the answer")
    correct: bool = Field(description="true or false")
    because: Line = Field(description="why it is right or wrong")


class SingleQuestion(Question):
    """Exactly one option is right."""

    type: Literal["single"] = Field(description="the form of the question")
    options: Annotated[tuple[Option, ...], Field(min_length=3)] = Field(description="at least three options")

    @model_validator(mode="after")
    def _one_is_right(self) -> Self:
        right = sum(option.correct for option in self.options)
        if right != 1:
            raise PydanticCustomError("right_options", "{n} options are correct, one must be", {"n": right})
        return self


class MultipleQuestion(Question):
    """At least two options are right, at least one is wrong."""

    type: Literal["multiple"] = Field(description="the form of the question")
    options: Annotated[tuple[Option, ...], Field(min_length=3)] = Field(description="at least three options")

    @model_validator(mode="after")
    def _some_are_right(self) -> Self:
        right = sum(option.correct for option in self.options)
        if right < 2 or right == len(self.options):  # noqa: PLR2004 - "multiple" means two or more
            what = "{n} of {all} options are correct, at least two must be and one must not"
            raise PydanticCustomError("right_options", what, {"n": right, "all": len(self.options)})
        return self


class OrderItem(Model):
    """One step to put in order."""

    id: Id = Field(description="an id in small letters with hyphens")
    text: Line = Field(description="the step")


class OrderQuestion(Question):
    """Steps to put in order; they are written here in the right one."""

    type: Literal["order"] = Field(description="the form of the question")
    items: Annotated[tuple[OrderItem, ...], Field(min_length=3)] = Field(description="the steps in the right order")
    because: Line = Field(description="why this order")


class MatchPair(Model):
    """Two texts that belong together."""

    id: Id = Field(description="an id in small letters with hyphens")
    left: Line = Field(description="the left side")
    right: Line = Field(description="the right side")
    because: Line = Field(description="why they belong together")


class MatchQuestion(Question):
    """Pairs to find."""

    type: Literal["match"] = Field(description="the form of the question")
    pairs: Annotated[tuple[MatchPair, ...], Field(min_length=3)] = Field(description="at least three pairs")


class NumericQuestion(Question):
    """A number to work out."""

    type: Literal["numeric"] = Field(description="the form of the question")
    answer: float = Field(description="the right number")
    tolerance: Annotated[float, Field(ge=0)] = Field(default=0, description="how far off still counts as right")
    unit: Plain | None = Field(default=None, description="the unit behind the number")
    because: Line = Field(description="how it is worked out")


AnyQuestion = Annotated[
    SingleQuestion | MultipleQuestion | OrderQuestion | MatchQuestion | NumericQuestion, Field(discriminator="type")
]


class Quiz(Lesson):
    """Questions with an explanation for every answer."""

    questions: Annotated[tuple[AnyQuestion, ...], Field(min_length=3)] = Field(description="at least three questions")


class Module(Lesson):
    """A unit of training: read, practise, be tested, tick off."""

    minutes: Positive = Field(description="how many minutes it takes")
    roles: Annotated[tuple[RoleRef, ...], Field(min_length=1)] = Field(description="the roles it is for")
    read: Annotated[tuple[AnyRef, ...], Field(min_length=1)] = Field(description="the pages to read, in order")
    drill: Prose = Field(description="an exercise")
    quiz: QuizRef = Field(description="the id of its quiz")
    checklist: ChecklistRef | None = Field(default=None, description="the id of its checklist")
    pass_mark: Percent = Field(description="the quiz score that passes, in percent")
    requires: tuple[ModuleRef, ...] = Field(default=(), description="the modules to finish first")


class Week(Model):
    """What to finish by the end of one week."""

    id: Id = Field(description="an id in small letters with hyphens")
    week: Positive = Field(description="the week, counted from 1")
    title: Plain = Field(description="what the week is about")
    modules: tuple[ModuleRef, ...] = Field(default=(), description="the modules of the week")
    checklists: tuple[ChecklistRef, ...] = Field(default=(), description="the checklists of the week")
    practice: Line = Field(description="what to do on the job in that week")

    @model_validator(mode="after")
    def _not_empty(self) -> Self:
        if not self.modules and not self.checklists:
            raise PydanticCustomError("empty_week", "the week has neither modules nor checklists")
        return self


class Assessment(Model):
    """The final test: questions drawn at random from several quizzes."""

    draw: Positive = Field(description="how many questions to draw")
    quizzes: Annotated[tuple[QuizRef, ...], Field(min_length=1)] = Field(description="the quizzes to draw from")
    pass_mark: Percent = Field(description="the score that passes, in percent")


class LearningPath(Lesson):
    """Modules by week for one role."""

    role: RoleRef = Field(description="the role it trains")
    weeks: Annotated[tuple[Week, ...], Field(min_length=1)] = Field(description="the weeks")
    assessment: Assessment = Field(description="the final assessment")
