"""The banner says what keeps the reader's work from being saved, and hands it out."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import BrowserContext, Locator, expect

from tests.browser.log.log_site import DATABASE, LogTab
from tests.browser.log.scripts import FULL_DISK, NO_ROOM
from tests.browser.log.stored_log import upgrade
from tests.training.modules import call
from tools.provision import ROOT

TEXTS = ROOT / "playbook" / "content" / "interface" / "training-common.yml"
BEGINNING = "training."
START = "await import('/assets/js/training/banner.js')"


@pytest.fixture(scope="module")
def words(site_folder: Path) -> dict[str, str]:
    """The interface texts, which the site serves from now on."""
    texts = {one["id"].removeprefix(BEGINNING): one["text"] for one in yaml.safe_load(TEXTS.read_text("utf-8"))}
    for folder in (site_folder / "learning", site_folder / "other" / "learning"):
        folder.mkdir()
        data = {"version": 1, "language": "en", "dir": "ltr", "words": texts}
        folder.joinpath("training.json").write_text(json.dumps(data), "utf-8")
    return texts


def shown(tab: LogTab) -> Locator:
    tab.do(START)
    return tab.page.locator("article > :first-child.training-trouble")


def test_there_is_none_while_all_is_well(context: BrowserContext, site: str, words: dict[str, str]) -> None:
    tab = LogTab(context, site)
    banner = shown(tab)
    tab.read("article/bant")
    expect(banner).to_be_empty()
    assert words
    assert tab.noted == []


def blocked(_tab: LogTab) -> None:
    """The script has done it."""


def full(tab: LogTab) -> None:
    tab.read("article/spin")


def newer(tab: LogTab) -> None:
    upgrade(tab.page, DATABASE, 9)


TROUBLES: dict[str, tuple[str, Callable[[LogTab], None]]] = {
    "blocked": (NO_ROOM, blocked),
    "full": (FULL_DISK, full),
    "newer": ("", newer),
}
"""What a page's script does, and what happens then."""


@pytest.mark.parametrize("trouble", TROUBLES)
def test_it_says_why_and_hands_everything_out(
    context: BrowserContext, site: str, words: dict[str, str], trouble: str
) -> None:
    script, bring_about = TROUBLES[trouble]
    tab = LogTab(context, site, script=script)
    bring_about(tab)
    banner = shown(tab)
    expect(banner).to_contain_text(words["common.trouble-title"])
    expect(banner).to_contain_text(words[f"common.trouble-{trouble}"])
    expect(banner.get_by_role("button")).to_have_count(1)
    tab.read("article/bant")
    with tab.page.expect_download() as waiting:
        banner.get_by_role("button", name=words["common.trouble-download"]).click()
    content = Path(waiting.value.path()).read_text("utf-8")
    found: dict[str, Any] = call("training/data-file.js", "fromText", "data", content)["value"]
    assert found["events"] == tab.all()
    assert "article/bant" in tab.pages()
    assert tab.noted == []


def test_it_goes_when_the_trouble_is_over(context: BrowserContext, site: str, words: dict[str, str]) -> None:
    LogTab(context, site).start()
    tab = LogTab(context, site, script=FULL_DISK)
    banner = shown(tab)
    expect(banner).to_be_empty()
    tab.read("article/bant")
    expect(banner).to_contain_text(words["common.trouble-full"])
    tab.do("globalThis.roomy = true")
    tab.read("article/spin")
    expect(banner).to_be_empty()
    assert tab.noted == []
