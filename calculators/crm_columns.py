"""crm: which column of an export holds what."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from calculators.crm_layouts import COMMON, CONVERTED, LAYOUTS, OTHER, Layout

FIELDS = (
    "stage",
    "status",
    "amount",
    "currency",
    "owner",
    "source",
    "created",
    "closed",
    "won",
    "lost",
    "decided",
    "probability",
    "id",
)
"""What columns can hold. ``won``, ``lost`` and ``decided``: a mark such as true, or the time when it happened."""

NO_COLUMN = "-"
"""In a mapping: the file has no column for this field, whatever its names suggest."""
LONGEST_NAME = 80

_ACCENTS = str.maketrans("áàâãäéèêëíìîïóòôõöúùûüçñ", "aaaaaeeeeiiiiooooouuuucn")
_LEAST_FIELDS = 2


@dataclass(frozen=True, slots=True)
class Recognised:
    """The column of each field that has one, by its place, and the CRM whose export this is."""

    crm: str
    columns: Mapping[str, int]


def folded(name: str) -> str:
    """Return a column's name without what exports write differently: ``deal stage`` for ``Deal - Stage``."""
    words = re.sub(r"[\W_]+", " ", name.casefold().translate(_ACCENTS))
    return words.strip()


def unique_names(cells: Sequence[str]) -> tuple[str, ...]:
    """Return the header's cells as names of which no two are the same: ``Amount``, ``Amount (2)``, ``#3`` for none."""
    seen: Counter[str] = Counter()
    names: list[str] = []
    for place, cell in enumerate(cells, start=1):
        name = short_name(cell)
        if not name or name == NO_COLUMN:
            name = f"#{place}"
        seen[name] += 1
        names.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return tuple(names)


@lru_cache(maxsize=4096)
def short_name(text: str) -> str:
    """Return a text on one line and of bearable length."""
    name = " ".join(text.split())
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}…"


def recognised(names: Sequence[str], chosen: Mapping[str, str] = MappingProxyType({})) -> Recognised:
    """Find the columns by their names; ``chosen`` (field → name or ``NO_COLUMN``) goes before what is found."""
    places = _places(names)
    layout = max(LAYOUTS, key=lambda one: _fit(one, places))
    known = (
        len(layout.signs & places.keys()) > 0
        and len(layout.names.keys() & _found(layout.names, places).keys()) >= _LEAST_FIELDS
    )
    columns: dict[str, int] = {
        field: names.index(name) for field, name in chosen.items() if name != NO_COLUMN and name in names
    }
    tables = [layout.names] if known else []
    tables += [COMMON, *(one.names for one in LAYOUTS)]
    for table in tables:
        for field, place in _found(table, places).items():
            if field not in columns and field not in chosen and place not in columns.values():
                columns[field] = place
    if "amount" in columns and "currency" not in chosen and folded(names[columns["amount"]]) in CONVERTED:
        columns.pop("currency", None)
    return Recognised(layout.crm if known else OTHER, MappingProxyType({f: columns[f] for f in FIELDS if f in columns}))


def _places(names: Sequence[str]) -> dict[str, int]:
    """Return the first place of each folded name, with and without the ``Deal -`` that Pipedrive puts before it."""
    places: dict[str, int] = {}
    for place, name in enumerate(names):
        plain = folded(name)
        places.setdefault(plain, place)
        if plain.startswith("deal "):
            places.setdefault(plain.removeprefix("deal "), place)
    return places


def _found(table: Mapping[str, tuple[str, ...]], places: Mapping[str, int]) -> dict[str, int]:
    found = ((field, next((places[name] for name in names if name in places), None)) for field, names in table.items())
    return {field: place for field, place in found if place is not None}


def _fit(layout: Layout, places: Mapping[str, int]) -> int:
    """Return how many columns of a file the layout knows."""
    return len(_found(layout.names, places)) + len(layout.signs & places.keys())
