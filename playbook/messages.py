"""The texts of a library as messages for translation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from playbook.kinds import FOLDERS, INTERFACE
from playbook.load import Item, Library
from playbook.model.base import TextForm, Translatable
from playbook.model.interface import InterfaceText, Plural
from playbook.walk import leaves


@dataclass(frozen=True, slots=True)
class Message:
    """One text to translate. ``context`` is its name in the catalogues: ``objections.yml#too-expensive.ask_first``.

    ``plural`` is the English form for several and empty where the text does not depend on a number; ``form`` says which
    Markdown the text may hold.
    """

    context: str
    text: str
    plural: str
    form: TextForm
    note: str
    file: str
    line: int
    column: int

    @property
    def interface(self) -> bool:
        """Whether it is a word of the interface or of a calculator rather than content."""
        folder = self.context.partition("#")[0].partition("/")[0].removesuffix(".yml")
        return folder in FOLDERS and FOLDERS[folder].name in INTERFACE


def content_file(item: Item) -> str:
    """The item's file below the content folder."""
    return item.document.file.split("content/", 1)[-1]


def messages(library: Library) -> Iterator[Message]:
    """Every translatable text, in the order of files and fields."""
    for item in library.items:
        yield from item_messages(item)


def item_messages(item: Item) -> Iterator[Message]:
    """The translatable texts of one entry."""
    note = (item.entry.note or "") if isinstance(item.entry, InterfaceText) else ""
    for leaf in leaves(item.entry):
        if isinstance(leaf.mark, Translatable):
            single, plural = (leaf.value.one, leaf.value.other) if isinstance(leaf.value, Plural) else (leaf.value, "")
            context = message_context(item, leaf.key)
            form, position = leaf.mark.form, item.at(leaf.path)
            yield Message(context, tidy(single), tidy(plural), form, note, item.document.file, *position)


def message_context(item: Item, key: str) -> str:
    """The name of a text in the catalogues."""
    return f"{content_file(item)}#{item.entry.id}.{key}"


def english(text: str, plural: str) -> str:
    """What a translation depends on: the English words of all forms, whatever the spaces between them."""
    return f"{fingerprint(text)}\x00{fingerprint(plural)}"


def tidy(text: str) -> str:
    """``text`` without blanks at the ends of its lines or around it."""
    return "\n".join(line.rstrip() for line in text.strip().splitlines())


def fingerprint(text: str) -> str:
    """What stays the same when only spaces and line breaks change."""
    return re.sub(r"\s+", " ", text).strip()
