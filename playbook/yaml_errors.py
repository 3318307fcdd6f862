"""What the YAML parser says, in an author's words."""

from __future__ import annotations

import re
from collections.abc import Sequence

import yaml

_QUOTE = 'put the text in "quotes"'
_SYNTAX = (
    ("mapping values are not allowed", "a colon stands where YAML expects none", _QUOTE),
    ("could not find expected ':'", "a key without its colon", "write `key: value`, or indent the text under its key"),
    ("found unexpected end of stream", "a quotation mark is never closed", "close the quotes"),
    ("found unexpected document indicator", "a quotation mark is never closed", "close the quotes"),
    ("escape", "an unknown backslash escape", "use single quotes, or double the backslash"),
    ("hexdecimal", "an unknown backslash escape", "use single quotes, or double the backslash"),
    ("did not find expected ',' or ']'", "a bracketed list is never closed", "close it with ]"),
    ("did not find expected ',' or '}'", "a mapping in braces is never closed", "close it with }"),
    ("tag", "YAML tags are not allowed", _QUOTE),
    ("expected '>'", "YAML tags are not allowed", _QUOTE),
    ("did not find expected <document start>", "text stands outside the list", "start the file with `- id: …`"),
    ("block sequence entries", "a list item on the line of its key", "start the list on a line of its own"),
    ("comment or line break", "text on the line of its | or > sign", "start it on the next line, indented"),
    ("indentation indicator", "a number behind a | or > sign", "delete the number"),
    ("directive", "a line starts with %", _QUOTE),
    ("incompatible YAML", "a line starts with %", "delete it"),
)


def syntax_words(error: yaml.MarkedYAMLError, lines: Sequence[str]) -> tuple[str, str]:
    """What is wrong and what to do; ``lines`` are those of the file."""
    problem, mark = error.problem or "", error.problem_mark
    line = lines[mark.line] if mark and mark.line < len(lines) else ""
    before = line[: mark.column].strip() if mark else ""
    misplaced = "did not find expected key" in problem or "expected '-' indicator" in problem
    if misplaced and before.endswith(('"', "'", "]", "}")):
        return "text goes on behind the closing mark", "put the whole text in quotes, and quotes inside it in “these”"
    if misplaced and line.lstrip().startswith("- "):
        return "the list is broken off", "start each item with `- ` at the same indentation"
    if misplaced or ("mapping values are not allowed" in problem and re.fullmatch("[a-z_]+", before)):
        return "the indentation does not fit", "line the keys of one entry up with spaces"
    for needle, what, remedy in _SYNTAX:
        if needle in problem:
            return what, remedy
    return "a special character starts the text", _QUOTE
