"""Looking at HTML the way a browser does: what readers see, and what could run."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

import yaml

from tests.base_project import BASE

_OPEN_ENDED = {"br", "hr", "img", "input", "link", "meta", "path", "rect", "line", "circle", "use"}


def _extensions() -> list[str]:
    settings = yaml.safe_load((BASE / "mkdocs.yml").read_text("utf-8"))
    return [name for one in settings["markdown_extensions"] for name in (one if isinstance(one, dict) else [one])]


EXTENSIONS = _extensions()
"""The Markdown extensions of the portal."""


@dataclass
class Element:
    """One element of a page."""

    tag: str
    attributes: dict[str, str]


@dataclass
class Seen:
    """What is on a page: its elements in order and its visible words."""

    elements: list[Element] = field(default_factory=list)
    words: str = ""


class _Eyes(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen = Seen()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.elements.append(Element(tag, {name: value or "" for name, value in attrs}))
        if tag not in _OPEN_ENDED:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _OPEN_ENDED:
            assert self.open, f"</{tag}> closes nothing"
            assert self.open.pop() == tag, f"</{tag}> is in the wrong place"

    def handle_data(self, data: str) -> None:
        self.seen.words += data

    def unknown_decl(self, data: str) -> None:
        raise AssertionError(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(decl)

    def handle_pi(self, data: str) -> None:
        raise AssertionError(data)


def look(html: str) -> Seen:
    """Look at a piece of a page; it must be well formed and hold no comments or declarations."""
    eyes = _Eyes()
    eyes.feed(html)
    eyes.close()
    assert not eyes.open, f"never closed: {eyes.open}"
    return eyes.seen


def visible(html: str) -> str:
    """The words of a piece of a page."""
    return look(html).words
