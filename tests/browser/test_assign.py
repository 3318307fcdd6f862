"""Trainers make assignments: for whom, what, until when, and everything that is handed over."""

from __future__ import annotations

import base64
import csv
import datetime as dt
import hashlib
import json
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from playwright.sync_api import Download, Locator, expect
from pytest_playwright.pytest_playwright import CreateContextCallback

from tests.browser.keyboard import tab_to
from tests.browser.learner import LOOKS, barriers, examined
from tests.browser.portal import Portal
from tests.browser.trainer import Trainer
from tests.training.test_calendar import parsed, text_of

NEXT_YEAR = f"{dt.datetime.now(dt.UTC).year + 1}-01-15"
PEOPLE = "Anna Borg\tanna@example.com\nمريم خليل\n<img src=x onerror=alert(1)>"
NAMES = ["Anna Borg", "مريم خليل", "<img src=x onerror=alert(1)>"]
WORK = ("the-funnel", "know-your-leads")


@pytest.fixture
def trainer(new_context: CreateContextCallback, portal: Portal) -> Trainer:
    return Trainer(new_context(accept_downloads=True), portal).assign()


def filled(trainer: Trainer) -> list[Locator]:
    """Everything made for three people."""
    trainer.fill(people=PEOPLE, trainer="Tessa", title="First steps", note="Take your time.\nAsk me.")
    return trainer.choose(*WORK).due(on=NEXT_YEAR).make()


def saved(trainer: Trainer, button: Locator, folder: Path) -> str:
    with trainer.page.expect_download() as waiting:
        button.click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path.read_bytes().decode()


def mail_of(parcel: Locator) -> tuple[str, str]:
    """Subject and text."""
    place = parcel.locator("details").nth(1)
    place.locator("summary").click()
    return place.locator("input").input_value(), place.locator("textarea").input_value()


