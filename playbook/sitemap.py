"""sitemap.xml: every page of every language with its counterparts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

from playbook.languages import Language

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
)


def sitemap(site_url: str, languages: Sequence[Language], pages: Mapping[str, Sequence[str]]) -> str:
    """The sitemap. ``pages`` maps a language to its addresses below its root: ``objections/too-expensive/``."""
    base = site_url.rstrip("/") + "/"
    known = {code: frozenset(addresses) for code, addresses in pages.items()}
    entries = []
    for language in languages:
        for page in pages[language.code]:
            links = "".join(
                f'    <xhtml:link rel="alternate" hreflang="{other.code}" href={_quoted(base, other, page)}/>\n'
                for other in languages
                if page in known[other.code]
            )
            entries.append(f"  <url>\n    <loc>{escape(base + language.prefix + page)}</loc>\n{links}  </url>\n")
    return f"{_HEAD}{''.join(entries)}</urlset>\n"


def _quoted(base: str, language: Language, page: str) -> str:
    return quoteattr(base + language.prefix + page)
