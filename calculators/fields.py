"""What a calculator's fields say about themselves: the one source of form, validation, schema and command line.

The functions here make the metadata of dataclass fields. A calculator's ``Inputs``, its ``Result`` and the records in
their lists all have it, so that everything that is generated from a calculator reads the same ``Meta``.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Literal, TypedDict, Unpack

Kind = Literal[
    "text",
    "document",
    "choice",
    "number",
    "integer",
    "numbers",
    "record",
    "records",
    "codes",
    "ids",
    "answers",
    "inputs",
]

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

    ``label``: key of its words. ``minimum`` and ``maximum`` belong to the range, ``above`` and ``below`` do not.
    ``optional``: may have no value (``None``). ``alternative``: of the groups of fields that carry one, a record has
    exactly one. ``not_last``: the last record of its list has no such field. ``names``: the text is an id whose name
    is the word ``<names>.<id>``, else the id itself; where an item of a list holds the list, the item's own word and a
    dot stand before it. ``also``: the words ``<names>.<id>.<also>`` belong to the id too. ``record``,
    ``minimum_items``, ``maximum_items``: the items of a list; ``key``: the field of the record that no two items share.
    ``among``: the codes that a choice or a list of codes may hold. ``of``: the input with the questions that answers
    belong to. ``given``: the page brings the value along, readers do not type it. ``slider``: the form has a slider
    beside the entry. ``name``: the name in data where it is none in Python, such as ``50``.
    """

    kind: Kind
    label: str
    unit: str = NUMBER
    minimum: Fraction | None = None
    above: Fraction | None = None
    maximum: Fraction | None = None
    below: Fraction | None = None
    step: Fraction = Fraction(1)
    optional: bool = False
    alternative: str = ""
    not_last: bool = False
    names: str = ""
    also: tuple[str, ...] = ()
    record: type | None = None
    minimum_items: int = 0
    maximum_items: int | None = None
    key: str = ""
    among: tuple[str, ...] = ()
    of: str = ""
    given: bool = False
    slider: bool = False
    name: str = ""


Metadata = Mapping[str, Meta]
"""What ``dataclasses.field(metadata=…)`` takes."""


class Options(TypedDict, total=False):
    """What a number may have beside unit and label; see ``Meta``. Bounds and step: whole numbers or decimal texts.

    A slider needs a least and a greatest value.
    """

    minimum: str | int
    above: str | int
    maximum: str | int
    below: str | int
    step: str | int
    optional: bool
    alternative: str
    not_last: bool
    slider: bool
    name: str


Default = Fraction | int | str | tuple[()]
"""The value of an omitted input; of lists the empty one."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a record: ``name`` in data, ``attribute`` in Python (they differ for words such as ``from``).

    ``default``: the value of an omitted input, ``None`` where there is none.
    """

    name: str
    attribute: str
    meta: Meta
    default: Default | None

    @property
    def needed(self) -> bool:
        """Whether input without this field is refused."""
        return self.default is None and not self.meta.optional


def number(unit: str, label: str, **options: Unpack[Options]) -> Metadata:
    """Describe a field that holds a ``Fraction``."""
    return {_KEY: _number("number", unit, label, options)}


def integer(unit: str, label: str, **options: Unpack[Options]) -> Metadata:
    """Describe a field that holds an ``int``."""
    return {_KEY: _number("integer", unit, label, options)}


def numbers(unit: str, label: str, items: tuple[int, int | None], **options: Unpack[Options]) -> Metadata:
    """Describe a field that holds a tuple of ``Fraction``; ``items`` is the least and the greatest length, if any."""
    least, most = items
    one = _number("numbers", unit, label, options)
    return {_KEY: dataclasses.replace(one, minimum_items=least, maximum_items=most)}


def text(label: str, *, names: str = "", also: tuple[str, ...] = (), optional: bool = False) -> Metadata:
    """Describe a field that holds a ``str``: an id."""
    return {_KEY: Meta(kind="text", label=label, names=names, also=also, optional=optional)}


def choice(label: str, *among: str) -> Metadata:
    """Describe a field that holds one of some codes, a ``str``; their words are ``<label>.<code>``."""
    return {_KEY: Meta(kind="choice", label=label, among=among)}


def answers(label: str, *, of: str) -> Metadata:
    """Describe a field that holds a mapping from the ids of questions to the ids of the options chosen.

    ``of``: the input with the questions, a ``calculators.rubric.Rubric``.
    """
    return {_KEY: Meta(kind="answers", label=label, of=of)}


def records(record: type, label: str, *, items: tuple[int, int] | None = None, key: str = "") -> Metadata:
    """Describe a field that holds a tuple of ``record``; ``items`` is the least and the greatest length."""
    least, most = items or (0, None)
    one = Meta(kind="records", label=label, record=record, minimum_items=least, maximum_items=most, key=key)
    return {_KEY: one}


def record(record: type, label: str, *, given: bool = False, optional: bool = False) -> Metadata:
    """Describe a field that holds one ``record``."""
    return {_KEY: Meta(kind="record", label=label, record=record, given=given, optional=optional)}


def document(label: str) -> Metadata:
    """Describe a field that holds a ``str`` of any length: the text of a file."""
    return {_KEY: Meta(kind="document", label=label)}


def inputs(record: type, label: str, *, name: str = "", optional: bool = False) -> Metadata:
    """Describe a result that other calculators take: their ``Inputs``, or a record of them. Tables do not show it."""
    return {_KEY: Meta(kind="inputs", label=label, record=record, name=name, optional=optional)}


def ids(label: str, items: tuple[int, int], *, names: str = "") -> Metadata:
    """Describe a field that holds a tuple of different ids; ``items`` is the least and the greatest length."""
    least, most = items
    return {_KEY: Meta(kind="ids", label=label, names=names, minimum_items=least, maximum_items=most)}


def codes(label: str, *among: str) -> Metadata:
    """Describe a field that holds a tuple of codes, each one of ``among``; their words are ``<label>.<code>``."""
    return {_KEY: Meta(kind="codes", label=label, among=among)}


def fields_of(record: type) -> tuple[Field, ...]:
    """Return the fields of a dataclass described with this module, in the order of their declaration."""
    return _fields_of(record)


@cache
def _fields_of(record: type) -> tuple[Field, ...]:
    return tuple(
        Field(
            item.metadata[_KEY].name or item.name.rstrip("_"),
            item.name,
            item.metadata[_KEY],
            None if item.default is dataclasses.MISSING else item.default,
        )
        for item in dataclasses.fields(record)
    )


def _number(kind: Kind, unit: str, label: str, options: Options) -> Meta:
    return Meta(
        kind=kind,
        label=label,
        unit=unit,
        minimum=_fraction(options.get("minimum")),
        above=_fraction(options.get("above")),
        maximum=_fraction(options.get("maximum")),
        below=_fraction(options.get("below")),
        step=Fraction(options.get("step", 1)),
        optional=options.get("optional", False),
        alternative=options.get("alternative", ""),
        not_last=options.get("not_last", False),
        slider=options.get("slider", False),
        name=options.get("name", ""),
    )


def _fraction(value: str | int | None) -> Fraction | None:
    return None if value is None else Fraction(value)


def record_of(meta: Meta) -> type:
    """Return the type of a record, or of the items of a list of records."""
    if meta.record is None:
        raise TypeError(f"{meta.label} holds no records")
    return meta.record


def alternatives_of(record: type) -> tuple[str, ...]:
    """Return the groups of fields of which each record has exactly one, the first being the usual one."""
    return tuple(dict.fromkeys(field.meta.alternative for field in fields_of(record) if field.meta.alternative))
