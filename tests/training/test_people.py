"""People as trainers type and paste them."""

from __future__ import annotations

import time
import unicodedata
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.training.modules import call

WORDS = {
    "name": ["name", "الاسم"],
    "first": ["first name"],
    "last": ["last name", "surname"],
    "email": ["e-mail", "email"],
}
BORG = ("Anna Borg", "anna@example.com")
VELLA = ("Ben Vella", "ben@example.com")


def found(text: str) -> dict[str, Any]:
    answer: dict[str, Any] = call("training/people.js", "peopleFrom", text, WORDS)
    return answer


def people(text: str) -> list[tuple[str, str]]:
    return [(one["name"], one["email"]) for one in found(text)["people"]]


def names(text: str) -> list[str]:
    return [name for name, _ in people(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Anna Borg <anna@example.com>\nBen Vella <ben@example.com>",
        "Anna Borg <anna@example.com>; Ben Vella <ben@example.com>",
        "Anna Borg <anna@example.com>, Ben Vella <ben@example.com>",
        '"Anna Borg" <anna@example.com>, "Ben Vella" <ben@example.com>',
        "Anna Borg anna@example.com\nBen Vella ben@example.com",
        "Anna Borg\tanna@example.com\r\nBen Vella\tben@example.com\r\n",
        "anna@example.com\tAnna Borg\nben@example.com\tBen Vella",
        "Anna\tBorg\tanna@example.com\nBen\tVella\tben@example.com",
        "Anna Borg;Sales;anna@example.com\nBen Vella;Sales;ben@example.com",
        "Anna Borg,anna@example.com\nBen Vella,ben@example.com",
        "Name\tE-mail\nAnna Borg\tanna@example.com\nBen Vella\tben@example.com",
        "No.;E-mail;Surname;First name\n1;anna@example.com;Borg;Anna\n2;ben@example.com;Vella;Ben",
        "الاسم,Team,Email\nAnna Borg,North,anna@example.com\nBen Vella,South,ben@example.com\n",
        "1. Anna Borg, anna@example.com\n2. Ben Vella, ben@example.com",
        "- Anna Borg (anna@example.com)\n- Ben Vella (ben@example.com)",
        "  Anna \N{NO-BREAK SPACE} Borg\tanna@example.com\n\n\n\t\nBen Vella\tben@example.com\n\n",
        "\ufeffName;Email\r\rAnna Borg;anna@example.com\rBen Vella;ben@example.com",
    ],
)
def test_names_and_addresses_in_any_form(text: str) -> None:
    assert people(text) == [BORG, VELLA]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n\t\n", []),
        ("Name\tE-mail\n", []),
        ("Anna", ["Anna"]),
        ("Borg, Anna", ["Borg, Anna"]),
        ("Borg, Anna\nVella, Ben", ["Borg, Anna", "Vella, Ben"]),
        ("Anna Borg, Ben Vella", ["Anna Borg", "Ben Vella"]),
        ("Anna, Ben, Carla", ["Anna", "Ben", "Carla"]),
        ("Anna; Ben; Carla", ["Anna", "Ben", "Carla"]),
        ("Anna\tBorg", ["Anna Borg"]),
        ('"Borg, Anna",anna@example.com\n"Vella ""Benny"", Ben",ben@example.com', ["Borg, Anna", 'Vella "Benny", Ben']),
        ('"Borg\nAnna"\tanna@example.com\nBen\tben@example.com', ["Borg Anna", "Ben"]),
        ('"Anna\tBorg', ['"Anna Borg']),
        ("anna.borg@example.com", ["anna borg"]),
        (
            "Seán Ó Súilleabháin\nمريم خليل\nԱննա Սարգսյան\n李 小龍",
            ["Seán Ó Súilleabháin", "مريم خليل", "Աննա Սարգսյան", "李 小龍"],
        ),
        ("Pia (Team North)", ["Pia (Team North)"]),
        ("<img src=x onerror=alert(1)>", ["<img src=x onerror=alert(1)>"]),
        ("\N{RIGHT-TO-LEFT OVERRIDE}Anna\x00 \N{ZERO WIDTH SPACE}Borg", ["Anna Borg"]),
    ],
)
def test_names(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_the_same_person_twice() -> None:
    answer = found("Anna Borg\nBen Vella\nanna  BORG\nAnna Borg <anna@example.com>")
    assert answer["doubles"] == ["anna BORG", "Anna Borg"]
    assert people("Anna Borg\nBen Vella\nanna  BORG\nAnna Borg <anna@example.com>") == [BORG, ("Ben Vella", "")]
    composed = unicodedata.normalize("NFC", "Zoë")
    assert names(f"{composed}\n{unicodedata.normalize('NFD', composed)}") == [composed]


def test_two_people_of_one_name_have_different_addresses() -> None:
    text = "Anna Borg,a1@example.com\nAnna Borg,a2@example.com\nA. Borg,A1@EXAMPLE.com"
    assert people(text) == [("Anna Borg", "a1@example.com"), ("Anna Borg", "a2@example.com")]
    assert found(text)["doubles"] == ["A. Borg"]


def test_limits() -> None:
    answer = found("\n".join(f"Person {number}" for number in range(512)))
    assert (len(answer["people"]), answer["left"]) == (500, 12)
    assert names("x" * 300) == ["x" * 100]
    assert names("\N{FACE WITH TEARS OF JOY}" * 300) == ["\N{FACE WITH TEARS OF JOY}" * 100]


@pytest.mark.parametrize("text", ["a" * 10**6, "," * 10**6, '"' * 10**6, "a@" * 10**6, '"a,' * 10**6, "a\n" * 10**6])
def test_a_mistaken_paste_does_not_hang(text: str) -> None:
    begun = time.monotonic()
    found(text)
    assert time.monotonic() - begun < 10


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.sampled_from('ab @.,;\t\n"<>()|\u202e\N{COMBINING ACUTE ACCENT}'), max_size=40))
def test_whatever_is_pasted_gives_clean_names(text: str) -> None:
    for name, email in people(text):
        assert name == name.strip() != ""
        assert len(name) <= 100
        assert not any(unicodedata.category(letter) in ("Cc", "Zl", "Zp") for letter in name + email)
        assert "@" in email or not email


@given(st.lists(st.sampled_from(["Anna", "Ben", "Carla Zammit", "مريم"]), max_size=6))
@settings(max_examples=50, deadline=None)
def test_one_name_a_line(lines: list[str]) -> None:
    assert names("\n".join(lines)) == list(dict.fromkeys(lines))
