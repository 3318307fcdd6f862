"""My data: a copy taken along, put together with what is there, and everything deleted."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, expect
from pytest_playwright.pytest_playwright import CreateContextCallback

from tests.browser.expectations import Words
from tests.browser.learner import LOOKS, Learner, Step, barriers, examined
from tests.browser.portal import Portal

STEPS: list[Step] = [
    ("page.read", {"page": "article/bant", "done": True}),
    ("card.reviewed", {"card": "term.lead", "rating": 3}),
    ("scenario.saved", {"calculator": "goal-plan", "id": "s", "name": "Plan", "package": "{}"}),
]


def place(learner: Learner) -> Locator:
    return learner.page.locator(".my-data")


def button(learner: Learner, words: str) -> Locator:
    return place(learner).get_by_role("button", name=words, exact=True)


def status(learner: Learner) -> Locator:
    return place(learner).locator("[role=status]")


def choose(learner: Learner, data: Any) -> None:
    content = data if isinstance(data, bytes) else json.dumps(data).encode()
    field = place(learner).locator("input[type=file]")
    field.set_input_files({"name": "data.json", "mimeType": "application/json", "buffer": content})


def copied(learner: Learner, say: Words, folder: Path) -> Any:
    _, data = learner.downloads(button(learner, say.text("training.data.download")).first.click, folder)
    return data


def test_a_copy_holds_everything(learner: Learner, say: Words, tmp_path: Path) -> None:
    learner.did(*STEPS)
    expect(place(learner)).to_contain_text("3 entries are kept on this device.")
    data = copied(learner, say, tmp_path)
    assert data["events"] == learner.log()
    assert len(data["events"]) == len(STEPS)
    assert learner.call("training/schema.js", "valid", "data", data) == []


def test_a_copy_goes_to_another_device_and_back(
    learner: Learner, portal: Portal, new_context: CreateContextCallback, say: Words, tmp_path: Path
) -> None:
    learner.did(*STEPS)
    first = copied(learner, say, tmp_path)
    other = Learner(new_context(), portal)
    other.open("learning/")
    other.did(("page.read", {"page": "article/demo", "done": True}))
    choose(other, first)
    expect(place(other)).to_contain_text("3 entries of this file are new here.")
    assert len(other.log()) == 1, "something was added before it was confirmed"
    button(other, say.text("training.data.add")).click()
    expect(status(other)).to_have_text("3 entries added.")
    expect(place(other)).to_contain_text("4 entries are kept on this device.")
    choose(other, first)
    expect(status(other)).to_have_text(say.text("training.data.none"))
    choose(learner, copied(other, say, tmp_path))
    expect(place(learner)).to_contain_text("1 entry of this file is new here.")
    button(learner, say.text("training.data.add")).click()
    expect(status(learner)).to_have_text("1 entry added.")
    assert learner.log() == other.log()


def test_adding_can_be_left(learner: Learner, say: Words, tmp_path: Path) -> None:
    learner.did(*STEPS)
    data = copied(learner, say, tmp_path)
    learner.call("event-log.js", "eventLog.erase")
    choose(learner, data)
    button(learner, say.text("training.common.cancel")).click()
    expect(place(learner).locator("input[type=file]")).to_be_focused()
    assert learner.log() == []


def test_deleting_is_explained_and_asked_once_more(learner: Learner, say: Words, tmp_path: Path) -> None:
    learner.did(*STEPS)
    delete = button(learner, say.text("training.data.delete"))
    delete.click()
    asked = place(learner).locator(".my-data-sure")
    expect(asked).to_contain_text(say.text("training.data.sure-text"))
    assert len(learner.log()) == len(STEPS)
    button(learner, say.text("training.common.cancel")).click()
    expect(delete).to_be_focused()
    expect(asked).to_have_count(0)
    delete.click()
    _, data = learner.downloads(asked.get_by_role("button").first.click, tmp_path)
    assert len(data["events"]) == len(STEPS)
    button(learner, say.text("training.data.sure-yes")).click()
    expect(status(learner)).to_have_text(say.text("training.data.deleted"))
    expect(place(learner)).to_contain_text("0 entries are kept on this device.")
    learner.page.reload()
    assert learner.log() == []
    choose(learner, data)
    button(learner, say.text("training.data.add")).click()
    expect(status(learner)).to_have_text("3 entries added.")
    assert learner.log() == data["events"]


@pytest.mark.parametrize(
    ("case", "spoil"),
    [
        ("cut off", lambda text: text[:-30]),
        ("a prototype", lambda text: text.replace('"done"', '"__proto__": {}, "done"')),
        ("a newer version", lambda text: text.replace('"version": 1, "made"', '"version": 2, "made"')),
        ("another form", lambda text: text.replace("open-sales-playbook/data", "open-sales-playbook/report")),
        ("an event without an id", lambda text: text.replace('"id"', '"no"', 1)),
        ("no data at all", lambda _: "[]"),
        ("an empty file", lambda _: ""),
    ],
)
def test_a_broken_or_hostile_file_changes_nothing(
    learner: Learner, say: Words, tmp_path: Path, case: str, spoil: Any
) -> None:
    learner.did(*STEPS)
    text = json.dumps(copied(learner, say, tmp_path))
    learner.call("event-log.js", "eventLog.erase")
    learner.did(STEPS[0])
    spoilt = spoil(text)
    assert spoilt != text, case
    choose(learner, spoilt.encode())
    expect(status(learner)).to_contain_text("Nothing was changed.")
    expect(button(learner, say.text("training.data.add"))).to_have_count(0)
    assert len(learner.log()) == 1


@pytest.mark.parametrize("look", LOOKS)
def test_every_state_is_accessible(
    portal: Portal, new_context: CreateContextCallback, tmp_path: Path, look: str
) -> None:
    learner = examined(new_context, portal, look)
    learner.open("learning/")
    learner.did(*STEPS)
    _, data = learner.downloads(place(learner).get_by_role("button").first.click, tmp_path)
    learner.call("event-log.js", "eventLog.erase")
    choose(learner, data)
    expect(place(learner).locator(".learning-actions")).to_be_visible()
    place(learner).get_by_role("button").last.click()
    expect(place(learner).locator(".my-data-sure")).to_be_visible()
    assert barriers(learner.page) == []
