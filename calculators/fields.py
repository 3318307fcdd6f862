"""What a calculator's fields say about themselves: the one source of form, validation, schema and command line.

The functions here make dataclass fields. A calculator's ``Inputs``, its ``Result`` and the records in their lists use
nothing else, so that everything that is generated from a calculator reads the same ``Meta``.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any, Literal

Kind = Literal["text", "number", "integer", "numbers", "records", "codes"]

MONEY = "money"
"""Unit of amounts in the site's currency."""
RATE = "rate"
"""Unit of fractions: 0..1 in data, percent on screen."""
NUMBER = "number"
"""Unit of bare numbers. Any other unit is named by the calculator's own word ``units.<unit>``."""
BARE_UNITS = (MONEY, RATE, NUMBER)

_KEY = "calculator"


@dataclass(frozen=True, slots=True, kw_only=True)
class Meta:
    """What one field is.

    ``label``: key of its words. Bounds: ``minimum`` and ``maximum`` belong to the range, ``above`` and ``below`` do not.
    ``default``: value of an omitted input; ``optional``: may stay empty (``None``). ``alternative``: of the groups of
    fields that carry one, a record has exactly one group. ``not_last``: the last record of its list has no such field.
    ``names``: the text is an id whose name is the word ``<names>.<id>``, else the id itself. ``record``, ``minimum_items``,
    ``maximum_items``: the items of a list; ``key``: the field of the record that no two items share.
    """

    kind: Kind
    label: str
    unit: str = NUMBER
    minimum: Fraction | None = None
    above: Fraction | None = None
    maximum: Fraction | None = None
    below: Fraction | None = None
    step: Fraction = Fraction(1)
    default: Fraction | int | None = None
    optional: bool = False
    alternative: str = ""
    not_last: bool = False
    names: str = ""
    record: type | None = None
    minimum_items: int = 0
    maximum_items: int | None = None
    key: str = ""
    among: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a record: ``name`` in data, ``attribute`` in Python (they differ for words such as ``from``)."""

    name: str
    attribute: str
    meta: Meta

    @property
    def needed(self) -> bool:
        """Whether input without this field is refused."""
        return self.meta.default is None and not self.meta.optional


def _fraction(value: str | int | None) -> Fraction | None:
    return None if value is None else Fraction(value)


def _field(meta: Meta) -> Any:
    metadata = {_KEY: meta}
    if meta.optional or meta.alternative or meta.default is not None:
        return dataclasses.field(default=meta.default, metadata=metadata)
    return dataclasses.field(metadata=metadata)


def number(
    unit: str,
    *,
    label: str,
    minimum: str | int | None = None,
    above: str | int | None = None,
    maximum: str | int | None = None,
    below: str | int | None = None,
    step: str | int = 1,
    default: str | int | None = None,
    optional: bool = False,
    alternative: str = "",
    not_last: bool = False,
) -> Any:
    """Make a field that holds a ``Fraction``; bounds, step and default are whole numbers or decimal texts."""
    return _field(
        Meta(
            kind="number",
            label=label,
            unit=unit,
            minimum=_fraction(minimum),
            above=_fraction(above),
            maximum=_fraction(maximum),
            below=_fraction(below),
            step=Fraction(step),
            default=_fraction(default),
            optional=optional,
            alternative=alternative,
            not_last=not_last,
        )
    )


def integer(
    unit: str,
    *,
    label: str,
    minimum: int | None = None,
    maximum: int | None = None,
    default: int | None = None,
    optional: bool = False,
    alternative: str = "",
) -> Any:
    """Make a field that holds an ``int``."""
    return _field(
        Meta(
            kind="integer",
            label=label,
            unit=unit,
            minimum=_fraction(minimum),
            maximum=_fraction(maximum),
            default=default,
            optional=optional,
            alternative=alternative,
        )
    )


def numbers(
    unit: str,
    *,
    label: str,
    items: tuple[int, int],
    minimum: str | int | None = None,
    maximum: str | int | None = None,
    step: str | int = 1,
) -> Any:
    """Make a field that holds a tuple of ``Fraction``; ``items`` is the least and the greatest length."""
    least, most = items
    return _field(
        Meta(
            kind="numbers",
            label=label,
            unit=unit,
            minimum=_fraction(minimum),
            maximum=_fraction(maximum),
            step=Fraction(step),
            minimum_items=least,
            maximum_items=most,
        )
    )


def text(*, label: str, names: str = "", optional: bool = False) -> Any:
    """Make a field that holds a ``str``: an id."""
    return _field(Meta(kind="text", label=label, names=names, optional=optional))


def records(record: type, *, label: str, items: tuple[int, int] | None = None, key: str = "") -> Any:
    """Make a field that holds a tuple of ``record``; ``items`` is the least and the greatest length."""
    least, most = items or (0, None)
    return _field(
        Meta(kind="records", label=label, record=record, minimum_items=least, maximum_items=most, key=key)
    )


def codes(*among: str, label: str) -> Any:
    """Make a field that holds a tuple of codes, each one of ``among``; their words are ``<label>.<code>``."""
    return _field(Meta(kind="codes", label=label, among=among))


def fields_of(record: type) -> tuple[Field, ...]:
    """Return the fields of a dataclass made with this module, in the order of their declaration."""
    return _fields_of(record)


@cache
def _fields_of(record: type) -> tuple[Field, ...]:
    return tuple(
        Field(item.name.rstrip("_"), item.name, item.metadata[_KEY]) for item in dataclasses.fields(record)
    )


def record_of(meta: Meta) -> type:
    """Return the type of the items of a list of records."""
    if meta.record is None:
        raise TypeError(f"{meta.label} is no list of records")
    return meta.record


def alternatives_of(record: type) -> tuple[str, ...]:
    """Return the groups of fields of which each record has exactly one, the first being the usual one."""
    return tuple(dict.fromkeys(field.meta.alternative for field in fields_of(record) if field.meta.alternative))
