"""The check code of a certificate, worked out again with Python's own hash."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.training.modules import call

MODULE = "training/check-code.js"
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

EXAMPLE: dict[str, Any] = {
    "person": "p1",
    "name": "Élodie Zammit",
    "path": "sdr-90-days",
    "finished": "2026-11-22T03:04:05.678Z",
    "score": 85,
}


def code_of(certificate: dict[str, Any]) -> str:
    """The first 50 bits of the hash, five a letter, in Crockford's letters."""
    day = certificate["finished"].partition("T")[0]
    parts = [certificate["person"], certificate["name"], certificate["path"], day, str(certificate["score"])]
    text = "\n".join(["open-sales-playbook/certificate/1", *parts])
    bits = int.from_bytes(hashlib.sha256(text.encode()).digest(), "big") >> (256 - 50)
    letters = "".join(LETTERS[(bits >> (45 - 5 * place)) & 31] for place in range(10))
    return f"{letters[:5]}-{letters[5:]}"


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({}, "VE5KR-QG939"),
        ({"name": "إلودي زميت"}, "BZKFP-EQR3K"),
        ({"score": 100}, "WR53S-WVY1J"),
        ({"finished": "2026-11-23T00:00:00.000Z"}, "T9CRV-SRNY9"),
    ],
)
def test_the_code_is_this(changed: dict[str, Any], code: str) -> None:
    """Codes on paper must stay checkable, so these never change."""
    assert call(MODULE, "checkCode", EXAMPLE | changed) == code == code_of(EXAMPLE | changed)


@given(
    person=st.text("0123456789abcdefghjkmnpqrstvwxyz", min_size=1, max_size=26),
    name=st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=40),
    path=st.sampled_from(["sdr-90-days", "trainer-90-days"]),
    finished=st.dates(min_value=date(2020, 1, 1)).map(lambda day: f"{day}T12:34:56.000Z"),
    score=st.integers(0, 100),
)
def test_python_works_out_the_same(**certificate: Any) -> None:
    assert call(MODULE, "checkCode", certificate) == code_of(certificate)


def test_every_part_counts() -> None:
    others = {"person": "p2", "name": "Elodie Zammit", "path": "trainer-90-days", "score": 86}
    codes = {call(MODULE, "checkCode", EXAMPLE | {name: value}) for name, value in others.items()}
    assert len(codes | {call(MODULE, "checkCode", EXAMPLE)}) == len(others) + 1


def test_the_time_of_day_does_not_count() -> None:
    """Certificate and desk may be in different time zones; both go by the day in UTC."""
    evening = EXAMPLE | {"finished": "2026-11-22T23:59:59.999Z"}
    assert call(MODULE, "checkCode", evening) == call(MODULE, "checkCode", EXAMPLE)


@pytest.mark.parametrize("typed", ["ve5kr-qg939", " VE5KR QG939 ", "VE5KRQG939", "ve5kr–qg939"])
def test_a_code_may_be_typed_carelessly(typed: str) -> None:
    assert call(MODULE, "tidyCode", typed) == "VE5KR-QG939"


def test_letters_that_look_like_digits_are_read_as_digits() -> None:
    assert call(MODULE, "tidyCode", "olivi-00000") == "011V1-00000"
