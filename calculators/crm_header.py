"""crm: finding the header of an export, and with it how the file is written and which column holds what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from calculators.crm_columns import NO_COLUMN, Recognised, recognised, unique_names
from calculators.crm_rows import Dialect, dialects, lines_of, named_delimiter, rows_of
from calculators.problems import Problem

HEAD = 400_000
"""Characters in which the header and a first row are looked for."""

_NO_TEXT = ("PK\x03\x04", "%PDF", "\xd0\xcf\x11\xe0", "ÐÏ\x11à")
"""How workbooks, documents and archives start, which are no text."""
_DEEPEST_HEADER = 20


@dataclass(frozen=True, slots=True)
class Header:
    """``line``: the header's, counted from 1; ``names``: of the columns, no two the same."""

    dialect: Dialect
    line: int
    names: tuple[str, ...]
    recognised: Recognised


def problems(text: str, chosen: Mapping[str, str]) -> Iterator[Problem]:
    """Yield why a text cannot be read as an export of deals, and which chosen columns it does not have."""
    if not text.strip("\ufeff \t\r\n\0"):
        yield Problem("csv", "csv_empty")
        return
    if text.startswith(_NO_TEXT):
        yield Problem("csv", "csv_not_text")
        return
    lines = lines_of(text[:HEAD])
    header = find_header(lines, chosen)
    if header is None or len(header.names) == 1:
        yield Problem("csv", "csv_one_column")
        return
    for field, name in chosen.items():
        if name not in (*header.names, NO_COLUMN):
            yield Problem(f"mapping.{field}", "no_such_column", details={"detail": name})
    if not header.recognised.columns and not set(chosen.values()) - {NO_COLUMN}:
        yield Problem("csv", "csv_no_columns")
    if all(line <= header.line for line, _ in rows_of(lines, header.dialect, first_line(lines))):
        yield Problem("csv", "csv_no_rows")


def first_line(lines: Sequence[str]) -> int:
    """Return the place of the first line with rows in it: one that names the delimiter has none."""
    return 1 if named_delimiter(lines) else 0


def find_header(lines: Sequence[str], chosen: Mapping[str, str]) -> Header | None:
    """Return the first row that names the most columns; without any such name the first row with several cells."""
    found = [header for dialect in dialects(lines) for header in _candidates(lines, dialect, chosen)]
    wanted = set(chosen.values()) - {NO_COLUMN}
    return max(
        found,
        key=lambda header: (
            len(wanted.intersection(header.names)),
            len(header.recognised.columns),
            len(header.names) > 1,
        ),
        default=None,
    )


def _candidates(lines: Sequence[str], dialect: Dialect, chosen: Mapping[str, str]) -> Iterator[Header]:
    for line, cells in islice(rows_of(lines, dialect, first_line(lines)), _DEEPEST_HEADER):
        if cells is not None:
            names = unique_names(cells)
            yield Header(dialect, line, names, recognised(names, chosen))