class TestHandingOver:
    def test_every_link_holds_the_assignment(self, trainer: Trainer, portal: Portal) -> None:
        parcels = filled(trainer)
        assert [parcel.locator("h3").inner_text() for parcel in parcels] == NAMES
        made = trainer.made()
        assert [one["person"]["name"] for one in made] == NAMES
        assert len({one["person"]["id"] for one in made} | {one["id"] for one in made}) == 6
        for one, parcel in zip(made, parcels, strict=True):
            link = trainer.link(parcel)
            start = f"{portal.address('en', 'learning/')}#assignment="
            assert link.startswith(start)
            assert trainer.unpacked(link.removeprefix(start)) == one
            assert trainer.scanned(parcel) == link
            assert one == one | {
                "trainer": "Tessa",
                "title": "First steps",
                "note": "Take your time.\nAsk me.",
                "path": "",
                "modules": list(WORK),
                "due": {"on": NEXT_YEAR},
                "language": "",
            }
        assert trainer.noted() == []
        assert trainer.one("article img").count() == 0

    def test_the_same_as_files(self, trainer: Trainer, tmp_path: Path) -> None:
        parcels = filled(trainer)
        made = trainer.made()
        file = saved(trainer, parcels[0].get_by_role("button", name="File"), tmp_path)
        assert json.loads(file) == made[0]
        entry = parsed(saved(trainer, parcels[1].get_by_role("button", name="Calendar entry"), tmp_path))
        assert entry["DTSTART"] == ("VALUE=DATE", NEXT_YEAR.replace("-", ""))
        assert entry["URL"][1] == trainer.link(parcels[1])
        assert text_of(entry["SUMMARY"][1]) == "Training: First steps"
        assert text_of(entry["DESCRIPTION"][1]).startswith("Take your time.\nAsk me.\n")

        downloads: list[Download] = []

        def note(download: Download) -> None:
            downloads.append(download)

        # Playwright cannot listen with a list's own function.
        trainer.page.on("download", note)
        every = trainer.page.get_by_role("button", name="Download all files")
        every.click()
        expect(every).to_be_enabled()
        named = [one.suggested_filename for one in downloads]
        assert named == [
            "assignment-Anna-Borg.json",
            "assignment-مريم-خليل.json",
            "assignment-img-src-x-onerror-alert-1.json",
        ]
        for one, download in zip(made, downloads, strict=True):
            assert json.loads(Path(download.path()).read_text("utf-8")) == one

    def test_a_list_of_links(self, trainer: Trainer, tmp_path: Path) -> None:
        parcels = filled(trainer)
        table = saved(trainer, trainer.page.get_by_role("button", name="Download a list of all links"), tmp_path)
        _, *rows = csv.reader(table.removeprefix("\ufeff").splitlines())
        assert [row[0] for row in rows] == NAMES
        assert [row[1] for row in rows] == ["anna@example.com", "", ""]
        assert [row[3] for row in rows] == [trainer.link(parcel) for parcel in parcels]

    def test_an_email_is_ready(self, trainer: Trainer) -> None:
        parcels = filled(trainer)
        subject, text = mail_of(parcels[0])
        link = trainer.link(parcels[0])
        assert subject == "Training: First steps"
        lines = text.split("\n")
        assert lines[0] == "Hello Anna Borg,"
        assert {"- Know your leads", "Take your time.", link, "Tessa"} <= set(lines)
        address = urlsplit(parcels[0].locator("a[href^='mailto:']").get_attribute("href") or "")
        assert unquote(address.path) == "anna@example.com"
        assert parse_qs(address.query)["body"] == [text.replace("\n", "\r\n")]
        message = EmailMessage()
        message["Subject"], message["To"] = subject, address.path
        assert message["To"].addresses[0].addr_spec == "anna@example.com"
        assert urlsplit(parcels[1].locator("a[href^='mailto:']").get_attribute("href") or "").path == ""

    def test_in_the_learners_language(self, trainer: Trainer, portal: Portal, all_words: Any) -> None:
        trainer.fill(people="مريم خليل", trainer="Tessa").choose("know-your-leads", language="ar")
        (parcel,) = trainer.make()
        assert trainer.link(parcel).startswith(f"{portal.address('ar', 'learning/')}#assignment=")
        assert trainer.made()[0]["title"] == ""
        subject, text = mail_of(parcel)
        title = next(
            item.entry.title for item in all_words["ar"].local.of("module") if item.entry.id == "know-your-leads"
        )
        assert title in subject
        assert title in text
        assert parcel.locator("textarea").get_attribute("dir") == "rtl"

    def test_a_note_may_be_too_long_for_a_code(self, trainer: Trainer) -> None:
        note = base64.b64encode(b"".join(hashlib.sha256(bytes([number])).digest() for number in range(23))).decode()
        trainer.fill(people="Anna", trainer="Tessa", note=note).choose("know-your-leads")
        (parcel,) = trainer.make()
        parcel.locator("details").first.locator("summary").click()
        expect(parcel.locator("details").first).to_contain_text("Shorten the note")
        assert trainer.unpacked(trainer.link(parcel).partition("=")[2])["note"] == note

    def test_copying(self, trainer: Trainer) -> None:
        trainer.context.grant_permissions(["clipboard-read", "clipboard-write"])
        parcels = filled(trainer)
        parcels[2].get_by_role("button", name="Copy link").click()
        expect(trainer.one(".assign-result [role=status]")).to_have_text("Copied.")
        assert trainer.page.evaluate("navigator.clipboard.readText()") == trainer.link(parcels[2])


