"""What every entry shares, and the field types that carry meaning beyond their Python type.

A field's annotation says what the engine does with it: ``Plain``, ``Line`` and ``Prose`` are texts that get translated;
``Ref`` points at another entry; every ``description`` finishes the sentence "add …" in an author's error message.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from playbook.problems import shorten
from playbook.source import describe

_ID_LENGTH, _DOTTED_ID_LENGTH = 60, 80

TextForm = Literal["plain", "line", "prose"]


@dataclass(frozen=True, slots=True)
class Translatable:
    """Marks a text for translation; ``form`` says which Markdown it may hold.

    ``plain``: none; ``line``: inline marks on one line; ``prose``: paragraphs and lists.
    """

    form: TextForm


@dataclass(frozen=True, slots=True)
class PointsTo:
    """Marks the id of another entry. ``kind`` is empty where the text itself names it: ``objection/too-expensive``."""

    kind: str


def _not_blank(text: str) -> str:
    if not text.strip():
        raise PydanticCustomError("blank", "the text is empty")
    return text


def _one_line(text: str) -> str:
    if "\n" in text.strip():
        raise PydanticCustomError("several_lines", "the text goes over several paragraphs")
    return text


def _id(text: str) -> str:
    if len(text) > _ID_LENGTH:
        raise PydanticCustomError("long_id", "the id has more than {most} characters", {"most": _ID_LENGTH})
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", text):
        raise PydanticCustomError("bad_id", "“{text}” is no id", {"text": shorten(text)})
    return text


def _dotted_id(text: str) -> str:
    if len(text) > _DOTTED_ID_LENGTH:
        raise PydanticCustomError("long_id", "the id has more than {most} characters", {"most": _DOTTED_ID_LENGTH})
    if not re.fullmatch(r"[a-z0-9]+([-._][a-z0-9]+)*", text):
        raise PydanticCustomError("bad_dotted_id", "“{text}” is no id", {"text": shorten(text)})
    return text


def _reference(text: str) -> str:
    if not re.fullmatch(r"[a-z0-9-]+/[a-z0-9-]+", text):
        raise PydanticCustomError("bad_reference", "“{text}” does not name an entry", {"text": shorten(text)})
    return text


def _date(value: Any) -> dt.date:
    if isinstance(value, dt.date):
        return value
    if not isinstance(value, str) or not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        shown = f"“{shorten(value)}”" if isinstance(value, str) else describe(value)
        raise PydanticCustomError("bad_date", "{value} is no date", {"value": shown})
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        raise PydanticCustomError("bad_date", "{value} is not in the calendar", {"value": f"“{value}”"}) from None


Plain = Annotated[str, Translatable("plain"), AfterValidator(_not_blank), AfterValidator(_one_line)]
Line = Annotated[str, Translatable("line"), AfterValidator(_not_blank), AfterValidator(_one_line)]
Prose = Annotated[str, Translatable("prose"), AfterValidator(_not_blank)]
Lines = Annotated[tuple[Line, ...], Field(min_length=1)]
Name = Annotated[str, AfterValidator(_not_blank), AfterValidator(_one_line)]
Id = Annotated[str, AfterValidator(_id)]
DottedId = Annotated[str, AfterValidator(_dotted_id)]
Day = Annotated[dt.date, BeforeValidator(_date, json_schema_input_type=str)]
AnyRef = Annotated[str, AfterValidator(_reference), PointsTo("")]
Positive = Annotated[int, Field(ge=1)]
Percent = Annotated[int, Field(ge=1, le=100)]

ArticleRef = Annotated[str, PointsTo("article")]
CalculatorRef = Annotated[str, PointsTo("calculator")]
ChecklistRef = Annotated[str, PointsTo("checklist")]
FactRef = Annotated[str, PointsTo("fact")]
MetricRef = Annotated[str, PointsTo("metric")]
ModuleRef = Annotated[str, PointsTo("module")]
PathRef = Annotated[str, PointsTo("path")]
QuizRef = Annotated[str, PointsTo("quiz")]
RoleRef = Annotated[str, PointsTo("role")]
StageRef = Annotated[str, PointsTo("funnel-stage")]


class Model(BaseModel):
    """A frozen record that refuses unknown keys and silent conversions."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")


class Claim(Model):
    """A figure or statement that readers must not take for established fact."""

    fact: FactRef = Field(description="the id of the fact it rests on")
    text: Line = Field(description="who says so and what speaks against it")


class Entry(Model):
    """Anything with an id. Ids never change: progress, links and translations hang on them."""

    id: Id = Field(description="an id in small letters with hyphens, such as `too-expensive`")


class Page(Entry):
    """An entry that readers see."""

    title: Plain = Field(description="the title as readers see it")
    summary: Line = Field(description="one sentence that says what this is")
    facts: tuple[FactRef, ...] = Field(default=(), description="the ids of the facts it rests on")
    owner: RoleRef = Field(description="the role that keeps this entry right")
    reviewed: Day = Field(description="the day somebody last checked it, such as 2026-11-21")


class Lesson(Page):
    """A page of its own: it opens with what the reader can do afterwards and ends with what to do next."""

    outcome: Line = Field(description="what the reader can do after reading")
    claims: tuple[Claim, ...] = Field(default=(), description="the figures that need a word of caution")
    next: Annotated[tuple[AnyRef, ...], Field(min_length=1)] = Field(
        description="where to go next, such as `checklist/sdr-first-30-days`"
    )


class Titled(Model):
    """A part of an entry with an id of its own, so that translations and progress survive reordering."""

    id: Id = Field(description="an id in small letters with hyphens")
    title: Plain = Field(description="its heading")


class Exchange(Model):
    """Words to say or write, with when to use them."""

    id: Id = Field(description="an id in small letters with hyphens")
    label: Line = Field(description="when to use it")
    text: Prose = Field(description="what the seller says")


class DoAvoid(Model):
    """What to do and what to leave."""

    do: Lines = Field(description="what to do")
    avoid: Lines = Field(description="what to leave")
