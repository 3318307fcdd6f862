from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from babel import Locale
from babel.localedata import locale_identifiers
from babel.numbers import format_currency, format_decimal, format_percent
from hypothesis import given
from hypothesis import strategies as st

from calculators.fields import MONEY, NUMBER, RATE
from calculators.number_format import format_entry, format_quantity, isolated, parse_number, shown
from playbook.locale_data import locale_data
from tests.calculators.support import LANGUAGES, locale

NBSP = "\N{NO-BREAK SPACE}"
ENTRIES = [
    # text, unit, page's language, number
    ("1234.5", NUMBER, "en", "1234.5"),
    ("1,234.50", NUMBER, "en", "1234.5"),
    ("1.234,50", NUMBER, "en", "1234.5"),
    ("1,234.50", NUMBER, "it", "1234.5"),
    ("1.234,50", NUMBER, "it", "1234.5"),
    ("1,234", NUMBER, "en", "1234"),
    ("1,234", NUMBER, "it", "1.234"),
    ("1.234", NUMBER, "en", "1.234"),
    ("1.234", NUMBER, "it", "1234"),
    ("1,5", NUMBER, "en", "1.5"),
    ("1.5", NUMBER, "it", "1.5"),
    ("0,500", NUMBER, "en", "0.5"),
    ("1,2345", NUMBER, "en", "1.2345"),
    ("1.234.567", NUMBER, "en", "1234567"),
    ("1,234,567", NUMBER, "it", "1234567"),
    ("12,34,567.8", NUMBER, "en", "1234567.8"),
    ("1 234 567,8", NUMBER, "en", "1234567.8"),
    (f"1{NBSP}234,5", NUMBER, "hy", "1234.5"),
    ("1\N{NARROW NO-BREAK SPACE}234", NUMBER, "en", "1234"),
    ("1'234.5", NUMBER, "en", "1234.5"),
    ("1’234,5", NUMBER, "it", "1234.5"),
    ("٢٢", NUMBER, "ar", "22"),
    ("١٬٢٣٤٫٥٠", NUMBER, "ar", "1234.5"),
    ("١٬٢٣٤٫٥٠", NUMBER, "en", "1234.5"),
    ("۱۲۳٫۵", NUMBER, "ar", "123.5"),
    ("１２", NUMBER, "en", "12"),
    (" 12 ", NUMBER, "en", "12"),
    ("\N{RIGHT-TO-LEFT MARK}12\N{LEFT-TO-RIGHT MARK}", NUMBER, "ar", "12"),
    ("-12", NUMBER, "en", "-12"),
    ("−12", NUMBER, "en", "-12"),
    ("+12", NUMBER, "en", "12"),
    (".5", NUMBER, "en", "0.5"),
    (",5", NUMBER, "it", "0.5"),
    ("5.", NUMBER, "en", "5"),
    ("5,", NUMBER, "en", "5"),
    ("22", RATE, "en", "0.22"),
    ("22%", RATE, "en", "0.22"),
    ("22,5 %", RATE, "it", "0.225"),
    ("%22", RATE, "en", "0.22"),
    ("٢٢٪", RATE, "ar", "0.22"),
    ("0.5", RATE, "en", "0.005"),
    ("€1,000", MONEY, "en", "1000"),
    ("-€1,000", MONEY, "en", "-1000"),
    (f"1.000,50{NBSP}€", MONEY, "it", "1000.5"),
]
NO_NUMBERS = (
    *("", " ", ".", ",", "-", "+", "%", "abc", "12a", "1e5", "1d5", "0x10", "NaN", "Infinity", "∞", "½", "²", "1/2"),
    *("1..2", "1,,2", "1,2,3", "1.234,567.8", "1,234.567,8", "12 34", "1 2345", "1,23,45", "01,234,567", "--1", "1-2"),
    *("5 5 5", "１２x"),
)


@pytest.mark.parametrize(("text", "unit", "language", "number"), ENTRIES)
def test_entries_are_understood(text: str, unit: str, language: str, number: str) -> None:
    assert parse_number(text, unit, locale(language)) == Decimal(number)


@pytest.mark.parametrize("text", NO_NUMBERS)
@pytest.mark.parametrize("language", ["en", "it"])
def test_entries_that_are_no_numbers(text: str, language: str) -> None:
    assert parse_number(text, NUMBER, locale(language)) is None


@pytest.mark.parametrize("text", ["22%", "€5"])
def test_signs_of_another_unit_are_no_numbers(text: str) -> None:
    assert parse_number(text, NUMBER, locale("en")) is None


def test_without_a_currency_there_is_no_sign() -> None:
    plain = locale("en", "")
    assert format_quantity(Fraction("1234.5"), MONEY, plain) == "1,234.50"
    assert parse_number("€5", MONEY, plain) is None
    assert plain.currency == ""


numbers = st.decimals(min_value=-(10**15), max_value=10**15, places=4).map(Fraction)
languages = st.sampled_from(LANGUAGES)