class TestForm:
    def test_what_is_missing_is_said_and_nothing_is_kept(self, trainer: Trainer) -> None:
        trainer.choose().one("[name=due][value=on]").check()
        trainer.one("form.assign button[type=submit]").click()
        problems = trainer.one(".training-problems li")
        expect(problems).to_have_count(4)
        assert trainer.made() == []
        trainer.fill(people="Anna", trainer="Tessa").choose("know-your-leads").due(days="14").make()
        expect(problems).to_have_count(0)
        assert trainer.made()[0]["due"] == {"days_after_start": 14}

    def test_people_are_shown_as_they_are_understood(self, trainer: Trainer) -> None:
        trainer.fill(people="First name;Surname;E-mail\nAnna;Borg;anna@example.com\nBen;Vella;\nanna;borg;")
        expect(trainer.one(".assign-people li")).to_have_text(["Anna Borg anna@example.com", "Ben Vella"])
        expect(trainer.one("[data-count]")).to_have_text("2 people · Named more than once, taken once: anna borg.")

    def test_whoever_is_known_stays_the_same_person(self, trainer: Trainer) -> None:
        trainer.fill(people="Anna Borg\nBen Vella", trainer="Tessa").choose("know-your-leads").make()
        trainer.fill(people="ben vella\nAnna Borg").one(".assign-people li").nth(1).locator("input").check()
        trainer.make()
        anna, ben, ben_again, other = (one["person"]["id"] for one in trainer.made())
        assert ben_again == ben
        assert len({anna, ben, other}) == 3

    def test_modules_are_found(self, trainer: Trainer) -> None:
        trainer.choose("know-your-leads").fill(find="funn")
        shown = trainer.one(".assign-modules li:visible")
        expect(shown).to_contain_text(["The funnel", "Know your leads"])
        trainer.fill(find="no such module")
        expect(shown).to_have_count(1)
        trainer.fill(find="").one("[name=from]").select_option("sdr-90-days")
        training = trainer.call("training/portal-data.js", "training")
        path = training["data"]["paths"]["sdr-90-days"]
        assert shown.count() == len({module for week in path["weeks"] for module in week["modules"]})
        expect(trainer.one("[data-chosen]")).to_contain_text("1 module")

    def test_a_day_that_is_over(self, trainer: Trainer) -> None:
        trainer.due(on="2020-01-15")
        expect(trainer.one("[data-past]")).to_have_text("This day is over already.")

    def test_by_keyboard(self, trainer: Trainer) -> None:
        page = trainer.page
        tab_to(page, "[name=people]")
        page.keyboard.type("Anna Borg")
        tab_to(page, "[name=what]")
        page.keyboard.press("ArrowDown")
        tab_to(page, "[name=module]")
        page.keyboard.press("Space")
        tab_to(page, "[name=due]")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        tab_to(page, "[name=days]")
        page.keyboard.press("Control+A")
        page.keyboard.type("7")
        tab_to(page, "[name=trainer]")
        page.keyboard.type("Tessa")
        page.keyboard.press("Enter")
        expect(trainer.one(".assign-result h2")).to_be_focused()
        (made,) = trainer.made()
        assert (made["person"]["name"], made["due"], len(made["modules"])) == ("Anna Borg", {"days_after_start": 7}, 1)


class TestAgain:
    def test_what_was_made_is_found_again(self, trainer: Trainer) -> None:
        links = [trainer.link(parcel) for parcel in filled(trainer)]
        trainer.assign()
        assert trainer.one("[name=trainer]").input_value() == "Tessa"
        past = trainer.one(".assign-past li")
        expect(past).to_have_count(1)
        expect(past).to_contain_text("3 people")
        past.get_by_role("button", name="Open").click()
        expect(trainer.one(".assign-parcels > li")).to_have_count(3)
        assert [trainer.link(parcel) for parcel in trainer.one(".assign-parcels > li").all()] == links
        assert len(trainer.made()) == 3
        past.get_by_role("button", name="Use again").click()
        expect(trainer.one("[name=people]")).to_be_focused()
        trainer.fill(people="Carla").make()
        first, *_, last = trainer.made()
        same = ("trainer", "title", "note", "modules", "path", "due", "language")
        assert [last[key] for key in same] == [first[key] for key in same]

    def test_templates(self, trainer: Trainer) -> None:
        trainer.fill(title="Spring", note="Hello", trainer="Tessa").choose(path="sdr-90-days").due(days="90")
        trainer.one("[data-keep]").click()
        expect(trainer.one("[data-kept]")).to_have_text("Give the template a name.")
        trainer.fill(template="Spring cohort").one("[data-keep]").click()
        expect(trainer.one("[data-kept]")).to_contain_text("Spring cohort")
        trainer.assign().one(".assign-templates li").get_by_role("button", name="Use").click()
        trainer.fill(people="Anna").make()
        made = trainer.made()[0]
        assert made == made | {
            "title": "Spring",
            "note": "Hello",
            "path": "sdr-90-days",
            "modules": [],
            "due": {"days_after_start": 90},
        }
        trainer.one(".assign-templates li").get_by_role("button", name="Delete").click()
        expect(trainer.one(".assign-templates")).to_be_hidden()
        trainer.assign()
        expect(trainer.one(".assign-templates")).to_be_hidden()


@pytest.mark.parametrize("look", LOOKS)
def test_barriers(new_context: CreateContextCallback, portal: Portal, look: str) -> None:
    learner = examined(new_context, portal, look)
    trainer = Trainer(learner.context, portal, learner.code).assign()
    assert barriers(trainer.page) == []
    trainer.choose().one("form.assign button[type=submit]").click()
    expect(trainer.one(".training-problems")).to_be_visible()
    trainer.fill(template="Spring").one("[data-keep]").click()
    filled(trainer)
    trainer.fill(people="Anna Borg\nBen")
    trainer.one(".assign-parcels details").evaluate_all("(all) => all.forEach((one) => { one.open = true; })")
    expect(trainer.one("svg.qr")).to_have_count(3)
    assert barriers(trainer.page) == []
