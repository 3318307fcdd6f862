"""My learning: an assignment opened, accepted or not, followed; a path of one's own; the box on the home page."""

from __future__ import annotations

import json
import secrets
import time
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from pytest_playwright.pytest_playwright import CreateContextCallback

from tests.browser.expectations import Words
from tests.browser.learner import ASSIGNMENT, LOOKS, PASSED, Learner, barriers, examined
from tests.browser.portal import Portal

OFFER = ".learning-offer"
ACCEPT = ".learning-offer .md-button--primary"
LISTED = "[data-assignment]"
STATUS = ".learning > .learning-status"
SCRIPT = '<img src=x onerror="document.title=1"><b>Rania</b>'


def opened(learner: Learner, **changed: Any) -> Page:
    """My learning, opened with the link of an assignment."""
    page = learner.open(f"learning/#assignment={learner.packed(ASSIGNMENT | changed)}")
    expect(page.locator(OFFER)).to_be_visible()
    return page


def accepted(learner: Learner, **changed: Any) -> None:
    learner.did(("assignment.accepted", {"assignment": ASSIGNMENT | changed}))


def facts(page: Page) -> dict[str, str]:
    names, values = (page.locator(f"{OFFER} {tag}").all_inner_texts() for tag in ("dt", "dd"))
    return dict(zip(names, values, strict=True))


def choose(field: Locator, name: str, content: bytes) -> None:
    field.set_input_files({"name": name, "mimeType": "application/json", "buffer": content})


def opener(page: Page) -> Locator:
    """The field for an assignment's file."""
    page.locator(".learning details:has(input[type=file]) summary").click()
    return page.locator(".learning input[type=file]")


def test_without_javascript_it_says_what_it_is_for(new_context: CreateContextCallback, portal: Portal) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(portal.address("en", "learning/"))
    expect(page.locator("noscript")).to_be_visible()
    expect(page.locator("article")).to_contain_text("kept in this browser on this device")


@pytest.mark.parametrize("path", ["learning/", "cards/", "certificate/"])
def test_data_that_cannot_be_loaded_are_told(learner: Learner, say: Words, path: str) -> None:
    page = learner.open(path)
    notice = page.locator(".not-loaded")
    expect(notice).to_be_hidden()
    page.route("**/training.json", lambda route: route.abort())
    page.reload()
    expect(notice).to_have_text(say.text("training.common.not-loaded"))


def test_at_first_there_are_paths_to_choose(learner: Learner, say: Words) -> None:
    page = learner.page
    expect(page.locator(".learning")).to_contain_text(say.text("training.learning.nothing"))
    expect(page.locator("[data-path]")).to_have_count(4)
    expect(page.locator(LISTED)).to_have_count(0)
    assert learner.log() == []


def test_an_offer_says_what_and_from_whom_and_keeps_nothing(learner: Learner) -> None:
    page = opened(learner)
    expect(page.locator(f"{OFFER} h2")).to_be_focused()
    expect(page.locator(OFFER)).to_contain_text("Do the reading before Friday.")
    assert facts(page) == {
        "For": "Élodie Zammit",
        "From": "Rania Said",
        "What": "Know your leads\nQualifying leads",
        "Until": "November 30, 2026",
    }
    assert learner.log() == []


def test_accepting_puts_it_on_the_list(learner: Learner, say: Words) -> None:
    page = opened(learner)
    page.locator(ACCEPT).click()
    expect(page.locator(LISTED)).to_contain_text("Leads first")
    expect(page.locator(STATUS)).to_have_text(say.text("training.learning.accepted"))
    expect(page.locator("#learning-assigned")).to_be_focused()
    expect(page.locator(OFFER)).to_be_hidden()
    assert "#" not in page.url
    kept = learner.log()
    assert [(one["type"], one["data"]) for one in kept] == [("assignment.accepted", {"assignment": ASSIGNMENT})]
    expect(page.locator(f"{LISTED} .md-button--primary")).to_have_attribute(
        "href", learner.portal.address("en", f"modules/know-your-leads/#for={ASSIGNMENT['id']}")
    )


