"""What is looked up: articles, tools, metrics, questions, books, terms and facts."""

from __future__ import annotations

import re
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from playbook.model.base import (
    AnyRef,
    CalculatorRef,
    Entry,
    Exchange,
    Id,
    Lesson,
    Line,
    Lines,
    Model,
    Name,
    Page,
    Plain,
    Positive,
    Prose,
    RoleRef,
    Titled,
)

Topic = Literal["foundations", "leads", "prospecting", "conversations", "deals", "goals", "people", "conduct"]


class Row(Model):
    """One row of a table."""

    id: Id = Field(description="an id in small letters with hyphens")
    cells: Lines = Field(description="one text for each column")


class Table(Model):
    """A small table; its first column names the rows."""

    columns: Annotated[tuple[Line, ...], Field(min_length=2, max_length=5)] = Field(
        description="two to five column headings"
    )
    rows: Annotated[tuple[Row, ...], Field(min_length=2)] = Field(description="at least two rows")

    @model_validator(mode="after")
    def _full_rows(self) -> Self:
        for row in self.rows:
            if len(row.cells) != len(self.columns):
                what = "the row “{row}” has {cells} cells for {columns} columns"
                found = {"row": row.id, "cells": len(row.cells), "columns": len(self.columns)}
                raise PydanticCustomError("uneven_table", what, found)
        return self


class BeforeAfter(Model):
    """A text as it is often written, and a better one."""

    id: Id = Field(description="an id in small letters with hyphens")
    rule: Line = Field(description="the rule in a few words")
    before: Line = Field(description="as it is often written")
    after: Line = Field(description="a better way")
    why: Line = Field(description="why it is better")


class Section(Titled):
    """One section of an article."""

    text: Prose = Field(description="what it says")
    steps: tuple[Line, ...] = Field(default=(), description="steps in order")
    table: Table | None = Field(default=None, description="a table")
    before_after: tuple[BeforeAfter, ...] = Field(default=(), description="texts with a better version beside them")
    scripts: tuple[Exchange, ...] = Field(default=(), description="words to say or write")
    key_points: tuple[Line, ...] = Field(default=(), description="what to remember")
    do: tuple[Line, ...] = Field(default=(), description="what to do")
    avoid: tuple[Line, ...] = Field(default=(), description="what to leave")


class WorkedExample(Model):
    """A case told from beginning to end."""

    title: Plain = Field(description="its heading")
    text: Prose = Field(description="what happened")


class Article(Lesson):
    """A subject explained in sections."""

    topic: Topic = Field(description="foundations, leads, prospecting, conversations, deals, goals, people or conduct")
    order: Positive = Field(description="its place among the articles of its topic, counted from 1")
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

    group: Literal["result", "objective", "activity"] = Field(
        description="result (of the business), objective (of sales) or activity"
    )
    definition: Prose = Field(description="what exactly is counted")
    formula: Line = Field(description="how it is worked out, in words")
    example: Prose = Field(description="the same with numbers")
    unit: Literal["number", "percent", "money", "hours", "days", "months", "ratio", "money-per-day"] = Field(
        description="number, percent, money, hours, days, months, ratio or money-per-day"
    )
    tracked_by: RoleRef = Field(description="the role that tracks it")
    cadence: Literal["daily", "weekly", "monthly", "quarterly", "yearly"] = Field(
        description="daily, weekly, monthly, quarterly or yearly"
    )
    act_when: Lines = Field(description="what to do when it moves")
    pitfalls: Lines = Field(description="how it misleads")
    calculator: CalculatorRef | None = Field(default=None, description="the calculator that works it out")


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
    linked: bool = Field(default=False, description="true to link its first use on every page to the glossary")
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
