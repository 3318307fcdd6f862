"""The words of the interface and of the calculators, and the order of the navigation."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Discriminator, Field, Tag

from playbook.model.base import AnyRef, DottedId, Entry, Lesson, Line, Model, Name
from playbook.model.rubric import Rubric


class Plural(Model):
    """A text that depends on a number; ``{n}`` stands for it."""

    one: Line = Field(description="the text for one")
    other: Line = Field(description="the text for several")


def _text_or_plural(value: object) -> str:
    return "plural" if isinstance(value, dict | Plural) else "text"


Words = Annotated[Annotated[Line, Tag("text")] | Annotated[Plural, Tag("plural")], Discriminator(_text_or_plural)]


class InterfaceText(Entry):
    """A label, a button, a message: anything readers see that is no content."""

    id: DottedId = Field(description="an id such as `objection.never-say`")
    text: Words = Field(description="the English text")
    note: Name | None = Field(default=None, description="where it is seen, for translators")


class CalculatorPage(Lesson):
    """The words and the worked example of one calculator; its formulas live in ``calculators/``."""

    rubric: Rubric | None = Field(default=None, description="its questions, where it asks some")
    example: dict[str, Any] = Field(description="the inputs of the worked example")
    words: dict[str, Words] = Field(description="its labels, help texts and sentences")


class Overview(Entry):
    """What the overview page of a kind opens and ends with; its id is the name of the kind."""

    outcome: Line = Field(description="what the reader can do after reading")
    next: Annotated[tuple[AnyRef, ...], Field(min_length=1)] = Field(
        description="where to go next, such as `checklist/sdr-first-30-days`"
    )


class NavigationGroup(Entry):
    """One tab of the portal. Its title is the interface text ``nav.<id>``."""

    pages: Annotated[tuple[Name, ...], Field(min_length=1)] = Field(
        description="its pages: a kind such as `objection`, a page such as `guide-trainer.md` or `learning`"
    )
