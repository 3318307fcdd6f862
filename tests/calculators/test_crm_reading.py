"""From bytes to rows: encodings, delimiters, quotation marks, line ends, and what is broken."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.crm_progress import finished
from calculators.crm_rows import DELIMITERS, LONGEST_ROW, QUOTES, Dialect, dialects, lines_of, rows_of
from calculators.crm_text import PIECE, decoded
from tests.calculators.made_up_crm import reported

TEXT = "Stage,Amount\nClosed Won,1\nצ Ж 漢 é,2\n"
CELLS = st.text(st.characters(blacklist_categories=["Cs"]), max_size=12)


def text_of(data: bytes) -> str:
    return finished(decoded(data))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings(encoding: str) -> None:
    assert text_of(TEXT.encode(encoding)).removeprefix("\ufeff") == TEXT


def test_a_mark_before_utf_16() -> None:
    assert text_of(b"\xfe\xff" + TEXT.encode("utf-16-be")) == TEXT


def test_what_spreadsheets_save() -> None:
    assert text_of("Responsável;Situação\n".encode("cp1252")) == "Responsável;Situação\n"


@given(st.binary(max_size=200))
def test_any_bytes_become_text(data: bytes) -> None:
    assert isinstance(text_of(data), str)


def test_long_files_are_decoded_in_pieces() -> None:
    text = "aé" * PIECE
    shares, found = reported(decoded(text.encode()))
    assert found == text
    assert shares == sorted(shares)
    assert len(shares) == 3
    assert shares[-1] == 1


def written(rows: list[list[str]], dialect: Dialect, end: str, *, always: bool) -> str:
    """A table as exports write it: cells with a sign that means something are quoted, or all of them."""

    def cell(text: str) -> str:
        quote = dialect.quote
        special = any(sign in text for sign in (quote, dialect.delimiter, "\r", "\n"))
        return f"{quote}{text.replace(quote, quote * 2)}{quote}" if always or special else text

    return "".join(dialect.delimiter.join(map(cell, row)) + end for row in rows)


@given(
    st.integers(2, 4).flatmap(lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1)),
    st.builds(Dialect, st.sampled_from(DELIMITERS), st.sampled_from(QUOTES)),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.booleans(),
)
def test_what_is_written_is_read(rows: list[list[str]], dialect: Dialect, end: str, always: bool) -> None:
    # Files may begin with a mark, so the first row has none of these cells.
    text = written([["x", "y"], *rows], dialect, end, always=always)
    assert [cells for _, cells in rows_of(lines_of(text), dialect)] == [["x", "y"], *rows]


@given(st.text(st.characters(blacklist_categories=["Cs"]), max_size=80))
def test_lines_lose_nothing(text: str) -> None:
    lines = lines_of(text)
    assert "".join(lines) == text.removeprefix("\ufeff")
    assert all(line.strip("\r\n").count("\n") == 0 for line in lines)


@pytest.mark.parametrize("delimiter", DELIMITERS)
def test_the_delimiter_is_found(delimiter: str) -> None:
    rows = [["a", "b,c;d|e", "f"], ["1,5", "2;3", "x\ty"], ["", "|", ";"]]
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(rows)
    assert next(dialects(lines_of(file.getvalue()))) == Dialect(delimiter, '"')


def test_single_quotation_marks_are_found() -> None:
    lines = lines_of("'a','b, c'\n'1','2, 3'\n")
    assert next(dialects(lines)) == Dialect(",", "'")


def test_lines_are_counted_within_quoted_cells() -> None:
    lines = lines_of('a,b\r\n"1\r\n2\n3",x\r\n\r\n4,y\r\n')
    assert list(rows_of(lines, Dialect(",", '"'))) == [(1, ["a", "b"]), (2, ["1\r\n2\n3", "x"]), (6, ["4", "y"])]


def test_a_quotation_mark_that_never_closes_costs_one_row() -> None:
    count = LONGEST_ROW * 2
    text = 'a,"b\n' + "".join(f"{index},x\n" for index in range(count))
    found = list(rows_of(lines_of(text), Dialect(",", '"')))
    assert found[0] == (1, None)
    assert [cells for _, cells in found[1:]] == [[str(index), "x"] for index in range(count)]


def test_broken_quotation_marks_in_between() -> None:
    found = list(rows_of(lines_of('a,b\n"x"y,1\nc,d\n"open,2\ne,f\n'), Dialect(",", '"')))
    assert found == [(1, ["a", "b"]), (2, None), (3, ["c", "d"]), (4, None), (5, ["e", "f"])]
