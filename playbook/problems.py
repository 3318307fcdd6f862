"""What an author or a user can get wrong, as data: one line a problem, never a traceback."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One thing to put right.

    ``line`` and ``column`` count from 1; 0 means that the problem belongs to the file as a whole.
    ``key`` is the field path inside the entry (``replies[1].text``), or what stands nearest to one.
    """

    file: str
    line: int
    column: int
    key: str
    what: str
    remedy: str

    def __str__(self) -> str:
        """``file:line:col: key: what is wrong: what to do`` on one line."""
        parts = [f"{self.file}:{self.line}:{self.column}", self.key, self.what, self.remedy]
        line = ": ".join(" ".join(part.split()) for part in parts)
        return line.encode("utf-8", "backslashreplace").decode()  # names of files may hold what no text can


class PlaybookError(Exception):
    """An expected failure that stops the work at hand; it carries every problem found so far."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems sorted by file and position, each once."""
        self.problems: tuple[Problem, ...] = tuple(sorted(set(problems)))
        super().__init__("\n".join(str(problem) for problem in self.problems))


def counted(problems: Collection[Problem]) -> str:
    """How many problems there are, in words."""
    return "1 problem" if len(problems) == 1 else f"{len(problems)} problems"


def shorten(text: str, limit: int = 60) -> str:
    """``text`` on one line, cut with an ellipsis when it is longer than ``limit`` characters."""
    line = " ".join(text.split())
    return line if len(line) <= limit else f"{line[: limit - 1]}…"
