"""What is looked up: articles, tools, metrics, questions, books, terms and facts."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from playbook.model.base import AnyRef, Entry, Lesson, Line, Lines, Model, Name, Page, Plain, Prose, RoleRef, Titled


class Section(Titled):
    """One section of an article."""

    text: Prose = Field(description="what it says")
    key_points: tuple[Line, ...] = Field(default=(), description="what to remember")
    do: tuple[Line, ...] = Field(default=(), description="what to do")
    avoid: tuple[Line, ...] = Field(default=(), description="what to leave")


class WorkedExample(Model):
    """A case told from beginning to end."""

    title: Plain = Field(description="its heading")
    text: Prose = Field(description="what happened")


class Article(Lesson):
    """A subject explained in sections."""

    sections: Annotated[tuple[Section, ...], Field(min_length=1)] = Field(description="its sections")
    example: WorkedExample = Field(description="a worked example")
    pitfalls: Lines = Field(description="what goes wrong")


class Tool(Lesson):
    """Software or paper that the team works with."""

    purpose: Prose = Field(description="what it is for")
    choose: Lines = Field(description="what to look at when choosing one")
    start: Lines = Field(description="the first steps, in order")
    daily_use: Lines = Field(description="what to do in it every day")
    pitfalls: Lines = Field(description="what goes wrong")


class Metric(Lesson):
    """A number that the team watches."""

    group: Literal["activity", "conversion", "result"] = Field(description="activity, conversion or result")
    definition: Prose = Field(description="what exactly is counted")
    formula: Line = Field(description="how it is worked out, in words")
    example: Prose = Field(description="the same with numbers")
    unit: Literal["number", "percent", "money", "days", "ratio", "money-per-day"] = Field(
        description="number, percent, money, days, ratio or money-per-day"
    )
    tracked_by: RoleRef = Field(description="the role that tracks it")
    cadence: Literal["daily", "weekly", "monthly", "quarterly", "yearly"] = Field(
        description="daily, weekly, monthly, quarterly or yearly"
    )
    act_when: Lines = Field(description="what to do when it moves")
    pitfalls: Lines = Field(description="how it misleads")


class Faq(Page):
    """A question that people ask; the title is the question."""

    answer: Prose = Field(description="the answer")
    see: tuple[AnyRef, ...] = Field(default=(), description="where to read on")


class Book(Page):
    """A book worth a seller's time. The title is that of the edition in the reader's language, where there is one."""

    author: Name = Field(description="who wrote it")
    take_away: Lines = Field(description="what to take from it")
    read_when: Line = Field(description="when to read it")


def _pattern(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        raise PydanticCustomError("bad_pattern", "no regular expression ({error})", {"error": str(error)}) from None
    return text


class ForbiddenForm(Model):
    """A wrong rendering of a term.

    ``match`` says how the form is looked for; ``scope`` ``always`` fails the check, ``context`` only warns, since the
    form is right elsewhere.
    """

    form: Annotated[Name, AfterValidator(_pattern)] = Field(description="the wrong form")
    match: Literal["word", "substring", "regex"] = Field(default="word", description="word, substring or regex")
    scope: Literal["always", "context"] = Field(description="always or context")


class Rendering(Model):
    """How one language says a term."""

    preferred: Name = Field(description="the form to use")
    plural: Name | None = Field(default=None, description="its plural")
    variants: tuple[Name, ...] = Field(default=(), description="other right forms")
    forbidden: tuple[ForbiddenForm, ...] = Field(default=(), description="forms that are wrong")
    avoid: tuple[Name, ...] = Field(default=(), description="risky forms")
    confidence: Literal["high", "medium", "low"] = Field(description="how sure the author is: high, medium or low")
    note: Name | None = Field(default=None, description="advice for translators")


class Term(Entry):
    """A term of the trade: its definition and its name in every language."""

    group: Name = Field(description="the group it belongs to")
    term: Name = Field(description="the English term")
    variants: tuple[Name, ...] = Field(default=(), description="other English forms")
    definition: Line = Field(description="what it means, in one sentence")
    in_glossary: bool = Field(default=False, description="true to show it in the glossary")
    see: tuple[AnyRef, ...] = Field(default=(), description="where to read on")
    languages: dict[str, Rendering] = Field(description="how each language says it")


class Fact(Entry):
    """A statement that entries rest on, with where it comes from. Editors see it, readers do not."""

    topic: Name = Field(description="the topic it belongs to")
    subtopic: Name | None = Field(default=None, description="a narrower topic")
    kind: Literal["definition", "list", "number", "advice", "quote", "tool", "faq"] = Field(
        description="definition, list, number, advice, quote, tool or faq"
    )
    fact: Name = Field(description="the statement in our own words")
    items: tuple[Name, ...] = Field(default=(), description="the items of a list")
    caveat: Name | None = Field(default=None, description="what speaks against it")
    attribution: Name | None = Field(default=None, description="who said so")
    sources: Annotated[tuple[Name, ...], Field(min_length=1)] = Field(description="where the originals say it")
