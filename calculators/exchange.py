"""Inputs on their way from page to page and from device to device: links, files, and how they are read with suspicion.

A package is a JSON object ``{"calculator", "version", "inputs"}``; a file adds ``result``, a hand-over ``partial``. A
link carries it in its fragment, which browsers never send to a server.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from calculators.fields import fields_of
from calculators.output import to_json
from calculators.problems import InvalidInputError
from calculators.read_json import JsonObject, read_json

VERSION = 1
"""Of the form of packages; a page refuses any other."""
LINK = "inputs="
"""How the fragment of a link that carries inputs begins."""
LONGEST_LINK = 8000
"""The most characters of a fragment: what every browser and most messengers take."""
LONGEST_FILE = 1_000_000
"""The most characters of a file."""
DEEPEST = 8
"""The most lists and objects one in the other; ours need five."""

REFUSALS = ("too_large", "unreadable", "other_version", "other_calculator", "unknown_fields", "bad_values")
"""Why a package is refused; pages say it in the words ``calculator.open.<reason>``."""

_MARKS = re.compile(r'\\.|["\[\]{}]', re.DOTALL)
_LINK_LETTERS = re.compile(r"[A-Za-z0-9_-]+")
_SPACED = re.compile(r'("(?:[^"\\]|\\.)*")|([,:]) ')
"""A text, or a sign of JSON with the space after it."""
_KNOWN = frozenset({"calculator", "version", "inputs", "result", "partial"})


class RefusedError(ValueError):
    """A package cannot be opened; ``reason`` is one of ``REFUSALS``."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Package:
    """What a package holds, its inputs not yet validated. ``partial``: inputs that it lacks stay as they are."""

    inputs: Mapping[str, object]
    partial: bool


def package_of(calculator_id: str, inputs: object) -> str:
    """Return the package of a calculator's ``Inputs``, without what every page brings along."""
    return _object(_members(calculator_id, _carried(inputs)), ",", ":")


def partial_package(calculator_id: str, inputs: Mapping[str, object]) -> str:
    """Return a package with some inputs of another calculator."""
    return _object({**_members(calculator_id, inputs), "partial": "true"}, ",", ":")


def file_of(calculator_id: str, inputs: object, result: object) -> str:
    """Return the text of a file: the package with the result, one member a line."""
    return _object({**_members(calculator_id, _carried(inputs)), "result": to_json(result)}, ",\n", ": ") + "\n"


def fragment_of(package: str) -> str | None:
    """Return the fragment, without ``#``, of a link that carries a package; ``None`` where it would be too long."""
    fragment = LINK + base64.urlsafe_b64encode(package.encode()).decode().rstrip("=")
    return fragment if len(fragment) <= LONGEST_LINK else None


def package_in(fragment: str) -> str:
    """Return the text of the package in a fragment. Raises ``RefusedError``."""
    if len(fragment) > LONGEST_LINK:
        raise RefusedError("too_large")
    letters = fragment.removeprefix("#").removeprefix(LINK)
    if not _LINK_LETTERS.fullmatch(letters):
        raise RefusedError("unreadable")
    try:
        return base64.urlsafe_b64decode(letters + "=" * (-len(letters) % 4)).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError):
        raise RefusedError("unreadable") from None


def read_package(text: str, calculator_id: str) -> Package:
    """Return what a package for a calculator holds. Raises ``RefusedError``."""
    if len(text) > LONGEST_FILE:
        raise RefusedError("too_large")
    text = text.removeprefix("\ufeff")
    if _depth(text) > DEEPEST:
        raise RefusedError("unreadable")
    try:
        found = read_json(text)
    except (InvalidInputError, RecursionError):
        raise RefusedError("unreadable") from None
    if not isinstance(found, JsonObject) or found.repeated or "calculator" not in found:
        raise RefusedError("unreadable")
    if found.get("version") != Decimal(VERSION) or isinstance(found["version"], bool):
        raise RefusedError("other_version")
    if found["calculator"] != calculator_id:
        raise RefusedError("other_calculator")
    inputs, partial = found.get("inputs"), found.get("partial", False)
    if not found.keys() <= _KNOWN or not isinstance(inputs, JsonObject) or not isinstance(partial, bool):
        raise RefusedError("unknown_fields")
    if inputs.repeated:
        raise RefusedError("unreadable")
    return Package(MappingProxyType(inputs), partial)


def _carried(inputs: object) -> dict[str, object]:
    # a whole document is too long to carry, and its owner has it
    fields = (one for one in fields_of(type(inputs)) if not one.meta.given and one.meta.kind != "document")
    return {field.name: value for field in fields if (value := getattr(inputs, field.attribute)) is not None}


def _members(calculator_id: str, inputs: Mapping[str, object]) -> dict[str, str]:
    written = _SPACED.sub(lambda match: match[1] or match[2], to_json(inputs, leave_out_none=True))
    return {"calculator": to_json(calculator_id), "version": str(VERSION), "inputs": written}


def _object(members: Mapping[str, str], between: str, after_name: str) -> str:
    return "{" + between.join(f"{json.dumps(name)}{after_name}{text}" for name, text in members.items()) + "}"


def _depth(text: str) -> int:
    """Return how deep lists and objects stand in each other, without parsing: a parser may end where the stack does."""
    depth = deepest = 0
    in_text = False
    for match in _MARKS.finditer(text):
        mark = match[0]
        if mark == '"':
            in_text = not in_text
        elif not in_text and mark in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif not in_text and mark in "]}":
            depth -= 1
    return deepest
