"""crm: your own numbers out of a CRM export."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from calculators.crm_columns import FIELDS
from calculators.crm_deals import DAY_FIRST, GROUPED, read_deals
from calculators.crm_header import Header, find_header, problems
from calculators.crm_outcome import LOST, OPEN, WON
from calculators.crm_progress import finished, scaled
from calculators.crm_ready import ready
from calculators.crm_records import Columns, Group, LeftOut, Ready, Refused
from calculators.crm_rows import lines_of
from calculators.crm_stages import has_two_steps, stage_order
from calculators.crm_summary import Summary, by_place, by_value, group_records, summed, win_rate
from calculators.fields import MONEY, NUMBER, RATE, codes, document, inputs, integer, number, record, records, text
from calculators.problems import InvalidInputError, Problem
from calculators.registry import Values


@dataclass(frozen=True, kw_only=True)
class Inputs:
    """The text of an export, and for columns that are not recognised by themselves what they hold."""

    csv: str = field(metadata=document("fields.csv"))
    mapping: Columns | None = field(default=None, metadata=record(Columns, "fields.mapping", optional=True))


@dataclass(frozen=True, kw_only=True)
class Result:
    """What the export holds; ``rows`` = ``deals`` + the rows refused. See ``calculate`` for the formulas."""

    crm: str = field(metadata=text("results.crm", names="crms"))
    currency: str | None = field(metadata=text("results.currency", optional=True))
    rows: int = field(metadata=integer(NUMBER, "results.rows"))
    deals: int = field(metadata=integer(NUMBER, "results.deals"))
    won: int = field(metadata=integer(NUMBER, "results.won"))
    lost: int = field(metadata=integer(NUMBER, "results.lost"))
    open: int = field(metadata=integer(NUMBER, "results.open"))
    without_value: int = field(metadata=integer(NUMBER, "results.without_value"))
    value: Fraction = field(metadata=number(MONEY, "results.value"))
    revenue: Fraction = field(metadata=number(MONEY, "results.revenue"))
    win_rate: Fraction | None = field(metadata=number(RATE, "results.win_rate", optional=True))
    average_deal: Fraction | None = field(metadata=number(MONEY, "results.average_deal", optional=True))
    average_cycle: Fraction | None = field(metadata=number("days", "results.average_cycle", optional=True))
    median_cycle: Fraction | None = field(metadata=number("days", "results.median_cycle", optional=True))
    by_stage: tuple[Group, ...] = field(metadata=records(Group, "results.by_stage"))
    by_owner: tuple[Group, ...] = field(metadata=records(Group, "results.by_owner"))
    by_source: tuple[Group, ...] = field(metadata=records(Group, "results.by_source"))
    by_month: tuple[Group, ...] = field(metadata=records(Group, "results.by_month"))
    refused: tuple[Refused, ...] = field(metadata=records(Refused, "results.refused"))
    columns: Columns = field(metadata=record(Columns, "results.columns"))
    ready: Ready = field(metadata=inputs(Ready, "results.ready"))
    left_out: tuple[LeftOut, ...] = field(metadata=records(LeftOut, "results.left_out"))
    warnings: tuple[str, ...] = field(
        metadata=codes("results.warnings", DAY_FIRST, GROUPED, "no_amounts", "no_outcomes", "no_stages_of_lost_deals")
    )


def check(values: Values) -> Iterator[Problem]:
    """Find texts that are no export, and columns that were chosen but are not there."""
    if "csv" in values:
        yield from problems(values["csv"], values.get("mapping", {}))


def calculate(inputs: Inputs) -> Result:
    """Read the export and add it up.

    win rate = won ÷ (won + lost); average deal = value of the deals won ÷ their number; cycle = days from creation to
    closing of the deals won: their average and their median. A group's average is its value ÷ its deals with a value.
    The month is that of closing, planned or done; in files without such dates that of creation.
    """
    return finished(steps(inputs.csv, inputs.mapping.chosen() if inputs.mapping else {}))


def steps(csv: str, chosen: Mapping[str, str]) -> Generator[float, None, Result]:
    """Do the same in steps that yield the share that is done; ``csv`` passes ``check``."""
    lines = lines_of(csv)
    yield 0.05
    header = find_header(lines, chosen)
    if header is None:
        raise InvalidInputError(Problem("csv", "csv_one_column"))
    found = yield from scaled(read_deals(lines, header), 0.05, 0.85)
    has_closing_dates = any(deal.closed for deal in found.deals)
    summary = yield from scaled(summed(found.deals, has_closing_dates=has_closing_dates), 0.85, 0.95)
    order = stage_order(found.deals)
    made, left_out = ready(found.deals, summary, order)
    won = summary.by_outcome[WON]
    applying = {
        **dict.fromkeys(found.assumed, True),
        "no_amounts": not summary.total.valued,
        "no_outcomes": win_rate(summary) is None,
        "no_stages_of_lost_deals": has_two_steps(found.deals, order),
    }
    yield 1.0
    return Result(
        crm=header.recognised.crm,
        currency=found.currency or None,
        rows=len(found.deals) + len(found.refused),
        deals=len(found.deals),
        won=won.count,
        lost=summary.by_outcome[LOST].count,
        open=summary.by_outcome[OPEN].count,
        without_value=summary.total.count - summary.total.valued,
        value=summary.total.value,
        revenue=won.value,
        win_rate=win_rate(summary),
        average_deal=won.average,
        average_cycle=summary.average_cycle,
        median_cycle=summary.median_cycle,
        **_groups(summary, order or ()),
        refused=tuple(Refused(line=row.line, reason=row.reason, column=row.column or None) for row in found.refused),
        columns=_columns(header),
        ready=made,
        left_out=left_out,
        warnings=tuple(code for code, applies in applying.items() if applies),
    )


def _groups(summary: Summary, order: tuple[str, ...]) -> dict[str, tuple[Group, ...]]:
    ranks = {"stage": by_place(order), "owner": by_value, "source": by_value, "month": by_place(())}
    return {f"by_{name}": group_records(summary.groups[name], rank) for name, rank in ranks.items()}


def _columns(header: Header) -> Columns:
    places = header.recognised.columns
    return Columns(**{name: header.names[places[name]] if name in places else None for name in FIELDS})
