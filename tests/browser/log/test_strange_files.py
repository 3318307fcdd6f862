"""Files and links of strangers in a real Chromium: the same problems as in Node, nothing kept, no object spoilt."""

from __future__ import annotations

import base64
import copy
import json
from typing import Any

import pytest
from playwright.sync_api import BrowserContext

from tests.browser.log.log_site import LogTab
from tests.training.samples import good
from tests.training.test_data_file import HOSTILE, LARGEST_IN_LINK, LONGEST_LINK, WRONG, packed_by_others

READ = """
  const { fromFile, fromLink } = await import("/assets/js/training/data-file.js");
  const found = [];
  for (const content of given.contents) {
    if (given.links) found.push(await fromLink("report", content));
    else found.push(await fromFile("report", new Blob([Uint8Array.from(atob(content), (one) => one.charCodeAt(0))])));
  }
  for (const name in {}) throw new Error(`every object has got a property ${name}`);
  return found;
"""


@pytest.fixture
def tab(context: BrowserContext, site: str) -> LogTab:
    return LogTab(context, site)


def opened(tab: LogTab, contents: list[bytes]) -> list[Any]:
    given = [base64.b64encode(content).decode("ascii") for content in contents]
    found: list[Any] = tab.do(READ, {"contents": given, "links": False})
    return found


def linked(tab: LogTab, packed: list[str]) -> list[Any]:
    found: list[Any] = tab.do(READ, {"contents": packed, "links": True})
    return found


def test_files(tab: LogTab) -> None:
    found = opened(tab, [content for content, _ in HOSTILE.values()])
    assert dict(zip(HOSTILE, found, strict=True)) == {name: {"problem": one} for name, (_, one) in HOSTILE.items()}
    assert opened(tab, [json.dumps(good("report")).encode()]) == [{"value": good("report")}]
    assert tab.all() == []
    assert tab.noted == []


def test_reports_with_something_wrong_in_them(tab: LogTab) -> None:
    contents = []
    for change in WRONG.values():
        report = copy.deepcopy(good("report"))
        change(report)
        contents.append(json.dumps(report).encode())
    assert opened(tab, contents) == [{"problem": "wrong-content"}] * len(WRONG)
    assert tab.all() == []
    assert tab.noted == []


def test_links(tab: LogTab) -> None:
    whole = packed_by_others(json.dumps(good("report")).encode())
    bombs = [packed_by_others(b" " * (LARGEST_IN_LINK + 1)), packed_by_others(b"[" + b"0," * 5_000_000 + b"0]")]
    assert max(map(len, bombs)) <= LONGEST_LINK
    damaged = ["", "!", whole[:-4], whole[4:], f"{whole}AAAA", "%00", "ي"]
    assert linked(tab, [whole]) == [{"value": good("report")}]
    assert linked(tab, bombs) == [{"problem": "too-large"}] * len(bombs)
    assert linked(tab, damaged) == [{"problem": "not-json"}] * len(damaged)
    packed = tab.do("return (await import('/assets/js/training/data-file.js')).packed(given)", good("report"))
    assert linked(tab, [packed]) == [{"value": good("report")}]
    assert tab.all() == []
    assert tab.noted == []