def test_its_pages_are_kept_for_reading_without_a_connection(portal: Portal, browser: Browser) -> None:
    learner = Learner(browser.new_context(service_workers="allow"), portal)
    learner.open("learning/")
    page = opened(learner)
    page.locator(ACCEPT).click()
    expect(page.locator(LISTED)).to_be_visible()
    wanted = learner.call("training/learning-list.js", "pagesFor", training(learner), ASSIGNMENT)
    assert "modules/qualifying-leads/" in wanted
    addresses = [learner.portal.address("en", path) for path in wanted]
    missing = """async (addresses) => {
      const found = await Promise.all(addresses.map((address) => caches.match(address, { ignoreVary: true })));
      return addresses.filter((_address, place) => !found[place]);
    }"""
    end = time.monotonic() + 30
    while (left := page.evaluate(missing, addresses)) and time.monotonic() < end:
        page.wait_for_timeout(250)
    assert left == []
    learner.context.set_offline(True)
    expect(learner.open("modules/qualifying-leads/").locator("h1")).to_contain_text("Qualifying leads")
    learner.context.close()


def training(learner: Learner) -> Any:
    return learner.page.evaluate("fetch('training.json').then((answer) => answer.json())")


def test_not_accepting_keeps_nothing(learner: Learner) -> None:
    page = opened(learner)
    page.locator(f"{OFFER} button:not(.md-button--primary)").click()
    expect(page.locator(OFFER)).to_be_hidden()
    page.reload()
    expect(page.locator("[data-path]")).to_have_count(4)
    expect(page.locator(OFFER)).to_be_hidden()
    assert learner.log() == []


def test_the_same_offer_twice_is_told(learner: Learner, say: Words) -> None:
    accepted(learner)
    page = opened(learner)
    expect(page.locator(OFFER)).to_contain_text(say.text("training.learning.offer-known"))
    expect(page.locator(ACCEPT)).to_have_count(0)


def test_an_assignment_comes_as_a_file(learner: Learner) -> None:
    page = learner.page
    choose(opener(page), "assignment.json", json.dumps(ASSIGNMENT).encode())
    page.locator(ACCEPT).click()
    expect(page.locator(LISTED)).to_contain_text("Leads first")


def test_who_has_no_name_is_asked(learner: Learner, say: Words) -> None:
    page = opened(learner, person={"id": "p" * 26, "name": ""})
    page.locator(ACCEPT).click()
    expect(page.locator(f"{OFFER} [role=status]")).to_have_text(say.text("training.learning.offer-name-missing"))
    field = page.locator(f"{OFFER} input")
    expect(field).to_be_focused()
    assert learner.log() == []
    field.fill(" Karim Aziz ")
    page.locator(ACCEPT).click()
    expect(page.locator(LISTED)).to_be_visible()
    assert [one["data"] for one in learner.log("person.named")] == [{"person": "p" * 26, "name": "Karim Aziz"}]


def test_a_device_of_somebody_else_is_told(learner: Learner) -> None:
    learner.did(("person.named", {"person": "q" * 26, "name": "Karim Aziz"}))
    page = opened(learner)
    expect(page.locator(f"{OFFER} .learning-warning")).to_contain_text("Karim Aziz")


def test_another_language_is_offered_and_keeps_the_assignment(learner: Learner) -> None:
    page = opened(learner, language="ar")
    page.locator(f"{OFFER} a[hreflang=ar]").click()
    expect(page).to_have_url(learner.portal.address("ar", "learning/") + page.url[page.url.index("#") :])
    expect(page.locator(OFFER)).to_contain_text("Leads first")
    expect(page.locator(f"{OFFER} a[hreflang]")).to_have_count(0)
    page.locator(ACCEPT).click()
    expect(page.locator(LISTED)).to_be_visible()
    learner.open("learning/")
    expect(page.locator(LISTED)).to_contain_text("Leads first")


