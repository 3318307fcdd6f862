"""What the tests of the event log share: they do without the portal, which takes long to build."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.browser.log.log_site import log_site


@pytest.fixture(scope="session")
def base_url() -> str:
    """Nothing here is below the portal."""
    return ""


@pytest.fixture(scope="module")
def site_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("log")


@pytest.fixture(scope="module")
def site(site_folder: Path) -> Iterator[str]:
    with log_site(site_folder) as url:
        yield url


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(service_workers="block")
    yield made
    made.close()
