"""Rules that span entries and files, and rules for the Markdown inside texts."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from difflib import get_close_matches

from playbook import markdown_text
from playbook.addresses import PORTAL_PAGES, kinds_with_pages, page_path
from playbook.kinds import KINDS
from playbook.load import Item, Library
from playbook.model.base import PointsTo, TextForm, Translatable
from playbook.model.interface import NavigationGroup, Plural
from playbook.model.learning import Assessment
from playbook.problems import Problem, shorten
from playbook.source import path_text
from playbook.walk import Leaf, leaves

_ONWARD = ("next", "see", "requires", "read")
"""Fields that lead readers on; an entry that owns or handles itself is fine."""
_ADDRESS = re.compile(r"<(?:https?://[^\s<>]+|(?:mailto:)?[^\s<>@]+@[^\s<>@]+)>")
_REMEDY_LINK = "use https, mailto or entry:kind/id"


def structure_problems(library: Library, documents: Collection[str]) -> list[Problem]:
    """Everything in the entries that would leave a page broken.

    ``documents`` are the hand-written pages of the default language, which the navigation may name.
    """
    found: list[Problem] = []
    for item in library.items:
        for leaf in leaves(item.entry):
            if isinstance(leaf.mark, PointsTo):
                found += _reference(item, leaf, leaf.mark.kind, library)
            else:
                found += text_problems(item, leaf, library)
    found += _navigation(library, documents)
    found += _module_circles(library)
    found += _assessments(library)
    return found


def text_problems(item: Item, leaf: Leaf, library: Library) -> Iterator[Problem]:
    """What is wrong with the Markdown of one text."""
    form = leaf.mark.form if isinstance(leaf.mark, Translatable) else "plain"
    several = isinstance(leaf.value, Plural)
    forms = [((*leaf.path, name), getattr(leaf.value, name)) for name in ("one", "other") if several]
    for path, text in forms or [(leaf.path, leaf.value)]:
        for offset, what, remedy in (*markdown_problems(text, form), *_link_problems(text, form, library)):
            yield item.problem_in(path, (text, offset), what, remedy)


def markdown_problems(text: str, form: TextForm) -> Iterator[tuple[int, str, str]]:
    """What does not belong in a Markdown text: its offset, what it is, what to do. Links are not looked at."""
    yield from _html_problems(text)
    if form == "plain":
        return
    for offset in markdown_text.images(text):
        yield offset, "an image", "describe it in words; pictures belong in hand-written pages"
    for offset in markdown_text.headings(text) if form == "prose" else ():
        yield offset, "a heading inside a text", "make it a sentence, or a section of its own"
    for offset in markdown_text.braces(text):
        yield offset, "a brace", "write it in `backticks`, or leave it out"


def _html_problems(text: str) -> Iterator[tuple[int, str, str]]:
    for tag, offset in markdown_text.raw_html(markdown_text.without_targets(text)):
        if _ADDRESS.fullmatch(tag):
            address = tag.strip("<>")
            scheme = "" if ":" in address else "mailto:"
            what = f"an address in angle brackets, “{shorten(tag, 40)}”"
            yield offset, what, f"write [words]({scheme}{address})"
        else:
            yield offset, f"raw HTML “{shorten(tag, 30)}”", "write Markdown, or put it in `backticks` to show it"


def _link_problems(text: str, form: TextForm, library: Library) -> Iterator[tuple[int, str, str]]:
    if form == "plain":
        return
    images = set(markdown_text.images(text))
    for target, offset in markdown_text.links(text):
        if offset in images:
            continue
        if target.startswith("entry:") and markdown_text.allowed_link(target):
            for problem in _target_problems(target.removeprefix("entry:").partition("#")[0], library):
                yield offset, *problem
        elif not target:
            yield offset, "a link without an address", "write it into the round brackets"
        elif not markdown_text.allowed_link(target):
            odd = target.startswith(("https://", "mailto:"))
            remedy = "leave blanks, quotes and angle brackets out of the address" if odd else _REMEDY_LINK
            yield offset, f"the link “{shorten(target, 40)}” is not allowed", remedy


def _reference(item: Item, leaf: Leaf, kind: str, library: Library) -> Iterator[Problem]:
    name = f"{kind}/{leaf.value}" if kind else str(leaf.value)
    key = path_text(leaf.path)
    if name == item.name and leaf.path[0] in _ONWARD:
        yield item.problem(leaf.path, key, "it points at itself", "name another entry")
        return
    problems = _target_problems(name, library, must_have_page=not kind)
    if kind and leaf.value.startswith(f"{kind}/"):
        problems = iter([(f"the kind is named twice in “{leaf.value}”", f"write {leaf.value.partition('/')[2]}")])
    for what, remedy in problems:
        yield item.problem(leaf.path, key, what, remedy)


def _target_problems(name: str, library: Library, *, must_have_page: bool = True) -> Iterator[tuple[str, str]]:
    """What is wrong with a reference to ``kind/id``, and what to do."""
    kind, _, wanted = name.partition("/")
    if kind not in KINDS:
        close = get_close_matches(kind, KINDS, n=1)
        known = ", ".join(sorted(one.name for one in kinds_with_pages()))
        remedy = f"did you mean {close[0]}?" if close else f"use one of {known}"
        yield f"there is no kind “{kind}”", remedy
    elif not library.knows(name):
        close = get_close_matches(wanted, [one.entry.id for one in library.of(kind)], n=1)
        remedy = f"did you mean {close[0]}?" if close else f"correct the id, or add the {kind}"
        yield f"there is no {kind} “{wanted}”", remedy
    elif must_have_page and not _has_page(library.by_name.get(name)):
        yield f"the {kind} “{wanted}” has no page", "name an entry that readers see"


def _has_page(item: Item | None) -> bool:
    return item is None or bool(page_path(item))


def _navigation(library: Library, documents: Collection[str]) -> Iterator[Problem]:
    known = ", ".join((*(kind.name for kind in kinds_with_pages()), *PORTAL_PAGES))
    seen: dict[str, str] = {}
    for item in library.of("navigation"):
        group: NavigationGroup = item.entry
        for number, page in enumerate(group.pages):
            kind = KINDS.get(page)
            found: tuple[str, str] | None = None
            if page in seen:
                found = f"“{page}” stands twice in the navigation (first in {seen[page]})", "keep one of the two"
            elif page.endswith(".md"):
                if page not in documents:
                    found = f"there is no page “{page}”", "correct the name, or write the page in the default language"
            elif page not in PORTAL_PAGES and (kind is None or kind.pages == "none"):
                found = (
                    f"“{page}” is neither a kind with pages nor a page",
                    f"use a file ending in .md or one of {known}",
                )
            seen.setdefault(page, group.id)
            if found:
                yield item.problem(("pages", number), f"pages[{number}]", *found)


def _assessments(library: Library) -> Iterator[Problem]:
    """Final tests that draw more questions than there are."""
    for item in library.of("path"):
        wanted: Assessment = item.entry.assessment
        quizzes = [library.by_name.get(f"quiz/{name}") for name in set(wanted.quizzes)]
        questions = sum(len(quiz.entry.questions) for quiz in quizzes if quiz)
        if all(quizzes) and questions < wanted.draw:
            what = f"{wanted.draw} questions are drawn from {questions}"
            yield item.problem(("assessment", "draw"), "assessment.draw", what, "draw fewer, or name more quizzes")


def _module_circles(library: Library) -> Iterator[Problem]:
    """Modules that must be finished before themselves; each circle once, at its first module."""
    modules = {item.entry.id: item for item in library.of("module")}
    needs = {name: [one for one in item.entry.requires if one != name] for name, item in modules.items()}
    while needs:
        free = [name for name, wanted in needs.items() if not any(one in needs for one in wanted)]
        for name in free:
            del needs[name]
        if free or not needs:
            continue
        way = [next(iter(needs))]
        while (following := next(one for one in needs[way[-1]] if one in needs)) not in way:
            way.append(following)
        circle = way[way.index(following) :]
        start = min(circle, key=list(modules).index)
        turned = [*circle[circle.index(start) :], *circle[: circle.index(start)], start]
        what = f"the modules require each other in a circle: {' → '.join(turned)}"
        yield modules[start].problem(("requires",), "requires", what, "take one of them out of the circle")
        for name in circle:
            del needs[name]
