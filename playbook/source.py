"""YAML text to plain data with the position of every key and value.

PyYAML's own constructor reads ``no`` as False, keeps the last of two equal keys and expands aliases without a limit.
This reader builds data from parser events instead: anchors, aliases, tags and duplicate keys are refused, size and
depth are capped, only ``true``/``false`` are booleans, and every path keeps its line and column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NoReturn

import yaml

from playbook.problems import Problem, shorten
from playbook.yaml_errors import syntax_words

MAX_BYTES = 1_000_000
MAX_DEPTH = 20

Scalar = str | int | float | bool | None
Data = Scalar | dict[str, "Data"] | tuple["Data", ...]
Path = tuple[str | int, ...]
Position = tuple[int, int]

_INT = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})")
_FLOAT = re.compile(r"[-+]?((0|[1-9][0-9]{0,17})(\.[0-9]{1,17})?|\.[0-9]{1,17})([eE][-+]?[0-9]{1,2})?")
_TAB_INDENT = re.compile(r"^ *(?:- *)*\t", re.MULTILINE)
# What YAML forbids, and the line breaks that editors do not show as such.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Document:
    """The data of one file and where each piece of it stands.

    ``values`` maps a path to the (line, column) of its value, ``keys`` to that of the key that names it.
    """

    file: str
    data: Data
    values: dict[Path, Position] = field(default_factory=dict)
    keys: dict[Path, Position] = field(default_factory=dict)
    lines: tuple[str, ...] = ()

    def value_position(self, path: Path) -> Position:
        """Line and column of the value at ``path``, or of its nearest known parent."""
        for length in range(len(path), -1, -1):
            if path[:length] in self.values:
                return self.values[path[:length]]
        return (1, 1)

    def key_position(self, path: Path) -> Position:
        """Line and column of the key at ``path``; where it has none (a list item), that of the value."""
        return self.keys.get(path) or self.value_position(path)

    def position_in(self, path: Path, text: str, offset: int) -> Position:
        """Line and column of one character of the text at ``path``; where YAML has folded lines, of the text itself."""
        line, column = self.value_position(path)
        first = self._line(line)
        if first[column - 1 : column] == "|":
            number, begin = text.count("\n", 0, offset), text.rfind("\n", 0, offset) + 1
            row = line + 1 + number
            left = self._line(row).find(text.split("\n")[number])
        else:
            row, begin = line, 0
            left = first.find(text, column - 1)
        return (row, left + offset - begin + 1) if left >= 0 else (line, column)

    def _line(self, number: int) -> str:
        return self.lines[number - 1] if number <= len(self.lines) else ""


def path_text(path: Path) -> str:
    """``("replies", 1, "text")`` as ``replies[1].text``."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def read_document(file: str, raw: bytes) -> tuple[Document | None, list[Problem]]:
    """Parse the bytes of one YAML file.

    Returns the document (None when nothing usable could be read) and the problems found in it.
    """
    text, problems = _decode(file, raw)
    if text is None:
        return None, problems
    builder = _Builder(file)
    try:
        builder.read(text)
    except yaml.MarkedYAMLError as error:
        what, remedy = syntax_words(error, _lines(text))
        opened = error.context_mark if "never closed" in what or "without its colon" in what else None
        mark = opened or error.problem_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        return None, [Problem(file, line, column, "yaml", what, remedy)]
    except _RefusedError as refused:
        return None, [refused.problem]
    return Document(file, builder.data, builder.values, builder.keys, _lines(text)), builder.problems


def _decode(file: str, raw: bytes) -> tuple[str | None, list[Problem]]:
    if len(raw) > MAX_BYTES:
        what = f"the file has {len(raw):,} bytes, more than {MAX_BYTES:,}"
        return None, [Problem(file, 1, 1, "file", what, "split it into several files in a folder of the same name")]
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in raw[:4]:
        what = "the file is saved as UTF-16"
        return None, [Problem(file, 1, 1, "file", what, "save it as UTF-8 in your editor")]
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = error.start - raw.rfind(b"\n", 0, error.start)
        what = "the file is not valid UTF-8"
        return None, [Problem(file, line, column, "file", what, "save it as UTF-8 in your editor")]
    found: list[Problem] = []
    for match in _CONTROL.finditer(text):
        what = f"holds the control character U+{ord(match[0]):04X}"
        found.append(Problem(file, *_offset_position(text, match.start()), "yaml", what, "delete it"))
    for match in _TAB_INDENT.finditer(text):
        what = "the line is indented with a tab"
        found.append(Problem(file, *_offset_position(text, match.end() - 1), "yaml", what, "use two spaces instead"))
    return (None if found else text), found


