"""Several tabs that go through many pages at once.

Playwright's two ways of working, waiting and not waiting, do not go together in one thread; so the crowd has its own.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from playwright.async_api import Browser, Error, Page, async_playwright

Item = TypeVar("Item")
Result = TypeVar("Result")
Job = Callable[[Page, Item], Awaitable[Iterable[str]]]
"""Looks at something in a tab and says what is wrong with it."""

TABS = 4


class Crowd:
    """A Chromium of its own, started when it is first needed."""

    def __init__(self, launch: Mapping[str, Any]) -> None:
        """``launch`` is what Playwright starts Chromium with."""
        self._launch = launch
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._stack = contextlib.AsyncExitStack()
        self._browser: Browser | None = None

    def failures(self, items: Iterable[Item], job: Job[Item], *, init_script: str, **context: Any) -> list[str]:
        """Do ``job`` with every item; returns all that is wrong, in the order of the items.

        ``init_script`` runs in every page before its own scripts; ``context`` is what the tabs have in common, as
        Playwright's ``new_context`` takes it.
        """
        return self._wait_for(self._failures(list(items), job, init_script, context))

    def close(self) -> None:
        """End the browser and the thread."""
        self._wait_for(self._stack.aclose())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def _wait_for(self, work: Coroutine[Any, Any, Result]) -> Result:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()

    async def _failures(
        self, items: list[Item], job: Job[Item], init_script: str, context: Mapping[str, Any]
    ) -> list[str]:
        browser = await self._started()
        waiting = iter(enumerate(items))
        found: dict[int, list[str]] = {}

        async def tab() -> None:
            async with _page(browser, context) as page:
                await page.add_init_script(init_script)
                for number, item in waiting:
                    try:
                        found[number] = list(await job(page, item))
                    except Error as error:
                        found[number] = [f"{item}: {error.message}"]

        await asyncio.gather(*(tab() for _ in range(min(TABS, len(items)))))
        return [failure for number in sorted(found) for failure in found[number]]

    async def _started(self) -> Browser:
        if self._browser is None:
            playwright = await self._stack.enter_async_context(async_playwright())
            self._browser = await playwright.chromium.launch(**self._launch)
            self._stack.push_async_callback(self._browser.close)
        return self._browser


@contextlib.asynccontextmanager
async def _page(browser: Browser, context: Mapping[str, Any]) -> AsyncIterator[Page]:
    """A tab with a profile of its own: a profile opens six connections at most, and each served page keeps one."""
    own = await browser.new_context(service_workers="block", **context)
    try:
        yield await own.new_page()
    finally:
        await own.close()


def executable(chromium: Path) -> dict[str, Any]:
    """What Playwright needs to start the Chromium of the set-up, which shall talk to nobody but the portal."""
    quiet = ("background-networking", "component-update", "gpu", "quic", "sync")
    return {
        "executable_path": str(chromium),
        "args": ["--no-sandbox", "--no-first-run", *(f"--disable-{name}" for name in quiet)],
    }
