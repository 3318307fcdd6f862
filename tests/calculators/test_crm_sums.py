"""What must hold of any export: sums that agree, inputs that other calculators take, an order of the stages."""

from __future__ import annotations

import json
import random
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators import command_line, crm
from calculators.crm_ready import working_days
from calculators.read_json import read_json
from calculators.registry import load
from calculators.validate import validate
from tests.calculators import support
from tests.calculators.made_up_crm import made_up_crm, reported

GROUPINGS = ("by_stage", "by_owner", "by_source", "by_month")


def run(csv: str) -> Any:
    return json.loads(command_line.run("crm", json.dumps({"csv": csv})))


@pytest.mark.parametrize(
    ("rows", "order"),
    [
        (["1. Lead,Lost,", "2. Offer,Lost,", "2. Offer,Won,"], ["1. Lead", "2. Offer"]),
        (["Talk,Lost,10", "Talk,Open,10", "Pitch,Open,60", "Pitch,Lost,"], ["Talk", "Pitch"]),
        (["Proposal Made,Lost,", "Qualified,Lost,"], ["Qualified", "Proposal Made"]),
        (["Alpha,Lost,", "Beta,Lost,"], ["opportunity"]),
        (["Alpha,Lost,10", "Beta,Open,20"], ["opportunity"]),
        (["1. Lead,Lost,", ",Lost,"], ["opportunity"]),
    ],
)
def test_the_order_of_stages(rows: list[str], order: list[str]) -> None:
    text = "Stage,Status,Probability,Amount\n" + "".join(f"{row},1\n" for row in [*rows, "Closed Won,Won,"])
    stages = run(text)["ready"]["funnel"]["stages"]
    assert [stage["id"] for stage in stages] == [*order, "customer"]


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        ((2025, 3, 3), (2025, 3, 3), 1),
        ((2025, 3, 1), (2025, 3, 2), 1),
        ((2025, 3, 3), (2025, 3, 9), 5),
        ((2025, 3, 7), (2025, 3, 10), 2),
        ((2025, 1, 1), (2025, 12, 31), 261),
    ],
)
def test_working_days(first: tuple[int, int, int], last: tuple[int, int, int], days: int) -> None:
    assert working_days(date(*first), date(*last)) == days


@given(st.integers(0, 10**9))
def test_sums_agree(seed: int) -> None:
    inputs = made_up_crm(random.Random(seed))  # noqa: S311  # nothing here is secret
    result = support.calculate("crm", inputs)
    assert result.rows == result.deals + len(result.refused) == _rows_in(str(inputs["csv"]))
    assert result.won + result.lost + result.open == result.deals
    for grouping in GROUPINGS:
        found = getattr(result, grouping)
        assert sum(group.count for group in found) == result.deals
        assert sum((group.value for group in found), Fraction(0)) == result.value
        assert len({group.name for group in found}) == len(found)
    assert [row.line for row in result.refused] == sorted({row.line for row in result.refused})


def _rows_in(text: str) -> int:
    """Rows below the header: nothing made up has a line break in a cell."""
    return len([line for line in text.splitlines() if line.strip()]) - 1


@given(st.integers(0, 10**9))
def test_what_is_ready_is_valid(seed: int) -> None:
    inputs = made_up_crm(random.Random(seed))  # noqa: S311  # nothing here is secret
    result = json.loads(command_line.run("crm", json.dumps(inputs)))
    left_out = {row["calculator"] for row in result["left_out"]}
    assert left_out.isdisjoint(result["ready"])
    assert left_out | result["ready"].keys() == {"funnel", "velocity", "goal-plan", "forecast"}
    for calculator, ready in result["ready"].items():
        validate(load(calculator), read_json(json.dumps(ready)))


@given(st.text(st.characters(blacklist_categories=["Cs"]), max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    csv = f"Stage,Amount,Close Date\n{text}"
    problems = list(crm.check({"csv": csv}))
    assert {problem.code for problem in problems} <= {"bad_csv"}
    if not problems:
        result = support.calculate("crm", {"csv": csv})
        assert result.rows == result.deals + len(result.refused)


def test_a_hundred_thousand_rows() -> None:
    """Deal i is worth i cents; every fourth is won after i % 50 days."""
    count = 100_000
    lines = ["Record ID,Deal Stage,Amount,Create Date,Close Date,Deal owner"]
    for index in range(count):
        stage = "Closed Won" if index % 4 == 0 else "Closed Lost"
        day = date.fromordinal(738_000 + index % 50)
        lines.append(f'{index},"{stage}",{index / 100:.2f},{date.fromordinal(738_000)},{day},Owner {index % 7}')
    shares, result = reported(crm.steps("\n".join(lines), {}))
    assert shares == sorted(shares)
    assert len(shares) > 100
    assert (result.rows, result.deals, result.won) == (count, count, count // 4)
    assert result.value == Fraction(count * (count - 1) // 2, 100)
    assert result.average_cycle == Fraction(sum(index % 50 for index in range(0, count, 4)), count // 4)
