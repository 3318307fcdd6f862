"""Entries for tests, from YAML text."""

import textwrap

from playbook.kinds import KINDS, content_folder
from playbook.load import Item, Library, load_file

FAQ = """
    - id: why
      title: Why?
      summary: A question.
      owner: sdr
      reviewed: 2026-11-21
      answer: {answer}
"""


def items(kind: str, text: str) -> list[Item]:
    """The entries of one file of this kind, which must be right."""
    found, problems, spoilt = load_file(KINDS[kind], content_file(kind), textwrap.dedent(text).encode())
    assert not problems, [str(problem) for problem in problems]
    assert not spoilt
    return found


def library(**texts: str) -> Library:
    """A library of files by kind, such as ``library(faq="- id: …")``."""
    return Library(tuple(item for kind, text in texts.items() for item in items(kind.replace("_", "-"), text)))


def faq(answer: str) -> Library:
    """A library of one question with this answer, as YAML."""
    return library(faq=textwrap.dedent(FAQ).replace("{answer}", answer))


def content_file(kind: str) -> str:
    """The file that holds the entries of a kind."""
    return f"playbook/content/{content_folder(KINDS[kind])}.yml"
