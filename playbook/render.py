"""Entries of one language to Markdown pages, through the templates."""

from __future__ import annotations

import html
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from playbook import markdown_text, safe_markdown
from playbook.addresses import (
    LICENCES_PAGE,
    PORTAL_PAGES,
    SEARCH_PAGE,
    index_path,
    kinds_with_pages,
    page_path,
    page_url,
    portal_path,
    relative,
)
from playbook.cohort_links import StartLinks
from playbook.funnel_picture import Stage, funnel_picture
from playbook.grouping import groups
from playbook.kinds import Kind
from playbook.licences import Licences
from playbook.load import Item
from playbook.localise import Localised, Text
from playbook.model.reference import Term
from playbook.practice_cards import practice_cards
from playbook.problems import PlaybookError, Problem
from playbook.reading_time import minutes_of
from playbook.safe_markdown import Safe
from playbook.template_errors import told_as_problems
from playbook.words import Words

CalculatorHtml = Callable[[str, Localised], str]
"""Makes the element of one calculator, worked example included, in a language."""


@dataclass(frozen=True, slots=True)
class Page:
    """One Markdown page: ``path`` lies below the language's folder."""

    path: str
    title: str
    text: str


class Renderer:
    """Renders the pages of one language. Templates come from ``folder``, named after the kinds."""

    def __init__(
        self,
        localised: Localised,
        folder: Path,
        calculator: CalculatorHtml,
        licences: Licences,
        start_links: StartLinks,
    ) -> None:
        """Prepare the templates and index the entries by ``kind/id``."""
        self.localised = localised
        self.by_name = {item.name: item for items in localised.items.values() for item in items}
        self._calculator = calculator
        self._licences = licences
        self._start_links = start_links
        self._page = ""
        self._states: set[str] = set()
        self.words = Words(localised.language.code, localised.interface, self._show)
        self._environment = self._make_environment(folder)

    def pages(self) -> Iterator[Page]:
        """All pages of all kinds.

        Raises PlaybookError when a template asks for an interface text that does not exist.
        """
        for kind in kinds_with_pages():
            items = self.localised.of(kind.name)
            if items:
                yield self._render(index_path(kind), self._title_of(kind), kind=kind, items=items)
            if kind.pages == "each":
                for item in items:
                    yield self._render(page_path(item), item.entry.title, kind=kind, entry=item.entry)
        for name in PORTAL_PAGES:
            yield self._portal_page(name)
        yield self._search_page()
        yield self._licences_page()
        if self.words.unknown:
            raise PlaybookError(
                Problem("playbook/content/interface", 0, 0, key, "no such interface text", "add an entry with this id")
                for key in sorted(self.words.unknown)
            )

    def _title_of(self, kind: Kind) -> str:
        return str(self.localised.interface.get(f"kind.{kind.name}", kind.name))

    def _render(self, path: str, title: str, *, kind: Kind, **values: Any) -> Page:
        entry = values.get("entry")
        names = [f"{kind.name}.md.j2"] if entry else [f"{kind.name}.index.md.j2", "index.md.j2"]
        summary = entry.summary if entry else self.localised.interface.get(f"kind.{kind.name}.summary", "")
        meta = {"title": title, "description": markdown_text.without_marks(str(summary)), "kind": kind.name}
        if entry:
            meta["entry"] = entry.id
        overview = self.by_name.get(f"overview/{kind.name}")
        if entry:
            values["minutes"] = minutes_of([entry])
        else:
            values["minutes"] = minutes_of(one.entry for one in values["items"]) if kind.pages == "together" else 1
            values["overview"] = overview.entry if overview else None
        return self._page_of(path, meta, names, kind=kind, **values)

    def _portal_page(self, name: str) -> Page:
        """A page of training: what it is for, and an empty place that its script fills."""
        told = self.localised.interface.get
        title, summary = (str(told(f"training.{name}.{part}", name)) for part in ("title", "summary"))
        meta = {"title": title, "description": markdown_text.without_marks(summary), "kind": name}
        return self._page_of(portal_path(name), meta, [f"{name}.md.j2"])

    def _search_page(self) -> Page:
        """The page that the search forms lead to; form and results are the theme's."""
        title = str(self.localised.interface.get("material.search", "search"))
        return self._page_of(SEARCH_PAGE, {"title": title, "kind": "search"}, ["search.md.j2"])

    def _licences_page(self) -> Page:
        """What the site carries of others, with links to the licence texts among its assets."""
        meta = {"title": str(self.localised.interface.get("licences.title", "licences")), "kind": "licences"}
        up = "../" * (page_url(LICENCES_PAGE).count("/") + (not self.localised.language.default))
        folder = Safe(up + self._licences.folder)
        return self._page_of(LICENCES_PAGE, meta, ["licences.md.j2"], licences=self._licences, folder=folder)

    def _page_of(self, path: str, meta: dict[str, str], templates: list[str], **values: Any) -> Page:
        self._page, self._states = path, set()
        with told_as_problems():
            body = self._environment.select_template(templates).render(**values)
        if "missing" in self._states or "outdated" in self._states:
            meta["translation"] = "missing" if "missing" in self._states else "outdated"
        head = "".join(
            f"{key}: {json.dumps(safe_markdown.one_line(value), ensure_ascii=False)}\n" for key, value in meta.items()
        )
        body = body.replace(_NOTICE, self._notice())
        return Page(path, meta["title"], f"---\n{head}---\n{_tidy_blank_lines(body)}\n")

    def _make_environment(self, folder: Path) -> jinja2.Environment:
        environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(folder),
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            finalize=self._show,
            autoescape=True,  # marks what macros return as done; `finalize` is what escapes, for Markdown
        )
        environment.globals.update(
            t=self.words.text,
            n=self.words.counted,
            number=self.words.number,
            percent=self.words.percent,
            date=self.words.date,
            ref=self._ref,
            refs=lambda kind, ids: self.words.joined([self._ref(f"{kind}/{one}") for one in ids]),
            named=lambda names: self.words.joined([self._ref(name) for name in names]),
            summary=self._summary,
            groups=groups,
            entries=lambda kind: [item.entry for item in self.localised.of(kind)],
            practice_cards=lambda: practice_cards(self.localised),
            funnel_picture=self._funnel_picture,
            notice=lambda: Safe(_NOTICE),
            calculator=lambda name: Safe(self._calculator(name, self.localised)),
            start_links=lambda entry: self._start_links(entry, self.localised),
        )
        environment.filters.update(
            choice=self.words.choice,
            value=lambda shown: Safe(f"<span class='value'>{shown}</span>"),
            joined=lambda parts: self.words.joined(list(parts)),
            bare=lambda value: Safe(safe_markdown.bare(str(self._show(value)))),
            quoted=lambda value: Safe(str(self._show(value)).replace('"', "&quot;")),
            indented=lambda value, width: Safe(str(self._show(value)).replace("\n", "\n" + " " * width)),
            attribute=lambda value: Safe(html.escape(markdown_text.without_marks(str(value)))),
            cell=lambda value: Safe(str(self._show(value)).replace("|", "&#124;").replace("\n", " ")),
            term_name=self._term_name,
            english_name=lambda term: term.term if self._term_name(term) != term.term else "",
            glossary_order=self._glossary_order,
        )
        shapes = environment.get_template("macros.md.j2").module
        environment.globals.update({name: macro for name, macro in vars(shapes).items() if not name.startswith("_")})
        return environment

    def _show(self, value: object) -> Safe:
        """What a template prints: texts with their marks, everything else as plain text."""
        if isinstance(value, Markup):
            return Safe(value)
        if isinstance(value, Text):
            return self._show_text(value)
        return Safe("" if value is None else safe_markdown.plain(str(value)))

    def _show_text(self, text: Text) -> Safe:
        self._states.add(text.state)
        if text.form == "plain":
            shown = safe_markdown.plain(text)
        elif text.form == "line":
            shown = safe_markdown.line(text, self._resolve)
        else:
            shown = safe_markdown.prose(text, self._resolve)
        return Safe(_mark_english(shown) if text.state == "missing" else shown)

    def _resolve(self, target: str) -> str:
        name, _, anchor = target.removeprefix("entry:").partition("#")
        item = self.by_name.get(name)
        path = page_path(item) if item else ""
        address = relative(path, self._page) if path else ""
        return f"{address}#{anchor}" if address and anchor else address

    def _ref(self, name: str) -> Safe:
        """A link to an entry, in the words of its title."""
        item = self.by_name[name]
        title = self._term_name(item.entry) if isinstance(item.entry, Term) else self._show(item.entry.title)
        address = self._resolve(name)
        return Safe(f"[{title}](<{address}>)" if address else title)

    def _funnel_picture(self, items: Sequence[Item]) -> Safe:
        def told(key: str) -> str:
            return str(self.localised.interface.get(key, key))

        def stage(item: Item) -> Stage:
            entry = item.entry
            address = relative(page_url(page_path(item)), page_url(self._page)) + "/"
            part, step = told(f"choice.part.{entry.part}"), told(f"choice.buyer_step.{entry.buyer_step}")
            return Stage(str(entry.title), part, step, address)

        rtl = self.localised.language.direction == "rtl"
        title, description = told("funnel-stage.picture"), told("funnel-stage.picture-text")
        return Safe(funnel_picture([stage(item) for item in items], title, description, rtl=rtl))

    def _summary(self, name: str) -> Safe:
        entry = self.by_name[name].entry
        return self._show(entry.definition if isinstance(entry, Term) else entry.summary)

    def _term_name(self, term: Term) -> Safe:
        rendering = term.languages.get(self.localised.language.code)
        return Safe(safe_markdown.plain(rendering.preferred if rendering else term.term))

    def _glossary_order(self, items: Sequence[Item]) -> list[Item]:
        return sorted(items, key=lambda item: self._term_name(item.entry).casefold())

    def _notice(self) -> str:
        """The box that tells readers of missing and outdated translations, with the way to the English text."""
        boxes = []
        for state in ("missing", "outdated"):
            if state in self._states:
                title = str(self.words.text(f"notice.{state}.title")).replace('"', "&quot;")
                link = self.words.text("notice.english-page")
                up = "../" * (page_url(self._page).count("/") + 1)
                english = f'<a href="{up}{page_url(self._page)}" hreflang="en">{link}</a>'
                boxes.append(f'!!! {state} "{title}"\n\n    {self.words.text(f"notice.{state}.text")} {english}\n')
        return "\n".join(boxes)


_NOTICE = "\x02notice\x03"


def _mark_english(shown: str) -> str:
    """Wrap each line's words so that browsers and screen readers take them for English."""
    lines = []
    for line in shown.split("\n"):
        words = line.lstrip(" ")
        mark, words = _split_list_mark(words)
        indent = line[: len(line) - len(mark) - len(words)]
        lines.append(f"{indent}{mark}<span class='untranslated' lang='en' dir='ltr'>{words}</span>" if words else line)
    return "\n".join(lines)


def _split_list_mark(line: str) -> tuple[str, str]:
    head, blank, rest = line.partition(" ")
    return (
        (head + blank, rest) if blank and (head in "-*+>" or (head[:-1].isdigit() and head[-1] in ".)")) else ("", line)
    )


def _tidy_blank_lines(text: str) -> str:
    """At most one empty line in a row, none at the ends."""
    lines: list[str] = []
    for line in text.strip("\n").split("\n"):
        if line.strip() or (lines and lines[-1]):
            lines.append(line.rstrip())
    return "\n".join(lines)
