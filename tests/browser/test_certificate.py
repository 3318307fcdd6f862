"""The certificate: what it says, in which language, how it prints, and that its code can be worked out again."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import BrowserContext, expect
from pytest_playwright.pytest_playwright import CreateContextCallback

from tests.browser.expectations import Words
from tests.browser.learner import LOOKS, PASSED, Learner, Step, barriers, examined
from tests.browser.portal import Portal
from tests.training.test_check_code import code_of

SHEET = ".certificate-sheet"
A4_LANDSCAPE = (842, 595)
"""In points, 72 an inch."""


@pytest.fixture
def learner(context: BrowserContext, portal: Portal) -> Learner:
    learner = Learner(context, portal)
    learner.open("certificate/")
    return learner


def test_without_a_passed_assessment_there_is_none(learner: Learner, all_words: dict[str, Words]) -> None:
    page = learner.page
    expect(page.locator(".certificate")).to_contain_text(all_words["en"].text("training.certificate.none"))
    expect(page.locator(SHEET)).to_have_count(0)
    learner.did(*PASSED)
    expect(page.locator(SHEET)).to_be_visible()


def test_it_says_who_what_when_and_how_well(learner: Learner, all_words: dict[str, Words]) -> None:
    learner.did(*PASSED)
    sheet = learner.page.locator(SHEET)
    for words in ("Élodie Zammit", "SDR: your first 90 days", "85%", all_words["en"].text("training.certificate.self")):
        expect(sheet).to_contain_text(words)
    finished = learner.log("quiz.finished")[0]["at"]
    code = code_of(
        {"person": "p" * 26, "name": "Élodie Zammit", "path": "sdr-90-days", "finished": finished, "score": 85}
    )
    expect(sheet.locator("[data-code]")).to_have_text(f"Check code: {code}")


def test_finished_modules_stand_on_it(learner: Learner) -> None:
    data = learner.page.evaluate("fetch('../learning/training.json').then((answer) => answer.json())")
    name = data["paths"]["sdr-90-days"]["weeks"][0]["modules"][0]
    module = data["modules"][name]
    done: list[Step] = [("page.read", {"page": page, "done": True}) for page in module["read"]]
    started = {"attempt": "m", "quiz": module["quiz"], "seed": 1, "questions": [], "assignment": ""}
    done += [("quiz.started", started), ("quiz.finished", {"attempt": "m", "right": 10, "of": 10})]
    if module["checklist"]:
        items = data["checklists"][module["checklist"]]["items"]
        plain = {"checklist": module["checklist"], "assignment": "", "done": True}
        done += [("checklist.ticked", plain | {"item": item}) for item in items]
    learner.did(*PASSED)
    expect(learner.page.locator(SHEET)).to_be_visible()
    expect(learner.page.locator(".certificate-modules")).to_have_count(0)
    learner.did(*done)
    expect(learner.page.locator(".certificate-modules li")).to_have_text([module["title"]])


def test_who_has_no_name_writes_it(learner: Learner) -> None:
    learner.did(*PASSED[1:])
    page = learner.page
    page.locator(".certificate input").fill("Karim <b>Aziz</b>")
    page.keyboard.press("Enter")
    expect(page.locator(".certificate-name")).to_have_text("Karim <b>Aziz</b>")
    expect(page.locator(f"{SHEET} h2")).to_be_focused()


def test_several_can_be_chosen_from(learner: Learner, all_words: dict[str, Words]) -> None:
    other = {"attempt": "t2", "quiz": "path/trainer-90-days", "seed": 1, "questions": [], "assignment": ""}
    learner.did(*PASSED, ("quiz.started", other), ("quiz.finished", {"attempt": "t2", "right": 20, "of": 20}))
    page = learner.page
    expect(page.locator(".certificate")).to_contain_text(all_words["en"].text("training.certificate.choose"))
    page.locator('.certificate a[href="#path=trainer-90-days"]').click()
    expect(page.locator(SHEET)).to_contain_text("100%")
    expect(page.locator(f"{SHEET} h2")).to_be_focused()


def test_the_language_switch_keeps_it(learner: Learner) -> None:
    learner.did(*PASSED)
    page = learner.open("certificate/#path=sdr-90-days")
    code = page.locator("[data-code]").get_attribute("data-code")
    page.locator(".language-switch summary").click()
    page.locator(".language-switch a[hreflang=ar]").click()
    expect(page.locator("html")).to_have_attribute("lang", "ar")
    assert page.url.endswith("/ar/certificate/#path=sdr-90-days")
    expect(page.locator(SHEET)).to_contain_text("Élodie Zammit")
    expect(page.locator("[data-code]")).to_have_attribute("data-code", code or "none")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_it_prints_on_one_landscape_page(learner: Learner, language: str) -> None:
    learner.did(*PASSED)
    learner.code = language
    page = learner.open("certificate/")
    expect(page.locator(SHEET)).to_be_visible()
    pdf = page.pdf(prefer_css_page_size=True)
    assert re.findall(rb"/Type /Pages.{0,200}?/Count (\d+)|/Count (\d+).{0,200}?/Type /Pages", pdf, re.DOTALL)
    pages = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    assert [tuple(round(float(side)) for side in sides) for sides in pages] == [A4_LANDSCAPE]
    page.emulate_media(media="print")
    expect(page.locator(".certificate-actions")).to_be_hidden()
    expect(page.locator("h1")).to_be_hidden()


@pytest.mark.parametrize("look", LOOKS)
def test_every_state_is_accessible(portal: Portal, new_context: CreateContextCallback, look: str) -> None:
    learner = examined(new_context, portal, look)
    page = learner.open("certificate/")
    expect(page.locator(".certificate p")).to_be_visible()
    assert barriers(page) == []
    learner.did(*PASSED[1:])
    expect(page.locator(".certificate input")).to_be_visible()
    assert barriers(page) == []
    learner.did(PASSED[0])
    expect(page.locator(SHEET)).to_be_visible()
    assert barriers(page) == []
