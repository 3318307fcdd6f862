"""What a reader never sees of a page but its author should: console, failed requests, violations of the policy."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

REPORT_VIOLATIONS = """
globalThis.violations = [];
document.addEventListener("securitypolicyviolation", (event) => {
  const { effectiveDirective, blockedURI, sourceFile, lineNumber } = event;
  globalThis.violations.push(`${effectiveDirective} refuses ${blockedURI} (${sourceFile}:${lineNumber})`);
});
"""
"""Runs before the page's own scripts."""
VIOLATIONS = "() => globalThis.violations"
_BLOCKED = "Service Worker registration blocked by Playwright"
"""What Playwright itself says where a test shall see the server."""
_NO_REQUEST = ("data:", "blob:", "about:")
_CONSOLE_STATUS = "console error: Failed to load resource: the server responded with a status of"


class Watch:
    """Notes what goes wrong in one tab, visit by visit, for Playwright's pages of either kind."""

    def __init__(self, page: Any, origin: str) -> None:
        """``origin`` is where the site is: requests to any other place are noted."""
        self._origin = origin
        self._noted: list[str] = []
        self.requested: list[str] = []
        page.on("console", self._on_console)
        page.on("pageerror", lambda error: self._noted.append(f"error: {error}"))
        page.on("request", self._on_request)
        page.on("requestfailed", self._on_failed)
        page.on("response", self._on_response)

    def begin(self) -> None:
        """Forget what was before."""
        self._noted.clear()
        self.requested.clear()

    def noted(self, *, status: int = HTTPStatus.OK) -> list[str]:
        """What went wrong since the visit began; a page that shall come with another ``status`` may be told of."""
        expected = (f"{status}: ", f"{_CONSOLE_STATUS} {status} ")
        return [line for line in self._noted if status == HTTPStatus.OK or not line.startswith(expected)]

    def _on_console(self, message: Any) -> None:
        if message.type in ("error", "warning", "assert") and message.text != _BLOCKED:
            self._noted.append(f"console {message.type}: {message.text} ({message.location['url']})")

    def _on_request(self, request: Any) -> None:
        self.requested.append(request.url)
        if not request.url.startswith((self._origin, *_NO_REQUEST)):
            self._noted.append(f"request to another host: {request.url}")

    def _on_failed(self, request: Any) -> None:
        # What is under way when a page is left is given up: that is no fault of the page.
        if request.failure != "net::ERR_ABORTED":
            self._noted.append(f"failed ({request.failure}): {request.url}")

    def _on_response(self, response: Any) -> None:
        if response.status >= HTTPStatus.BAD_REQUEST:
            self._noted.append(f"{response.status}: {response.url}")
