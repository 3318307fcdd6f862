"""Translations of one language: reading a gettext catalogue and looking texts up in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal

import polib

from playbook.languages import plural_categories
from playbook.load import Library
from playbook.messages import Message, english, messages
from playbook.problems import PlaybookError, Problem

State = Literal["translated", "outdated", "missing"]


@dataclass(frozen=True, slots=True)
class Translation:
    """One entry of a catalogue. ``forms`` holds one text, or one for each plural category of the language."""

    context: str
    source: str
    """The English that was translated, all forms of it."""
    forms: tuple[str, ...]
    fuzzy: bool
    line: int

    @property
    def complete(self) -> bool:
        """Whether every form has been written."""
        return bool(self.forms) and all(form.strip() for form in self.forms)


@dataclass(frozen=True, slots=True)
class Found:
    """What a catalogue says of one message; ``forms`` is empty when the translation is missing."""

    state: State
    forms: tuple[str, ...]
    translation: Translation | None


@dataclass(frozen=True)
class Catalogue:
    """The translations of one language, found by context or, inside the same entry, by the English text."""

    file: str
    by_context: Mapping[str, Translation] = field(default_factory=dict)
    by_text: Mapping[tuple[str, str], Translation] = field(default_factory=dict)
    plural_forms: int = 2
    current: Callable[[], AbstractSet[tuple[str, str]]] = frozenset
    """The English texts that there are now, each with its entry."""

    def find(self, message: Message) -> Found:
        """The translation of ``message`` and whether it still fits the English.

        A text that has moved inside its entry (a list that got a new item) keeps its translation, and what stands in
        its old place does not take it over.
        """
        wanted, entry = english(message.text, message.plural), entry_of(message.context)
        here = self.by_context.get(message.context)
        if here is None or not here.complete or here.fuzzy or here.source != wanted:
            moved = here is not None and here.source != wanted and (entry, here.source) in self.current()
            here = self.by_text.get((entry, wanted), None if moved else here)
        if here is None or not here.complete or len(here.forms) != (self.plural_forms if message.plural else 1):
            return Found("missing", (), here)
        same = not here.fuzzy and here.source == wanted
        return Found("translated" if same else "outdated", here.forms, here)


def entry_of(context: str) -> str:
    """The entry's id in a context, whatever its file: ``too-expensive``."""
    file, _, path = context.partition("#")
    # ids of interface texts hold dots, and two of them with the same English are two texts all the same
    return path if file.startswith("interface") else path.partition(".")[0]


def catalogue(
    file: str, translations: Iterable[Translation], plural_forms: int, library: Library | None = None
) -> Catalogue:
    """Index translations for look-up; the library tells texts that have moved from texts that have changed."""
    listed = list(translations)
    usable = [one for one in listed if one.complete and not one.fuzzy]
    by_text = {(entry_of(one.context), one.source): one for one in reversed(usable)}

    @cache
    def current() -> AbstractSet[tuple[str, str]]:
        known = messages(library) if library else ()
        return frozenset((entry_of(one.context), english(one.text, one.plural)) for one in known)

    return Catalogue(file, {one.context: one for one in listed}, by_text, plural_forms, current)


def read_catalogue(root: Path, path: Path, library: Library | None = None) -> Catalogue:
    """Read ``<lang>.po``; a language without a file has an empty catalogue.

    Raises PlaybookError when the file is no gettext catalogue.
    """
    file = path.relative_to(root).as_posix()
    if not path.exists():
        return Catalogue(file)
    translations = (translation_of(entry) for entry in read_po(file, path) if not entry.obsolete)
    return catalogue(file, translations, len(plural_categories(path.stem)), library)


def read_po(file: str, path: Path) -> polib.POFile:
    """Parse a .po file; raises PlaybookError when it is none."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise PlaybookError([_broken(file, line, "the file is not valid UTF-8")]) from None
    except OSError as error:
        raise PlaybookError([_broken(file, 0, f"the file cannot be read ({error.strerror})")]) from None
    # polib cuts off what stands in place of the quotation marks
    lines = enumerate(text.split("\n"), 1)
    problems = [_broken(file, number, _NO_CATALOGUE) for number, line in lines if not _LINE.fullmatch(line)]
    if problems:
        raise PlaybookError(problems)
    try:
        parsed = polib.pofile(text, check_for_duplicates=False)
    except (OSError, ValueError) as error:
        found = re.search(r"line (\d+)", str(error))
        raise PlaybookError([_broken(file, int(found[1]) if found else 1, _NO_CATALOGUE)]) from None
    problems = list(_duplicates(file, parsed))
    if problems:
        raise PlaybookError(problems)
    return parsed


_NO_CATALOGUE = "the line belongs to no gettext catalogue"
_LINE = re.compile(r'\s*(?:#.*|(?:msg(?:ctxt|id|id_plural|str|str\[\d+\])\s+)?"(?:[^"\\]|\\.)*"\s*)?')


def _broken(file: str, line: int, what: str) -> Problem:
    return Problem(file, line, 1, "catalogue", what, "restore it, or open and save it with a .po editor")


def _duplicates(file: str, parsed: polib.POFile) -> Iterator[Problem]:
    lines: dict[str, int] = {}
    for entry in parsed:
        if entry.msgctxt and not entry.obsolete:
            line = entry.linenum or 1
            first = lines.setdefault(entry.msgctxt, line)
            if first != line:
                key, what = entry.msgctxt.partition("#")[2], f"the text stands twice (first on line {first})"
                yield Problem(file, line, 1, key, what, "keep the better one of the two translations")


def translation_of(entry: polib.POEntry) -> Translation:
    """A polib entry as a translation."""
    forms = tuple(entry.msgstr_plural[n] for n in sorted(entry.msgstr_plural)) or (entry.msgstr,)
    source = english(entry.msgid, entry.msgid_plural)
    return Translation(entry.msgctxt or "", source, forms, "fuzzy" in entry.flags, entry.linenum or 1)
