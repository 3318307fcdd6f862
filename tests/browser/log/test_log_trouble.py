"""The event log where the browser refuses: blocked storage, a full disk, lost connections, and erasing."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import BrowserContext

from tests.browser.log.log_site import DATABASE, LogTab
from tests.browser.log.scripts import FULL_DISK, NO_ROOM, NO_ROOM_AT_ALL


def test_erasing_empties_every_tab(context: BrowserContext, site: str) -> None:
    one = LogTab(context, site)
    two = LogTab(context, f"{site}other/", script=FULL_DISK)
    device = one.read("article/bant")["device"]
    two.read("article/spin")
    assert two.trouble == "full"
    assert two.pages() == ["article/bant", "article/spin"]
    assert one.do("return log.erase()") is True
    two.page.wait_for_function("changes.some((change) => change.erased)")
    assert one.all() == two.all() == []
    two.do("globalThis.roomy = true")
    assert two.read("article/new")["device"] != device
    assert one.pages() == two.pages() == ["article/new"]
    assert two.trouble == ""


@pytest.mark.parametrize("script", [NO_ROOM, NO_ROOM_AT_ALL], ids=["database", "all"])
def test_blocked_storage_goes_on_with_the_tab(context: BrowserContext, site: str, script: str) -> None:
    tab = LogTab(context, site, script=script)
    assert tab.start() == "blocked"
    first = tab.read("article/bant")
    second = tab.read("article/spin")
    assert tab.all() == [first, second]
    assert tab.all("person.named") == []
    assert tab.do("return [log.persistent, troubles]") == [False, ["blocked"]]
    assert first["device"] == second["device"] == tab.do("return log.device()")
    tab.go(f"{site}other/")
    left = [] if script == NO_ROOM_AT_ALL else ["article/bant", "article/spin"]
    assert tab.pages() == left
    assert tab.do("return log.erase()") is False
    assert tab.all() == []
    assert tab.noted == []


def test_a_full_disk_loses_nothing_and_is_over_when_there_is_room(context: BrowserContext, site: str) -> None:
    other = LogTab(context, site)
    kept = other.read("article/bant")
    tab = LogTab(context, f"{site}other/", script=FULL_DISK)
    assert tab.start() == ""
    waiting = [tab.read("article/spin"), tab.read("article/disc")]
    assert tab.do("return log.take(given)", [kept | {"id": "q" * 26}, kept]) == 2
    assert tab.trouble == "full"
    assert other.all() == [kept]
    assert tab.all() == sorted([kept, *waiting, kept | {"id": "q" * 26}], key=lambda one: (one["at"], one["id"]))
    assert tab.do("return troubles") == ["full"], "reading does not end it"
    tab.go(site)
    assert tab.start() == "full", "the next page of the tab still has what waits"
    tab.do("globalThis.roomy = true")
    last = tab.read("article/close")
    assert tab.trouble == ""
    assert tab.do("return troubles") == ["full", ""]
    found = other.all()
    assert found == tab.all()
    assert {event["id"] for event in found} == {one["id"] for one in [kept, *waiting, last]} | {"q" * 26}
    assert tab.do("return sessionStorage.length") == 0
    assert tab.noted == []


@pytest.mark.parametrize("room", [1_000, 100_000])
def test_the_browsers_own_limit_is_a_full_disk(context: BrowserContext, site: str, room: int) -> None:
    quota: dict[str, Any] = {"origin": site.rstrip("/")}
    session = context.new_cdp_session(context.new_page())
    session.send("Storage.overrideQuotaForOrigin", quota | {"quotaSize": room})
    tab = LogTab(context, site)
    small = tab.read("article/bant")
    fits = room > 1_000
    assert tab.trouble == ("" if fits else "full")
    large = tab.append("worksheet.kept", {"worksheet": "spin", "field": "need", "text": "x" * 200_000})
    assert tab.trouble == "full"
    assert tab.all() == [small, large]
    assert LogTab(context, site).all() == ([small] if fits else [])
    session.send("Storage.overrideQuotaForOrigin", quota)
    assert tab.start() == ""
    assert LogTab(context, f"{site}other/").all() == [small, large]
    assert tab.noted == []


def test_what_a_stranger_put_into_the_tabs_storage_is_left_out(context: BrowserContext, site: str) -> None:
    for found in ("{", "{}", "null", '[{"id": 1}]', '["__proto__"]'):
        tab = LogTab(context, site)
        tab.do("sessionStorage.setItem(given[0], given[1])", [DATABASE, found])
        tab.go(site)
        assert tab.all() == []
        tab.page.close()


def test_a_lost_connection_is_made_again(context: BrowserContext, site: str) -> None:
    tab = LogTab(context, site)
    tab.do(
        """const { open } = indexedDB;
        indexedDB.open = function (...given) {
          const request = open.apply(this, given);
          request.addEventListener("success", () => { globalThis.made = request.result; });
          return request;
        };"""
    )
    tab.read("article/a")
    tab.do("made.close()")
    tab.read("article/b")
    assert tab.pages() == ["article/a", "article/b"]
    assert tab.do("return troubles") == []
