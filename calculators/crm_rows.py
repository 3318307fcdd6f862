"""crm: from text to rows of cells, each with the number of its line; what cannot be read is told, not dropped."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

DELIMITERS = ",;\t|"
QUOTES = "\"'"
LONGEST_ROW = 1000
"""Lines that one row may span; a quotation mark that never closes must not swallow the file."""

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_NAMED_DELIMITER = re.compile(r"sep=([^\w\s]|\t)\s*", re.IGNORECASE)
_SAMPLE = 30

Row = tuple[int, list[str] | None]
"""The line on which a row starts, counted from 1, and its cells; ``None`` where its quotation marks are broken."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """What stands between cells and around those that hold it; a quotation mark inside is doubled."""

    delimiter: str
    quote: str


def lines_of(text: str) -> list[str]:
    """Return the lines, which end in LF, CR LF or CR, with their ends."""
    return _LINE.findall(text.removeprefix("\ufeff"))


def named_delimiter(lines: Sequence[str]) -> str:
    """Return the delimiter that a first line such as ``sep=;`` names, which Excel writes and reads; else nothing."""
    match = _NAMED_DELIMITER.fullmatch(lines[0]) if lines else None
    return match[1] if match else ""


def dialects(lines: Sequence[str]) -> Iterator[Dialect]:
    """Yield the dialects that the first lines allow, the likeliest first."""
    named = named_delimiter(lines)
    first = next((line.strip() for line in lines[1 if named else 0 :] if line.strip()), "")
    quote = next((sign for sign in QUOTES if first.startswith(sign) and first.endswith(sign)), QUOTES[0])
    found = [Dialect(delimiter, quote) for delimiter in named or DELIMITERS]
    yield from sorted(found, key=lambda dialect: _sameness(lines, dialect), reverse=True)


def rows_of(lines: Sequence[str], dialect: Dialect, start: int = 0) -> Iterator[Row]:
    """Yield the rows from line ``start`` (counted from 0) on, but for lines that are empty.

    Where quotation marks are broken, reading goes on with the next line, so that one bad row costs no other.
    """
    place = start
    while place < len(lines):
        source = _Source(lines, place)
        reader = csv.reader(source, delimiter=dialect.delimiter, quotechar=dialect.quote, strict=True)
        try:
            for cells in reader:
                if cells:
                    yield place + 1, cells
                place = source.next_row()
        except csv.Error:
            yield place + 1, None
            place += 1


class _Source:
    """Hands lines to the reader, at most ``LONGEST_ROW`` for one row."""

    def __init__(self, lines: Sequence[str], place: int) -> None:
        self._lines = lines
        self._place = place
        self._end = place + LONGEST_ROW

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self._place >= len(self._lines):
            raise StopIteration
        if self._place >= self._end:
            raise csv.Error("the row is too long")
        line = self._lines[self._place]
        self._place += 1
        return line

    def next_row(self) -> int:
        """Return the line on which the next row starts."""
        self._end = self._place + LONGEST_ROW
        return self._place


def _sameness(lines: Sequence[str], dialect: Dialect) -> tuple[int, int]:
    """Return how many of the first rows have as many cells as most have, and that number; 0 for single cells."""
    start = 1 if named_delimiter(lines) else 0
    widths: list[int] = []
    for _, cells in rows_of(lines[: 4 * _SAMPLE], dialect, start):
        widths.append(len(cells or ()))
        if len(widths) == _SAMPLE:
            break
    usual = max(set(widths), key=lambda width: (widths.count(width), width), default=0)
    return (widths.count(usual), usual) if usual > 1 else (0, usual)
