"""Made-up exports of deals, and reading in steps."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Generator, Sequence
from typing import TypeVar

T = TypeVar("T")
STAGES = ("Qualified", "Contact Made", "Demo Scheduled", "Proposal Made", "Closed Won", "Closed Lost", "")
STATUSES = ("Won", "Lost", "Open", "")
HEADER = ("Deal - ID", "Deal - Title", "Deal - Stage", "Deal - Status", "Deal - Value", "Deal - Owner")
MORE = ("Deal - Source channel", "Deal - Deal created", "Deal - Deal closed on")


def made_up_crm(chance: random.Random) -> dict[str, object]:
    """Inputs of crm: a file of up to 40 rows, some of which are bad, in any of the ways to write one."""
    decimal, delimiter = chance.choice([".", ","]), chance.choice([",", ";", "\t"])
    rows: list[Sequence[str]] = [(*HEADER, *MORE)]
    rows += [_row(chance, number, decimal) for number in range(chance.randint(1, 40))]
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter, lineterminator=chance.choice(["\n", "\r\n", "\r"])).writerows(rows)
    inputs: dict[str, object] = {"csv": chance.choice(["", "\ufeff"]) + file.getvalue()}
    if chance.random() < 0.3:
        inputs["mapping"] = {"owner": chance.choice(["Deal - Title", "-", "Deal - Owner"])}
    return inputs


def reported(steps: Generator[float, None, T]) -> tuple[list[float], T]:
    """The shares that work in steps reports, and what it returns."""
    shares: list[float] = []
    while True:
        try:
            shares.append(next(steps))
        except StopIteration as stop:
            result: T = stop.value
            return shares, result


def _row(chance: random.Random, number: int, decimal: str) -> Sequence[str]:
    bad = chance.random() < 0.1
    amount = f"{chance.randint(0, 10**7)}{decimal}{chance.randint(0, 99):02d}"
    row = (
        str(chance.randint(0, 300)),
        f'Deal {number}, „quoted“ "here"',
        chance.choice(STAGES),
        chance.choice(STATUSES),
        "nothing" if bad else chance.choice(["", amount, f"€ {amount}"]),
        chance.choice(["Ann", "Ben", "Çelik", "ي", ""]),
        chance.choice(["Web", "Fair", ""]),
        f"2025-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}",
        chance.choice(["", f"2026-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d} 10:15:00"]),
    )
    return row[: chance.choice([3, len(row)])] if bad else row
