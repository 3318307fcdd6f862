"""The sidebar as HTML, made once for each section instead of once for each page.

Material walks the whole navigation for every page, which takes half of the build time of a large site. The pages of one
section share their sidebar but for the mark on the current page: that is where it is cut in two.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any

from playbook.addresses import page_url

_CUT = "\x00"


@dataclass(frozen=True, slots=True)
class Sidebar:
    """The sidebar around the current page's item, which the template fills in with its table of contents."""

    before: str
    after: str
    inside: bool
    """Whether the current page has an item in the sidebar."""


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

    def of(self, path: str) -> Sidebar:
        """The sidebar of the page made from the Markdown file ``path``."""
        group, section = self._home.get(path, ("", ""))
        up = "../" * page_url(path).count("/") or "./"
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
        if group["id"] != active:
            return _item(_link(group["children"][0]["path"], group["title"], up), "md-nav__item--pruned")
        children = "".join(self._child(child, section, up) for child in group["children"])
        name = f"nav-{group['id']}"
        return (
            '<li class="md-nav__item md-nav__item--active md-nav__item--section md-nav__item--nested">'
            f'<input class="md-nav__toggle md-toggle" type="checkbox" id="{name}" checked>'
            f'<label class="md-nav__link" for="{name}" id="{name}-label">'
            f'<span class="md-ellipsis">{escape(group["title"])}</span><span class="md-nav__icon md-icon"></span></label>'
            f'<nav class="md-nav" data-md-level="1" aria-labelledby="{name}-label" aria-expanded="true">'
            f'<label class="md-nav__title" for="{name}"><span class="md-nav__icon md-icon"></span>'
            f'{escape(group["title"])}</label><ul class="md-nav__list" data-md-scrollfix>{children}</ul></nav></li>'
        )

    def _child(self, child: dict[str, Any], section: str, up: str) -> str:
        own = _current(child["path"], _item(_link(child["path"], child["title"], up)))
        if child["path"] != section or not child.get("pages"):
            return own
        pages = "".join(
            _current(page["path"], _item(_link(page["path"], page["title"], up), "md-nav__item--child"))
            for page in child["pages"]
        )
        return own + pages


def _current(path: str, item: str) -> str:
    """An item between marks, so that it can be cut out on its own page."""
    return f"{_CUT}{path}{_CUT}{item}{_CUT}/{path}{_CUT}"


def _strip_marks(html: str) -> str:
    return "".join(part for number, part in enumerate(html.split(_CUT)) if number % 2 == 0)


def _item(link: str, extra: str = "") -> str:
    return f'<li class="{" ".join(filter(None, ("md-nav__item", extra)))}">{link}</li>'


def _link(path: str, title: str, up: str) -> str:
    return f'<a href="{up}{page_url(path)}" class="md-nav__link"><span class="md-ellipsis">{escape(title)}</span></a>'
