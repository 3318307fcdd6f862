"""Somebody who learns: a browser profile of its own, what was done in it, and what it keeps."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from playwright.sync_api import BrowserContext, Page
from pytest_playwright.pytest_playwright import CreateContextCallback

from tests.browser.portal import PHONE, WIDTH, Portal
from tests.browser.test_accessibility import RUN
from tests.training.log import event
from tools.provision import ROOT

Result = TypeVar("Result")

_CALL = """
async ([module, name, args]) => {
  const main = [...document.scripts].find(({ src }) => src.endsWith("/js/main.js")).src;
  const found = await import(new URL(module, main).href);
  if (!name) return null;
  const [thing, method] = name.split(".");
  return method ? found[thing][method](...args) : found[thing](...args);
}
"""

Step = tuple[str, dict[str, Any]]
"""The type of an event and its data."""

ASSIGNMENT: dict[str, Any] = {
    "form": "open-sales-playbook/assignment",
    "version": 1,
    "id": "a" * 26,
    "made": "2026-11-20T10:00:00.000Z",
    "trainer": "Rania Said",
    "person": {"id": "p" * 26, "name": "Élodie Zammit"},
    "title": "Leads first",
    "note": "Do the reading before Friday.\nAsk me anything.",
    "language": "",
    "modules": ["know-your-leads", "qualifying-leads"],
    "path": "",
    "due": {"on": "2026-11-30"},
}

PASSED: list[Step] = [
    ("person.named", {"person": "p" * 26, "name": "Élodie Zammit"}),
    ("quiz.started", {"attempt": "t1", "quiz": "path/sdr-90-days", "seed": 1, "questions": [], "assignment": ""}),
    ("quiz.finished", {"attempt": "t1", "right": 17, "of": 20}),
]
"""What it takes to get a certificate."""


LOOKS: dict[str, tuple[str, dict[str, Any]]] = {
    "desktop": ("en", {"color_scheme": "light"}),
    "phone": ("ar", {"color_scheme": "dark", **PHONE}),
}
"""In which language and how a page is looked at when it is checked for barriers."""


class Learner:
    """One profile in one language; ``page`` is its first tab."""

    def __init__(self, context: BrowserContext, portal: Portal, code: str = "en") -> None:
        self.context = context
        self.portal = portal
        self.code = code
        self.page = context.new_page()

    def open(self, path: str) -> Page:
        """Go to a page that is named by its address below the language's root."""
        # Going to another fragment of the same page would not load it.
        self.page.goto("about:blank")
        self.page.goto(self.portal.address(self.code, path))
        return self.page

    def call(self, module: str, name: str, *args: Any, page: Page | None = None) -> Any:
        """What a function of one of the theme's modules returns in the page."""
        return (page or self.page).evaluate(_CALL, [module, name, list(args)])

    def wait_for(self, module: str) -> None:
        """Until one of the theme's modules has done what it does by itself."""
        self.call(module, "")

    def did(self, *steps: Step) -> None:
        """Add events as the pages do."""
        for type_, data in steps:
            self.call("event-log.js", "eventLog.append", type_, data)

    def did_before(self, days: float, *steps: Step) -> None:
        """Add events that happened so many days ago on another device."""
        at = datetime.now(UTC) - timedelta(days=days)
        made = []
        for number, (type_, data) in enumerate(steps):
            made.append(event(number, type_, data, device=str(round(days * 10) % 10)))
            made[-1]["at"] = f"{at + timedelta(seconds=number):%Y-%m-%dT%H:%M:%S}.000Z"
            made[-1]["id"] = f"{round(days * 100):013d}{number:013d}"
        self.call("event-log.js", "eventLog.take", made)

    def log(self, type_: str = "") -> list[dict[str, Any]]:
        """What the browser has kept."""
        found: list[dict[str, Any]] = self.call("event-log.js", "eventLog.all")
        return [one for one in found if not type_ or one["type"] == type_]

    def packed(self, value: Any) -> str:
        """A value as it stands in a link."""
        packed: str = self.call("training/data-file.js", "packed", value)
        return packed

    def unpacked(self, text: str) -> Any:
        """What stands in a link."""
        return self.call("training/data-file.js", "unpacked", text)["value"]

    def downloads(self, act: Callable[[], None], folder: Path) -> tuple[str, Any]:
        """The name of the file that ``act`` hands out, and what it holds."""
        with self.page.expect_download() as waiting:
            act()
        path = folder / waiting.value.suggested_filename
        waiting.value.save_as(path)
        return path.name, json.loads(path.read_text("utf-8"))


def examined(new_context: CreateContextCallback, portal: Portal, look: str) -> Learner:
    """A learner whose pages can be checked for barriers."""
    code, settings = LOOKS[look]
    context = new_context(bypass_csp=True, **settings)
    context.add_init_script((ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8"))
    return Learner(context, portal, code)


def barriers(page: Page) -> list[str]:
    """What axe finds, and whether the page is wider than a phone that shows it."""
    # The header fades its title in; half faded it has too little contrast.
    page.evaluate("Promise.allSettled(document.getAnimations().map(({ finished }) => finished))")
    found: list[str] = page.evaluate(RUN)
    width, there = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    return [*found, f"{width} pixels wide"] if width > max(there, WIDTH) else found
