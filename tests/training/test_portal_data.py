"""Words, numbers, dates and lists as scripts write them are what Babel writes at build time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal

from playbook.catalogue import Catalogue
from playbook.languages import Language, babel_locale
from playbook.localise import localise
from playbook.project import Project
from playbook.training_data import training_data
from tests.content import library
from tests.training.modules import call, nested
from tools.provision import ROOT

LANGUAGES = Project(ROOT).languages
WORDS = """
    - {id: training.hello.all, text: "Hello {name}, {n} {unknown} {constructor}"}
    - id: training.people.all
      text: {one: "{n} o", other: "{n} x {name}"}
"""
CATEGORIES = {name: f"{{n}} {name}" for name in ("zero", "one", "two", "few", "many", "other")}
DAYS = ("2024-02-29", "2026-12-01", "2027-01-31", "2031-10-09")
NUMBERS = (0, 7, 999, 1000, -1234, 1_234_567, 0.5, 1234.75)
LISTS: tuple[list[str], ...] = ([], ["a"], ["a", "b"], ["a", "b", "c"], ["a", "b", "c", "d"])
MARKS = str.maketrans("", "", "\u2068\u2069")


@pytest.fixture(params=LANGUAGES, ids=lambda language: str(language.code))
def language(request: pytest.FixtureRequest) -> Language:
    found: Language = request.param
    return found


@pytest.fixture
def ask(language: Language) -> Callable[..., Any]:
    data = training_data(localise(library(interface=WORDS), language, Catalogue("x.po")), LANGUAGES)
    data["words"]["people.all"] = CATEGORIES
    portal = nested("training/portal-data.js", "new Portal", data, "https://x.org/play/")
    return lambda method, *arguments: call("training/portal-data.js", f".{method}", portal, *arguments)


def test_dates(ask: Callable[..., Any], language: Language) -> None:
    locale = babel_locale(language.code)
    for day in DAYS:
        expected = format_date(dt.date.fromisoformat(day), "long", locale)
        assert ask("date", day) == ask("date", f"{day}T12:00:00.000Z") == expected


def test_numbers(ask: Callable[..., Any], language: Language) -> None:
    locale = babel_locale(language.code)
    for number in NUMBERS:
        # Western digits in every language; the sign is where it stands in every one of ours.
        expected = format_decimal(abs(number), locale=locale, numbering_system="latn")
        assert ask("number", number) == ("-" if number < 0 else "") + expected
    assert ask("percent", 80) == "80%"


def test_lists(ask: Callable[..., Any], language: Language) -> None:
    for parts in LISTS:
        said = ask("list", parts)
        assert said.translate(MARKS) == format_list(parts, locale=babel_locale(language.code))
        assert said.count("\u2068") == (len(parts) if language.direction == "rtl" else 0)


def test_plural_forms(ask: Callable[..., Any], language: Language) -> None:
    rule = babel_locale(language.code).plural_form
    for count in (*range(121), 199, 200, 201, 311, 1_000, 1_001, 1_011, 12_345):
        assert ask("n", "people.all", count) == f"{ask('number', count)} {rule(count)}"
    assert ask("n", "people.all", 1.5).endswith("other")


def test_texts(ask: Callable[..., Any], language: Language) -> None:
    around = "\u2068{}\u2069" if language.direction == "rtl" else "{}"
    said = ask("t", "hello.all", {"name": "<b>$& {n}</b>", "n": 1_000})
    thousand = ask("number", 1_000)
    assert said == f"Hello {around.format('<b>$& {n}</b>')}, {thousand} {{unknown}} {{constructor}}"
    assert "\u2068علي\u2069" in ask("t", "hello.all", {"name": "علي"})
    assert "\u2068عليabc\u2069" in ask("t", "hello.all", {"name": "علي\u202eabc"})
    assert "Hello https://x.org/a, " in ask("t", "hello.all", {"name": "https://x.org/a"})


@pytest.mark.parametrize("key", ["no.such", "toString", "people.all"])
def test_a_text_that_is_not_there_is_a_mistake(key: str) -> None:
    data = {"words": {"people.all": CATEGORIES}}
    portal = nested("training/portal-data.js", "new Portal", data, "https://x.org/")
    with pytest.raises(RuntimeError, match=key):
        call("training/portal-data.js", ".t", portal, key)


def test_addresses(ask: Callable[..., Any], language: Language) -> None:
    assert ask("url", "desk/") == f"https://x.org/play/{language.prefix}desk/"
    assert ask("siteUrl", "ar", "desk/#a") == "https://x.org/play/ar/desk/#a"
    assert ask("siteUrl", "xx", "") == ask("siteUrl", "__proto__", "") == "https://x.org/play/"
