"""Practice cards: which there are, and that what a learner remembers of one survives other words and languages."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from playbook.catalogue import read_catalogue
from playbook.load import load
from playbook.localise import Localised, localise
from playbook.practice_cards import TOPICS, card_ids, practice_cards
from playbook.project import Project
from tools.provision import ROOT

MOST = 300


@pytest.fixture(scope="module")
def everywhere() -> dict[str, Localised]:
    """The content in each language."""
    project = Project(ROOT)
    library, problems = load(project.root, project.content)
    assert not problems
    return {
        language.code: localise(
            library, language, read_catalogue(project.root, project.catalogue_path(language), library)
        )
        for language in project.languages
    }


@pytest.fixture(scope="module")
def english(everywhere: dict[str, Localised]) -> Localised:
    return everywhere["en"]


def test_there_are_enough_cards_of_every_topic_and_not_too_many(english: Localised) -> None:
    topics = Counter(card.topic for card in practice_cards(english))
    assert list(topics) == list(TOPICS)
    assert min(topics.values()) >= 30
    assert sum(topics.values()) <= MOST


def test_ids_are_unique_and_name_their_topic(english: Localised) -> None:
    cards = practice_cards(english)
    assert len({card.id for card in cards}) == len(cards)
    for card in cards:
        assert re.fullmatch(rf"{card.topic}(\.[a-z0-9-]+){{1,2}}", card.id)


def test_ids_are_the_same_in_every_language(everywhere: dict[str, Localised], english: Localised) -> None:
    for localised in everywhere.values():
        assert card_ids(localised) == card_ids(english)


def test_no_two_cards_ask_the_same(english: Localised) -> None:
    asked = Counter((card.ask, card.front or card.item.name) for card in practice_cards(english))
    assert [question for question, count in asked.items() if count > 1] == []


def test_every_card_has_an_answer_that_its_question_does_not_give_away(english: Localised) -> None:
    for card in practice_cards(english):
        assert card.front or card.back, card.id
        name = str(getattr(card.item.entry, "title", ""))
        if not card.back:
            assert not any(name.lower() in text.lower() for text in card.front), card.id


def test_a_card_of_each_kind(english: Localised) -> None:
    cards = {card.id: card for card in practice_cards(english)}
    price = cards["objection.too-expensive"]
    assert price.front == ()
    assert [part.label for part in price.back] == ["ask-first", "reply"]
    assert price.back[0].texts == (price.item.entry.ask_first,)
    better = cards["spin.situation.many-numbers"]
    assert better.front == (better.item.entry.rewrites[1].bad,)
    assert cards["spin.situation.software-channels"].back == ()
    assert cards["disc.dominance.phone"].front == cards["disc.dominance.phone"].item.entry.recognise.phone
    assert cards["disc.influence.pace"].back[0].texts == (cards["disc.influence.pace"].item.entry.pitch.pace,)
    assert "term.lead" in cards
    assert "term.customer" not in cards, "an everyday word that no text links to"


def test_the_words_are_those_of_the_language(everywhere: dict[str, Localised]) -> None:
    english, maltese = ({card.id: card for card in practice_cards(everywhere[code])} for code in ("en", "mt"))
    pairs = ((one.back[0].texts[0], maltese[one.id].back[0].texts[0]) for one in english.values() if one.back)
    assert any(one != other for one, other in pairs)
