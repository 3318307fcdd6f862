"""The sidebar as HTML, made once for each section instead of once for each page.

Material walks the whole navigation for every page, which takes half of the build time of a large site. The pages of one
section share their sidebar but for the mark on the current page: that is where it is cut in two.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from itertools import groupby
from operator import itemgetter
from typing import Any

from playbook.addresses import page_url

_CUT = "\x00"


@dataclass(frozen=True, slots=True)
class Sidebar:
    """The sidebar around the current page's link, which the template puts in with its mark."""

    before: str
    after: str
    inside: bool
    """Whether the current page has a link in the sidebar."""


class Sidebars:
    """The sidebars of one language."""

    def __init__(self, groups: list[dict[str, Any]]) -> None:
        """``groups`` is the navigation of the manifest."""
        self._groups = groups
        self._made: dict[tuple[str, str, str], str] = {}
        self._home: dict[str, tuple[str, str]] = {}
        for group in groups:
            for child in group["children"]:
                for page in (child, *child.get("pages", ())):
                    self._home[page["path"]] = (group["id"], child["path"])

    def of(self, path: str, up: str) -> Sidebar:
        """The sidebar of the page made from the Markdown file ``path``; ``up`` leads from it to the language's root."""
        group, section = self._home.get(path, ("", ""))
        key = (group, section, up)
        if key not in self._made:
            self._made[key] = "".join(self._group(one, group, section, up) for one in self._groups)
        before, cut, after = self._made[key].partition(f"{_CUT}{path}{_CUT}")
        clean = _strip_marks
        return Sidebar(clean(before), clean(after.partition(f"{_CUT}/{path}{_CUT}")[2]) if cut else "", bool(cut))

    def group_of(self, path: str) -> str:
        """The id of the tab that a page belongs to, empty for pages outside the navigation."""
        return self._home.get(path, ("", ""))[0]

    def _group(self, group: dict[str, Any], active: str, section: str, up: str) -> str:
        """All pages of the active group; only the first page of another, under the group's name."""
        children = group["children"]
        if group["id"] != active:
            return _item(_link(children[0]["path"], group["title"], up))
        if len(children) == 1 and not children[0].get("pages"):
            return _item(self._page(children[0], up), "md-nav__item--active")
        inside = "".join(self._child(child, section, up) for child in children)
        name = f"nav-{group['id']}"
        title = f'<p class="md-nav__link" id="{name}"><span class="md-ellipsis">{escape(group["title"])}</span></p>'
        return _item(
            f'{title}<ul class="md-nav__list" aria-labelledby="{name}">{inside}</ul>',
            "md-nav__item--active md-nav__item--section",
        )

    def _child(self, child: dict[str, Any], section: str, up: str) -> str:
        """A page, or a section's overview; the section's other pages stand below it in the section itself."""
        link = self._page(child, up)
        if child["path"] != section or not child.get("pages"):
            return _item(link)
        pages = "".join(
            self._part(part, list(found), up) for part, found in groupby(child["pages"], itemgetter("part"))
        )
        return _item(f'{link}<ul class="md-nav__list">{pages}</ul>')

    def _part(self, part: str, pages: list[dict[str, Any]], up: str) -> str:
        """The pages of one group under its name; outside groups just the pages."""
        links = "".join(_item(self._page(page, up)) for page in pages)
        if not part:
            return links
        return _item(f'<p class="nav-part">{escape(part)}</p><ul class="md-nav__list">{links}</ul>')

    def _page(self, page: dict[str, Any], up: str) -> str:
        """A page's link between marks, so that it can be cut out on the page itself."""
        return f"{_CUT}{page['path']}{_CUT}{_link(page['path'], page['title'], up)}{_CUT}/{page['path']}{_CUT}"


def _strip_marks(html: str) -> str:
    return "".join(part for number, part in enumerate(html.split(_CUT)) if number % 2 == 0)


def _item(content: str, extra: str = "") -> str:
    return f'<li class="{" ".join(filter(None, ("md-nav__item", extra)))}">{content}</li>'


def _link(path: str, title: str, up: str) -> str:
    return f'<a href="{up}{page_url(path)}" class="md-nav__link"><span class="md-ellipsis">{escape(title)}</span></a>'
