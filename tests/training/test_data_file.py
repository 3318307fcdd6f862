"""Files and links of strangers: what is right comes through unchanged, everything else has its exact problem."""

from __future__ import annotations

import base64
import copy
import json
import zlib
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.training.log import event
from tests.training.modules import call, file
from tests.training.samples import REPORT, good

MODULE = "training/data-file.js"
FORMS = ("assignment", "report", "data")
LARGEST = {"assignment": 100_000, "report": 2_000_000, "data": 20_000_000}
LONGEST_LINK = 16_000
LARGEST_IN_LINK = 200_000
DEEPEST = 12

Change = Callable[[dict[str, Any]], object]


def opened(form: str, content: bytes) -> dict[str, Any]:
    found: dict[str, Any] = call(MODULE, "fromFile", form, file(content))
    return found


def linked(form: str, packed: str) -> dict[str, Any]:
    found: dict[str, Any] = call(MODULE, "fromLink", form, packed)
    return found


def packed_by_others(content: bytes) -> str:
    """What a link carries, made here."""
    deflate = zlib.compressobj(9, wbits=-15)
    return base64.urlsafe_b64encode(deflate.compress(content) + deflate.flush()).decode("ascii").rstrip("=")


def nest(depth: int) -> Any:
    value: Any = 0
    for _ in range(depth):
        value = [value]
    return value


@pytest.mark.parametrize("form", FORMS)
def test_what_pages_write_is_read(form: str) -> None:
    value = good(form)
    assert opened(form, json.dumps(value).encode()) == {"value": value}
    assert opened(form, b"\xef\xbb\xbf" + json.dumps(value, ensure_ascii=False, indent=2).encode()) == {"value": value}
    assert linked(form, packed_by_others(json.dumps(value).encode())) == {"value": value}
    assert linked(form, call(MODULE, "packed", value)) == {"value": value}
    assert call(MODULE, "fromText", form, json.dumps(value)) == {"value": value}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
).filter(lambda value: "__proto__" not in json.dumps(value) and depth_of(value) <= DEEPEST)


def depth_of(value: Any) -> int:
    if not isinstance(value, dict | list):
        return 0
    return 1 + max((depth_of(part) for part in (value.values() if isinstance(value, dict) else value)), default=0)


@settings(max_examples=300, deadline=None)
@given(JSON)
def test_packing_is_undone_by_unpacking(value: Any) -> None:
    packed = call(MODULE, "packed", value)
    assert set(packed) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
    assert call(MODULE, "unpacked", packed) == {"value": value}
    assert call(MODULE, "unpacked", packed_by_others(json.dumps(value).encode())) == {"value": value}


