"""``make screenshots``: the pictures of README, taken from the site as it is now."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass

import click
from playwright.sync_api import Page, sync_playwright

from playbook.project import Project
from playbook.serve import Version, make_server
from playbook.site_build import build_site
from tools.provision import BIN, ROOT
from tools.provision.browser import chromium

FOLDER = ROOT / "documentation" / "screenshots"
LARGEST = 150_000
"""The most bytes that a picture may have: README loads them all."""

_DESKTOP, _PHONE = (1280, 800), (390, 780)


def _as_it_is(_page: Page) -> None:
    """Leave the page alone."""


def _with_own_number(page: Page) -> None:
    """Put a number into the calculator, wait until Python has answered, and show the answer."""
    goal = page.locator("[name=revenue_goal]")
    goal.fill("500,000")
    page.locator('[data-field="deals_needed"][value="44"]').first.wait_for()
    goal.blur()
    # below the header, which stays at the top
    page.evaluate("scrollTo(0, document.querySelector('.calculator-result').getBoundingClientRect().top - 80)")


@dataclass(frozen=True)
class Picture:
    """One picture: its file's name, the page's address, the window in CSS pixels, and what to do before it is taken."""

    name: str
    address: str
    window: tuple[int, int]
    prepare: Callable[[Page], None] = _as_it_is


PICTURES = (
    Picture("home-en", "", _DESKTOP),
    Picture("objection-ar-phone", "ar/objections/too-expensive/", _PHONE),
    Picture("goal-plan-en", "calculators/goal-plan/", _DESKTOP, _with_own_number),
)


def main() -> int:
    """Build, serve, take all pictures; 1 when one is too large to keep."""
    project = Project(ROOT)
    build_site(project, click.echo)
    server = make_server(project, "127.0.0.1", 0, Version())
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        sizes = _take(f"http://127.0.0.1:{server.server_port}/")
    finally:
        server.shutdown()
        server.server_close()
    for name, size in sizes.items():
        print(f"{FOLDER.relative_to(ROOT).as_posix()}/{name}.png: {size / 1000:.0f} KB (at most {LARGEST // 1000})")
    return int(any(size > LARGEST for size in sizes.values()))


def _take(url: str) -> dict[str, int]:
    """Take the pictures from the site at ``url``; their sizes in bytes by name."""
    os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", str(BIN / "node"))
    FOLDER.mkdir(parents=True, exist_ok=True)
    sizes: dict[str, int] = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(chromium()), args=["--no-sandbox"])
        for picture in PICTURES:
            width, height = picture.window
            context = browser.new_context(
                viewport={"width": width, "height": height}, color_scheme="light", reduced_motion="reduce"
            )
            page = context.new_page()
            page.goto(url + picture.address)
            page.evaluate("document.fonts.ready.then(() => null)")
            picture.prepare(page)
            sizes[picture.name] = len(page.screenshot(path=FOLDER / f"{picture.name}.png", animations="disabled"))
            context.close()
        browser.close()
    return sizes


if __name__ == "__main__":
    sys.exit(main())
