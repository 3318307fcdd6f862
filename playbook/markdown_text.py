"""Authors' Markdown made safe: marks stay, anything that could run or break the page is shown as text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

_CODE = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_LINK = re.compile(r"(!?)\[((?:[^\[\]\\]|\\.)*)\]\(((?:[^()\\]|\\.|\([^()]*\))*)\)")
_DEFINITION = re.compile(r"^( {0,3})\[([^\]]+)\]:", re.MULTILINE)
_LINE_START = re.compile(r"^(\s*)([#>]|[-+*](?=\s)|\d+[.)](?=\s)|:(?=\s)|[|=]|[!?]{3})")
_HEADING = re.compile(r"^ {0,3}(#{1,6}\s|(=+|-+)\s*$)", re.MULTILINE)
_HTML = re.compile(r"<(?=[a-zA-Z/!?])[^>\n]{0,80}>?")
_PLAIN = re.compile(r"([\\`*_\[\]{}#|!~^=+])")
_PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)\}")


class Safe(Markup):
    """Markdown that the engine has made itself, to be passed on as it is."""

    __slots__ = ()


Resolve = Callable[[str], str]
"""Turns ``entry:kind/id`` into an address, relative to the page; returns "" where there is no such entry."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What a translation must have in common with the English text."""

    placeholders: tuple[str, ...]
    links: tuple[str, ...]
    code: tuple[str, ...]
    strong: int


def marks(text: str) -> Marks:
    """The placeholders, link targets, code and number of bold passages in ``text``."""
    code = tuple(sorted(match[2] for match in _CODE.finditer(text)))
    rest = _CODE.sub(" ", text)
    links = tuple(sorted(match[3].strip() for match in _LINK.finditer(rest)))
    placeholders = tuple(sorted({match[1] for match in _PLACEHOLDER.finditer(rest)}))
    return Marks(placeholders, links, code, rest.count("**") // 2)


def links(text: str) -> Iterator[tuple[str, int]]:
    """Every link target in ``text`` with its offset."""
    for match in _LINK.finditer(_blank_code(text)):
        yield match[3].strip(), match.start()


def raw_html(text: str) -> Iterator[tuple[str, int]]:
    """Every piece that reads like an HTML tag, with its offset."""
    for match in _HTML.finditer(_blank_code(text)):
        yield match[0], match.start()


def headings(text: str) -> Iterator[int]:
    """The offset of every line that Markdown would make a heading."""
    for match in _HEADING.finditer(_blank_code(text)):
        yield match.start()


def images(text: str) -> Iterator[int]:
    """The offset of every image."""
    for match in _LINK.finditer(_blank_code(text)):
        if match[1]:
            yield match.start()


def braces(text: str) -> Iterator[int]:
    """The offset of every brace that could set an attribute; ``{name}`` placeholders are none."""
    for match in re.finditer(r"\{(?![a-z][a-z0-9_]*\})", _blank_code(text)):
        yield match.start()


def allowed_link(target: str) -> bool:
    """Whether a link target is https, mailto or another entry."""
    return bool(re.match(r"(https://|mailto:|entry:[a-z0-9-]+/[a-z0-9.-]+(#[a-z0-9-]+)?$)", target))


def plain(text: str) -> str:
    """``text`` as Markdown that shows exactly these characters."""
    return _PLAIN.sub(r"\\\1", _escape_html(" ".join(text.split())))


def line(text: str, resolve: Resolve) -> str:
    """One line with inline marks only."""
    safe = prose(" ".join(text.split()), resolve)
    return _LINE_START.sub(_escape_start, safe)


def prose(text: str, resolve: Resolve) -> str:
    """Paragraphs and lists with links resolved and everything else that HTML or attributes could do taken out."""
    parts: list[str] = []
    end = 0
    for match in _CODE.finditer(text):
        parts += [_outside_code(text[end : match.start()], resolve), match[0].replace("\n", " ")]
        end = match.end()
    parts.append(_outside_code(text[end:], resolve))
    return "".join(parts)


def _outside_code(text: str, resolve: Resolve) -> str:
    parts: list[str] = []
    end = 0
    for match in _LINK.finditer(text):
        parts += [_shown(text[end : match.start()]), _link(match, resolve)]
        end = match.end()
    parts.append(_shown(text[end:]))
    return _DEFINITION.sub(r"\1\\[\2]:", "".join(parts))


def _shown(text: str) -> str:
    return _escape_html(text, quote_marks=False).replace("{", "&#123;")


def _link(match: re.Match[str], resolve: Resolve) -> str:
    words, target = _shown(match[2]), match[3].strip()
    if not match[1] and allowed_link(target):
        address = resolve(target) if target.startswith("entry:") else target
        if address:
            return f"[{words}](<{address}>)"
    return words if target.startswith("entry:") else plain(match[0])


def _escape_html(text: str, *, quote_marks: bool = True) -> str:
    text = text.replace("&", "&amp;").replace("<", "&lt;")
    return text.replace(">", "&gt;") if quote_marks else re.sub(r"(?<!^)(?<!\n)>", "&gt;", text)


def _escape_start(match: re.Match[str]) -> str:
    mark = match[2]
    if mark[0].isdigit():
        return f"{match[1]}{mark[:-1]}\\{mark[-1]}"
    return f"{match[1]}\\{mark}" if mark[0] in "#+-*>|" else f"{match[1]}&#{ord(mark[0])};{mark[1:]}"


def _blank_code(text: str) -> str:
    return _CODE.sub(lambda match: " " * len(match[0]), text)
