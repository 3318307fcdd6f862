"""Pages of fixed cohorts: their links lead to the assignment, with and without JavaScript."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Route, expect
from pytest_playwright.pytest_playwright import CreateContextCallback

from tests.browser.learner import LOOKS, barriers, examined
from tests.browser.portal import Portal
from tests.browser.trainer import Trainer
from tests.qr_reader import read_picture

COHORT = "assignments/new-sdrs/"


@pytest.fixture
def trainer(new_context: CreateContextCallback, portal: Portal) -> Trainer:
    return Trainer(new_context(permissions=["clipboard-read", "clipboard-write"]), portal)


def test_the_link_brings_the_assignment(trainer: Trainer, portal: Portal, code: str) -> None:
    trainer.code = code
    page = trainer.open(COHORT)
    title = page.locator("h1").inner_text().replace("¶", "").strip()
    link = page.locator("a[data-start]").evaluate("(link) => link.href")
    code_link = read_picture(page.locator("svg.qr").evaluate("(picture) => picture.outerHTML"))
    here, site = portal.address(code), f"{portal.project.settings['site_url']}{portal.language(code).prefix}"
    assert code_link.removeprefix(site) == link.removeprefix(here)
    value = trainer.unpacked(link.partition("=")[2])
    assert value["id"] == "new-sdrs"
    assert value["title"] == title
    page.locator(".cohort button").first.click()
    assert page.evaluate("navigator.clipboard.readText()") == link
    page.locator("a[data-start]").click()
    expect(page.locator(".learning-offer")).to_contain_text(title)
    assert trainer.log("assignment.accepted") == []
    assert trainer.noted() == []


def test_without_javascript(new_context: CreateContextCallback, portal: Portal) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(portal.address("en", COHORT))
    expect(page.locator("a[data-start]")).to_be_visible()
    expect(page.locator("svg.qr")).to_be_visible()
    for address, told in (
        ("assign/", "Assignments are made in your browser"),
        ("desk/", "Reports are read in your browser"),
    ):
        page.goto(portal.address("en", address))
        # Chromium keeps it hidden as long as Playwright merely forbids scripts to run.
        assert told in (page.locator("noscript").text_content() or "")
        expect(page.locator("form.assign, .desk")).to_be_hidden()


def test_people_of_a_cohort_on_the_desk(trainer: Trainer) -> None:
    """The cohort of the playbook names nobody; a page is given people here."""
    made = {
        "form": "open-sales-playbook/assignment",
        "version": 1,
        "id": "autumn",
        "made": "2026-11-21T00:00:00.000Z",
        "trainer": "Trainer",
        "title": "Autumn",
        "note": "",
        "language": "",
        "modules": ["know-your-leads"],
        "path": "",
        "due": None,
    }
    trainer.open(COHORT)
    links = [
        trainer.packed(made | {"person": {"id": id_, "name": name}}) for id_, name in (("ann", "Ann"), ("bo", "Bo"))
    ]

    def with_people(route: Route) -> None:
        body = route.fetch().text()
        before, _, rest = body.partition('<div class="cohort">')
        links_ = "".join(f'<p><a data-start href="../../learning/#assignment={link}">x</a></p>' for link in links)
        route.fulfill(body=f'{before}<div class="cohort">{links_}{rest}', content_type="text/html")

    trainer.page.route(f"**/{COHORT}", with_people)
    trainer.open(COHORT)
    put: Any = trainer.page.get_by_role("button", name="Put these people on my desk")
    put.click()
    expect(trainer.page.get_by_text("They are on the trainer’s desk.")).to_be_visible()
    put.click()
    trainer.page.wait_for_timeout(300)
    assert len(trainer.made()) == 2
    trainer.desk()
    assert trainer.names() == ["Ann", "Bo"]


@pytest.mark.parametrize("page", ["assign/", "desk/"])
def test_data_that_do_not_come(trainer: Trainer, page: str) -> None:
    trainer.page.route("**/training.json", lambda route: route.abort())
    trainer.open(page)
    expect(trainer.one(".not-loaded")).to_be_visible()


@pytest.mark.parametrize("look", LOOKS)
def test_barriers(new_context: CreateContextCallback, portal: Portal, look: str) -> None:
    learner = examined(new_context, portal, look)
    page = learner.open(COHORT)
    expect(page.locator(".cohort button")).to_be_visible()
    assert barriers(page) == []
