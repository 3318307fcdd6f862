"""What a page's browser profile keeps: read through the theme's own module, and added to as the theme would."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

_LOG = """
  const main = document.querySelector('script[src$="js/main.js"]').src;
  const { eventLog } = await import(new URL("event-log.js", main).href);
"""


def kept_events(page: Page, kind: str) -> list[dict[str, Any]]:
    """The data of all events of a type, in order."""
    found: list[dict[str, Any]] = page.evaluate(f"async (kind) => {{ {_LOG} return eventLog.all(kind); }}", kind)
    return [event["data"] for event in found]


def keep(page: Page, kind: str, data: dict[str, Any]) -> None:
    """Add an event."""
    page.evaluate(f"async ([kind, data]) => {{ {_LOG} await eventLog.append(kind, data); }}", [kind, data])


def accept_assignment(page: Page, name: str, **of: Any) -> None:
    """Accept an assignment as the learning page does: ``of`` says what it holds."""
    assignment = {
        "form": "open-sales-playbook/assignment",
        "version": 1,
        "id": name,
        "made": "2026-11-22T08:00:00.000Z",
        "trainer": "Trainer",
        "person": {"id": "person", "name": "Learner"},
        "title": name.title(),
        "note": "",
        "language": "",
        "modules": [],
        "path": "",
        "due": None,
    }
    keep(page, "assignment.accepted", {"assignment": assignment | of})
