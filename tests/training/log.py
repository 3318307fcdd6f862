"""Events for tests, as the log would hold them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

START = datetime(2027, 3, 1, 9, tzinfo=UTC)


def event(number: int, type_: str, data: dict[str, Any], *, device: str = "a", minutes: int | None = None) -> Any:
    """The event ``number`` of a device, a minute after the one before it."""
    at = START + timedelta(minutes=number if minutes is None else minutes)
    return {
        "id": f"{device}{number:025d}",
        "device": device * 26,
        "at": at.strftime("%Y-%m-%dT%H:%M:%S.000Z"),
        "type": type_,
        "version": 1,
        "data": data,
    }


def events(*steps: tuple[str, dict[str, Any]]) -> list[Any]:
    """One event after the other, on one device."""
    return [event(number, type_, data) for number, (type_, data) in enumerate(steps)]
