"""The hand-written pages: one file a language, the same pages with the same sections in all of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from playbook import markdown_text
from playbook.addresses import (
    LICENCES_PAGE,
    PORTAL_PAGES,
    SEARCH_PAGE,
    index_path,
    kinds_with_pages,
    page_path,
    portal_path,
)
from playbook.languages import Language
from playbook.load import Library
from playbook.problems import Problem, shorten
from playbook.project import Project

PICTURES = {".png", ".jpg", ".jpeg", ".webp", ".gif"}
"""What hand-written pages may show; SVG is left out, since it can hold scripts."""

_HEADING = re.compile(r"^(#{1,6})[ \t]+(.*?)[ \t]*$", re.MULTILINE)
_ID = re.compile(r"\{:?\s*#([\w-]+)[^}]*\}\s*$")
_FENCE = re.compile(r"^\s*(```|~~~)")
_ALLOWED_HTML = re.compile(r'</?div(\s+class="[\w -]+")?(\s+markdown(="1")?)?>|<!--(?!-?>)(?:(?!--).)*-->')
_ALLOWED_LINK = re.compile(r"(?:https://|mailto:)[^\s<>\"']+|#[\w-]+|(?!/)[\w./-]+(?:#[\w-]+)?")
_LINK_TITLE = re.compile(r"""\s+(?:"[^"]*"|'[^']*')$""")
_DEFINITION = re.compile(r"^[ \t>*+-]*\[[^\]\n]+\]:[ \t]*(\S*)", re.MULTILINE)
_ATTRIBUTES = re.compile(r"\{:?([^{}\n]*)\}")
_ALLOWED_ATTRIBUTES = re.compile(r"(?:\s*[#.][\w-]+)*\s*")


@dataclass(frozen=True)
class Document:
    """One hand-written page. ``path`` lies below the language's folder, ``file`` below the project."""

    language: Language
    path: str
    file: str
    text: str


def read_documents(project: Project, language: Language) -> tuple[dict[str, Document | None], list[Problem]]:
    """The pages of one language by path, None where one cannot be read, and why it cannot."""
    folder = project.docs / language.code
    found: dict[str, Document | None] = {}
    problems = []
    for path in sorted(folder.rglob("*.md")):
        file, page = path.relative_to(project.root).as_posix(), path.relative_to(folder).as_posix()
        found[page] = None
        try:
            # browsers of files on other systems write CR LF and byte order marks, which Markdown takes for words
            text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            column = error.start - error.object.rfind(b"\n", 0, error.start)
            what, remedy = "the file is not valid UTF-8", "save it as UTF-8 in your editor"
            problems.append(Problem(file, line, column, "file", what, remedy))
        except OSError as error:
            what, remedy = f"the file cannot be read ({error.strerror})", "restore it, or allow reading it"
            problems.append(Problem(file, 0, 0, "file", what, remedy))
        else:
            found[page] = Document(language, page, file, text)
    if "index.md" not in found:
        file = _place(project, folder / "index.md")
        problems.append(Problem(file, 0, 0, "file", "the home page is missing", f"write it in {language.name}"))
    return found, problems


