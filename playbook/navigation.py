"""The portal's navigation in one language, from ``navigation.yml``, the entries and the hand-written pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from playbook.addresses import PORTAL_PAGES, index_path, page_path, portal_path
from playbook.grouping import groups
from playbook.kinds import KINDS, Kind
from playbook.load import Item
from playbook.localise import Localised
from playbook.markdown_text import without_marks
from playbook.model.interface import NavigationGroup

_TITLE = re.compile(r"^#\s+(.+?)\s*(\{[^}]*\})?\s*$", re.MULTILINE)
_META_TITLE = re.compile(r"^title:\s*(.+?)\s*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class NavPage:
    """One page: its title and its Markdown file below the language's folder."""

    title: str
    path: str
    part: str = ""
    """The group of entries that it stands in, in the words of the language; empty outside groups."""


@dataclass(frozen=True, slots=True)
class NavSection:
    """One kind with its overview and the pages of its entries."""

    title: str
    path: str
    pages: tuple[NavPage, ...]


@dataclass(frozen=True, slots=True)
class NavGroup:
    """One tab."""

    id: str
    title: str
    children: tuple[NavPage | NavSection, ...]

    @property
    def path(self) -> str:
        """The page that the tab opens."""
        return self.children[0].path


def navigation(localised: Localised, documents: Mapping[str, str]) -> tuple[NavGroup, ...]:
    """The tabs in order. ``documents`` maps the hand-written pages of the language to their Markdown."""
    groups = []
    for item in localised.of("navigation"):
        entry: NavigationGroup = item.entry
        children = tuple(_children(entry, localised, documents))
        if children:
            title = str(localised.interface.get(f"nav.{entry.id}", entry.id))
            groups.append(NavGroup(entry.id, title, children))
    return tuple(groups)


def document_title(markdown: str, path: str) -> str:
    """The title of a hand-written page: from its front matter, else its first heading, else its file name."""
    head = markdown.split("---\n", 2)[1] if markdown.startswith("---\n") else ""
    found = _META_TITLE.search(head) or _TITLE.search(markdown)
    return without_marks(found[1].strip("\"'")) if found else path


def _children(
    group: NavigationGroup, localised: Localised, documents: Mapping[str, str]
) -> Iterator[NavPage | NavSection]:
    for name in group.pages:
        if name in PORTAL_PAGES:
            yield NavPage(str(localised.interface.get(f"training.{name}.title", name)), portal_path(name))
            continue
        kind = KINDS.get(name)
        if kind is None:
            if name in documents:
                yield NavPage(document_title(documents[name], name), name)
            continue
        items = localised.of(kind.name)
        if items:
            title = str(localised.interface.get(f"kind.{kind.name}", kind.name))
            pages = tuple(_pages(kind, items, localised)) if kind.pages == "each" else ()
            yield NavSection(title, index_path(kind), pages) if pages else NavPage(title, index_path(kind))


def _pages(kind: Kind, items: Sequence[Item], localised: Localised) -> Iterator[NavPage]:
    for choice, found in groups(kind, items):
        part = str(localised.interface.get(f"choice.{kind.grouped_by}.{choice}", choice))
        for item in found:
            yield NavPage(str(item.entry.title), page_path(item), part)
