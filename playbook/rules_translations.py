"""Rules for the catalogues: complete enough, marks kept, no forbidden forms."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from playbook.catalogue import Catalogue, Found, State
from playbook.documents import Document
from playbook.languages import Language
from playbook.load import Library
from playbook.markdown_text import Marks, marks
from playbook.messages import Message
from playbook.model.reference import ForbiddenForm, Rendering, Term
from playbook.problems import Problem
from playbook.rules import markdown_problems


@dataclass(frozen=True)
class Coverage:
    """How far one language is: each message with what the catalogue says of it.

    ``interface`` says which texts they are: those of the interface, or those of the content.
    """

    language: Language
    catalogue: Catalogue
    interface: bool
    found: tuple[tuple[Message, Found], ...]

    @property
    def wanted(self) -> int:
        """The share of messages, in percent, that must be translated and up to date."""
        return self.language.interface if self.interface else self.language.translated

    def told(self) -> str:
        """The figures in words."""
        what = "texts of the interface" if self.interface else "texts of the content"
        return (
            f"{self.language.code}: {self.percent}% of {len(self.found)} {what} translated, "
            f"{self.count('outdated')} outdated, {self.count('missing')} missing"
        )

    def count(self, state: State) -> int:
        """How many messages are in this state."""
        return sum(found.state == state for _, found in self.found)

    @cached_property
    def percent(self) -> int:
        """The share of messages that are translated and up to date, rounded down."""
        return 100 * self.count("translated") // len(self.found) if self.found else 100


def coverage(messages: Sequence[Message], language: Language, catalogue: Catalogue) -> tuple[Coverage, Coverage]:
    """Look every message up: those of the interface, those of the content."""
    found = [(message, catalogue.find(message)) for message in messages]
    interface, content = (tuple(one for one in found if one[0].interface is wanted) for wanted in (True, False))
    return (
        Coverage(language, catalogue, interface=True, found=interface),
        Coverage(language, catalogue, interface=False, found=content),
    )


def coverage_problems(reached: Coverage) -> Iterator[Problem]:
    """Below the language's threshold every missing and outdated text is a problem; at or above it none is."""
    language, file = reached.language, reached.catalogue.file
    if reached.percent >= reached.wanted:
        return
    for message, found in reached.found:
        key = message.context.partition("#")[2]
        given = found.translation
        if found.state == "missing" and given and given.complete:
            needed = reached.catalogue.plural_forms if message.plural else 1
            what = f"{len(given.forms)} forms given where {language.name} ({language.code}) has {needed}"
            remedy = "run `playbook i18n update`, then fill in every msgstr[…] of the entry"
            yield Problem(file, given.line, 1, key, what, remedy)
        elif found.state == "missing":
            what = f"no translation into {language.name} ({language.code})"
            remedy = f"run `playbook i18n update` and translate it in {file}"
            yield Problem(message.file, message.line, message.column, key, what, remedy)
        elif found.state == "outdated":
            line = given.line if given else 0
            what = "the English text has changed since this was translated"
            remedy = "correct the translation and take away its fuzzy mark"
            yield Problem(file, line, 1, key, what, remedy)


def mark_problems(reached: Coverage) -> Iterator[Problem]:
    """Translations whose placeholders, links, code or bold passages differ from the English, or that break a page."""
    for message, found in reached.found:
        if found.state != "translated" or found.translation is None:
            continue
        key, line = message.context.partition("#")[2], found.translation.line
        english = [marks(text) for text in (message.text, message.plural) if text]
        if message.plural:  # "one minute" may do without the number
            english += [replace(one, placeholders=_without_number(one.placeholders)) for one in english]
        for form in found.forms:
            unfit = ((what, remedy) for _, what, remedy in markdown_problems(form, message.form))
            for what, remedy in (*_differences(english, marks(form)), *unfit):
                yield Problem(reached.catalogue.file, line, 1, key, what, remedy)


def _without_number(placeholders: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in placeholders if name != "n")


def _differences(english: Sequence[Marks], here: Marks) -> Iterator[tuple[str, str]]:
    names: tuple[tuple[str, Callable[[Marks], object]], ...] = (
        ("placeholders differ", lambda one: one.placeholders),
        ("links differ", lambda one: one.links),
        ("code differs", lambda one: one.code),
        ("bold passages differ", lambda one: one.strong),
    )
    for name, part in names:
        wanted = [part(one) for one in english]
        if part(here) not in wanted:
            yield (
                f"the {name} from the English ({_shown(part(here))}, not {_shown(wanted[0])})",
                "make them the same",
            )


def _shown(value: object) -> str:
    return (", ".join(map(str, value)) or "none") if isinstance(value, tuple) else str(value)


@dataclass(frozen=True)
class ForbiddenUse:
    """A wrong rendering of a term found in a text. ``fails`` is false where the form may be right in its context."""

    problem: Problem
    fails: bool


class TermChecker:
    """Looks for the forbidden forms of one language."""

    def __init__(self, library: Library, language: Language) -> None:
        """Compile the forms of the termbase."""
        self._forms: list[tuple[re.Pattern[str], ForbiddenForm, Term, Rendering]] = []
        for item in library.of("term"):
            rendering = item.entry.languages.get(language.code)
            for form in rendering.forbidden if rendering else ():
                self._forms.append((_pattern(form), form, item.entry, rendering))

    def catalogue_uses(self, reached: Coverage) -> Iterator[ForbiddenUse]:
        """Forbidden forms in the translations."""
        for message, found in reached.found:
            line = found.translation.line if found.translation else 0
            for text in found.forms:
                yield from self._uses(text, reached.catalogue.file, line, message.context.partition("#")[2])

    def document_uses(self, document: Document) -> Iterator[ForbiddenUse]:
        """Forbidden forms in a hand-written page."""
        for number, line in enumerate(document.text.splitlines(), 1):
            yield from self._uses(line, document.file, number, "text")

    def _uses(self, text: str, file: str, line: int, key: str) -> Iterator[ForbiddenUse]:
        bare = without_vowel_signs(text)
        for pattern, form, term, rendering in self._forms:
            if pattern.search(bare):
                what = f"“{form.form}” is a wrong word for “{term.term}”"
                problem = Problem(file, line, 1, key, what, f"write “{rendering.preferred}”")
                yield ForbiddenUse(problem, form.scope == "always")


def without_vowel_signs(text: str) -> str:
    """``text`` without Arabic short vowels; hamza stays, since some errors are hamza errors."""
    return re.sub("[\u064b-\u0652\u0670\u0640]", "", unicodedata.normalize("NFC", text))


def _pattern(form: ForbiddenForm) -> re.Pattern[str]:
    if form.match == "regex":
        return re.compile(form.form, re.IGNORECASE)
    text = re.escape(without_vowel_signs(form.form))
    return re.compile(rf"(?<!\w){text}(?!\w)" if form.match == "word" else text, re.IGNORECASE)