def read_pictures(project: Project, language: Language) -> dict[str, bytes]:
    """The pictures beside the hand-written pages of one language, by path."""
    folder = project.docs / language.code
    found = (path for path in sorted(folder.rglob("*")) if path.suffix in PICTURES and path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def document_problems(project: Project, library: Library) -> list[Problem]:
    """What is wrong with the hand-written pages, and which of them a language lacks."""
    problems: list[Problem] = []
    pages: dict[str, dict[str, Document | None]] = {}
    made = _made_pages(library)
    for language in project.languages:
        pages[language.code], wrong = read_documents(project, language)
        problems += wrong
        for document in filter(None, pages[language.code].values()):
            problems += _markdown_problems(document)
            if document.path in made:
                what = f"this page is made from {made[document.path]}"
                problems.append(Problem(document.file, 0, 0, "file", what, "give the file another name"))
    default = project.languages[0]
    for language in project.languages[1:]:
        problems += _compare(project, pages[default.code], language, pages[language.code])
    return problems


def _made_pages(library: Library) -> dict[str, str]:
    """The pages that the engine makes, with what it makes them from."""
    indexes = {index_path(kind): f"the entries of the kind {kind.name}" for kind in kinds_with_pages()}
    alone = (SEARCH_PAGE, LICENCES_PAGE, *map(portal_path, PORTAL_PAGES))
    indexes |= dict.fromkeys(alone, "nothing but the interface texts")
    return indexes | {page_path(item): item.name for item in library.items if item.kind.pages == "each"}


def _compare(
    project: Project,
    originals: Mapping[str, Document | None],
    language: Language,
    pages: Mapping[str, Document | None],
) -> Iterator[Problem]:
    for path, original in originals.items():
        page = pages.get(path)
        file = _place(project, project.docs / language.code / path)
        if path not in pages and path != "index.md":
            remedy = f"translate {_place(project, project.docs / project.languages[0].code / path)}"
            yield Problem(file, 0, 0, "file", f"the page is missing in {language.name}", remedy)
        if page is None or original is None:
            continue
        wanted, found = _ids(original.text), _ids(page.text)
        for missing in (one for one in wanted if one not in found):
            what = f"a section of {original.file} is missing"
            yield Problem(file, 0, 0, f"#{missing}", what, "translate it under this id")
        for extra, line in ((one, line) for one, line in found.items() if one not in wanted):
            what = f"no such section in {original.file}"
            yield Problem(file, line, 1, f"#{extra}", what, "use the id of the English heading")
    for path, page in pages.items():
        if path not in originals and page is not None:
            what, remedy = "there is no such page in English", "write it in English first, or delete it"
            yield Problem(page.file, 0, 0, "file", what, remedy)


def _markdown_problems(document: Document) -> Iterator[Problem]:
    text = _running_text(document.text)

    def problem(offset: int, key: str, what: str, remedy: str) -> Problem:
        line, column = text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
        return Problem(document.file, line, column, key, what, remedy)

    taken: dict[str, int] = {}
    for heading in _HEADING.finditer(text):
        marked = _ID.search(heading[2])
        if len(heading[1]) > 1 and not marked:
            remedy = "add one, the same in every language: `## First week {: #first-week }`"
            yield problem(heading.start(), shorten(heading[2], 30), "the heading has no id", remedy)
        elif marked and taken.setdefault(marked[1], heading.start()) != heading.start():
            line = text.count("\n", 0, taken[marked[1]]) + 1
            yield problem(heading.start(), f"#{marked[1]}", f"the id is taken (line {line})", "choose another id")
    bare = _ALLOWED_HTML.sub(lambda match: " " * len(match[0]), text)
    for tag, offset in markdown_text.raw_html(bare):
        what, remedy = f"raw HTML “{shorten(tag, 30)}”", "write Markdown; only <div class=…> may frame it"
        yield problem(offset, "html", what, remedy)
    for target, offset in (*markdown_text.links(text), *_definitions(text)):
        if not _ALLOWED_LINK.fullmatch(_LINK_TITLE.sub("", target)):
            what = f"the link “{shorten(target, 40)}” is not allowed"
            yield problem(offset, "link", what, "use https, mailto or a path to a .md file")
    for match in _ATTRIBUTES.finditer(markdown_text.without_code(text)):
        if not _ALLOWED_ATTRIBUTES.fullmatch(match[1]):
            what = f"the attribute “{shorten(match[0], 40)}” is not allowed"
            yield problem(match.start(), "attribute", what, "only ids and classes: `{: #first-week .summary }`")


def _definitions(text: str) -> Iterator[tuple[str, int]]:
    """The targets of links that are defined apart from their words."""
    for match in _DEFINITION.finditer(text):
        yield match[1].strip("<>"), match.start(1)


def _ids(text: str) -> dict[str, int]:
    """The ids of the headings below the title, with their lines."""
    running = _running_text(text)
    found: dict[str, int] = {}
    for heading in _HEADING.finditer(running):
        marked = _ID.search(heading[2])
        if marked and len(heading[1]) > 1:
            found.setdefault(marked[1], running.count("\n", 0, heading.start()) + 1)
    return found


def _running_text(text: str) -> str:
    """``text`` with empty lines in place of front matter and fenced code, so that lines and columns stay."""
    lines = text.split("\n")
    fenced = ""
    front = lines[0] == "---"
    for number, line in enumerate(lines):
        fence = _FENCE.match(line)
        if front:
            front = number == 0 or line.rstrip() != "---"
            lines[number] = ""
        elif fenced or fence:
            if fence and fenced in ("", fence[1]):
                fenced = "" if fenced else fence[1]
            lines[number] = ""
    return "\n".join(lines)


def _place(project: Project, path: Path) -> str:
    return path.relative_to(project.root).as_posix()
