"""People and their work: roles, checklists and scorecards."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from playbook.model.base import Id, Lesson, Line, Lines, MetricRef, Model, Percent, Positive, Prose, RoleRef, Titled


class Role(Lesson):
    """A job in the sales team."""

    mission: Prose = Field(description="what the role is there for")
    day: Lines = Field(description="what a working day looks like, in order")
    owns: Lines = Field(description="what this role decides or answers for")
    hands_over: Lines = Field(description="what it hands to whom, and in what state")
    numbers: Annotated[tuple[MetricRef, ...], Field(min_length=1)] = Field(description="the metrics it answers for")


class ChecklistItem(Model):
    """One thing to do."""

    id: Id = Field(description="an id in small letters with hyphens")
    text: Line = Field(description="what to do")
    why: Line = Field(description="why it matters")
    done_when: Line = Field(description="how anyone can see that it is done")
    owner: RoleRef = Field(description="the role that does it")


class ChecklistGroup(Titled):
    """Items that belong together, such as one day or one topic."""

    items: Annotated[tuple[ChecklistItem, ...], Field(min_length=1)] = Field(description="the items")


class Checklist(Lesson):
    """Things to do, each with why, done-when and owner."""

    purpose: Literal["hiring", "onboarding", "training", "call", "email", "meeting", "planning"] = Field(
        description="hiring, onboarding, training, call, email, meeting or planning"
    )
    roles: Annotated[tuple[RoleRef, ...], Field(min_length=1)] = Field(description="the roles it is for")
    groups: Annotated[tuple[ChecklistGroup, ...], Field(min_length=1)] = Field(description="the groups of items")


class SheetField(Model):
    """One thing to write down."""

    id: Id = Field(description="an id in small letters with hyphens")
    label: Line = Field(description="what to write down")
    example: Line = Field(description="the same filled in")
    lines: Annotated[int, Field(ge=1, le=12)] = Field(default=1, description="how many lines to leave, 1 to 12")


class SheetGroup(Titled):
    """Fields that belong together."""

    fields: Annotated[tuple[SheetField, ...], Field(min_length=1)] = Field(description="the fields")


class Worksheet(Lesson):
    """A template to fill in on the screen or on paper, such as a call plan or an agreement between teams."""

    how_to: Prose = Field(description="when and with whom to fill it in")
    groups: Annotated[tuple[SheetGroup, ...], Field(min_length=1)] = Field(description="the groups of fields")


class Anchor(Model):
    """What one score looks like."""

    score: Annotated[int, Field(ge=1, le=5)] = Field(description="the score, 1 to 5")
    text: Line = Field(description="what that score looks or sounds like")


class Criterion(Titled):
    """One thing that is scored from 1 to 5."""

    weight: Positive = Field(description="its weight, a whole number")
    why: Line = Field(description="why it counts")
    questions: tuple[Line, ...] = Field(default=(), description="questions that bring it out")
    anchors: Annotated[tuple[Anchor, ...], Field(min_length=3)] = Field(description="what 1, 3 and 5 look like")

    @model_validator(mode="after")
    def _anchors_rise(self) -> Self:
        scores = [anchor.score for anchor in self.anchors]
        if scores != sorted(set(scores)) or not {1, 3, 5} <= set(scores):
            raise PydanticCustomError("bad_anchors", "the anchors do not rise from 1 over 3 to 5")
        return self


class Scorecard(Lesson):
    """A weighted judgement with the scores described in words."""

    purpose: Literal["hiring", "call", "demo", "role-play"] = Field(description="hiring, call, demo or role-play")
    criteria: Annotated[tuple[Criterion, ...], Field(min_length=1)] = Field(description="what is scored")
    pass_mark: Percent = Field(description="the weighted score that passes, in percent")
    role_play: Prose | None = Field(default=None, description="a role-play that shows it")
    reference_questions: tuple[Line, ...] = Field(default=(), description="questions for a reference call")
    fairness: Prose = Field(description="how to keep the judgement fair")
