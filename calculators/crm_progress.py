"""crm: work in steps that tell how far it is, so that a page can show it and stop it."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")

STEP = 2000
"""Rows between two reports: few enough that a step takes a fraction of a second in a browser."""


def scaled(steps: Generator[float, None, T], start: float, end: float) -> Generator[float, None, T]:
    """Do a part of the work that runs from ``start`` to ``end`` of the whole; both are shares."""
    while True:
        try:
            share = next(steps)
        except StopIteration as finished:
            result: T = finished.value
            return result
        yield start + (end - start) * share


def finished(steps: Generator[float, None, T]) -> T:
    """Do all the work at once."""
    while True:
        try:
            next(steps)
        except StopIteration as stop:
            result: T = stop.value
            return result


def counted(items: Iterable[T], total: int) -> Iterator[tuple[float | None, T]]:
    """Yield the items, every ``STEP``-th with the share that is done before it."""
    for index, item in enumerate(items):
        yield (index / total if index % STEP == 0 and total else None), item
