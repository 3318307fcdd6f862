"""What stands in authors' Markdown: links, code, headings and what does not belong there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# A line break that ends neither paragraph nor list item; code, links and emphasis go over no other.
_SOFT_BREAK = r"\n(?![ \t]*(?:\n|>|[-+*][ \t]|\d+[.)][ \t]))"
_INSIDE = rf"(?:[^\n]|{_SOFT_BREAK})"

CODE = re.compile(rf"\\.|(?<!`)(`+)(?!`)({_INSIDE}+?)(?<!`)\1(?!`)", re.DOTALL)
"""Group 1 is empty for an escaped character, group 2 holds the code."""
LINK = re.compile(
    rf"\\.|(!?)\[((?:[^\[\]\\\n]|\\.|{_SOFT_BREAK})*)\]"
    rf"\(((?:[^()\\\n]|\\.|\((?:[^()\\\n]|\\.)*\)|{_SOFT_BREAK})*)\)",
    re.DOTALL,
)
"""Group 1 marks an image, group 2 holds the words (None for an escaped character), group 3 the target."""
EMPHASIS = re.compile(
    rf"\\.|(\*\*\*|\*\*|\*|(?<!\w)___|(?<!\w)__|(?<!\w)_)(?=[^\s*_])({_INSIDE}*?[^\s\\*_])\1(?![*_]|(?<=_)\w)",
    re.DOTALL,
)
"""Group 1 is the mark (None for an escaped character), group 2 holds what stands between it and its like."""

_HEADING = re.compile(r"^ {0,3}(#{1,6}\s|(=+|-+)\s*$)", re.MULTILINE)
_HTML = re.compile(r"<(?=[a-zA-Z/!?])[^>\n]{0,80}>?")
_BRACE = re.compile(r"\{+(?![a-z][a-z0-9_]*\})")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_ALLOWED_LINK = re.compile(
    r"""(?:https://|mailto:)[^\s<>"'`\\]+|entry:[a-z0-9-]+/[a-z0-9.-]+(?:#[a-z0-9_-]+)?""",
)


@dataclass(frozen=True, slots=True)
class Marks:
    """What a translation must have in common with the English text."""

    placeholders: tuple[str, ...]
    links: tuple[str, ...]
    code: tuple[str, ...]
    strong: int


def marks(text: str) -> Marks:
    """The placeholders, link targets, code and number of bold passages in ``text``."""
    code = tuple(sorted(match[2] for match in CODE.finditer(text) if match[1]))
    rest = without_code(text)
    targets = tuple(sorted(match[3].strip() for match in _links(rest)))
    placeholders = tuple(sorted({match[1] for match in _PLACEHOLDER.finditer(rest)}))
    return Marks(placeholders, targets, code, rest.count("**") // 2)


def links(text: str) -> Iterator[tuple[str, int]]:
    """Every link target in ``text`` with its offset."""
    for match in _links(without_code(text)):
        yield match[3].strip(), match.start()


def raw_html(text: str) -> Iterator[tuple[str, int]]:
    """Every piece that reads like an HTML tag, with its offset; the closing tag of an element is left out."""
    opened: set[str] = set()
    for match in _HTML.finditer(without_code(text)):
        name = match[0].strip("</>").partition(" ")[0]
        if not (match[0].startswith("</") and name in opened):
            yield match[0], match.start()
        opened.add(name)


def headings(text: str) -> Iterator[int]:
    """The offset of every line that Markdown would make a heading."""
    for match in _HEADING.finditer(without_code(text)):
        yield match.start()


def images(text: str) -> Iterator[int]:
    """The offset of every image."""
    for match in _links(without_code(text)):
        if match[1]:
            yield match.start()


def braces(text: str) -> Iterator[int]:
    """The offset of every brace that could set an attribute; ``{name}`` placeholders are none."""
    for match in _BRACE.finditer(without_code(text)):
        yield match.start()


def allowed_link(target: str) -> bool:
    """Whether a link target is https, mailto or another entry."""
    return bool(_ALLOWED_LINK.fullmatch(target))


def without_code(text: str) -> str:
    """``text`` with blanks in place of its code spans, so that offsets stay."""
    return CODE.sub(lambda match: " " * len(match[0]) if match[1] else match[0], text)


def without_targets(text: str) -> str:
    """``text`` with blanks in place of the addresses of its links, so that offsets stay."""

    def blanked(match: re.Match[str]) -> str:
        start, end = match.start(3) - match.start(), match.end(3) - match.start()
        return match[0][:start] + " " * (end - start) + match[0][end:] if match[2] is not None else match[0]

    return LINK.sub(blanked, without_code(text))


def without_marks(text: str) -> str:
    """The words of ``text`` on one line without emphasis, code marks and addresses, where no Markdown is shown."""
    text = CODE.sub(lambda match: match[2] if match[1] else match[0], text)
    text = LINK.sub(lambda match: match[0] if match[2] is None else match[2], text)
    for _ in range(2):  # one kind of emphasis may hold the other
        text = EMPHASIS.sub(lambda match: match[2] if match[1] else match[0], text)
    return " ".join(_ESCAPE.sub(r"\1", text).split())


def _links(text: str) -> Iterator[re.Match[str]]:
    return (match for match in LINK.finditer(text) if match[2] is not None)
