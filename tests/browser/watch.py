"""What a reader never sees of a page but its author should: the console, refused or failed requests, policy violations."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

REPORT_VIOLATIONS = """
globalThis.violations = [];
document.addEventListener("securitypolicyviolation", (event) => {
  globalThis.violations.push(`${event.effectiveDirective} refuses ${event.blockedURI} (${event.sourceFile}:${event.lineNumber})`);
});
"""
"""Runs before the page's own scripts."""
VIOLATIONS = "() => globalThis.violations"
_NO_REQUEST = ("data", "blob", "about")


class Watch:
    """Notes what goes wrong in one tab, visit by visit, for Playwright's pages of either kind."""

    def __init__(self, page: Any, origin: str) -> None:
        """``origin`` is where the site is: requests to any other place are noted."""
        self._origin = origin
        self._visit = 0
        self._started: dict[Any, int] = {}
        self._noted: list[str] = []
        self.requested: list[str] = []
        page.on("console", self._on_console)
        page.on("pageerror", lambda error: self._noted.append(f"error: {error}"))
        page.on("request", self._on_request)
        page.on("requestfailed", self._on_failed)
        page.on("response", self._on_response)

    def begin(self) -> None:
        """Forget what was before; what an earlier page asked for in vain is not this one's fault."""
        self._visit += 1
        self._noted.clear()
        self.requested.clear()

    def noted(self, *, status: int = 200) -> Iterator[str]:
        """What went wrong since the visit began; a page that is to come with another ``status`` may say so."""
        expected = f"the server responded with a status of {status} "
        for line in self._noted:
            if status == 200 or not (expected in line or line.startswith(f"{status}: ")):  # noqa: PLR2004 - found
                yield line

    def _on_console(self, message: Any) -> None:
        if message.type in ("error", "warning", "assert"):
            self._noted.append(f"console {message.type}: {message.text} ({message.location['url']})")

    def _on_request(self, request: Any) -> None:
        self._started[request] = self._visit
        self.requested.append(request.url)
        address = urlsplit(request.url)
        if address.scheme not in _NO_REQUEST and f"{address.scheme}://{address.netloc}/" != self._origin:
            self._noted.append(f"request to another host: {request.url}")

    def _on_failed(self, request: Any) -> None:
        if self._started.get(request) == self._visit:
            self._noted.append(f"failed ({request.failure}): {request.url}")

    def _on_response(self, response: Any) -> None:
        if response.status >= 400 and self._started.get(response.request) == self._visit:  # noqa: PLR2004 - HTTP errors
            self._noted.append(f"{response.status}: {response.url}")
