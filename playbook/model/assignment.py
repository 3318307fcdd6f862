"""Training for a cohort that is known beforehand; the portal makes a page of it."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from playbook.model.base import Day, Id, Line, Model, ModuleRef, Name, Page, PathRef, Positive
from playbook.problems import shorten


def _language_code(text: str) -> str:
    if not (2 <= len(text) <= 3 and text.isascii() and text.isalpha() and text.islower()):  # noqa: PLR2004 - ISO 639
        raise PydanticCustomError("bad_language", "“{text}” is no language code", {"text": shorten(text)})
    return text


class Due(Model):
    """When it must be done: on a day, or so many days after each learner has started."""

    on: Day | None = Field(default=None, description="the day, such as 2026-11-21")
    days_after_start: Positive | None = Field(default=None, description="the days after each learner has started")

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.on is None) == (self.days_after_start is None):
            raise PydanticCustomError("bad_due", "a day and days after the start exclude each other, and one is needed")
        return self


class Learner(Model):
    """One person of the cohort."""

    id: Id = Field(description="an id in small letters with hyphens; reports come back under it")
    name: Name = Field(description="the name")


class Assignment(Page):
    """Modules or a path that a cohort is to finish; its page has a link for each of its people."""

    path: PathRef | None = Field(default=None, description="the id of the path, where it is a path")
    modules: tuple[ModuleRef, ...] = Field(default=(), description="the ids of the modules, where it is no path")
    due: Due | None = Field(default=None, description="when it must be done")
    note: Line | None = Field(default=None, description="what the trainer wants to say about it")
    language: Annotated[str, AfterValidator(_language_code)] | None = Field(
        default=None, description="the language that the learners are offered, such as `ar`"
    )
    people: tuple[Learner, ...] = Field(default=(), description="the people; without any, one link serves everybody")

    @model_validator(mode="after")
    def _path_or_modules(self) -> Self:
        if (self.path is None) == (not self.modules):
            raise PydanticCustomError("bad_assignment", "a path and modules exclude each other, and one is needed")
        return self
