"""The kinds of content: which folder holds them, which model types them, what pages they become.

To add a kind, write its model, add one line here and a template of the same name in ``playbook/templates/``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from playbook.model.assignment import Assignment
from playbook.model.base import Entry
from playbook.model.conversations import DiscStyle, Objection, SpinStage, Technique
from playbook.model.interface import CalculatorPage, InterfaceText, NavigationGroup, Overview
from playbook.model.leads import FunnelStage, LeadSource, LeadType
from playbook.model.learning import LearningPath, Module, Quiz
from playbook.model.people import Checklist, Role, Scorecard, Worksheet
from playbook.model.reference import Article, Book, Fact, Faq, Metric, Term, Tool

Pages = Literal["each", "together", "none"]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of content.

    ``folder`` names the file or folder below ``playbook/content`` and, for kinds with pages, the address. ``pages``:
    ``each`` entry has a page and the kind has an index; all stand ``together`` on one page; or there are ``none``.
    ``grouped_by`` is the field by whose choices the index and the navigation order the entries.
    """

    name: str
    folder: str
    model: type[Entry]
    pages: Pages
    grouped_by: str = ""


KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("article", "articles", Article, "each", "topic"),
        Kind("lead-type", "lead-types", LeadType, "each"),
        Kind("lead-source", "lead-sources", LeadSource, "each"),
        Kind("funnel-stage", "funnel-stages", FunnelStage, "each"),
        Kind("objection", "objections", Objection, "each", "category"),
        Kind("spin-stage", "spin", SpinStage, "each"),
        Kind("disc-style", "disc", DiscStyle, "each"),
        Kind("technique", "techniques", Technique, "each"),
        Kind("role", "roles", Role, "each"),
        Kind("checklist", "checklists", Checklist, "each", "purpose"),
        Kind("scorecard", "scorecards", Scorecard, "each", "purpose"),
        Kind("worksheet", "worksheets", Worksheet, "each"),
        Kind("quiz", "quizzes", Quiz, "each"),
        Kind("module", "modules", Module, "each"),
        Kind("path", "paths", LearningPath, "each"),
        Kind("assignment", "assignments", Assignment, "each"),
        Kind("metric", "metrics", Metric, "each", "group"),
        Kind("tool", "tools", Tool, "each"),
        Kind("calculator", "calculators", CalculatorPage, "each"),
        Kind("faq", "faq", Faq, "together"),
        Kind("book", "books", Book, "together"),
        Kind("term", "glossary", Term, "together"),
        Kind("fact", "facts", Fact, "none"),
        Kind("interface", "interface", InterfaceText, "none"),
        Kind("navigation", "navigation", NavigationGroup, "none"),
        Kind("overview", "overviews", Overview, "none"),
    )
}


def content_folder(kind: Kind) -> str:
    """The file or folder name below ``playbook/content``; the termbase serves more than the glossary page."""
    return "terms" if kind.name == "term" else kind.folder


INTERFACE = ("interface", "calculator")
"""The kinds whose texts are buttons, labels, messages and units: a language needs all of them from the start."""

FOLDERS: dict[str, Kind] = {content_folder(kind): kind for kind in KINDS.values()}
