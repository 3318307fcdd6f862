"""crm: from cells to deals; every row becomes one or is refused with its line and the reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import repeat
from typing import NamedTuple

from calculators.crm_cells import Cells, RefusedRow, read_cells
from calculators.crm_columns import FIELDS, short_name
from calculators.crm_dates import DateReader, Evidence, date_styles, evidence
from calculators.crm_header import Header
from calculators.crm_numbers import Amount, NumberStyle, NumberVotes, currency_code, read_amount, read_probability
from calculators.crm_outcome import LOST, OPEN, WON, outcome
from calculators.crm_progress import STEP, counted, scaled

REFUSALS = (
    "before_header",
    "broken_quotes",
    "cell_count",
    "empty_row",
    "nul",
    "not_a_number",
    "negative",
    "not_a_date",
    "other_currency",
    "duplicate",
)
"""Why a row is refused."""
DAY_FIRST, GROUPED = "day_first_assumed", "groups_assumed"
"""What is taken for granted where a file does not tell: 03/04 is in April, 1.234 is more than a thousand."""

_DATES = ("created", "closed", "won", "lost", "decided")
_MOST_KNOWN = 50_000


class Deal(NamedTuple):
    """One deal. Its amount is ``units`` × 10^−``decimals``; what no cell tells is ``None`` or empty."""

    line: int
    stage: str
    outcome: str
    units: int | None
    decimals: int
    currency: str
    owner: str
    source: str
    created: date | None
    closed: date | None
    probability: Amount | None
    id: str


@dataclass(frozen=True, slots=True)
class Deals:
    """What a file holds; ``refused`` in the order of the lines, ``assumed``: ``DAY_FIRST`` and ``GROUPED``."""

    deals: tuple[Deal, ...]
    refused: tuple[RefusedRow, ...]
    currency: str
    assumed: tuple[str, ...]


def read_deals(lines: Sequence[str], header: Header) -> Generator[float, None, Deals]:
    """Yield the share that is done; return the deals."""
    cells = yield from scaled(read_cells(lines, header), 0.0, 0.4)
    reader = yield from scaled(_reader(cells, header), 0.4, 0.55)
    deals = yield from scaled(_converted(cells, reader), 0.55, 0.95)
    refused = [*cells.refused, *reader.refused]
    currencies = Counter(deal.currency for deal in deals if deal.currency)
    # The commonest, the first in the alphabet where two are as common.
    currency = min(currencies, key=lambda code: (-currencies[code], code), default="")
    kept = tuple(_kept(deals, currency, header, refused))
    yield 1.0
    return Deals(kept, tuple(sorted(refused)), currency, reader.assumed)


@dataclass(slots=True)
class _Reader:
    """Reads amounts and dates in the styles of their columns; collects the rows in which that fails."""

    numbers: NumberStyle
    dates: Mapping[str, DateReader]
    names: Mapping[str, str]
    assumed: tuple[str, ...]
    refused: list[RefusedRow]
    known: dict[str, Amount | None]

    def amount(self, text: str) -> Amount | None:
        """Read an amount; what was read once is remembered, since prices repeat."""
        if text not in self.known:
            if len(self.known) >= _MOST_KNOWN:
                self.known.clear()
            self.known[text] = read_amount(text, self.numbers)
        return self.known[text]

    def refuse(self, line: int, reason: str, field: str) -> None:
        self.refused.append(RefusedRow(line, reason, self.names[field]))


def _reader(cells: Cells, header: Header) -> Generator[float, None, _Reader]:
    """Decide how numbers and dates are written, each from its whole column."""
    votes = NumberVotes()
    amounts = cells.columns.get("amount", [])
    for start in range(0, len(amounts), STEP):
        votes.add(amounts[start : start + STEP])
        yield 0.5 * start / len(amounts)
    numbers = votes.style()
    found: dict[str, Evidence] = {}
    for field in _DATES:
        if field in cells.columns:
            # The time of day tells nothing but whether it is a.m. or p.m.; most days come many times.
            found[field] = evidence(set(cells.columns[field]))
            yield 0.5 + 0.5 * len(found) / len(_DATES)
    styles = dict(zip(found, date_styles(list(found.values())), strict=True))
    assumed = {
        DAY_FIRST: any(styles[field].assumed for field in ("created", "closed") if field in styles),
        GROUPED: numbers.assumed,
    }
    return _Reader(
        numbers,
        {field: DateReader(style) for field, style in styles.items()},
        {field: header.names[place] for field, place in header.recognised.columns.items()},
        tuple(name for name, applies in assumed.items() if applies),
        [],
        {},
    )


def _converted(cells: Cells, reader: _Reader) -> Generator[float, None, list[Deal]]:
    rows = map(_Row, *(cells.columns.get(field) or repeat("", len(cells.lines)) for field in FIELDS))
    deals: list[Deal] = []
    for share, (line, row) in counted(zip(cells.lines, rows, strict=True), len(cells.lines)):
        if share is not None:
            yield share
        deal = _deal(line, row, reader)
        if deal:
            deals.append(deal)
    return deals


class _Row(NamedTuple):
    """The cells of a row, in the order of ``FIELDS``."""

    stage: str
    status: str
    amount: str
    currency: str
    owner: str
    source: str
    created: str
    closed: str
    won: str
    lost: str
    decided: str
    probability: str
    id: str


def _deal(line: int, row: _Row, reader: _Reader) -> Deal | None:
    """Return the deal of a row; ``None`` once the row is refused."""
    amount = reader.amount(row.amount) if row.amount else None
    created = reader.dates["created"].read(row.created) if row.created else None
    closed = reader.dates["closed"].read(row.closed) if row.closed else None
    wrong = {
        ("not_a_number", "amount"): row.amount and amount is None,
        ("negative", "amount"): amount and amount.units < 0,
        ("not_a_date", "created"): row.created and created is None,
        ("not_a_date", "closed"): row.closed and closed is None,
    }
    for (reason, field), applies in wrong.items():
        if applies:
            reader.refuse(line, reason, field)
            return None
    said = outcome(status=row.status, stage=row.stage, won=row.won, lost=row.lost, decided=row.decided)
    return Deal(
        line,
        short_name(row.stage),
        said,
        amount.units if amount else None,
        amount.decimals if amount else 0,
        currency_code(row.currency) if row.currency else (amount.currency if amount else ""),
        short_name(row.owner),
        short_name(row.source),
        created,
        closed or _marked_day(row, said, reader),
        read_probability(row.probability) if row.probability and said == OPEN else None,
        row.id,
    )


def _marked_day(row: _Row, said: str, reader: _Reader) -> date | None:
    """Return when a deal was decided, where the column that marks its outcome says when."""
    marks = {WON: (("won", row.won), ("decided", row.decided)), LOST: (("lost", row.lost), ("decided", row.decided))}
    days = (reader.dates[field].read(text) for field, text in marks.get(said, ()) if text)
    return next((day for day in days if day), None)


def _kept(deals: Sequence[Deal], currency: str, header: Header, refused: list[RefusedRow]) -> Iterator[Deal]:
    """Yield the deals that can be added up, each once."""
    names = {field: header.names[place] for field, place in header.recognised.columns.items()}
    seen: set[str] = set()
    for deal in deals:
        if deal.currency and deal.currency != currency and deal.units:
            column = names.get("currency") or names["amount"]
            refused.append(RefusedRow(deal.line, "other_currency", column))
        elif deal.id and deal.id in seen:
            refused.append(RefusedRow(deal.line, "duplicate", names["id"]))
        else:
            seen.add(deal.id)
            yield deal
