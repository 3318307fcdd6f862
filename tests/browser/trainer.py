"""The pages on which a trainer works: assigning, and the desk."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from typing import Any

from playwright.sync_api import BrowserContext, FilePayload, Locator, expect

from tests.browser.expectations import unmarked
from tests.browser.learner import Learner
from tests.browser.portal import Portal
from tests.browser.watch import REPORT_VIOLATIONS, VIOLATIONS, Watch
from tests.qr_reader import read_picture


class Trainer(Learner):
    """A trainer's browser profile."""

    def __init__(self, context: BrowserContext, portal: Portal, code: str = "en") -> None:
        context.add_init_script(REPORT_VIOLATIONS)
        super().__init__(context, portal, code)
        self._watch = Watch(self.page, portal.url)

    def noted(self) -> list[str]:
        """What went wrong unseen since the tab was opened."""
        return [*self._watch.noted(), *self.page.evaluate(VIOLATIONS)]

    def one(self, selector: str) -> Locator:
        return self.page.locator(selector)

    # Assigning

    def assign(self) -> Trainer:
        """Open the page."""
        self.open("assign/")
        expect(self.one("form.assign")).to_be_visible()
        return self

    def fill(self, **values: str) -> Trainer:
        """Fill in fields by their names."""
        for name, value in values.items():
            self.one(f"form.assign [name={name}]:is(input, textarea)").fill(value)
        return self

    def choose(self, *modules: str, path: str = "", language: str = "") -> Trainer:
        """Choose modules or a path, and a language."""
        self.one(f"[name=what][value={'path' if path else 'modules'}]").check()
        if path:
            self.one("form.assign [name=path]").select_option(path)
        for module in modules:
            self.one(f"[name=module][value={module}]").check()
        if language:
            self.one("form.assign [name=language]").select_option(language)
        return self

    def due(self, *, on: str = "", days: str = "") -> Trainer:
        kind, value = ("on", on) if on else ("days", days)
        self.one(f"[name=due][value={kind}]").check()
        self.one(f"form.assign [name={kind}]").fill(value)
        return self

    def make(self) -> list[Locator]:
        """Press the button; returns what there is for each person."""
        self.one("form.assign button[type=submit]").click()
        expect(self.one(".assign-result h2")).to_be_focused()
        return self.one(".assign-parcels > li").all()

    def made(self) -> list[dict[str, Any]]:
        """The assignments that the device has kept."""
        return [one["data"]["assignment"] for one in self.log("assignment.made")]

    @staticmethod
    def link(parcel: Locator) -> str:
        return parcel.locator(".training-field input").first.input_value()

    @staticmethod
    def scanned(parcel: Locator) -> str:
        """What a camera reads."""
        parcel.locator("details").first.locator("summary").click()
        picture = parcel.locator("svg.qr")
        expect(picture).to_be_visible()
        return read_picture(picture.evaluate("(picture) => picture.outerHTML"))

    # The desk

    def desk(self, fragment: str = "") -> Trainer:
        """Open the desk."""
        self.open(f"desk/{fragment}")
        expect(self.one(".desk")).to_be_visible()
        return self

    def take(self, *files: FilePayload) -> list[str]:
        """Choose files; returns what the page says."""
        self.one("#desk-files").set_input_files([*files])
        return self.told()

    def told(self) -> list[str]:
        place = self.one(".desk-taken:not([aria-busy])")
        expect(place).not_to_be_empty()
        return [unmarked(line) for line in place.locator("p").all_inner_texts()]

    def show(self, view: str) -> Trainer:
        self.one(f"[name=show][value={view}]").check()
        return self

    def narrow(self, **chosen: str) -> Trainer:
        """Use the filters."""
        for name, value in chosen.items():
            field = self.one(f".desk-filters [name={name}]")
            if name == "name":
                field.fill(value)
            else:
                field.select_option(value)
        return self

    def matrix(self) -> dict[str, dict[str, list[str]]]:
        """Person to module to the lines of the cell; cells with nothing in them are left out."""
        heads = [unmarked(head) for head in self.one(".desk-table--people thead th").all_inner_texts()][1:]
        found = {}
        for row in self.one(".desk-table--people tbody tr").all():
            name, *cells = row.locator("> *").all()
            lines = {head: _lines(cell.inner_text()) for head, cell in zip(heads, cells, strict=True)}
            found[unmarked(name.locator("button").inner_text())] = {head: cell for head, cell in lines.items() if cell}
        return found

    def rows(self) -> list[list[str]]:
        """The cells of the table that is shown."""
        rows = self.one(".desk-view tbody tr").all()
        return [[" | ".join(_lines(cell)) for cell in row.locator("> *").all_inner_texts()] for row in rows]

    def names(self) -> list[str]:
        return [unmarked(name) for name in self.one(".desk-name").all_inner_texts()]


def file(name: str, content: Any) -> FilePayload:
    """A file to choose: bytes as they are, everything else as JSON."""
    buffer = content if isinstance(content, bytes) else json.dumps(content).encode()
    return {"name": name, "mimeType": "application/json", "buffer": buffer}


def reports(all_: Iterable[dict[str, Any]]) -> Sequence[FilePayload]:
    return [file(f"report-{number}.json", report) for number, report in enumerate(all_)]


def _lines(text: str) -> list[str]:
    return [line for line in re.split(r"[\n\t]+", unmarked(text).strip()) if line]