def _offset_position(text: str, offset: int) -> Position:
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(re.split(r"\r\n?|\n", text))


class _RefusedError(Exception):
    """A construction that cannot be read past."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


class _Builder:
    """Builds data and positions from the parser's events."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.data: Data = None
        self.values: dict[Path, Position] = {}
        self.keys: dict[Path, Position] = {}
        self.problems: list[Problem] = []

    def read(self, text: str) -> None:
        events = yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._refuse(event, "a second YAML document (---)", "keep one list in a file")
            elif isinstance(event, yaml.NodeEvent):
                self.data = self._value(event, events, ())

    def _refuse_control(self, event: yaml.ScalarEvent, path: Path) -> None:
        """Refuse the control characters that a file can write as escapes."""
        found = _CONTROL.search(event.value) or re.search("\r", event.value)
        if found:
            self._refuse(event, f"holds the control character U+{ord(found[0]):04X}", "delete it", path)

    def _refuse(self, event: yaml.Event, what: str, remedy: str, path: Path = ()) -> NoReturn:
        raise _RefusedError(Problem(self.file, *_mark(event), _key(path) or "yaml", what, remedy))

    def _value(self, event: yaml.Event, events: Iterator[yaml.Event], path: Path) -> Data:
        self._guard(event, path)
        self.values[path] = _mark(event)
        if isinstance(event, yaml.ScalarEvent):
            self._refuse_control(event, path)
            return _scalar(event)
        if isinstance(event, yaml.SequenceStartEvent):
            items: list[Data] = []
            for item in events:
                if isinstance(item, yaml.SequenceEndEvent):
                    break
                items.append(self._value(item, events, (*path, len(items))))
            return tuple(items)
        return self._mapping(events, path)

    def _guard(self, event: yaml.Event, path: Path) -> None:
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
            remedy = 'write the value out, or put the text in "quotes"'
            self._refuse(event, "YAML anchors and aliases are not allowed", remedy, path)
        tag = getattr(event, "tag", None)
        if tag not in (None, "!"):
            shown = tag.replace("tag:yaml.org,2002:", "!!")
            self._refuse(event, f"the YAML tag {shown} is not allowed", 'delete it, or put the text in "quotes"', path)
        if len(path) > MAX_DEPTH:
            self._refuse(event, f"nested deeper than {MAX_DEPTH} levels", "compare it with a file that works", path[:3])

    def _mapping(self, events: Iterator[yaml.Event], path: Path) -> Data:
        result: dict[str, Data] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            self._guard(event, path)
            if not isinstance(event, yaml.ScalarEvent) or not event.value:
                self._refuse(event, "a key must be a plain word", "write `key: value`", path)
            key = str(event.value)
            child = (*path, key)
            where = _mark(event)
            values, keys = self.values, self.keys
            if key in result:
                first = self.keys[child][0]
                what = f"the key stands twice (first on line {first})"
                self.problems.append(Problem(self.file, *where, _key(child), what, "keep one of the two"))
                self.values, self.keys = {}, {}  # the second value is read past; positions stay those of the first
            self.keys[child] = where
            value = self._value(next(events), events, child)
            if key in result:
                self.values, self.keys = values, keys
            else:
                result[key] = value
        return result


def _key(path: Path) -> str:
    """The path inside its entry, as problems of the entries name it."""
    return path_text(path[1:] if path and isinstance(path[0], int) else path)


def _mark(event: yaml.Event) -> Position:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _scalar(event: yaml.ScalarEvent) -> Scalar:
    text = str(event.value)
    if event.style or not event.implicit[0]:
        return text
    if text in ("", "~", "null"):
        return None
    if text in ("true", "false"):
        return text == "true"
    if _INT.fullmatch(text):
        return int(text)
    return float(text) if _FLOAT.fullmatch(text) else text


def describe(value: Data) -> str:
    """What a value is, in an author's words: ``the number 42``, ``a list``, ``nothing``."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return f"the word {str(value).lower()}"
    if isinstance(value, int | float):
        return f"the number {value}"
    if isinstance(value, str):
        return f"the text “{shorten(value, 30)}”"
    return "a list" if isinstance(value, tuple) else "a mapping"
