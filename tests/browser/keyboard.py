"""Going through a page by keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

MOST_TABS = 60
"""How often the Tab key is pressed before something counts as out of its reach."""


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the focus is there."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.locator(f":focus:is({selector})").count():
            return
    pytest.fail(f"the Tab key does not lead to {selector}")
