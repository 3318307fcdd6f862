"""What the browser tests share: the portal, built once and served, and the Chromium that the set-up found."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, expect
from pytest_playwright.pytest_playwright import CreateContextCallback

from playbook.project import Project
from playbook.serve import Version, make_server
from tests.browser.barriers import AXE
from tests.browser.crowd import Crowd, executable
from tests.browser.expectations import Words, read_words
from tests.browser.learner import Learner
from tests.browser.portal import PHONE, Portal
from tools.provision import BIN, ROOT
from tools.provision.browser import chromium
from tools.provision.stamps import exclusive

# How long a page may take to do something, on a machine that has much else to do.
expect.set_options(timeout=20_000)

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests come last: the others are quicker, and some of them fork, which threads of ours would disturb."""
    items.sort(key=lambda item: HERE in item.path.parents)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that takes the ``code`` of a language is run for each."""
    if "code" in metafunc.fixturenames:
        codes = [language.code for language in Project(ROOT).languages]
        metafunc.parametrize("code", codes, scope="session")


@pytest.fixture(scope="session")
def portal() -> Iterator[Portal]:
    project = Project(ROOT)
    project.build.mkdir(exist_ok=True)
    with exclusive(project.build / "browser-tests.lock", lambda: None):
        command = [sys.executable, "-m", "playbook", "--root", str(ROOT), "build"]
        built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert built.returncode == 0, f"the portal does not build:\n{built.stdout}{built.stderr}"
    server = make_server(project, "127.0.0.1", 0, Version())
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Portal(f"http://127.0.0.1:{server.server_port}/", project)
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="session")
def base_url(portal: Portal) -> str:
    """Where addresses such as ``/mt/`` lead in Playwright's own fixtures."""
    return portal.url


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """What Playwright's fixtures start; without a Chromium they fail."""
    # Playwright brings a Node that needs a library which a bare Debian has not.
    os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", str(BIN / "node"))
    return executable(chromium())


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """Nothing stands between the pages of tests and the server: they see what a page asks for."""
    return {**browser_context_args, "service_workers": "block"}


@pytest.fixture(scope="session")
def crowd(browser_type_launch_args: dict[str, Any]) -> Iterator[Crowd]:
    crowd = Crowd(browser_type_launch_args)
    yield crowd
    crowd.close()


@pytest.fixture(scope="session")
def all_words(portal: Portal) -> dict[str, Words]:
    return read_words(portal.project)


@pytest.fixture(scope="session")
def words(all_words: dict[str, Words], code: str) -> Words:
    """The texts of the language that a test is run for."""
    return all_words[code]


@pytest.fixture
def say(all_words: dict[str, Words]) -> Words:
    """The English texts."""
    return all_words["en"]


@pytest.fixture
def learner(context: BrowserContext, portal: Portal) -> Learner:
    """Somebody who has nothing yet and looks at it in My learning."""
    learner = Learner(context, portal)
    learner.open("learning/")
    return learner


@pytest.fixture(params=["en", "ar"])
def language(request: pytest.FixtureRequest) -> str:
    """A language of either direction."""
    return str(request.param)


@pytest.fixture
def profile(new_context: CreateContextCallback, language: str) -> BrowserContext:
    """A browser on a desk for English, on a phone for Arabic."""
    return new_context(**_look(language))


@pytest.fixture
def examined(new_context: CreateContextCallback, language: str) -> BrowserContext:
    """The same, where axe-core can run: the pages' policy does not hold."""
    context = new_context(**_look(language), bypass_csp=True)
    context.add_init_script(AXE)
    return context


def _look(language: str) -> dict[str, Any]:
    return PHONE if language == "ar" else {}
