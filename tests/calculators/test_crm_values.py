"""Numbers, dates and outcomes as exports write them."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.crm_dates import DateReader, DateStyle, date_styles, evidence
from calculators.crm_numbers import Amount, NumberStyle, NumberVotes, currency_code, read_amount
from calculators.crm_outcome import outcome

POINT, COMMA = NumberStyle(".", assumed=False), NumberStyle(",", assumed=False)


def style_of(*texts: str) -> NumberStyle:
    votes = NumberVotes()
    votes.add(texts)
    return votes.style()


@pytest.mark.parametrize(
    ("texts", "decimal", "assumed"),
    [
        (["1,234.50"], ".", False),
        (["1.234,50"], ",", False),
        (["12.5"], ".", False),
        (["12,5"], ",", False),
        (["1.234", "1.5"], ".", False),
        (["1.234", "1,5"], ",", False),
        (["1.234.567"], ",", False),
        (["1,234,567"], ".", False),
        (["0.125"], ".", False),
        (["1234,567"], ",", False),
        (["1.234", "200"], ",", True),
        (["1,234"], ".", True),
        (["1,234", "1.234"], ".", True),
        (["R$ 1.234,00", "€ 12"], ",", False),
        (["100", ""], ".", False),
        ([], ".", False),
    ],
)
def test_a_column_tells_its_decimal_sign(texts: list[str], decimal: str, assumed: bool) -> None:
    assert style_of(*texts) == NumberStyle(decimal, assumed)


@pytest.mark.parametrize(
    ("text", "style", "value", "currency"),
    [
        ("1234", POINT, "1234", ""),
        ("1234.50", POINT, "1234.5", ""),
        ("1,234.50", POINT, "1234.5", ""),
        ("1.234,50", COMMA, "1234.5", ""),
        ("1.234", COMMA, "1234", ""),
        ("1.234", POINT, "1.234", ""),
        ("1 234 567,8", COMMA, "1234567.8", ""),
        ("1\u202f234,50\u00a0€", COMMA, "1234.5", "EUR"),
        ("1'234.50 CHF", POINT, "1234.5", "CHF"),
        ("12,34,567.8", POINT, "1234567.8", ""),
        ("R$ 1.234,50", COMMA, "1234.5", "BRL"),
        ("US$1,234", POINT, "1234", "USD"),
        ("$-5", POINT, "-5", "$"),
        ("(1,234.50)", POINT, "-1234.5", ""),
        ("-7", POINT, "-7", ""),
        ("7-", POINT, "-7", ""),
        ("+7", POINT, "7", ""),
        (".5", POINT, "0.5", ""),
        ("99 kr.", POINT, "99", "KR."),
        ("١٢٣٤٫٥ د.إ", POINT, "1234.5", "د.إ"),
    ],
)
def test_amounts(text: str, style: NumberStyle, value: str, currency: str) -> None:
    amount = read_amount(text, style)
    assert amount is not None
    assert Decimal(amount.units).scaleb(-amount.decimals) == Decimal(value)
    assert amount.currency == currency


@pytest.mark.parametrize(
    "text",
    [
        *("on request", "12 apples", "1.2.3", "1,23.4", "1.234,50", "€ 5 $", "--5", "(-5)", "5%", "#5", "1e5", "12:30"),
        *("1234567890123456", "0." + "1" * 13, "5 (approx)"),
    ],
)
def test_what_is_no_amount(text: str) -> None:
    assert read_amount(text, POINT) is None


@given(st.text(max_size=20))
def test_any_text_is_an_amount_or_not(text: str) -> None:
    votes = NumberVotes()
    votes.add([text])
    assert isinstance(read_amount(text, votes.style()), Amount | None)


@given(
    st.integers(0, 10**15 - 1),
    st.integers(0, 99),
    st.sampled_from([(".", ","), (".", " "), (".", "'"), (".", ""), (",", "."), (",", " "), (",", "")]),
    st.sampled_from(["{}", "€ {}", "{} €", "R$ {}", "US${}", "EUR {}"]),
)
def test_amounts_that_people_write_are_read(whole: int, cents: int, signs: tuple[str, str], pattern: str) -> None:
    decimal, group = signs
    text = pattern.format(f"{whole:,}".replace(",", group) + f"{decimal}{cents:02d}")
    amount = read_amount(text, style_of(text))
    assert amount is not None
    assert (amount.units, amount.decimals) == (whole * 100 + cents, 2)


def test_currencies_have_one_name() -> None:
    assert {currency_code(text) for text in ("eur", "EUR", "€", " € ")} == {"EUR"}


def read(text: str, *, day_first: bool = True) -> date | None:
    return DateReader(DateStyle(day_first, assumed=False)).read(text)


@pytest.mark.parametrize(
    "text",
    [
        *("2025-03-04", "2025/3/4", "2025.03.04", "20250304", "2025-03-04T10:15:00.000Z", "2025-03-04 10:15"),
        *("04/03/2025", "4.3.2025", "4-3-25", "04/03/2025 10:15", "4 March 2025", "04-Mar-25", "4 de março de 2025"),
        *("March 4, 2025", "Mar 4th, 2025", "4th Mar 2025", "4 mar 2025", "04 mar. 2025, 10:15"),
    ],
)
def test_dates(text: str) -> None:
    assert read(text) == date(2025, 3, 4)


@pytest.mark.parametrize("text", ["03/04/2025", "3/4/25", "03-04-2025 9:05 AM"])
def test_dates_with_the_month_first(text: str) -> None:
    assert read(text, day_first=False) == date(2025, 3, 4)


@pytest.mark.parametrize(
    "text",
    [
        *("soon", "2025-13-01", "2025-02-30", "31/02/2025", "13/13/2025", "1/2", "04/03-2025", "1600-01-01"),
        *("2025-03-04x", "2025-03-04 soon", "4 Foo 2025", "0/1/2025", "45000"),
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert read(text) is None


def test_a_date_that_was_met_with_another_time() -> None:
    reader = DateReader(DateStyle(day_first=True, assumed=False))
    assert reader.read("January 15 2025") == date(2025, 1, 15)
    assert reader.read("January 15 2024") == date(2024, 1, 15)
    assert reader.read("2025-03-04 10:15") == reader.read("2025-03-04 11:20") == date(2025, 3, 4)


def styles_of(*columns: list[str]) -> list[tuple[bool, bool]]:
    return [(style.day_first, style.assumed) for style in date_styles([evidence(column) for column in columns])]


@pytest.mark.parametrize(
    ("columns", "styles"),
    [
        ([["03/04/2025", "25/04/2025"]], [(True, False)]),
        ([["03/04/2025", "04/25/2025"]], [(False, False)]),
        ([["03/04/2025"]], [(True, True)]),
        ([["04/04/2025"]], [(True, False)]),
        ([["03.04.2025"]], [(True, False)]),
        ([["03/04/2025 9:05 AM"]], [(False, False)]),
        ([["03/04/2025"], ["04/25/2025"]], [(False, False), (False, False)]),
        ([["25/04/2025"], ["04/25/2025"], ["03/04/2025"]], [(True, False), (False, False), (True, True)]),
        ([["25/04/2025", "26/04/2025", "04/27/2025"]], [(True, False)]),
        ([["2025-04-03"]], [(True, False)]),
        ([[]], [(True, False)]),
    ],
)
def test_the_whole_column_tells_the_order(columns: list[list[str]], styles: list[tuple[bool, bool]]) -> None:
    assert styles_of(*columns) == styles


@given(
    st.lists(st.integers(0, 400), min_size=1, max_size=20),
    st.sampled_from(["%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%Y-%m-%d", "%d-%b-%Y", "%b %d, %Y", "%Y-%m-%d %H:%M"]),
)
def test_dates_that_tell_are_read(days: list[int], pattern: str) -> None:
    dates = [date(2024, 6, 28), *(date(2024, 1, 1) + timedelta(days=day) for day in days)]
    texts = [day.strftime(pattern) for day in dates]
    reader = DateReader(date_styles([evidence(texts)])[0])
    assert [reader.read(text) for text in texts] == dates


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"status": "Won"}, "won"),
        ({"status": "Vendida"}, "won"),
        ({"status": "Perdida"}, "lost"),
        ({"status": "Em andamento", "stage": "Closed Won"}, "open"),
        ({"status": "Open", "won": "2025-01-01"}, "open"),
        ({"status": "Paused", "stage": "Closed Lost"}, "lost"),
        ({"stage": "Closed Won"}, "won"),
        ({"stage": "closedlost"}, "lost"),
        ({"stage": "Negotiation"}, "open"),
        ({"stage": "Wonderful prospects"}, "open"),
        ({"won": "true", "stage": "Signed"}, "won"),
        ({"won": "0", "decided": "1", "stage": "Dead Opportunity"}, "lost"),
        ({"won": "false", "lost": "true"}, "lost"),
        ({"decided": "true", "stage": "Closed won"}, "won"),
        ({"won": "", "lost": "2025-02-02 10:00:00"}, "lost"),
        ({}, "open"),
    ],
)
def test_outcomes(cells: dict[str, str], said: str) -> None:
    all_cells = {"status": "", "stage": "", "won": "", "lost": "", "decided": "", **cells}
    assert outcome(**all_cells) == said
