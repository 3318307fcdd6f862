"""Every page of every language on a phone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from playwright.async_api import Page

from tests.browser.crowd import Crowd
from tests.browser.portal import NOT_FOUND, PHONE, WIDTH, Portal, listed
from tests.browser.watch import REPORT_VIOLATIONS, Watch

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


def test_every_page_opens_and_fits(portal: Portal, crowd: Crowd, code: str) -> None:
    pages = [Expected(portal.address(code, page)) for page in portal.pages(code)]
    pages.append(Expected(portal.address(code, NOT_FOUND), status=404))
    failures = crowd.failures(pages, Reader(portal, code).read, init_script=REPORT_VIOLATIONS, **PHONE)
    assert not failures, listed(failures)


def test_every_language_has_every_page(portal: Portal) -> None:
    by_language = {language.code: portal.pages(language.code) for language in portal.languages}
    default = by_language[portal.languages[0].code]
    assert len(default) > len(portal.project.languages)
    assert by_language == dict.fromkeys(by_language, default)
