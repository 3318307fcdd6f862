"""The hand-written pages: one file a language, the same pages with the same sections in all of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from playbook import markdown_text
from playbook.languages import Language
from playbook.problems import Problem, shorten
from playbook.project import Project

_HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*$")
_ID = re.compile(r"\{:?\s*#([\w-]+)[^}]*\}\s*$")
_FENCE = re.compile(r"^\s*(```|~~~)")
_ALLOWED_HTML = re.compile(r'</?div(\s+class="[\w -]+")?(\s+markdown(="1")?)?>|<!--.*?-->')


@dataclass(frozen=True)
class Document:
    """One hand-written page. ``path`` lies below the language's folder, ``file`` below the project."""

    language: Language
    path: str
    file: str
    text: str


def read_documents(project: Project, language: Language) -> tuple[dict[str, Document], list[Problem]]:
    """The pages of one language by path, and what cannot be read."""
    folder = project.docs / language.code
    found: dict[str, Document] = {}
    problems = []
    for path in sorted(folder.rglob("*.md")):
        file = path.relative_to(project.root).as_posix()
        try:
            text = path.read_bytes().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            problems.append(
                Problem(file, line, 1, "file", "the file is not valid UTF-8", "save it as UTF-8 in your editor")
            )
            continue
        page = path.relative_to(folder).as_posix()
        found[page] = Document(language, page, file, text)
    if "index.md" not in found:
        file = _place(project, folder / "index.md")
        problems.append(Problem(file, 0, 0, "file", "the home page is missing", f"write it in {language.name}"))
    return found, problems


def document_problems(project: Project) -> list[Problem]:
    """What is wrong with the hand-written pages, and which of them a language lacks."""
    problems: list[Problem] = []
    pages: dict[str, dict[str, Document]] = {}
    for language in project.languages:
        pages[language.code], wrong = read_documents(project, language)
        problems += wrong
        for document in pages[language.code].values():
            problems += _markdown_problems(document)
    default = project.languages[0]
    for language in project.languages[1:]:
        problems += _compare(project, pages[default.code], language, pages[language.code])
    return problems


def _compare(
    project: Project, originals: Mapping[str, Document], language: Language, pages: Mapping[str, Document]
) -> Iterator[Problem]:
    for path, original in originals.items():
        page = pages.get(path)
        file = _place(project, project.docs / language.code / path)
        if page is None:
            if path != "index.md":
                yield Problem(
                    file, 0, 0, "file", f"the page is missing in {language.name}", f"translate {original.file}"
                )
            continue
        wanted, found = _ids(original.text), _ids(page.text)
        for missing in (one for one in wanted if one not in found):
            yield Problem(
                file, 0, 0, f"#{missing}", f"a section of {original.file} is missing", "translate it under this id"
            )
        for extra, line in ((one, line) for one, line in found.items() if one not in wanted):
            yield Problem(
                file, line, 1, f"#{extra}", f"no such section in {original.file}", "use the id of the English heading"
            )
    for path, page in pages.items():
        if path not in originals:
            yield Problem(
                page.file, 0, 0, "file", "there is no such page in English", "write it in English first, or delete it"
            )


def _markdown_problems(document: Document) -> Iterator[Problem]:
    for line, text in _lines(document.text):
        heading = _HEADING.match(text)
        if heading and len(heading[1]) > 1 and not _ID.search(heading[2]):
            what, remedy = (
                "the heading has no id",
                "add one, the same in every language: `## First week {: #first-week }`",
            )
            yield Problem(document.file, line, 1, shorten(heading[2], 30), what, remedy)
        for tag, offset in markdown_text.raw_html(_ALLOWED_HTML.sub(lambda match: " " * len(match[0]), text)):
            what, remedy = f"raw HTML “{shorten(tag, 30)}”", "write Markdown; only <div class=…> may frame it"
            yield Problem(document.file, line, offset + 1, "html", what, remedy)
        for target, offset in markdown_text.links(text):
            if not re.match(r"(https://|mailto:|#|[\w./-]+$|[\w./-]+#[\w-]+$)", target) or target.startswith("/"):
                what, remedy = (
                    f"the link “{shorten(target, 40)}” is not allowed",
                    "use https, mailto or a path to a .md file",
                )
                yield Problem(document.file, line, offset + 1, "link", what, remedy)


def _ids(text: str) -> dict[str, int]:
    """The ids of the headings below the title, with their lines."""
    found = {}
    for line, content in _lines(text):
        heading = _HEADING.match(content)
        marked = _ID.search(heading[2]) if heading and len(heading[1]) > 1 else None
        if marked:
            found[marked[1]] = line
    return found


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines outside front matter and code fences, numbered."""
    fenced = False
    front = text.startswith("---\n")
    for number, line in enumerate(text.splitlines(), 1):
        if front and number > 1 and line.strip() == "---":
            front = False
        elif _FENCE.match(line):
            fenced = not fenced
        elif not fenced and not front:
            yield number, line


def _place(project: Project, path: Path) -> str:
    return path.relative_to(project.root).as_posix()
