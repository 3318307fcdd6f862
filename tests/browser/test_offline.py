"""Reading without a network: what has been read before, what is kept on purpose, and what is said of the rest."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from playbook.project import Project
from playbook.serve import Version, make_server
from tests.built_site import built

PATIENCE = 30
"""Seconds that keeping something may take on a machine that has much else to do."""
OBJECTION, ROLE, CALCULATOR = "objections/too-dear/", "roles/sdr/", "calculators/goal-plan/"
KEPT = """
async () => {
  const found = {};
  for (const name of await caches.keys()) {
    found[name] = (await (await caches.open(name)).keys()).map(({ url }) => url);
  }
  return found;
}
"""
PUT = "async ([name, urls]) => { for (const url of urls) await (await caches.open(name)).put(url, new Response('')); }"
KEEP = """
async ([script, addresses]) => {
  const { keepForOffline } = await import(script);
  return keepForOffline(addresses);
}
"""


@dataclass(frozen=True)
class Site:
    """The tiny project's site, served as authors see it."""

    url: str
    folder: Path
    version: Version

    def change(self, page: str, old: str, new: str) -> None:
        path = self.folder / page / "index.html"
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")


@pytest.fixture(scope="module")
def site(base: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    project = Project(tmp_path_factory.mktemp("offline") / "project")
    shutil.copytree(built(base).root, project.root)
    version = Version()
    server = make_server(project, "127.0.0.1", 0, version)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Site(f"http://127.0.0.1:{server.server_port}/", project.site, version)
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def reader(browser: Browser) -> Iterator[BrowserContext]:
    """Somebody whose browser is new to the site."""
    context = browser.new_context(service_workers="allow")
    yield context
    context.close()


def kept(page: Page) -> dict[str, list[str]]:
    found: dict[str, list[str]] = page.evaluate(KEPT)
    return found


def wait_until_kept(page: Page, *urls: str) -> None:
    """Wait until the worker has all these."""
    missing = set(urls)
    end = time.monotonic() + PATIENCE
    while missing and time.monotonic() < end:
        missing = set(urls) - {url for found in kept(page).values() for url in found}
        page.wait_for_timeout(100)
    assert not missing


def read(page: Page, site: Site, address: str) -> None:
    """Read a page until it is kept."""
    page.goto(site.url + address)
    assets: list[str] = page.evaluate("performance.getEntriesByType('resource').map((one) => one.name)")
    # the icon of the tab is the browser's own business
    wanted = [url for url in assets if "/assets/" in url and "/images/" not in url and not url.endswith("/icon.svg")]
    assert wanted
    wait_until_kept(page, site.url + address, *wanted)


def failures_of(page: Page) -> list[str]:
    """What the page asks for in vain from now on; the server's own way of reloading is no part of the site."""
    found: list[str] = []
    page.on("requestfailed", lambda request: None if "_reload" in request.url else found.append(request.url))
    return found


def test_what_has_been_read_once_can_be_read_without_a_network(site: Site, reader: BrowserContext) -> None:
    page = reader.new_page()
    for address in (OBJECTION, "ar/" + ROLE):
        read(page, site, address)
    reader.set_offline(True)
    failures = failures_of(page)
    page.reload()
    expect(page.locator("h1")).to_contain_text("representative ع")
    page.goto(f"{site.url}{OBJECTION}?from=here#top")
    expect(page.locator("h1")).to_contain_text("dear")
    assert page.evaluate("getComputedStyle(document.querySelector('.md-header')).position") == "sticky"
    assert failures == []


def test_what_has_not_been_read_is_said_in_the_language(site: Site, reader: BrowserContext) -> None:
    page = reader.new_page()
    read(page, site, OBJECTION)
    wait_until_kept(page, f"{site.url}404.html")
    read(page, site, f"ar/{OBJECTION}")
    wait_until_kept(page, f"{site.url}ar/404.html")
    reader.set_offline(True)
    for prefix, mark in (("", ""), ("ar/", " ع")):
        page.goto(f"{site.url}{prefix}{ROLE}")
        expect(page.locator("h1")).to_have_text(f"theme.offline.title{mark}")
        expect(page.locator("article")).to_contain_text(f"theme.offline.text{mark}")
        expect(page.locator("article")).not_to_contain_text("theme.not-found.text")
    page.goto(f"{site.url}it/{ROLE}")
    expect(page.locator("h1")).to_have_text("theme.offline.title")  # no Italian page has been read


def test_a_page_that_does_not_exist_says_that_while_there_is_a_network(site: Site, reader: BrowserContext) -> None:
    page = reader.new_page()
    read(page, site, OBJECTION)
    page.goto(f"{site.url}no-such-page/")
    expect(page.locator("h1")).to_have_text("theme.not-found.title")
    assert f"{site.url}no-such-page/" not in kept(page)["pages /"]


def test_a_changed_page_is_seen_as_soon_as_there_is_a_network(site: Site, reader: BrowserContext) -> None:
    page = reader.new_page()
    read(page, site, ROLE)
    reader.set_offline(True)
    page.reload()
    site.change(ROLE, ">Sales development", ">Another sales development")
    expect(page.locator("h1")).not_to_contain_text("Another")
    reader.set_offline(False)
    page.reload()
    expect(page.locator("h1")).to_contain_text("Another")
    reader.set_offline(True)
    page.reload()
    expect(page.locator("h1")).to_contain_text("Another")


def test_an_open_page_is_still_shown_anew_after_a_build(site: Site, reader: BrowserContext) -> None:
    page = reader.new_page()
    read(page, site, OBJECTION)
    page.reload()
    assert page.evaluate("Boolean(navigator.serviceWorker.controller)")
    site.change(OBJECTION, ">It is too dear", ">It is far too dear")
    site.version.bump()
    expect(page.locator("h1")).to_contain_text("far too dear")


def test_a_calculator_that_has_been_used_calculates(site: Site, reader: BrowserContext) -> None:
    page = reader.new_page()
    calculator = page.locator("sales-calculator")
    for _ in range(2):  # the second time the worker is there from the beginning
        page.goto(site.url + CALCULATOR)
        expect(calculator).to_have_attribute("data-state", "ready", timeout=60_000)
    wait_until_kept(page, site.url + CALCULATOR)
    reader.set_offline(True)
    page.reload()
    expect(calculator).to_have_attribute("data-state", "ready", timeout=60_000)
    before = calculator.locator("data[data-field='revenue_gap']").first.get_attribute("value")
    calculator.locator("input[name='revenue_goal']:enabled").fill("9999999")
    expect(calculator.locator("data[data-field='revenue_gap']").first).not_to_have_attribute("value", str(before))
    found = kept(page)
    (python,) = found.keys() - {"pages /", "assets /"}
    assert [url for url in found["assets /"] if url.endswith((".wasm", ".bin"))] == [], "Python keeps those itself"
    assert [url for url in found[python] if url.endswith((".wasm", ".bin"))]


def test_pages_that_are_kept_on_purpose_need_not_have_been_read(site: Site, reader: BrowserContext) -> None:
    page = reader.new_page()
    read(page, site, OBJECTION)
    script = next(url for url in kept(page)["assets /"] if url.endswith("/offline.js"))
    data = f"{site.url}it/learning/training.json"
    wanted = [f"{site.url}it/quizzes/hot-or-not/", f"{site.url}it/modules/first-calls/", data]
    elsewhere = [f"{site.url}no-such-page/", "https://elsewhere.example/"]
    assert page.evaluate(KEEP, [script, [*wanted, *elsewhere]]) == len(wanted)
    reader.set_offline(True)
    failures = failures_of(page)
    for url in wanted[:2]:
        page.goto(url)
        expect(page.locator("h1")).to_be_visible()
        page.wait_for_load_state("networkidle")  # what a page still loads when it is left has not failed
    assert page.evaluate("(url) => fetch(url).then((answer) => answer.json())", data)["language"] == "it"
    assert [url for url in failures if "/fonts-" not in url] == []


def test_not_more_is_kept_than_there_is_use_for(site: Site, reader: BrowserContext) -> None:
    page = reader.new_page()
    page.goto(f"{site.url}sitemap.xml")  # of the site, and without its worker
    page.evaluate(PUT, ["pages /", [f"{site.url}old/{number}/" for number in range(400)]])
    page.evaluate(PUT, ["assets /", [f"{site.url}assets/playbook-{number}/js/main.js" for number in range(5)]])
    page.evaluate(PUT, ["assets /", [f"{site.url}assets/playbook-boys-{number}/x.js" for number in range(5)]])
    read(page, site, ROLE)
    wait_until_kept(page, f"{site.url}404.html", f"{site.url}learning/training.json")
    found = kept(page)
    assert len(found["pages /"]) == 400
    assert f"{site.url}old/2/" not in found["pages /"]  # the page, the page of errors and the data have come instead
    assert f"{site.url}old/3/" in found["pages /"]
    folders = [url.split("/")[4] for url in found["assets /"]]
    (current,) = {folder for folder in folders if len(folder) == len("playbook-0123456789ab")}
    versions = {folder for folder in folders if folder.startswith("playbook-")}
    assert versions == {"playbook-3", "playbook-4", current} | {f"playbook-boys-{number}" for number in range(5)}
