"""Tables for spreadsheets: read back by Python's own reader, and without formulas."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.training.modules import call


def read(rows: list[list[str | int]]) -> list[list[str]]:
    text = call("training/csv.js", "csv", rows)
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))


def test_plain_cells() -> None:
    rows: list[list[str | int]] = [
        ["Name", "Score"],
        ["Borg, Anna", 80],
        ['Ben "B"', -1],
        ["two\nlines", ""],
        ["مريم", 0],
    ]
    assert read(rows) == [[str(cell) for cell in row] for row in rows]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", " =", "\ufeff=", "\uff1d", "\u200b+", "  @"])
def test_formulas_become_text(start: str) -> None:
    text = f'{start}HYPERLINK("https://example.com";"x")'
    assert read([[text]]) == [[f"'{text}"]]


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.lists(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])), min_size=2, max_size=3)
    )
)
def test_any_text_comes_through(rows: list[list[str]]) -> None:
    found = read([list(row) for row in rows])
    assert [[cell.removeprefix("'") for cell in row] for row in found] == [
        [cell.removeprefix("'") for cell in row] for row in rows
    ]
    assert not [
        cell for row in found for cell in row if cell.lstrip("\ufeff\u200b \t\r\n")[:1] in tuple("=+-@＝＋－＠")
    ]
