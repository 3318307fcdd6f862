"""The entries of a kind in the groups that its index and the navigation show, such as objections by category."""

from __future__ import annotations

import typing
from collections.abc import Iterator, Sequence

from playbook.kinds import Kind
from playbook.load import Item


def choices(kind: Kind) -> tuple[str, ...]:
    """The groups of the kind in the order in which its model lists them; none for a kind without groups."""
    return typing.get_args(kind.model.model_fields[kind.grouped_by].annotation) if kind.grouped_by else ()


def groups(kind: Kind, items: Sequence[Item]) -> Iterator[tuple[str, list[Item]]]:
    """Each group that has entries, with them; a kind without groups is one group without a name.

    Entries with an ``order`` stand in it, others as in their files.
    """
    ordered = sorted(items, key=lambda item: getattr(item.entry, "order", 0))
    if not kind.grouped_by:
        yield "", ordered
    for choice in choices(kind):
        found = [item for item in ordered if getattr(item.entry, kind.grouped_by) == choice]
        if found:
            yield choice, found
