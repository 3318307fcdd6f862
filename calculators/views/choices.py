"""Radio buttons of a form: one choice among codes, and the questions of a rubric."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from calculators.fields import Field, Meta
from calculators.rubric import Question, Rubric
from calculators.views.context import View
from calculators.views.markup import Html, element
from calculators.views.places import place_id, problem_place


def choice_words(meta: Meta) -> frozenset[str]:
    """Return the keys of the words of a choice's codes."""
    return frozenset(f"{meta.label}.{code}" for code in meta.among)


def choice_group(view: View, field: Field, value: object) -> Html:
    """Return the radio buttons of a choice, ``value`` being chosen."""
    label = field.meta.label
    options = [(code, view.say(f"{label}.{code}")) for code in field.meta.among]
    return _group(view, field.name, Group(view.say(f"{label}.label"), view.say(f"{label}.help"), options, value, "row"))


def answer_groups(view: View, field: Field, rubric: Rubric, answers: Mapping[str, str]) -> Html:
    """Return the questions of a rubric by dimension, each with its radio buttons."""
    help_id = place_id(view, field.name, "help")
    sections = (
        element(
            "fieldset",
            element("legend", view.say(f"dimensions.{dimension.id}")),
            *(_question(view, field.name, rubric, question, answers) for question in rubric.questions_of(dimension)),
            class_="calculator-section",
        )
        for dimension in rubric.dimensions
    )
    return element(
        "fieldset",
        element("legend", view.say(f"{field.meta.label}.label")),
        element("p", view.say(f"{field.meta.label}.help"), class_="calculator-help", id=help_id),
        problem_place(view, field.name),
        *sections,
        class_="calculator-list",
        aria_describedby=help_id,
    )


@dataclass(frozen=True, slots=True)
class Group:
    """A group of radio buttons: what it is called, what explains it, the options by code, and the code chosen.

    ``form``: short options stand in a ``row``, sentences in a ``list``.
    """

    label: Html
    help: Html
    options: Sequence[tuple[str, Html]]
    value: object
    form: Literal["row", "list"]


def _question(view: View, name: str, rubric: Rubric, question: Question, answers: Mapping[str, str]) -> Html:
    key = f"questions.{question.id}"
    place = f"{key}.options" if question.options else "options"
    options = [(option.id, view.say(f"{place}.{option.id}")) for option in rubric.options_of(question)]
    group = Group(
        view.say(key), view.say(f"{key}.help"), options, answers[question.id], "list" if question.options else "row"
    )
    return _group(view, f"{name}.{question.id}", group)


def _group(view: View, path: str, group: Group) -> Html:
    label_id, help_id = place_id(view, path, "label"), place_id(view, path, "help")
    return element(
        "fieldset",
        element("legend", group.label, id=label_id),
        element("p", group.help, class_="calculator-help", id=help_id),
        element(
            "div",
            *(_option(view, path, option, group.value) for option in group.options),
            class_=f"calculator-options calculator-options--{group.form}",
        ),
        problem_place(view, path),
        class_="calculator-question",
        role="radiogroup",
        aria_required="true",
        aria_labelledby=label_id,
        aria_describedby=f"{help_id} {place_id(view, path, 'problem')}",
    )


def _option(view: View, path: str, option: tuple[str, Html], value: object) -> Html:
    code, text = option
    option_id = place_id(view, path, code)
    return element(
        "div",
        element("input", id=option_id, name=path, type="radio", value=code, checked=code == value),
        element("label", text, for_=option_id),
        class_="calculator-option",
    )
