"""What mkdocs warns about, as problems of the files that authors write."""

from __future__ import annotations

import re
from collections.abc import Callable

from playbook.problems import Problem
from playbook.project import Project

_LINK = re.compile(r"Doc file '(?P<page>[^']+)' contains an? .*?link '(?P<link>[^']*)',(?P<why>.*)", re.DOTALL)

Source = Callable[[str, str], Problem | None]
"""Finds the entry behind a made page: takes the page below its language's folder and the link's anchor."""


def problem_of(project: Project, language: str, warning: str, source: Source) -> Problem:
    """The problem that a warning is about, at the link where it can be found."""
    found = _LINK.match(warning)
    if not found:
        return Problem(f"docs/{language}", 0, 0, "mkdocs", warning, "correct what it names")
    link, page = found["link"], found["page"].removeprefix(f"{language}/")
    missing = "section" if "anchor" in found["why"] else "page"
    what, remedy = f"the link “{link}” leads to no {missing}", f"correct it, or write the {missing}"
    made = source(page, link.partition("#")[2])
    if made:
        return Problem(made.file, made.line, made.column, made.key, what, remedy)
    file = project.docs / language / page
    line, column = _position(file.read_text("utf-8-sig"), link) if file.is_file() else (0, 0)
    return Problem(f"docs/{language}/{page}", line, column, "link", what, remedy)


def _position(text: str, link: str) -> tuple[int, int]:
    offset = max(text.find(f"({link}"), text.find(f"]: {link}"))
    return (text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset) + 1) if offset >= 0 else (0, 0)