HOSTILE: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "not-json"),
    "a page": (b"<!doctype html><script>alert(1)</script>", "not-json"),
    "truncated": (json.dumps(good("report")).encode()[:-1], "not-json"),
    "cut in a letter": ('{"form": "ي'.encode()[:-1], "not-json"),
    "latin-1": ('{"form": "Zoë"}'.encode("latin-1"), "not-json"),
    "utf-16": (json.dumps(good("report")).encode("utf-16"), "not-json"),
    "zeros": (bytes(1000), "not-json"),
    "NaN": (b'{"form": NaN}', "not-json"),
    "infinity": (b"[-Infinity]", "not-json"),
    "code": (b'({"form": alert(1)})', "not-json"),
    "two values": (b"{}{}", "not-json"),
    "a comment": (b"{} // fine", "not-json"),
    "a very long number": (b'{"version": 1e999}', "wrong-content"),
    "half a letter": (rb'{"form": "\ud83d"}', "wrong-content"),
    "half a letter in a key": (rb'{"\udc00": 1}', "wrong-content"),
    "__proto__": (b'{"__proto__": {"polluted": true}}', "wrong-content"),
    "__proto__ with escapes": (rb'{"__\u0070roto__": {"polluted": true}}', "wrong-content"),
    "constructor": (b'{"form": {"constructor": {"prototype": {"polluted": true}}}}', "wrong-content"),
    "prototype": (b'[{"prototype": 1}]', "wrong-content"),
    "deep": (json.dumps(nest(DEEPEST + 1)).encode(), "too-deep"),
    "very deep": (b"[" * 400_000 + b"]" * 400_000, "too-deep"),
    "very deep and open": (b'{"a":' * 200_000, "not-json"),
    "10 MB": (b'{"form": "' + b"x" * 10_000_000 + b'"}', "too-large"),
    "10 MB of blanks": (b" " * 10_000_000, "too-large"),
    "null": (b"null", "wrong-form"),
    "a list": (b"[]", "wrong-form"),
    "a text": (b'"open-sales-playbook/report"', "wrong-form"),
    "nothing in it": (b"{}", "wrong-form"),
    "another's": (b'{"form": "toString"}', "wrong-form"),
    "an assignment": (json.dumps(good("assignment")).encode(), "wrong-form"),
    "version 2": (json.dumps(REPORT | {"version": 2, "more": []}).encode(), "newer-version"),
    "version 0": (json.dumps(REPORT | {"version": 0}).encode(), "wrong-content"),
    "no whole version": (json.dumps(REPORT | {"version": 1.5}).encode(), "wrong-content"),
    "version as text": (json.dumps(REPORT | {"version": "2"}).encode(), "wrong-content"),
    "a huge version": (json.dumps(REPORT | {"version": 1e300}).encode(), "wrong-content"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files(name: str) -> None:
    content, problem = HOSTILE[name]
    assert opened("report", content) == {"problem": problem}


@pytest.mark.parametrize("name", [name for name in HOSTILE if "10 MB" not in name])
def test_hostile_links(name: str) -> None:
    content, problem = HOSTILE[name]
    packed = packed_by_others(content)
    large = len(packed) > LONGEST_LINK or len(content) > LARGEST_IN_LINK
    assert linked("report", packed) == {"problem": "too-large" if large else problem}


def put(*path: str | int, value: Any) -> Change:
    """A change that puts a value somewhere into a report."""

    def change(report: dict[str, Any]) -> None:
        inner: Any = report
        for step in path[:-1]:
            inner = inner[step]
        inner[path[-1]] = value

    return change


EVENTS = good("report")["events"]
PLACES = {one["type"]: place for place, one in reversed(list(enumerate(EVENTS)))}
ANSWERED = ("events", PLACES["quiz.answered"], "data")
ACCEPTED = ("events", PLACES["assignment.accepted"], "data", "assignment")
FILLED = ("events", PLACES["scorecard.filled"], "data")
WRONG: dict[str, Change] = {
    "a field too many": put("more", value=1),
    "a field too few": lambda report: report.pop("person"),
    "no name": put("person", value={"id": "p1"}),
    "no id": put("person", "id", value=""),
    "an id with a script": put("person", "id", value="<script>"),
    "a name of two lines": put("person", "name", value="Ann\nBcc: all@x.org"),
    "a name with a null": put("person", "name", value="Ann\0"),
    "a very long name": put("person", "name", value="x" * 201),
    "no list of events": put("events", value={}),
    "an event that is none": put("events", 0, value=None),
    "an event with a field too many": put("events", 0, "more", value=1),
    "a short id": put("events", 0, "id", value="a1"),
    "a day that is none": put("events", 0, "at", value="2027-02-30T09:00:00.000Z"),
    "a time zone": put("events", 0, "at", value="2027-02-03T09:00:00.000+01:00"),
    "a type that is none": put("events", 0, "type", value="__proto__"),
    "the trainer's own events": put("events", 0, value=event(5000, "report.removed", {"person": "p1"})),
    "a report in a report": put("events", 0, value=event(5000, "report.taken", {"report": REPORT})),
    "data with a field too many": put(*ANSWERED, "more", value=1),
    "data with a field too few": lambda report: report["events"][ANSWERED[1]]["data"].pop("right"),
    "an address in the place of a page": put("events", PLACES["page.read"], "data", "page", value="https://x.org/a"),
    "a path out of the site": put("events", PLACES["page.read"], "data", "page", value="../../x"),
    "right as a text": put(*ANSWERED, "right", value="true"),
    "an answer with a script": put(*ANSWERED, "answer", value="<img src=x onerror=alert(1)>"),
    "an answer in an answer": put(*ANSWERED, "answer", value=[["x"]]),
    "an answer that is nothing": put(*ANSWERED, "answer", value=None),
    "more right than there may be": put("events", PLACES["quiz.finished"], "data", "right", value=1e9),
    "half a point": put("events", PLACES["quiz.finished"], "data", "right", value=0.5),
    "six of five": put(*FILLED, "scores", value={"a": 6}),
    "a criterion that is none": put(*FILLED, "notes", value={"<b>": "x"}),
    "a note that is none": put(*FILLED, "notes", value={"a": ["x"]}),
    "a very long note": put(*FILLED, "note", value="x" * 20_001),
    "another form within": put(*ACCEPTED, "form", value="open-sales-playbook/report"),
    "a newer version within": put(*ACCEPTED, "version", value=2),
    "modules that are none": put(*ACCEPTED, "modules", value="know-your-leads"),
    "too many modules": put(*ACCEPTED, "modules", value=["a"] * 201),
    "a module with a script": put(*ACCEPTED, "modules", value=["javascript:alert(1)"]),
    "a due day that is none": put(*ACCEPTED, "due", value={"on": "2027-02-30"}),
    "two due days": put(*ACCEPTED, "due", value={"on": "2027-02-20", "days_after_start": 3}),
    "due before the start": put(*ACCEPTED, "due", value={"days_after_start": -1}),
    "a language that is none": put(*ACCEPTED, "language", value="../en"),
    "a language of three letters": put("site_language", value="eng"),
}


@pytest.mark.parametrize("name", WRONG)
def test_reports_with_something_wrong_in_them(name: str) -> None:
    report = copy.deepcopy(good("report"))
    WRONG[name](report)
    assert opened("report", json.dumps(report).encode()) == {"problem": "wrong-content"}


RIGHT: dict[str, Change] = {
    "a script in a name": put("person", "name", value="<script>alert(1)</script>"),
    "a name in Arabic with marks": put("person", "name", value="\u200fعلي\u202e x"),
    "a note as text programs leave it": put(*FILLED, "note", value="a\u000bb\u0085c\u2028d\te\r\nf"),
    "ids that the playbook does not have": put(*ACCEPTED, "modules", value=["no-such-module"]),
    "a type that is not known": put("events", 0, value=event(5000, "page.painted", {"colour": [1, {"a": None}]})),
    "a newer form of data": put("events", 0, value=event(5000, "page.read", {"new": 1}) | {"version": 2}),
    "an answer as a number": put(*ANSWERED, "answer", value=-12.5),
    "an answer that is matched": put(*ANSWERED, "answer", value={"a": "b"}),
    "nothing done yet": put("events", value=[]),
    "one event twice": lambda report: report["events"].append(report["events"][0]),
}


@pytest.mark.parametrize("name", RIGHT)
def test_reports_that_are_strange_but_right(name: str) -> None:
    report = copy.deepcopy(good("report"))
    RIGHT[name](report)
    assert opened("report", json.dumps(report).encode()) == {"value": report}


@pytest.mark.parametrize("form", FORMS)
def test_a_file_of_just_the_largest_size_is_read(form: str) -> None:
    text = json.dumps(good(form))
    full = (text + " " * (LARGEST[form] - len(text))).encode()
    assert opened(form, full) == {"value": good(form)}
    assert opened(form, full + b" ") == {"problem": "too-large"}
    wide = json.dumps(good(form) | {"more": "ي" * (LARGEST[form] // 2)}, ensure_ascii=False)
    assert call(MODULE, "fromText", form, wide) == {"problem": "too-large"}, "letters are not bytes"


@pytest.mark.parametrize("content", [b" " * LARGEST_IN_LINK + b" ", b"[" + b"0," * 5_000_000 + b"0]"])
def test_what_inflates_without_end_is_stopped(content: bytes) -> None:
    packed = packed_by_others(content)
    assert len(packed) <= LONGEST_LINK
    assert call(MODULE, "unpacked", packed) == {"problem": "too-large"}


@pytest.mark.parametrize(
    "text",
    ["", "=", "!", "A", "AAAA", "<script>", "%41", "ي", packed_by_others(b"{}")[:-2]],
)
def test_what_was_not_packed_is_no_link(text: str) -> None:
    assert call(MODULE, "unpacked", text) == {"problem": "not-json"}


def test_a_long_link_is_not_even_unpacked() -> None:
    assert call(MODULE, "unpacked", "A" * (LONGEST_LINK + 1)) == {"problem": "too-large"}


def test_what_is_read_has_no_depth_but_what_was_allowed() -> None:
    assert call(MODULE, "readLimited", json.dumps(nest(DEEPEST)), 1_000) == {"value": nest(DEEPEST)}
    assert call(MODULE, "readLimited", "1", 0) == {"problem": "too-large"}
