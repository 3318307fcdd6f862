"""Where every entry's page is, and how one page links to another."""

from __future__ import annotations

import posixpath

from playbook.kinds import KINDS, Kind
from playbook.load import Item

SEARCH_PAGE = "search/index.md"
"""The page of search results: made by the engine, in no navigation, no index and no sitemap."""
LICENCES_PAGE = "licences/index.md"
"""The page of licences: made by the engine, in no navigation."""
PORTAL_PAGES = ("learning", "cards", "certificate", "assign", "desk")
"""The pages of training that no entry stands behind; a template and interface texts of the same names make them."""
PERSONAL_PAGES = ("learning", "certificate", "desk")
"""Those of them that hold nothing but what is kept on the reader's device: no search engine needs them."""


def page_path(item: Item) -> str:
    """The Markdown file of the item's page below a language's folder, with an anchor where it shares the page.

    Empty for kinds without pages.
    """
    if item.kind.pages == "each":
        return f"{item.kind.folder}/{item.entry.id}.md"
    return f"{index_path(item.kind)}#{item.entry.id}" if item.kind.pages == "together" else ""


def index_path(kind: Kind) -> str:
    """The Markdown file of a kind's overview."""
    return f"{kind.folder}/index.md"


def portal_path(name: str) -> str:
    """The Markdown file of one of the portal's own pages, such as ``learning``."""
    return f"{name}/index.md"


def page_url(path: str) -> str:
    """The address of a Markdown file below the language's root: ``objections/index.md`` is ``objections/``."""
    stem = path.removesuffix(".md")
    return stem.removesuffix("index") if posixpath.basename(stem) == "index" else f"{stem}/"


def relative(target: str, page: str) -> str:
    """The link from one Markdown file to another."""
    return posixpath.relpath(target, posixpath.dirname(page) or ".")


def title_of(item: Item) -> str:
    """What links to an entry say: its title, or for a term its name."""
    return str(getattr(item.entry, "title", item.entry.id))


def kinds_with_pages() -> tuple[Kind, ...]:
    """The kinds that readers see."""
    return tuple(kind for kind in KINDS.values() if kind.pages != "none")
