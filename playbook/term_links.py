"""Markdown extension: the first use of each glossary term on a page links to its definition, shown as a tooltip."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any
from xml.etree import ElementTree as ET

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

_LEFT_ALONE = {"a", "code", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "th", "summary", "script", "style", "svg"}
_TABLE = "data-table"
"""Readers compare and filter the cells of such a table; a link in one of them would make it look like another value."""
_ARABIC_CLITICS = "(?:[وف]?(?:ال|بال|كال|لل|ل|ب)?)"
_ARABIC_ARTICLE = "(?:ال)?"


class TermLinks(Extension):
    """Links terms to ``glossary``, the glossary's Markdown file seen from the page; set it before each page."""

    def __init__(self, terms: Sequence[Mapping[str, Any]], language: str) -> None:
        """``terms`` holds mappings with ``id``, ``names`` and ``definition``."""
        super().__init__()
        self.glossary = ""
        self._definitions = {term["id"]: str(term["definition"]) for term in terms}
        self._ids = {name.lower(): term["id"] for term in reversed(terms) for name in term["names"]}
        written = {name.lower(): name for term in reversed(terms) for name in term["names"]}
        names = sorted(self._ids, key=len, reverse=True)
        arabic = language == "ar"
        plural = "(?:e?s)?" if language == "en" else ""
        alternatives = "|".join(
            f"(?P<t{number}>{_forms(written[name], arabic=arabic)}{plural})" for number, name in enumerate(names)
        )
        clitics = _ARABIC_CLITICS if arabic else ""
        self._names = names
        self._pattern = re.compile(rf"(?<!\w){clitics}(?:{alternatives})(?!\w)", re.IGNORECASE)
        self._active = bool(names)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name is Markdown's
        """Run after inline marks have become elements and before mkdocs resolves links."""
        md.treeprocessors.register(_TermTreeprocessor(md, self), "term-links", 5)

    def find(self, text: str, taken: set[str]) -> tuple[int, int, str] | None:
        """The first term in ``text`` that is not ``taken``: start, end and id."""
        for match in self._pattern.finditer(text):
            term = self._ids[self._names[int((match.lastgroup or "t0")[1:])]]
            if term not in taken:
                return match.start(), match.end(), term
        return None

    @property
    def active(self) -> bool:
        """Whether there are terms and a glossary to link to."""
        return self._active and bool(self.glossary)

    def link(self, term: str, words: str) -> ET.Element:
        """The element that stands for the words."""
        attributes = {"href": f"{self.glossary}#{term}", "class": "term", "title": self._definitions[term]}
        element = ET.Element("a", attributes)
        element.text = words
        return element


def _forms(name: str, *, arabic: bool) -> str:
    """The pattern of a name; in Arabic the article may stand before each of its words.

    Short forms in capitals count in capitals alone, since they often look like another word.
    """
    words = [re.escape(word) for word in name.split()]
    pattern = rf"\s+{_ARABIC_ARTICLE if arabic else ''}".join(words)
    return f"(?-i:{pattern})" if name.isupper() and name.isascii() else pattern


class _TermTreeprocessor(Treeprocessor):
    def __init__(self, md: Markdown, terms: TermLinks) -> None:
        super().__init__(md)
        self._terms = terms

    def run(self, root: ET.Element) -> None:
        if self._terms.active:
            self._walk(root, set())

    def _walk(self, element: ET.Element, taken: set[str]) -> None:
        """Link terms inside the element, in the order in which readers meet them."""
        if element.tag in _LEFT_ALONE or element.get("lang") is not None or element.get("class") == _TABLE:
            return
        children = list(element)
        self._mark(element, None, taken)
        for child in children:
            self._walk(child, taken)
            self._mark(element, child, taken)

    def _mark(self, element: ET.Element, before: ET.Element | None, taken: set[str]) -> None:
        """Link terms in the text behind the child ``before``, or in the element's own text."""
        text = (element.text if before is None else before.tail) or ""
        while found := self._terms.find(text, taken):
            start, end, term = found
            taken.add(term)
            link = self._terms.link(term, text[start:end])
            if before is None:
                element.text = text[:start]
                element.insert(0, link)
            else:
                before.tail = text[:start]
                element.insert(list(element).index(before) + 1, link)
            text = link.tail = text[end:]
            before = link
