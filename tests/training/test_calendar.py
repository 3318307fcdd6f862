"""Calendar entries, read back by the rules of RFC 5545."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.training.modules import call

ENTRY = {
    "id": "a1",
    "made": "2026-11-22T10:20:30.456Z",
    "day": "2026-12-31",
    "title": "Finish: know your leads",
    "description": "Open your link.",
    "url": "https://example.com/learning/#assignment=abc_-",
}
_CONTENT_LINE = re.compile(r"([A-Z-]+)((?:;[A-Z-]+=[^;:,\"]+)*):(.*)", re.DOTALL)
_ESCAPES = {r"\n": "\n", r"\N": "\n", r"\\": "\\", r"\;": ";", r"\,": ","}


def written(**changes: str) -> str:
    text: str = call("training/calendar.js", "calendarFile", ENTRY | changes)
    return text


def parsed(text: str) -> dict[str, tuple[str, str]]:
    """The one event's properties: name to (parameters, value). Fails where the text breaks the standard's rules."""
    assert text.endswith("\r\n")
    lines = text.removesuffix("\r\n").split("\r\n")
    assert not any("\n" in line or "\r" in line for line in lines)
    assert all(len(line.encode()) <= 75 for line in lines)
    unfolded = "\r\n".join(lines).replace("\r\n ", "").split("\r\n")
    found: dict[str, Any] = {}
    depth: list[str] = []
    for line in unfolded:
        match = _CONTENT_LINE.fullmatch(line)
        assert match, line
        name, parameters, value = match.groups()
        if name == "BEGIN":
            depth.append(value)
        elif name == "END":
            assert depth.pop() == value
        else:
            assert name not in found, "stands twice"
            found[name] = (parameters.removeprefix(";"), value)
            assert depth == (["VCALENDAR"] if name in ("VERSION", "PRODID") else ["VCALENDAR", "VEVENT"])
    assert not depth
    return found


def text_of(value: str) -> str:
    assert not re.search(r"(?<!\\)(?:\\\\)*[;,]", value), "a sign that must be escaped"
    return re.sub(r"\\[\\;,nN]", lambda match: _ESCAPES[match[0]], value)


def test_an_entry() -> None:
    assert parsed(written()) == {
        "VERSION": ("", "2.0"),
        "PRODID": ("", "-//Open Sales Playbook//Assignments//EN"),
        "UID": ("", "a1@open-sales-playbook"),
        "DTSTAMP": ("", "20261122T102030Z"),
        "DTSTART": ("VALUE=DATE", "20261231"),
        "DTEND": ("VALUE=DATE", "20270101"),
        "SUMMARY": ("", "Finish: know your leads"),
        "DESCRIPTION": ("", "Open your link."),
        "URL": ("", ENTRY["url"]),
        "TRANSP": ("", "TRANSPARENT"),
    }


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_any_text_comes_through(text: str) -> None:
    read = text_of(parsed(written(title=text, description=text))["SUMMARY"][1])
    lines = re.sub("\r\n|[\r\x85\u2028\u2029]", "\n", text)
    assert read == re.sub(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", "", lines)


@pytest.mark.parametrize("letter", ["a", "é", "ن", "李", "\N{FACE WITH TEARS OF JOY}"])
@pytest.mark.parametrize("extra", range(5))
def test_long_lines_are_cut_between_letters(letter: str, extra: int) -> None:
    title = "x" * extra + letter * 200
    assert text_of(parsed(written(title=title))["SUMMARY"][1]) == title


def test_nothing_gets_out_of_its_line() -> None:
    text = "Finish\r\nEND:VEVENT\r\nBEGIN:VALARM"
    assert text_of(parsed(written(title=text, id=text))["SUMMARY"][1]) == text.replace("\r\n", "\n")


@given(st.dates(min_value=date(2020, 1, 1), max_value=date(2099, 12, 30)))
@settings(max_examples=50, deadline=None)
def test_it_lasts_one_whole_day(day: date) -> None:
    found = parsed(written(day=day.isoformat()))
    assert found["DTSTART"][1] == f"{day:%Y%m%d}"
    assert found["DTEND"][1] == f"{day + timedelta(days=1):%Y%m%d}"


def test_the_address_stays_an_address() -> None:
    url = f"https://example.com/ar/learning/#assignment={'A-_9' * 300}"
    assert parsed(written(url=url))["URL"] == ("", url)
    injected = parsed(written(url="https://example.com/\r\nATTACH:x"))
    assert "ATTACH" not in injected
