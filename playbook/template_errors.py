"""A template that cannot be rendered, told like any other problem."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import jinja2

from playbook.problems import PlaybookError, Problem
from playbook.project import ENGINE

_TEMPLATES = (".j2", ".html", ".xml")


@contextmanager
def told_as_problems() -> Iterator[None]:
    """Turn what Jinja2 raises inside into a PlaybookError that names the template and the line."""
    try:
        yield
    except jinja2.TemplateError as error:
        file, line = _place(error)
        what = error.message or type(error).__name__
        raise PlaybookError([Problem(file, line, 1, "template", what, "correct the template")]) from error


def _place(error: jinja2.TemplateError) -> tuple[str, int]:
    """The innermost template on the way to the error; a syntax error knows its own place."""
    if isinstance(error, jinja2.TemplateSyntaxError):
        return _shown(error.filename or error.name or "template"), error.lineno
    found = ("template", 0)
    trace = error.__traceback__
    while trace:
        name = trace.tb_frame.f_code.co_filename
        if name.endswith(_TEMPLATES):
            found = (_shown(name), trace.tb_lineno)
        trace = trace.tb_next
    return found


def _shown(name: str) -> str:
    path = Path(name)
    return path.relative_to(ENGINE.parent).as_posix() if path.is_relative_to(ENGINE.parent) else path.name