def test_markup_from_strangers_is_shown_as_text(learner: Learner) -> None:
    strange = {"trainer": SCRIPT, "title": SCRIPT, "note": SCRIPT, "person": {"id": "p" * 26, "name": SCRIPT}}
    page = opened(learner, **strange)
    title = page.title()
    expect(page.locator(OFFER)).to_contain_text(SCRIPT)
    page.locator(ACCEPT).click()
    expect(page.locator(LISTED)).to_contain_text(SCRIPT)
    expect(page.locator("article").locator("img[src=x], b")).to_have_count(0)
    assert page.title() == title


def test_what_the_playbook_no_longer_has_is_said(learner: Learner, say: Words) -> None:
    gone = say.text("training.common.gone")
    page = opened(learner, modules=["know-your-leads", "long-gone"], path="gone-too")
    expect(page.locator(OFFER)).to_contain_text(f"long-gone · {gone}")
    expect(page.locator(OFFER)).to_contain_text(f"gone-too · {gone}")
    page.locator(ACCEPT).click()
    page.locator(".learning-steps summary").click()
    expect(page.locator(LISTED)).to_contain_text(f"long-gone · {gone}")


WHOLE = json.dumps(ASSIGNMENT)
HOSTILE: dict[str, bytes] = {
    "nothing": b"",
    "cut off": WHOLE[:-40].encode(),
    "no JSON": b"\x00\xff\xfe",
    "ten megabytes": WHOLE.replace("Ask me", "A" * 10_000_000).encode(),
    "a prototype": WHOLE.replace('"title"', '"__proto__": {"accepted": true}, "title"').encode(),
    "a newer version": json.dumps(ASSIGNMENT | {"version": 2}).encode(),
    "another form": json.dumps(ASSIGNMENT | {"form": "open-sales-playbook/report"}).encode(),
    "a missing part": json.dumps({name: value for name, value in ASSIGNMENT.items() if name != "modules"}).encode(),
    "a deep nest": WHOLE.replace('"due": {', '"due": ' + '{"a":' * 50 + "1" + "}" * 50 + ', "x": {').encode(),
    "a script as id": json.dumps(ASSIGNMENT | {"modules": [SCRIPT]}).encode(),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_broken_or_hostile_file_changes_nothing(learner: Learner, case: str) -> None:
    page = learner.page
    choose(opener(page), "assignment.json", HOSTILE[case])
    expect(page.locator(f"{OFFER} p").first).to_be_focused()
    expect(page.locator(OFFER)).to_contain_text("Nothing was changed.")
    expect(page.locator(ACCEPT)).to_have_count(0)
    page.locator(f"{OFFER} button").click()
    expect(page.locator(OFFER)).to_be_hidden()
    assert learner.log() == []


@pytest.mark.parametrize("link", ["", "AAAA", "<script>alert(1)</script>", "%00", "A" * 40_000])
def test_a_broken_or_hostile_link_changes_nothing(learner: Learner, link: str) -> None:
    page = learner.open(f"learning/#assignment={link}")
    expect(page.locator(OFFER)).to_contain_text("Nothing was changed.")
    expect(page.locator(ACCEPT)).to_have_count(0)
    assert learner.log() == []


def test_late_is_said_in_words_and_comes_first(learner: Learner, say: Words) -> None:
    accepted(learner, id="b" * 26, title="No day", due=None)
    accepted(learner, id="c" * 26, title="In time", due={"on": "2090-01-31"})
    accepted(learner, id="d" * 26, title="Late", due={"on": "2026-01-31"})
    page = learner.page
    expect(page.locator(f"{LISTED} h3")).to_have_text(["Late", "In time", "No day"])
    late = page.locator(f"{LISTED} .learning-facts")
    expect(late.nth(0)).to_contain_text(say.text("training.common.late"))
    expect(late.nth(0)).to_contain_text("Due on January 31, 2026")
    expect(late.nth(1)).not_to_contain_text(say.text("training.common.late"))
    expect(late.nth(2)).to_contain_text(say.text("training.learning.no-day"))


def test_leaving_is_asked_once_more(learner: Learner) -> None:
    accepted(learner)
    page = learner.page
    leave = page.locator(f"{LISTED} .learning-actions > button")
    leave.click()
    page.locator(".learning-sure button").nth(1).click()
    expect(leave).to_be_focused()
    leave.click()
    expect(page.locator(".learning-sure button").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(LISTED)).to_have_count(0)
    expect(page.locator("#learning-assigned")).to_be_focused()
    assert [one["data"] for one in learner.log("assignment.removed")] == [{"assignment": ASSIGNMENT["id"]}]


def test_a_path_can_be_chosen_without_a_trainer(learner: Learner, say: Words) -> None:
    page = learner.page
    page.locator('[data-path="trainer-90-days"] button').click()
    expect(page.locator(f"{LISTED} h3")).to_be_focused()
    expect(page.locator(LISTED)).to_contain_text(say.text("training.learning.chosen"))
    expect(page.locator('[data-path="trainer-90-days"] button')).to_have_count(0)
    name = [one["data"]["assignment"] for one in learner.log("assignment.accepted")]
    assert learner.call("training/schema.js", "valid", "assignment", name[0]) == []


def test_another_tab_sees_what_is_accepted_here(learner: Learner) -> None:
    other = learner.context.new_page()
    other.goto(learner.portal.address("en", "learning/"))
    expect(other.locator("[data-path]")).to_have_count(4)
    accepted(learner)
    expect(other.locator(LISTED)).to_be_visible()


def test_what_was_done_shows(learner: Learner) -> None:
    checklist, items = next(iter(training(learner)["checklists"].items()))
    tick = {"checklist": checklist, "item": items["items"][0], "assignment": "", "done": True}
    signed = {"checklist": checklist, "assignment": "", "by": "Rania"}
    learner.did(
        ("page.opened", {"page": "article/bant"}),
        ("page.opened", {"page": "article/demo"}),
        ("checklist.ticked", tick),
        ("checklist.signed", signed),
        *PASSED,
        ("card.reviewed", {"card": "term.lead", "rating": 1}),
    )
    page = learner.open("learning/")
    articles = page.locator("section[aria-labelledby=learning-go-on] a")
    expect(articles).to_have_count(2)
    expect(articles.first).to_have_attribute("href", learner.portal.address("en", "articles/demo/"))
    lists = page.locator("section[aria-labelledby=learning-checklists]")
    expect(lists).to_contain_text(f"1 of {len(items['items'])}")
    expect(lists).to_contain_text("Rania")
    expect(page.locator("section[aria-labelledby=learning-cards]")).to_contain_text("1 card to repeat")
    certificate = page.locator("section[aria-labelledby=learning-certificates] a")
    expect(certificate).to_have_attribute("href", learner.portal.address("en", "certificate/#path=sdr-90-days"))


def test_another_language_shows_the_same(learner: Learner) -> None:
    accepted(learner)
    learner.did(*PASSED)
    before = learner.log()
    learner.code = "ar"
    page = learner.open("learning/")
    expect(page.locator(LISTED)).to_contain_text("Leads first")
    expect(page.locator("section[aria-labelledby=learning-certificates] a")).to_have_count(1)
    assert learner.log() == before


def test_a_report_as_link_file_and_mail(learner: Learner, tmp_path: Path) -> None:
    learner.did(
        ("page.read", {"page": "article/bant", "done": True}), ("card.reviewed", {"card": "term.lead", "rating": 3})
    )
    page = learner.page
    report = page.locator(".learning-report")
    report.locator("button").click()
    expect(report.locator("input")).to_be_focused()
    report.locator("input").fill("Élodie Zammit")
    page.keyboard.press("Enter")
    expect(report.locator("textarea")).to_be_visible()
    told = [one for one in learner.log() if one["type"] in {"page.read", "person.named"}]
    assert len(told) == 2
    link = report.locator("input[type=url]").input_value()
    start = learner.portal.address("en", "desk/") + "#report="
    assert link.startswith(start)
    held = learner.unpacked(link.removeprefix(start))
    assert held["events"] == told
    assert held["person"]["name"] == "Élodie Zammit"
    name, file = learner.downloads(lambda: report.locator("button").nth(1).click(), tmp_path)
    assert (name, file) == ("report-Élodie-Zammit.json", held)
    assert learner.call("training/schema.js", "valid", "report", file) == []
    assert link in report.locator("textarea").input_value()
    mail = report.locator("a[href^='mailto:']")
    expect(mail).to_have_count(1)


def test_a_long_report_is_a_file(learner: Learner) -> None:
    filled = {"scorecard": "first-call", "card": "c", "person": "Karim", "by": "Rania", "scores": {}, "notes": {}}
    learner.did(*PASSED, ("scorecard.filled", filled | {"note": secrets.token_hex(4_000)}))
    report = learner.page.locator(".learning-report")
    report.locator("button").click()
    expect(report.locator("textarea")).to_be_visible()
    expect(report.locator("input[type=url]")).to_have_count(0)
    assert "#report=" not in report.locator("textarea").input_value()


class TestHome:
    """The box on the home page."""

    BOX = ".home-learning"

    def test_who_has_done_nothing_sees_none(self, learner: Learner) -> None:
        page = learner.open("")
        learner.wait_for("training/home.js")
        expect(page.locator(self.BOX)).to_have_count(0)

    def test_it_tells_what_is_due_and_where_to_go_on(self, learner: Learner, say: Words) -> None:
        accepted(learner, due={"on": "2026-01-31"})
        learner.did(("page.opened", {"page": "article/bant"}), ("card.reviewed", {"card": "term.lead", "rating": 1}))
        page = learner.open("")
        box = page.locator(self.BOX)
        expect(box).to_contain_text("Leads first")
        expect(box).to_contain_text(say.text("training.common.late"))
        expect(box).to_contain_text("1 card to repeat")
        expect(box.locator('a[href$="articles/bant/"]')).to_have_count(1)
        expect(box.locator('a[href$="learning/"]')).to_have_count(2)

    def test_it_goes_when_nothing_is_left_to_say(self, learner: Learner) -> None:
        accepted(learner)
        page = learner.open("")
        expect(page.locator(self.BOX)).to_be_visible()
        learner.did(("assignment.removed", {"assignment": ASSIGNMENT["id"]}))
        expect(page.locator(self.BOX)).to_have_count(0)

    @pytest.mark.parametrize("look", LOOKS)
    def test_it_is_accessible(self, portal: Portal, new_context: CreateContextCallback, look: str) -> None:
        learner = examined(new_context, portal, look)
        learner.open("")
        accepted(learner, due={"on": "2026-01-31"})
        page = learner.open("")
        expect(page.locator(self.BOX)).to_be_visible()
        assert barriers(page) == []


@pytest.mark.parametrize("look", LOOKS)
def test_every_state_is_accessible(portal: Portal, new_context: CreateContextCallback, look: str) -> None:
    learner = examined(new_context, portal, look)
    page = learner.open("learning/")
    expect(page.locator("[data-path]")).to_have_count(4)
    assert barriers(page) == []
    opened(learner, language="it", person={"id": "", "name": ""}, path="sdr-90-days")
    assert barriers(page) == []
    page.locator(f"{OFFER} input").fill("Karim")
    page.locator(ACCEPT).click()
    page.locator(".learning-steps summary").click()
    page.locator(f"{LISTED} .learning-actions > button").click()
    page.locator(".learning-report button").click()
    expect(page.locator(".learning-report textarea")).to_be_visible()
    assert barriers(page) == []
    learner.open("learning/#assignment=AAAA")
    expect(page.locator(OFFER)).to_be_visible()
    assert barriers(page) == []
