"""Pages on a phone: every English one, and of the other languages those that differ most and a part of the rest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from playwright.async_api import Page

from tests.browser.crowd import Crowd
from tests.browser.portal import NOT_FOUND, PHONE, WIDTH, Portal, listed
from tests.browser.watch import REPORT_VIOLATIONS, Watch

_PARTS = 4
FACTS = """
async () => {
  await document.fonts.ready;
  const wide = [...document.querySelectorAll("article *, .md-header *, .md-footer *")].find((one) => {
    const place = one.getBoundingClientRect();
    return place.width > 0 && (place.left < -1 || place.right > innerWidth + 1);
  });
  return {
    lang: document.documentElement.lang,
    dir: document.documentElement.dir,
    title: document.title.trim(),
    headings: [...document.querySelectorAll("h1")].map((heading) => heading.innerText.trim()),
    width: document.scrollingElement.scrollWidth,
    wide: wide?.outerHTML.slice(0, 120),
    scripts: document.documentElement.classList.contains("js"),
    violations: globalThis.violations,
  };
}
"""


@dataclass(frozen=True)
class Expected:
    """How a page shall come."""

    address: str
    status: int = 200

    def __str__(self) -> str:
        return self.address


class Reader:
    """Opens pages of one language and says what is wrong with them."""

    def __init__(self, portal: Portal, code: str) -> None:
        self._portal = portal
        self._language = portal.language(code)
        self._watches: dict[Page, Watch] = {}

    async def read(self, page: Page, expected: Expected) -> Iterable[str]:
        if page not in self._watches:
            self._watches[page] = Watch(page, self._portal.url)
        watch = self._watches[page]
        watch.begin()
        response = await page.goto(expected.address, wait_until="load")
        facts = await page.evaluate(FACTS)
        wrong = [*watch.noted(status=expected.status), *self._wrong(facts)]
        if response is None or response.status != expected.status:
            wrong.append(f"status {response and response.status}, not {expected.status}")
        return [f"{expected}: {one}" for one in wrong]

    def _wrong(self, facts: dict[str, Any]) -> Iterable[str]:
        for name, value in (("lang", self._language.code), ("dir", self._language.direction), ("scripts", True)):
            if facts[name] != value:
                yield f"{name} is {facts[name]!r}, not {value!r}"
        if not facts["title"]:
            yield "no title"
        if len(facts["headings"]) != 1 or not facts["headings"][0]:
            yield f"headings of the first level: {facts['headings']}"
        if facts["width"] > WIDTH:
            yield f"{facts['width']} px wide, because of {facts['wide']}"
        yield from facts["violations"]


def chosen(portal: Portal, code: str) -> list[str]:
    """All pages in the default language. In another all overviews, calculators and pages written by hand, and of the
    rest, whose shape is that of the English ones, another quarter in each language.
    """
    number = [language.code for language in portal.languages].index(code)
    return [
        page
        for place, page in enumerate(portal.pages(code))
        if number == 0 or page.count("/") < 2 or page.startswith("calculators/") or place % _PARTS == number % _PARTS
    ]


def test_pages_open_and_fit(portal: Portal, crowd: Crowd, code: str) -> None:
    pages = [Expected(portal.address(code, page)) for page in chosen(portal, code)]
    pages.append(Expected(portal.address(code, NOT_FOUND), status=404))
    failures = crowd.failures(pages, Reader(portal, code).read, init_script=REPORT_VIOLATIONS, **PHONE)
    assert not failures, listed(failures)


def test_every_page_is_opened_in_two_languages(portal: Portal) -> None:
    default, *others = (language.code for language in portal.languages)
    opened = {page for code in others for page in chosen(portal, code)}
    assert opened == set(chosen(portal, default)) == set(portal.pages(default))


def test_every_language_has_every_page(portal: Portal) -> None:
    by_language = {language.code: portal.pages(language.code) for language in portal.languages}
    default = by_language[portal.languages[0].code]
    assert len(default) > len(portal.project.languages)
    assert by_language == dict.fromkeys(by_language, default)
