"""What the log has acknowledged is there after the browser was killed."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserType, Error

from tests.browser.log.log_site import LogTab

KILLS = 24
PATIENCE = 20
"""Seconds that the processes of a killed browser may take to be gone."""


def processes(profile: Path) -> list[int]:
    """The running processes of the browser that was started with this profile, which is no one else's."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            command = folder.joinpath("cmdline").read_bytes().decode(errors="replace").split("\0")
            # Zombies have no command line.
            if f"--user-data-dir={profile}" in command:
                found += [int(folder.name), *children(int(folder.name))]
    return found


def children(parent: int) -> list[int]:
    """All processes below one, such as those for pages, which do not name the profile."""
    found: list[int] = []
    for file in Path(f"/proc/{parent}/task").glob("*/children"):
        for child in file.read_text("ascii").split():
            found += [int(child), *children(int(child))]
    return found


def kill(profile: Path) -> int:
    """Kill the browser and all its processes at once; how many there were."""
    victims = set(processes(profile))
    for process in victims:
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
    until = time.monotonic() + PATIENCE
    while processes(profile):
        assert time.monotonic() < until, "the browser does not die"
        time.sleep(0.02)
    return len(victims)


@contextmanager
def started(browser_type: BrowserType, launch: dict[str, Any], profile: Path, site: str) -> Iterator[LogTab]:
    """The site's page in a browser with a lasting profile, which may be dead in the end."""
    context = browser_type.launch_persistent_context(str(profile), **launch)
    try:
        yield LogTab(context, site)
    finally:
        with suppress(Error):
            context.close()


def test_acknowledged_events_outlive_the_browser(
    browser_type: BrowserType, browser_type_launch_args: dict[str, Any], site: str, tmp_path: Path
) -> None:
    profile = tmp_path / "profile"
    acknowledged: list[Any] = []
    unasked = 0
    for number in range(KILLS + 1):
        with started(browser_type, browser_type_launch_args, profile, site) as tab:
            assert tab.start() == ""
            found = tab.all()
            assert [one for one in found if one["type"] == "page.read"] == acknowledged, f"after kill {number}"
            unasked = len(found) - len(acknowledged)
            assert unasked <= number
            if number == KILLS:
                break
            acknowledged += [tab.read(f"article/{number}-{place}") for place in range(number % 4 + 1)]
            # What is still under way may be there afterwards or not, but it spoils nothing.
            tab.do("void log.append('person.named', { person: 'p1', name: 'x'.repeat(100_000) })")
            assert kill(profile) > 1
    assert len(acknowledged) == KILLS * 5 // 2
    print(  # noqa: T201 - the figure is asked for
        f"\n{KILLS} kills: {len(acknowledged)} of {len(acknowledged)} acknowledged events are there,"
        f" and {unasked} of {KILLS} that were under way"
    )
