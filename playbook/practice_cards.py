"""Practice cards made from entries: objections, SPIN, DISC and the glossary.

A card has one thing to recall. Its id hangs on ids of the content alone, so that what learners remember survives other
words, another language and another order.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from playbook.load import Item
from playbook.localise import Localised
from playbook.model.conversations import DiscStyle, Objection, SpinStage
from playbook.model.reference import Term

TOPICS = ("objection", "spin", "disc", "term")
_MOMENTS = ("pace", "open", "present", "answer", "close")
_CHANNELS = ("phone", "writing", "meeting")


@dataclass(frozen=True, slots=True)
class Part:
    """Some of an answer: ``label`` names its heading, empty for none; several ``texts`` are a list."""

    label: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PracticeCard:
    """One card.

    ``ask`` names the question that is put to the learner. ``front`` is what the question is about; where it is empty,
    that is the name of ``item``, the entry the card comes from. Where ``back`` is empty, the answer is that name.
    """

    id: str
    topic: str
    item: Item
    ask: str
    front: tuple[str, ...]
    back: tuple[Part, ...]


def practice_cards(localised: Localised) -> tuple[PracticeCard, ...]:
    """All cards, by topic in the order of ``TOPICS`` and then as the entries stand."""
    makers = {"objection": _of_objection, "spin-stage": _of_stage, "disc-style": _of_style, "term": _of_term}
    return tuple(card for kind, made in makers.items() for item in localised.of(kind) for card in made(item))


def card_ids(localised: Localised) -> list[str]:
    """The ids of all cards, in their order; the same in every language."""
    return [card.id for card in practice_cards(localised)]


def _of_objection(item: Item) -> Iterator[PracticeCard]:
    entry: Objection = item.entry
    reply = entry.replies[0]
    back = (_part("ask-first", entry.ask_first), _part("reply", reply.text))
    yield PracticeCard(f"objection.{entry.id}", "objection", item, "objection", (), back)


def _of_stage(item: Item) -> Iterator[PracticeCard]:
    """Poor questions to ask better, and the first question of each trade, whose kind is to be recognised."""
    entry: SpinStage = item.entry
    for rewrite in entry.rewrites:
        back = (_part("better", rewrite.good), _part("why", rewrite.why))
        yield _spin(item, rewrite.id, "better", rewrite.bad, back)
    trades = {question.trade: question for question in reversed(entry.questions)}
    for question in reversed(trades.values()):
        yield _spin(item, question.id, "spin-kind", question.text, ())


def _spin(item: Item, part: str, ask: str, front: str, back: tuple[Part, ...]) -> PracticeCard:
    return PracticeCard(f"spin.{item.entry.id}.{part}", "spin", item, ask, (front,), back)


def _of_style(item: Item) -> Iterator[PracticeCard]:
    """How a style shows, which is to be recognised, and what to do with it, in a few words each."""
    entry: DiscStyle = item.entry

    def card(part: str, ask: str, front: tuple[str, ...], *back: Part) -> PracticeCard:
        return PracticeCard(f"disc.{entry.id}.{part}", "disc", item, ask, front, back)

    for channel in _CHANNELS:
        yield card(channel, f"style-{channel}", getattr(entry.recognise, channel))
    yield card("wants", "wants", (), _part("", *entry.wants))
    for moment in _MOMENTS:
        yield card(moment, moment, (), _part("", getattr(entry.pitch, moment)))
    words = (_part("words-to-use", *entry.words_to_use), _part("words-to-avoid", *entry.words_to_avoid))
    yield card("words", "words", (), *words)


def _of_term(item: Item) -> Iterator[PracticeCard]:
    """Terms that texts link to; the others are everyday words."""
    entry: Term = item.entry
    if entry.linked:
        yield PracticeCard(f"term.{entry.id}", "term", item, "term", (), (_part("", entry.definition),))


def _part(label: str, *texts: str) -> Part:
    return Part(label, texts)
