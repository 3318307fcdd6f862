"""A library in one language: every text replaced by its translation, marked where there is none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from playbook.catalogue import Catalogue, State
from playbook.languages import Language, plural_categories
from playbook.load import Item, Library
from playbook.messages import Message, message_context, tidy
from playbook.model.base import TextForm, Translatable
from playbook.model.interface import InterfaceText, Plural
from playbook.walk import Leaf, transform


class Text(str):
    """A text in the reader's language, or in English where ``state`` is ``missing``."""

    __slots__ = ("form", "state")

    form: TextForm
    state: State

    def __new__(cls, value: str, form: TextForm = "plain", state: State = "translated") -> Self:
        """Keep how the text may be marked up and whether it has been translated."""
        text = super().__new__(cls, value)
        text.form, text.state = form, state
        return text


class PluralText(dict[str, Text]):
    """The forms of a text by plural category."""


@dataclass(frozen=True)
class Localised:
    """The entries and interface texts of one language."""

    language: Language
    items: Mapping[str, tuple[Item, ...]]
    interface: Mapping[str, Text | PluralText]
    states: Mapping[State, int]

    def of(self, kind: str) -> tuple[Item, ...]:
        """The items of one kind, none if there are none."""
        return self.items.get(kind, ())


def localise(library: Library, language: Language, catalogue: Catalogue) -> Localised:
    """Translate every entry that readers see."""
    states: Counter[State] = Counter({"translated": 0, "outdated": 0, "missing": 0})
    items: dict[str, list[Item]] = {}
    for item in library.items:
        if item.kind.name != "fact":
            local = _localise_item(item, language, catalogue, states)
            items.setdefault(item.kind.name, []).append(local)
    interface = {item.entry.id: item.entry.text for item in items.get("interface", []) if _is_text(item)}
    return Localised(language, {kind: tuple(found) for kind, found in items.items()}, interface, states)


def _is_text(item: Item) -> bool:
    return isinstance(item.entry, InterfaceText)


def _localise_item(item: Item, language: Language, catalogue: Catalogue, states: Counter[State]) -> Item:
    def change(leaf: Leaf) -> Any:
        if not isinstance(leaf.mark, Translatable):
            return leaf.value
        form = leaf.mark.form
        english, plural = (leaf.value.one, leaf.value.other) if isinstance(leaf.value, Plural) else (leaf.value, "")
        if language.default:
            return (
                PluralText(one=Text(english, form), other=Text(plural, form)) if plural else Text(tidy(english), form)
            )
        message = Message(message_context(item, leaf.key), tidy(english), tidy(plural), form, "", "", 0, 0)
        found = catalogue.find(message)
        states[found.state] += 1
        if not plural:
            return Text(found.forms[0] if found.forms else tidy(english), form, found.state)
        if not found.forms:
            return PluralText(one=Text(english, form, "missing"), other=Text(plural, form, "missing"))
        categories = plural_categories(language.code)
        return PluralText(
            {name: Text(text, form, found.state) for name, text in zip(categories, found.forms, strict=True)}
        )

    return Item(item.kind, transform(item.entry, change), item.document, item.index)
