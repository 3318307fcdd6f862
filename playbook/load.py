"""The content folder as a typed library, with every author error collected on the way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from playbook.invalid import problems_of
from playbook.kinds import FOLDERS, Kind
from playbook.new_entry import PLACEHOLDER
from playbook.problems import Problem
from playbook.source import Data, Document, Position, describe, path_text, read_document
from playbook.source import Path as DataPath


@dataclass(frozen=True)
class Item:
    """One entry with the place it was read from. ``index`` is its position in the file's list."""

    kind: Kind
    entry: Any
    document: Document
    index: int

    @property
    def name(self) -> str:
        """``kind/id``, as references write it."""
        return f"{self.kind.name}/{self.entry.id}"

    def at(self, path: DataPath) -> Position:
        """Line and column of the value at ``path`` inside the entry."""
        return self.document.value_position((self.index, *path))

    def problem_in(self, path: DataPath, found: tuple[str, int], what: str, remedy: str) -> Problem:
        """A problem with one place of the text at ``path``; ``found`` is the text and the offset in it."""
        position = self.document.position_in((self.index, *path), *found)
        return Problem(self.document.file, *position, path_text(path), what, remedy)

    def problem(self, path: DataPath, key: str, what: str, remedy: str) -> Problem:
        """A problem with the value at ``path`` inside the entry."""
        return Problem(self.document.file, *self.at(path), key, what, remedy)


@dataclass(frozen=True)
class Library:
    """All entries, by kind in the order of the files.

    ``spoilt`` names the entries that are there but cannot be read: ``kind/id``, or ``kind/*`` for a whole file. What
    refers to them is not wrong as well.
    """

    items: tuple[Item, ...]
    spoilt: frozenset[str] = frozenset()

    @cached_property
    def by_kind(self) -> Mapping[str, tuple[Item, ...]]:
        """The items of each kind; a kind without entries is absent."""
        found: dict[str, list[Item]] = {}
        for item in self.items:
            found.setdefault(item.kind.name, []).append(item)
        return {name: tuple(items) for name, items in found.items()}

    @cached_property
    def by_name(self) -> Mapping[str, Item]:
        """Each item under ``kind/id``."""
        return {item.name: item for item in self.items}

    def of(self, kind: str) -> tuple[Item, ...]:
        """The items of one kind, none if there are none."""
        return self.by_kind.get(kind, ())

    def knows(self, name: str) -> bool:
        """Whether there is an entry ``kind/id``, or may be once the files are put right."""
        return name in self.by_name or name in self.spoilt or f"{name.partition('/')[0]}/*" in self.spoilt


def load(root: Path, content: Path) -> tuple[Library, list[Problem]]:
    """Read every YAML file below ``content``; file names in problems are relative to ``root``."""
    problems: list[Problem] = []
    items: list[Item] = []
    spoilt: set[str] = set()
    for path in sorted(content.rglob("*")):
        place = path.relative_to(content)
        if path.is_dir() or any(part.startswith(".") for part in place.parts):
            continue
        file = path.relative_to(root).as_posix()
        kind, misnamed = _kind_of(place)
        if misnamed:
            problems.append(Problem(file, 0, 0, "file", *misnamed))
        if misnamed or not kind:
            spoilt |= {f"{kind.name}/*"} if kind else set()
            continue
        try:
            raw = path.read_bytes()
        except OSError as error:
            what, remedy = f"the file cannot be read ({error.strerror})", "restore it, or allow reading it"
            problems.append(Problem(file, 0, 0, "file", what, remedy))
            spoilt.add(f"{kind.name}/*")
            continue
        found, wrong, bad = load_file(kind, file, raw)
        items += found
        problems += wrong
        spoilt |= bad
    return Library(tuple(items), frozenset(spoilt)), problems + list(_duplicates(items))


