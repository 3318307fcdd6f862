"""The single values in a record of inputs or of a result: finding them, naming them by path, putting others there."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from calculators.fields import Field, Meta, fields_of
from calculators.registry import Values

_SINGLE = ("text", "choice", "number", "integer")
_NUMERIC = ("number", "integer")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a single value stands.

    ``path``: as the page names it, ``stages.0.rate``; ``value``: what stands there, ``None`` where nothing does;
    ``in_list``: the list that it is in, if any, with its ``index`` there, the id of its ``row`` and that id's field;
    ``in_record``: the record that it is in, if any.
    """

    path: str
    meta: Meta
    value: object
    in_list: Meta | None = None
    index: int = 0
    row: str = ""
    row_meta: Meta | None = None
    in_record: Meta | None = None

    @property
    def kind_path(self) -> str:
        """The path without the place in the list, the same for all rows: ``stages.rate``."""
        return ".".join(part for part in self.path.split(".") if not part.isdecimal())

    @property
    def number(self) -> Fraction | None:
        """The number that stands here, ``None`` where none does."""
        return Fraction(self.value) if self.is_numeric and isinstance(self.value, int | Fraction) else None

    @property
    def is_numeric(self) -> bool:
        """Whether it holds a number, or would."""
        return self.meta.kind in _NUMERIC or (self.meta.kind == "numbers" and self.in_list is not None)


def places(record: object) -> tuple[Place, ...]:
    """Return the places of a record in the order of its fields.

    Left out are alternatives that a record does not use and what the last record of a list has not.
    """
    return tuple(_places(record))


def place_at(record: object, path: str) -> Place | None:
    """Return the place that a path names, ``None`` where there is no such place."""
    return next((place for place in _places(record) if place.path == path), None)


def number_at(record: object, path: str) -> Fraction | None:
    """Return the number that a path names, ``None`` where there is none."""
    place = place_at(record, path)
    return place.number if place else None


def with_number(record: Any, path: str, number: Fraction | int) -> Any:
    """Return the record with another number at a path that it has, which leads through lists alone."""
    name, _, rest = path.partition(".")
    field = next(field for field in fields_of(type(record)) if field.name == name)
    if not rest:
        return dataclasses.replace(record, **{field.attribute: number})
    index, _, inner = rest.partition(".")
    items = list(getattr(record, field.attribute))
    items[int(index)] = with_number(items[int(index)], inner, number) if inner else number
    return dataclasses.replace(record, **{field.attribute: tuple(items)})


def values_of(record: object) -> Values:
    """Return what a calculator's ``check`` reads: the values that are there by the names of their fields."""
    values = {field.name: getattr(record, field.attribute) for field in fields_of(type(record))}
    records = {field.name for field in fields_of(type(record)) if field.meta.kind in ("record", "records")}
    return {name: _plain(value) if name in records else value for name, value in values.items() if value is not None}


def _plain(value: object) -> object:
    return [values_of(item) for item in value] if isinstance(value, tuple) else values_of(value)


def _places(record: object) -> Iterator[Place]:
    for field in fields_of(type(record)):
        value = getattr(record, field.attribute)
        if field.meta.kind in _SINGLE:
            yield Place(field.name, field.meta, value)
        elif field.meta.kind == "numbers":
            for index, item in enumerate(value):
                yield Place(f"{field.name}.{index}", field.meta, item, field.meta, index)
        elif field.meta.kind == "records":
            yield from _places_in_rows(field, value)
        elif field.meta.kind == "record" and not field.meta.given and value is not None:
            for place in _places(value):
                yield dataclasses.replace(place, path=f"{field.name}.{place.path}", in_record=field.meta)


def _places_in_rows(field: Field, rows: tuple[object, ...]) -> Iterator[Place]:
    for index, row in enumerate(rows):
        inner = fields_of(type(row))
        named = next((one for one in inner if one.meta.kind == "text"), None)
        row_id = getattr(row, named.attribute) if named else None
        for one in inner:
            value = getattr(row, one.attribute)
            absent = (one.meta.alternative and value is None) or (one.meta.not_last and index == len(rows) - 1)
            if one.meta.kind in _SINGLE and not absent:
                path = f"{field.name}.{index}.{one.name}"
                yield Place(path, one.meta, value, field.meta, index, row_id or "", named.meta if named else None)
