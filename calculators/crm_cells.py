"""crm: the cells of an export that are used, by column; rows without them are refused with the reason."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from calculators.crm_header import Header, first_line
from calculators.crm_progress import STEP
from calculators.crm_rows import rows_of


class RefusedRow(NamedTuple):
    """A row that is no deal: its line, one of ``crm_deals.REFUSALS``, the name of the column at fault, if it is one."""

    line: int
    reason: str
    column: str


@dataclass(frozen=True, slots=True)
class Cells:
    """``columns``: for each field that has a column its cells, one a row; ``lines``: those on which the rows start."""

    lines: list[int]
    columns: Mapping[str, list[str]]
    refused: list[RefusedRow]


def read_cells(lines: Sequence[str], header: Header) -> Generator[float, None, Cells]:
    """Yield the share that is done; return the cells without the spaces around them."""
    places = header.recognised.columns
    columns: dict[str, list[str]] = {field: [] for field in places}
    filled = [(columns[field].append, place) for field, place in places.items()]
    cells = Cells([], columns, [])
    same: dict[str, str] = {}
    for count, (line, row) in enumerate(rows_of(lines, header.dialect, first_line(lines))):
        if count % STEP == 0:
            yield line / len(lines)
        if line == header.line:
            continue
        reason = _refusal(line, row, header)
        if reason:
            cells.refused.append(RefusedRow(line, reason, ""))
        elif row:
            cells.lines.append(line)
            for append, place in filled:
                text = row[place].strip()
                # Stages, owners, days repeat: one copy of each is enough.
                append(same.setdefault(text, text))
    return cells


def _refusal(line: int, row: list[str] | None, header: Header) -> str:
    if line < header.line:
        return "before_header"
    if row is None:
        return "broken_quotes"
    width = len(header.names)
    if len(row) != width and (len(row) < width or any(cell.strip() for cell in row[width:])):
        return "cell_count" if any(cell.strip() for cell in row) else "empty_row"
    if not any(row) or not any(cell.strip() for cell in row):
        return "empty_row"
    return "nul" if any("\0" in cell for cell in row) else ""
