"""The event log in a real Chromium: migration, what is written, tabs, and what newer pages have written."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from typing import Any

import pytest
from playwright.sync_api import BrowserContext

from tests.browser.log.log_site import DATABASE, LogTab
from tests.browser.log.scripts import FULL_DISK, PLAIN_HTTP
from tests.browser.log.stored_log import FIXTURES, dump, fill, fixture, upgrade
from tests.training.modules import MODULES, call

SCHEMA = 2


def without_ids(events: list[Any]) -> list[tuple[str, Any]]:
    return [(event["type"], event["data"]) for event in events]


# ---- forms of the database


def test_there_is_a_fixture_for_every_schema() -> None:
    source = (MODULES / "training" / "event-database.js").read_text("utf-8")
    assert re.findall(r"SCHEMA = (\d+)", source) == [str(SCHEMA)]
    assert sorted(path.name for path in FIXTURES.iterdir()) == [f"schema-{one + 1}.json" for one in range(SCHEMA)]


@pytest.mark.parametrize("schema", range(1, SCHEMA + 1))
def test_what_earlier_pages_kept_is_read(context: BrowserContext, site: str, schema: int) -> None:
    tab = LogTab(context, site)
    kept = fixture(schema)
    fill(tab.page, DATABASE, kept)
    old = [record["value"] for record in kept["stores"][0]["records"]]
    found = tab.all()
    assert without_ids(found) == without_ids(old)
    assert [event["at"] for event in found] == sorted({event["at"] for event in found})
    assert len({event["id"] for event in found}) == len(old)
    assert all(call("training/events.js", "isEvent", event) for event in found)
    again = LogTab(context, site)
    assert again.all() == found
    assert again.all("scenario.saved") == [event for event in found if event["type"] == "scenario.saved"]
    fresh = again.read("article/bant")
    assert again.all() == [*found, fresh]
    assert fresh["device"] == found[0]["device"]
    assert dump(tab.page, DATABASE)["schema"] == SCHEMA
    assert tab.noted == again.noted == []


def test_moments_of_scenarios_that_were_equal_or_went_back_rise(context: BrowserContext, site: str) -> None:
    tab = LogTab(context, site)
    fill(tab.page, DATABASE, fixture(1))
    assert [event["at"] for event in tab.all()] == [
        "2026-11-20T08:00:00.120Z",
        "2026-11-20T08:01:00.500Z",
        "2026-11-20T08:01:00.501Z",
        "2026-11-20T08:01:00.502Z",
    ]


def test_a_migration_that_fails_leaves_everything_as_it_was(context: BrowserContext, site: str) -> None:
    old = fixture(1)
    fill(LogTab(context, site).page, DATABASE, old)
    full = LogTab(context, f"{site}other/", script=FULL_DISK)
    assert full.start() == "full"
    full.read("article/bant")
    assert full.pages() == ["article/bant"]
    assert dump(full.page, DATABASE) == old
    full.do("globalThis.roomy = true")
    assert full.start() == ""
    assert len(full.all()) == len(old["stores"][0]["records"]) + 1
    assert full.noted == []


def test_a_moment_that_is_none_does_not_stop_a_migration(context: BrowserContext, site: str) -> None:
    old = fixture(1)
    old["stores"][0]["records"][0]["value"]["at"] = "yesterday"
    tab = LogTab(context, site)
    fill(tab.page, DATABASE, old)
    assert tab.start() == ""
    assert len(tab.all()) == len(old["stores"][0]["records"])


def test_the_latest_fixture_is_what_is_made_today(context: BrowserContext, site: str) -> None:
    def form(database: dict[str, Any]) -> list[dict[str, Any]]:
        return [{key: value for key, value in store.items() if key != "records"} for store in database["stores"]]

    tab = LogTab(context, site)
    event = tab.read("article/bant")
    made = dump(tab.page, DATABASE)
    assert made["schema"] == SCHEMA
    assert form(made) == form(fixture(SCHEMA))
    assert [store["records"] for store in made["stores"]] == [
        [{"value": event}],
        [{"key": "clock", "value": {"device": event["device"], "last": event["at"]}}],
    ]


def test_a_newer_pages_data_are_read_and_never_touched(context: BrowserContext, site: str) -> None:
    tab = LogTab(context, site)
    newer = fixture(SCHEMA) | {"schema": SCHEMA + 1}
    fill(tab.page, DATABASE, newer)
    before = dump(tab.page, DATABASE)
    kept = [record["value"] for record in newer["stores"][0]["records"]]
    assert tab.start() == "newer"
    mine = tab.read("article/spin")
    assert tab.do("return log.take([given])", kept[0] | {"id": "z" * 26}) == 1
    assert tab.all() == sorted([*kept, mine, kept[0] | {"id": "z" * 26}], key=lambda event: (event["at"], event["id"]))
    assert tab.do("return log.persistent") is False
    assert dump(tab.page, DATABASE) == before

    other = LogTab(context, site)
    assert other.all() == kept, "the tab's own memory is no other tab's"
    tab.go(f"{site}other/")
    assert tab.start() == "newer"
    assert tab.pages() == ["article/bant", "article/spin"]
    assert dump(tab.page, DATABASE) == before
    assert tab.noted == []


def test_a_newer_database_without_events_is_left_alone(context: BrowserContext, site: str) -> None:
    tab = LogTab(context, site)
    upgrade(tab.page, DATABASE, 7)
    assert tab.start() == "newer"
    tab.read("article/bant")
    assert tab.pages() == ["article/bant"]
    assert [store["name"] for store in dump(tab.page, DATABASE)["stores"]] == ["newer"]


def test_an_older_tab_gives_way_to_a_newer_one(context: BrowserContext, site: str) -> None:
    older = LogTab(context, site)
    newer = LogTab(context, site)
    first = older.read("article/bant")
    upgrade(newer.page, DATABASE, SCHEMA + 1, hold=True)
    older.page.wait_for_timeout(0)
    second = older.read("article/spin")
    assert older.trouble == "newer"
    assert older.do("return troubles") == ["newer"]
    assert older.all() == [first, second]
    kept = dump(newer.page, DATABASE)
    assert kept["schema"] == SCHEMA + 1
    assert [record["value"] for record in kept["stores"][0]["records"]] == [first]
    assert older.noted == []


def test_the_user_may_delete_what_a_newer_page_has_written(context: BrowserContext, site: str) -> None:
    tab = LogTab(context, site)
    upgrade(tab.page, DATABASE, SCHEMA + 1)
    tab.read("article/bant")
    assert tab.do("return log.erase()") is True
    assert tab.all() == []
    assert tab.start() == ""
    tab.read("article/spin")
    assert dump(tab.page, DATABASE)["schema"] == SCHEMA
    assert LogTab(context, site).pages() == ["article/spin"]


# ---- what is written


def test_moments_rise_even_when_the_clock_is_put_back(context: BrowserContext, site: str) -> None:
    tab = LogTab(context, site)
    first = tab.read("article/a")
    tab.do("const { now } = Date; Date.now = () => now() - 3_600_000")
    moments = [first["at"], *(tab.read(f"article/{number}")["at"] for number in range(3))]
    assert moments == sorted(set(moments))
    tab.go(site)
    tab.read("article/b")
    assert tab.pages() == ["article/a", "article/0", "article/1", "article/2", "article/b"]
    assert len({event["device"] for event in tab.all()}) == 1
    assert tab.do("return log.device()") == first["device"]


def test_what_json_does_not_know_is_not_kept(context: BrowserContext, site: str) -> None:
    tab = LogTab(context, site)
    event = tab.do("return log.append('page.read', { page: 'article/bant', done: true, x: undefined, y: NaN })")
    assert event["data"] == {"page": "article/bant", "done": True, "y": None}
    half = tab.do(r"return log.append('person.named', { person: 'p1', name: 'Ann \ud83d, \ud83d\ude00' })")
    assert half["data"]["name"] == "Ann \ufffd, 😀"
    assert tab.do("return log.append('page.painted', {}).catch((error) => error.message)").endswith("page.painted")
    assert tab.all() == [event, half]


def test_events_are_taken_once_and_all_or_none(context: BrowserContext, site: str) -> None:
    tab = LogTab(context, site)
    other = LogTab(context, f"{site}other/")
    given = [record["value"] for record in fixture(2)["stores"][0]["records"]]
    assert tab.do("return log.take(given)", given[:3]) == 3
    assert tab.do("return log.take(given)", [*given, *given]) == len(given) - 3
    assert tab.do("return log.take(given)", given) == 0
    assert tab.all() == other.all() == given
    refused = tab.do("return log.take(given).catch((error) => error.message)", [given[0] | {"id": "y" * 26}, {"id": 1}])
    assert refused == "these are no events"
    assert tab.all() == given
    # What another event of the same id says does not replace what is there.
    assert tab.do("return log.take(given)", [given[1] | {"data": {"person": "x", "name": "Eve"}}]) == 0
    assert tab.all() == given


def test_a_taken_event_of_this_device_moves_its_clock(context: BrowserContext, site: str) -> None:
    tab = LogTab(context, site)
    mine = tab.read("article/a")
    soon = tab.do("return new Date(Date.now() + given).toISOString()", 3_600_000)
    taken = [mine | {"id": "x" * 26, "at": soon}, mine | {"id": "y" * 26, "at": "2099-12-31T23:59:59.999Z"}]
    assert tab.do("return log.take(given)", taken) == 2
    after = tab.read("article/b")["at"]
    assert dt.datetime.fromisoformat(after) - dt.datetime.fromisoformat(soon) == dt.timedelta(milliseconds=1)


# ---- tabs


@pytest.mark.parametrize("script", ["", PLAIN_HTTP], ids=["locks", "plain-http"])
def test_two_tabs_that_write_at_once_lose_nothing(context: BrowserContext, site: str, script: str) -> None:
    one = LogTab(context, site, script=script)
    two = LogTab(context, f"{site}other/", script=script)
    assert one.do("return navigator.locks === undefined") is bool(script)
    work = """
      globalThis.work = (async () => {
        await log.start();
        await new Promise((resolve) => setTimeout(resolve, given.at - Date.now()));
        const made = [];
        for (let number = 0; number < 100; number += 1) {
          made.push(await log.append("quiz.answered", {
            attempt: given.attempt, question: `leads/q${number}`, answer: "x", right: number % 2 === 0,
          }));
        }
        return made;
      })();
    """
    together = one.do("return Date.now() + 1500")
    one.do(work, {"attempt": "one", "at": together})
    two.do(work, {"attempt": "two", "at": together})
    acknowledged = [*one.do("return work"), *two.do("return work")]
    found = one.all("quiz.answered")
    assert len(found) == 200
    assert found == two.all() == sorted(acknowledged, key=lambda event: (event["at"], event["id"]))
    assert len({event["at"] for event in found}) == 200, "one device gives no moment twice"
    turns = sum(this["data"]["attempt"] != next_["data"]["attempt"] for this, next_ in itertools.pairwise(found))
    assert turns > 20, "they did not take turns, so this has shown nothing"
    for tab, attempt in ((one, "one"), (two, "two")):
        own = [event["data"]["question"] for event in found if event["data"]["attempt"] == attempt]
        assert own == [f"leads/q{number}" for number in range(100)]
        assert tab.noted == []


def test_writes_that_are_not_awaited_keep_their_order(context: BrowserContext, site: str) -> None:
    tab = LogTab(context, site)
    pages = [f"article/{number}" for number in range(50)]
    tab.do("await Promise.all(given.map((page) => log.append('page.read', { page, done: true })))", pages)
    assert tab.pages() == pages


def test_other_tabs_hear_of_changes(context: BrowserContext, site: str) -> None:
    one = LogTab(context, site)
    two = LogTab(context, f"{site}other/")
    one.read("article/bant")
    one.do("await log.take(given)", [record["value"] for record in fixture(2)["stores"][0]["records"][:2]])
    one.do("await log.erase()")
    told = [
        {"types": ["page.read"], "erased": False},
        {"types": ["scenario.saved", "person.named"], "erased": False},
        {"types": [], "erased": True},
    ]
    two.page.wait_for_function("changes.length >= 3")
    assert one.do("return changes") == [change | {"here": True} for change in told]
    assert two.do("return changes") == [change | {"here": False} for change in told]
    one.do("globalThis.end = log.onChange(() => changes.push('never')); end()")
    one.read("article/bant")
    assert one.do("return changes.length") == 4
