"""Bringing a catalogue up to date with the English texts, without losing a translator's work."""

from __future__ import annotations

import re
from collections.abc import Iterable

import polib
from babel.plural import to_gettext

from playbook.catalogue import entry_of, translation_of
from playbook.languages import Language, babel_locale, plural_categories
from playbook.messages import Message, english

_KEPT = ("Last-Translator", "Language-Team", "PO-Revision-Date")


def merge(old: polib.POFile | None, messages: Iterable[Message], language: Language) -> polib.POFile:
    """A catalogue with one entry for each message, in their order.

    A message whose English words did not change keeps its translation, also when it moved inside its entry; one whose
    words changed keeps the old translation as fuzzy, with the previous English beside it. Translations that nothing
    uses any more stay as obsolete entries.
    """
    known = [entry for entry in old or [] if entry.msgctxt]
    current = {entry.msgctxt: entry for entry in known if not entry.obsolete}
    by_text = {(entry_of(entry.msgctxt), _english(entry)): entry for entry in reversed(known) if _done(entry)}
    listed = list(messages)
    same: dict[str, polib.POEntry] = {}
    for message in listed:
        entry, wanted = current.get(message.context), english(message.text, message.plural)
        if entry is None or _english(entry) != wanted:
            entry = by_text.get((entry_of(message.context), wanted))
        if entry is not None:
            same[message.context] = entry
    used = {id(entry) for entry in same.values()}
    merged = polib.POFile(wrapwidth=100)
    merged.metadata = _metadata(old, language)
    merged.header = old.header if old else ""
    for message in listed:
        before = same.get(message.context) or current.get(message.context)
        changed = message.context not in same and before is not None and id(before) not in used
        merged.append(
            _entry(message, before if message.context in same or changed else None, language, changed=changed)
        )
        if changed:
            used.add(id(before))
    for entry in known:
        if id(entry) not in used and _done(entry):
            merged.append(_obsolete(entry))
    return merged


def _done(entry: polib.POEntry) -> bool:
    return translation_of(entry).complete


def _english(entry: polib.POEntry) -> str:
    return english(entry.msgid, entry.msgid_plural)


def _metadata(old: polib.POFile | None, language: Language) -> dict[str, str]:
    kept = {key: value for key, value in (old.metadata if old else {}).items() if key in _KEPT}
    return {
        **kept,
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Language": language.code,
        "MIME-Version": "1.0",
        "Plural-Forms": _plural_forms(language),
    }


def _plural_forms(language: Language) -> str:
    """The plural rule for gettext, which knows whole numbers only: CLDR's exponents (``e``, ``c``) are 0 in it."""
    return re.sub(r"\b[ec]\b", "0", to_gettext(babel_locale(language.code).plural_form))


def _entry(message: Message, before: polib.POEntry | None, language: Language, *, changed: bool) -> polib.POEntry:
    entry = polib.POEntry(msgctxt=message.context, msgid=message.text, comment=message.note)
    if message.plural:
        entry.msgid_plural = message.plural
        count = len(plural_categories(language.code))
        old = before.msgstr_plural if before else {}
        entry.msgstr_plural = {n: old.get(n, "") for n in range(count)}
    else:
        entry.msgstr = before.msgstr if before else ""
    if before is not None:
        entry.tcomment = before.tcomment
        entry.flags = [flag for flag in before.flags if flag != "fuzzy"]
        _mark_change(entry, before, changed=changed)
    return entry


def _mark_change(entry: polib.POEntry, before: polib.POEntry, *, changed: bool) -> None:
    """Set or clear the fuzzy flag: cleared too when the English went back to what had been translated."""
    was_fuzzy = "fuzzy" in before.flags
    previous, plural = (before.previous_msgid, before.previous_msgid_plural) if was_fuzzy else (None, None)
    if changed and _done(before):
        if previous is None:
            previous, plural = before.msgid, before.msgid_plural
        was_fuzzy = english(previous, plural or "") != _english(entry)
    if was_fuzzy:
        entry.flags.append("fuzzy")
        entry.previous_msgid, entry.previous_msgid_plural = previous, plural or None


def _obsolete(entry: polib.POEntry) -> polib.POEntry:
    entry.obsolete = True
    return entry
