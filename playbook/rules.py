"""Rules that span entries and files, and rules for the Markdown inside texts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from difflib import get_close_matches

from playbook import markdown_text
from playbook.kinds import KINDS
from playbook.load import Item, Library
from playbook.model.base import PointsTo, TextForm, Translatable
from playbook.model.interface import NavigationGroup, Plural
from playbook.model.learning import Module
from playbook.problems import Problem, shorten
from playbook.source import path_text
from playbook.walk import Leaf, leaves

_ONWARD = ("next", "see", "requires", "read")
"""Fields that lead readers on; an entry that owns or handles itself is fine."""
_REMEDY_LINK = "use https, mailto or entry:kind/id"


def structure_problems(library: Library) -> list[Problem]:
    """Everything in the entries that would leave a page broken."""
    found: list[Problem] = []
    for item in library.items:
        for leaf in leaves(item.entry):
            if isinstance(leaf.mark, PointsTo):
                found += _reference(item, leaf, leaf.mark.kind, library)
            else:
                found += text_problems(item, leaf, library)
    for item in library.of("navigation"):
        found += _navigation(item)
    found += _module_circles(library)
    return found


def text_problems(item: Item, leaf: Leaf, library: Library) -> Iterator[Problem]:
    """What is wrong with the Markdown of one text."""
    form = leaf.mark.form if isinstance(leaf.mark, Translatable) else "plain"
    texts = [leaf.value.one, leaf.value.other] if isinstance(leaf.value, Plural) else [leaf.value]
    for text in texts:
        for what, remedy in markdown_problems(text, form, lambda name: name in library.by_name):
            yield item.problem(leaf.path, path_text(leaf.path), what, remedy)


def markdown_problems(text: str, form: TextForm, known: Callable[[str], bool]) -> Iterator[tuple[str, str]]:
    """What is wrong with a Markdown text, and what to do; ``known`` says whether ``kind/id`` exists."""
    yield from _html_problems(text)
    if form == "plain":
        return
    for target, _ in markdown_text.links(text):
        if not markdown_text.allowed_link(target):
            yield f"the link “{shorten(target, 40)}” is not allowed", _REMEDY_LINK
        elif target.startswith("entry:"):
            name = target.removeprefix("entry:").partition("#")[0]
            if not known(name):
                yield f"the link leads to “{name}”, which does not exist", "correct the id, or add the entry"
    for _ in markdown_text.images(text):
        yield "an image", "describe it in words; pictures belong in hand-written pages"
    for _ in markdown_text.headings(text) if form == "prose" else ():
        yield "a heading inside a text", "make it a sentence, or a section of its own"
    for _ in markdown_text.braces(text):
        yield "a brace", "write it in `backticks`, or leave it out"


def _html_problems(text: str) -> Iterator[tuple[str, str]]:
    for tag, _ in markdown_text.raw_html(text):
        yield f"raw HTML “{shorten(tag, 30)}”", "write Markdown, or put it in `backticks` to show it"


def _reference(item: Item, leaf: Leaf, kind: str, library: Library) -> Iterator[Problem]:
    name = f"{kind}/{leaf.value}" if kind else str(leaf.value)
    key = path_text(leaf.path)
    if name == item.name and leaf.path[0] in _ONWARD:
        yield item.problem(leaf.path, key, "it points at itself", "name another entry")
    elif name not in library.by_name:
        kind, _, wanted = name.partition("/")
        if kind not in KINDS:
            close = get_close_matches(kind, KINDS, n=1)
            remedy = f"did you mean {close[0]}?" if close else "use one of " + ", ".join(sorted(KINDS))
            yield item.problem(leaf.path, key, f"there is no kind “{kind}”", remedy)
            return
        close = get_close_matches(wanted, [one.entry.id for one in library.of(kind)], n=1)
        remedy = f"did you mean {close[0]}?" if close else f"correct the id, or add the {kind}"
        yield item.problem(leaf.path, key, f"there is no {kind} “{wanted}”", remedy)


def _navigation(item: Item) -> Iterator[Problem]:
    group: NavigationGroup = item.entry
    for number, page in enumerate(group.pages):
        kind = KINDS.get(page)
        if not page.endswith(".md") and (kind is None or kind.pages == "none"):
            what = f"“{page}” is neither a kind with pages nor a page"
            known = ", ".join(name for name, one in KINDS.items() if one.pages != "none")
            yield item.problem(
                ("pages", number), f"pages[{number}]", what, f"use a file ending in .md or one of {known}"
            )


def _module_circles(library: Library) -> Iterator[Problem]:
    needs = {item.entry.id: item.entry.requires for item in library.of("module")}

    def reaches(start: str, goal: str, seen: set[str]) -> bool:
        return any(
            one == goal or (one not in seen and reaches(one, goal, seen | {one})) for one in needs.get(start, ())
        )

    for item in library.of("module"):
        module: Module = item.entry
        if module.id not in module.requires and reaches(module.id, module.id, set()):
            what = "the module requires itself through other modules"
            yield item.problem(("requires",), "requires", what, "take one of them out of the circle")