def load_file(kind: Kind, file: str, raw: bytes) -> tuple[list[Item], list[Problem], set[str]]:
    """The entries of one file, its problems, and the names of what cannot be read.

    The good entries are kept even where others are wrong.
    """
    document, problems = read_document(file, raw)
    if document is None:
        return [], problems, {f"{kind.name}/*"}
    if not isinstance(document.data, tuple):
        what = f"the file holds {describe(document.data)} where a list of entries is expected"
        remedy = "start each entry with `- id: …`" + ("" if document.data else ", or delete the file")
        problems.append(Problem(file, 1, 1, "file", what, remedy))
        return [], problems, {f"{kind.name}/*"}
    items: list[Item] = []
    spoilt: set[str] = set()
    for index, data in enumerate(document.data):
        unwritten = list(_unwritten(document, (index,), data))
        problems += unwritten
        try:
            item = Item(kind, kind.model.model_validate(data), document, index)
        except ValidationError as error:
            told = {(problem.line, problem.column) for problem in unwritten}
            wrong = problems_of(document, index, error, kind.model)
            problems += [problem for problem in wrong if (problem.line, problem.column) not in told]
            name = data.get("id") if isinstance(data, dict) else None
            known = name if all(one["loc"] != ("id",) for one in error.errors()) else None
            spoilt.add(f"{kind.name}/{known or '*'}")
        else:
            if unwritten:
                spoilt.add(item.name)
            else:
                items.append(item)
    return items, problems, spoilt


def _unwritten(document: Document, path: DataPath, data: Data) -> Iterator[Problem]:
    """Values that ``playbook new`` has left for the author to write, in any field."""
    if isinstance(data, str) and data.startswith(PLACEHOLDER):
        what, remedy = "the placeholder of `playbook new`", "write the text"
        yield Problem(document.file, *document.value_position(path), path_text(path[1:]), what, remedy)
    inside = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, tuple) else ()
    for key, value in inside:
        yield from _unwritten(document, (*path, key), value)


def _kind_of(path: Path) -> tuple[Kind | None, tuple[str, str] | None]:
    """The kind that a file holds, or is probably meant to hold, and what is wrong with its name."""
    name = path.parts[0] if len(path.parts) > 1 else path.stem
    close = next(iter(get_close_matches(name, FOLDERS, n=1)), "")
    kind = FOLDERS.get(name) or FOLDERS.get(close)
    if path.suffix != ".yml":
        what = f"“{path.suffix or path.name}” is no content file"
        return kind, (what, "move it elsewhere, or rename it to end in .yml")
    if name in FOLDERS:
        return kind, None
    remedy = f"did you mean {close}?" if close else f"use one of {', '.join(sorted(FOLDERS))}"
    return kind, (f"no kind of content is called “{name}”", remedy)


def _duplicates(items: list[Item]) -> Iterator[Problem]:
    seen: dict[str, Item] = {}
    for item in items:
        first = seen.setdefault(item.name, item)
        if first is not item:
            what = f"the id “{item.entry.id}” is taken ({first.document.file}:{first.at(('id',))[0]})"
            yield item.problem(("id",), "id", what, "choose another id")
        yield from _duplicates_inside(item, item.entry, (), "")


def _duplicates_inside(item: Item, model: BaseModel, path: DataPath, key: str) -> Iterator[Problem]:
    for name in type(model).model_fields:
        value = getattr(model, name)
        nested = f"{key}.{name}" if key else name
        if isinstance(value, BaseModel):
            yield from _duplicates_inside(item, value, (*path, name), nested)
        elif isinstance(value, tuple):
            seen: dict[str, int] = {}
            for number, part in enumerate(value):
                here = (*path, name, number)
                if not isinstance(part, BaseModel):
                    continue
                identity = getattr(part, "id", None)
                if identity is not None and seen.setdefault(identity, number) != number:
                    what = f"the id “{identity}” is taken (line {item.at((*path, name, seen[identity], 'id'))[0]})"
                    yield item.problem((*here, "id"), f"{nested}[{number}].id", what, "choose another id")
                yield from _duplicates_inside(item, part, here, f"{nested}[{number}]")