@given(numbers, st.sampled_from([NUMBER, RATE, MONEY]), languages)
def test_what_is_shown_for_typing_is_read_back(number: Fraction, unit: str, language: str) -> None:
    data = locale(language)
    text = format_entry(number, unit, data)
    parsed = parse_number(text, unit, data)
    assert parsed is not None
    assert Fraction(parsed) == number


@given(numbers, st.sampled_from([NUMBER, RATE, MONEY]), languages)
def test_what_is_shown_is_read_back_as_shown(number: Fraction, unit: str, language: str) -> None:
    data = locale(language)
    parsed = parse_number(format_quantity(number, unit, data), unit, data)
    assert parsed is not None
    assert parsed * (100 if unit == RATE else 1) == shown(number, unit, data)


@given(st.text(max_size=12) | st.text("0123456789.,٠١٢٫٬ -%'", max_size=12), languages)
def test_any_text_is_a_finite_number_or_none(text: str, language: str) -> None:
    parsed = parse_number(text, NUMBER, locale(language))
    assert parsed is None or parsed.is_finite()


@given(st.integers(-(10**15), 10**15), languages)
def test_whole_numbers_look_as_babel_has_them(number: int, language: str) -> None:
    data = locale(language)
    expected = format_decimal(number, locale=language, numbering_system="latn")
    assert format_quantity(number, NUMBER, data) == without_marks(expected)
    expected = format_percent(Decimal(number) / 100, locale=language, numbering_system="latn")
    assert format_quantity(Fraction(number, 100), RATE, data) == without_marks(expected)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("amount", ["1234567.5", "0.25", "-3.75"])
def test_amounts_look_as_babel_has_them(amount: str, language: str) -> None:
    expected = format_currency(Decimal(amount), "EUR", locale=language, numbering_system="latn")
    assert format_quantity(Fraction(amount), MONEY, locale(language)) == without_marks(expected)


def without_marks(text: str) -> str:
    return text.translate(str.maketrans("", "", "\u200e\u200f\u061c"))


@pytest.mark.parametrize(
    ("number", "unit", "text"),
    [
        (310, NUMBER, "310"),
        ("15.5", NUMBER, "15.5"),
        ("3.875", NUMBER, "3.88"),
        ("14.76190476", NUMBER, "14.8"),
        ("0.012345", NUMBER, "0.012"),
        ("-0.012345", NUMBER, "-0.012"),
        ("999.96", NUMBER, "1,000"),
        (0, NUMBER, "0"),
        ("0.22", RATE, "22%"),
        ("0.333333", RATE, "33.3%"),
        ("0.0437", RATE, "4.37%"),
        ("-0.1", RATE, "-10%"),
        (90_000, MONEY, "€90,000"),
        ("90000.5", MONEY, "€90,000.50"),
        ("89999.999", MONEY, "€90,000"),
        ("0.001", MONEY, "€0.001"),
    ],
)
def test_few_decimals_are_shown(number: str | int, unit: str, text: str) -> None:
    assert format_quantity(Fraction(number), unit, locale("en")) == text


def test_the_yen_has_no_decimals() -> None:
    assert format_quantity(Fraction("1234.5"), MONEY, locale("en", "JPY")) == "¥1,235"


def test_numbers_are_isolated_where_the_page_runs_the_other_way() -> None:
    assert isolated("−5%", locale("ar")) == "\u2066−5%\u2069"
    assert isolated("−5%", locale("en")) == "−5%"


@pytest.mark.parametrize("language", LANGUAGES)
def test_digits_are_western(language: str) -> None:
    assert {char for char in format_quantity(1234567890, NUMBER, locale(language)) if char.isdecimal()} == set(
        "0123456789"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_plural_forms_of_whole_numbers_are_babels(language: str) -> None:
    rule, table = Locale.parse(language).plural_form, locale(language).plural
    for number in [*range(1200), *range(1200, 100_001, 97), 10**6, 10**12]:
        assert table.category(Decimal(number)) == rule(number), number


all_languages = st.sampled_from([identifier for identifier in locale_identifiers() if "_" not in identifier])


@given(all_languages, st.integers(0, 100_000) | st.integers(0, 10**12), st.integers(0, 3))
def test_plural_forms_in_every_language_of_cldr(language: str, digits: int, places: int) -> None:
    number = Decimal(digits).scaleb(-places)
    assert locale(language).plural.category(number) == Locale.parse(language).plural_form(number)


def test_locale_data_cannot_be_spoiled() -> None:
    first = locale_data("ar", "EUR")
    first["plural"] = {}
    assert locale_data("ar", "EUR")["plural"]
    assert locale_data("ar", "EUR")["dir"] == "rtl"


@pytest.mark.parametrize(
    ("language", "currency"), [("xx", ""), ("", ""), ("english", ""), ("en", "euro"), ("en", "XYZW")]
)
def test_unknown_languages_and_currencies_are_named(language: str, currency: str) -> None:
    with pytest.raises(ValueError, match="CLDR knows|ISO 4217"):
        locale_data(language, currency)
