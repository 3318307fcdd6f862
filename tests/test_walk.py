"""Finding every text and every reference in every kind, wherever the models put them."""

import typing

import pytest
from pydantic import BaseModel

from playbook.kinds import KINDS
from playbook.load import load
from playbook.model.base import PointsTo, Translatable
from playbook.project import Project
from playbook.walk import Leaf, leaves, marks_of, transform
from tests.base_project import ROOT
from tests.content import items

QUIZ = """
    - id: quiz
      title: Quiz
      summary: Three questions.
      owner: sdr
      reviewed: 2026-11-21
      outcome: Done.
      next: [role/sdr]
      questions:
        - id: pick
          type: single
          question: Which?
          page: faq/why
          options:
            - {id: one, text: One, correct: true, because: It is.}
            - {id: two, text: Two, correct: false, because: It is not.}
            - {id: three, text: Three, correct: false, because: Nor is it.}
        - {id: sum, type: numeric, question: How many?, page: faq/how, answer: 3, because: One by one.}
        - {id: more, type: numeric, question: And then?, page: faq/how, answer: 4, unit: pieces, because: One more.}
"""

STAGE = """
    - id: meeting
      title: Meeting
      summary: A talk.
      owner: sdr
      reviewed: 2026-11-21
      outcome: Done.
      next: [role/sdr]
      order: 1
      part: mofu
      buyer_step: decision
      entry_criteria: [A date]
      exit_criteria: [An end]
      handled_by: sdr
      activities: [Talk]
      questions: [What?]
      metric: talks
      example: One.
      evidence: A note.
"""


def found(kind: str, text: str) -> dict[str, Leaf]:
    return {leaf.key: leaf for leaf in leaves(items(kind, text)[0].entry)}


class TestLeaves:
    def test_texts_and_references_of_a_union(self) -> None:
        quiz = found("quiz", QUIZ)
        assert quiz["questions.pick.options.two.because"].value == "It is not."
        assert quiz["questions.pick.options.two.because"].path == ("questions", 0, "options", 1, "because")
        assert quiz["questions.pick.page"].mark == PointsTo("")
        assert quiz["questions.more.unit"].mark == Translatable("plain")
        assert "questions.sum.unit" not in quiz
        assert "questions.pick.type" not in quiz
        assert "id" not in quiz

    def test_lists_without_ids_go_by_number(self) -> None:
        assert found("quiz", QUIZ)["next[0]"].value == "role/sdr"

    def test_mappings_and_plural_texts(self) -> None:
        leaf = found("interface", "- id: n.days\n  text: {one: a, other: b}")["text"]
        assert (leaf.value.one, leaf.value.other, leaf.mark) == ("a", "b", Translatable("line"))

    def test_what_may_be_left_out_and_is(self) -> None:
        assert "calculator" not in found("funnel-stage", STAGE)
        assert found("funnel-stage", STAGE + "      calculator: funnel\n")["calculator"].mark == PointsTo("calculator")

    def test_each_leaf_is_named_once(self) -> None:
        library, _ = load(ROOT, Project(ROOT).content)
        for item in library.items:
            keys = [leaf.key for leaf in leaves(item.entry)]
            assert len(keys) == len(set(keys)), item.name


class TestTransform:
    def test_every_leaf_is_replaced_and_nothing_else(self) -> None:
        entry = items("quiz", QUIZ)[0].entry
        upper = transform(entry, lambda leaf: leaf.value.upper() if isinstance(leaf.mark, Translatable) else leaf.value)
        assert upper.questions[0].options[1].because == "IT IS NOT."
        assert (upper.id, upper.owner, upper.next) == (entry.id, entry.owner, entry.next)
        assert transform(upper, lambda leaf: leaf.value) == upper
        assert entry.title == "Quiz"


def _models(annotation: object) -> typing.Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
        for field in annotation.model_fields.values():
            yield from _models(field.annotation)
    for part in typing.get_args(annotation):
        yield from _models(part)


@pytest.mark.parametrize("name", sorted(KINDS))
def test_every_text_of_a_kind_says_whether_it_is_translated(name: str) -> None:
    """A field of plain text is a name, an id, a date or a choice: ``Line`` and its like are what readers see."""
    for model in {*_models(KINDS[name].model)}:
        marked = dict(marks_of(model))
        for field, info in model.model_fields.items():
            if info.annotation is str and field not in marked:
                unread = {"Fact", "Term", "Rendering", "ForbiddenForm", "Book", "Learner"}
                assert model.__name__ in unread or field in {"id", "dimension"}, field
