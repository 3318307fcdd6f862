"""Authors' texts as Markdown that is safe on a page: marks stay, anything else is shown as it was written.

Whatever could open a tag, an attribute list, a link definition or a block of the page's own becomes a character
reference, so that what the text may do depends on this module alone and not on how a Markdown parser reads it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from markupsafe import Markup

from playbook.markdown_text import CODE, EMPHASIS, LINK, allowed_link


class Safe(Markup):
    """Markdown that the engine has made itself, to be passed on as it is."""

    __slots__ = ()


Resolve = Callable[[str], str]
"""Turns ``entry:kind/id`` into an address, relative to the page; returns "" where there is no such entry."""

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\ufffe\uffff]")
_BREAKS = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_SPECIAL = re.compile(r"\\([!-/:-@\[-`{-~])|\{([a-z][a-z0-9_]*\})|(?!^[ ]*\*[ ])([\\`*_\[\]{|<&])", re.MULTILINE)
_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")
_LIST_MARK = re.compile(r"(?:[-+*]|\d{1,9}[.)])[ ]+(?=\S)")
_STARTS_LIST = re.compile(r"(?:[-+*]|1[.)])[ ]")
_QUOTE_MARK = re.compile(r">[ ]?")
_BLOCK_START = re.compile(r"#|!!!|\?\?\?|:(?=\s)|(?:[-=_*][ ]*)+$|[-+*](?=\s|$)|\d{1,9}[.)](?=\s|$)|>")
_STASHED = re.compile("\x00(\\d+)\x00")
_LINK_WORDS = re.compile(r"\[([^\[\]]*)\]\(<[^<>]*>\)")
_MARK = re.compile(r"[*_`]")
"""All others of these signs are character references."""
_TAB = 4


def plain(text: str) -> str:
    """``text`` as Markdown that shows exactly these characters, on one line."""
    shown = "".join(f"&#{ord(char)};" if char in "\\`*_[]{}#|<&" else char for char in one_line(text))
    return _no_block(shown)


def line(text: str, resolve: Resolve) -> str:
    """One line with inline marks only."""
    stash = _Stash(resolve)
    return stash.restore(_no_block(stash.inline(one_line(text))))


def prose(text: str, resolve: Resolve) -> str:
    """Paragraphs, lists and quotations with links resolved. Each paragraph and list item comes as one line."""
    stash = _Stash(resolve)
    return stash.restore("\n".join(_blocks(stash.inline(clean(text)))).strip("\n"))


def bare(markdown: str) -> str:
    """Markdown of this module without its marks, for places in HTML that Markdown does not reach."""
    return _MARK.sub("", _LINK_WORDS.sub(r"\1", markdown))


def one_line(text: str) -> str:
    """``text`` without line breaks, doubled blanks and characters that do not show."""
    return _joined(clean(text))


def clean(text: str) -> str:
    """``text`` without control characters, every line break a newline and every tab four blanks."""
    return _CONTROL.sub("", _BREAKS.sub("\n", text)).expandtabs(_TAB)


class _Stash:
    """Takes code and links out of a text while the rest is worked on."""

    def __init__(self, resolve: Resolve) -> None:
        self._resolve = resolve
        self._parts: list[str] = []

    def inline(self, text: str) -> str:
        """``text`` with its code and links put away and everything else made safe."""
        text = CODE.sub(lambda match: self._keep(_code(match[2])) if match[1] else match[0], text)
        text = LINK.sub(lambda match: match[0] if match[2] is None else self._link(match), text)
        return _shown(self._emphasis(text))

    def restore(self, text: str) -> str:
        """Put everything back; links may hold code."""
        while _STASHED.search(text):
            text = _STASHED.sub(lambda match: self._parts[int(match[1])], text)
        return text

    def _keep(self, part: str) -> str:
        self._parts.append(part)
        return f"\x00{len(self._parts) - 1}\x00"

    def _link(self, match: re.Match[str]) -> str:
        words, target = _joined(match[2]), match[3].strip()
        if match[1] or not allowed_link(target):
            return match[0]
        address = self._resolve(target) if target.startswith("entry:") else target
        return self._keep(f"[{_shown(self._emphasis(words))}](<{address}>)") if address else words

    def _emphasis(self, text: str) -> str:
        """``text`` with its pairs of marks put away, so that no mark is left to find another one on the page."""
        return EMPHASIS.sub(lambda match: self._paired(match) if match[1] else match[0], text)

    def _paired(self, match: re.Match[str]) -> str:
        mark = self._keep(match[1])
        return f"{mark}{self._emphasis(match[2])}{mark}"


def _shown(text: str) -> str:
    """``text`` with everything that means something to Markdown or HTML as character references.

    Of a ``{placeholder}`` only the brace, so that it can still be filled.
    """
    return _SPECIAL.sub(
        lambda match: f"&#{ord('{')};{match[2]}" if match[2] else f"&#{ord(match[1] or match[3])};", text
    )


def _code(text: str) -> str:
    """A code span. Markup in it is written out, since parsers disagree on where code ends and markup begins."""
    words = _joined(text)
    if not words:
        return ""
    if not re.search(r"""[\\`\[\]{}|<>&"]""", words):
        return f"`{words}`"
    return f"<code>{_PUNCTUATION.sub(lambda match: f'&#{ord(match[0])};', words)}</code>"


def _joined(text: str) -> str:
    """``text`` on one line. Blanks that must not break stay as they are."""
    return re.sub("[ \n]+", " ", text).strip(" ")


def _no_block(text: str) -> str:
    """``text`` with the character that would begin a block, if there is one, as a reference."""
    found = _BLOCK_START.match(text)
    if not found:
        return text
    place = next(index for index, char in enumerate(text) if not char.isdecimal())
    return f"{text[:place]}&#{ord(text[place])};{text[place + 1 :]}"


def _blocks(text: str) -> Iterator[str]:
    """The lines of ``text``, one a paragraph or list item, with an empty line before each list and quotation."""
    depth, paragraph = 0, ""
    for raw in text.split("\n"):
        words = raw.strip(" ")
        item, quote = _LIST_MARK.match(words), _QUOTE_MARK.match(words)
        if not words or words == ">":
            yield paragraph
            yield ""
            paragraph = ""
            continue
        if paragraph and quote and paragraph.startswith(">"):
            paragraph += f" {words[quote.end() :]}"
            continue
        if paragraph and not quote and not (item and (depth or _STARTS_LIST.match(words))):
            paragraph += f" {words}"
            continue
        if paragraph:
            yield paragraph
            if quote or not depth:
                yield ""
        level = min((len(raw) - len(raw.lstrip(" "))) // _TAB, depth)
        depth = level + 1 if item else level
        mark = item or quote
        head = mark[0] if mark else ""
        paragraph = " " * _TAB * level + head + _no_block(words[len(head) :])
    yield paragraph
