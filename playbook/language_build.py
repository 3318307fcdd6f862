"""One language from entries to finished pages, in a process of its own."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version

from calculators import page as calculator_page
from playbook.addresses import page_path
from playbook.catalogue import read_catalogue
from playbook.cohort_links import start_links
from playbook.documents import read_documents, read_pictures
from playbook.languages import Language
from playbook.licences import Licences
from playbook.load import Item, Library
from playbook.locale_data import locale_data
from playbook.localise import Localised, PluralText, localise
from playbook.mkdocs_adapter.adapter import Adapter
from playbook.mkdocs_adapter.page_cache import PageCache, digest
from playbook.mkdocs_adapter.run import build_language
from playbook.mkdocs_adapter.warnings import Source
from playbook.model.base import Translatable
from playbook.model.interface import CalculatorPage
from playbook.navigation import navigation
from playbook.problems import PlaybookError, Problem
from playbook.project import ENGINE, Project
from playbook.render import CalculatorHtml, Renderer
from playbook.rubrics import example_inputs, rubric_pages, rubric_words
from playbook.search_index import index_language
from playbook.stage import manifest, write_manifest, write_pages, write_text
from playbook.training_data import TRAINING_FILE, training_json
from playbook.walk import leaves

Word = str | dict[str, str]
"""A text, or its forms by plural category."""

_PACKAGES = ("mkdocs", "mkdocs-material", "mkdocs-static-i18n", "Markdown", "pymdown-extensions", "Jinja2")


@dataclass(frozen=True)
class LanguageJob:
    """What one process needs. ``documents`` lists the hand-written pages of every language."""

    project: Project
    library: Library
    language: Language
    assets: Mapping[str, object]
    licences: Licences
    documents: Mapping[str, list[str]]


@dataclass(frozen=True)
class LanguageReport:
    """What the build of one language did, in pages."""

    language: str
    pages: int
    rendered: int
    written: int


def build_one(job: LanguageJob) -> tuple[LanguageReport | None, list[Problem]]:
    """Build one language into ``build/site/<lang>``.

    Problems come back as data, since exceptions cross processes badly.
    """
    try:
        return _build(job), []
    except PlaybookError as error:
        return None, list(error.problems)


def _build(job: LanguageJob) -> LanguageReport:
    project, language = job.project, job.language
    catalogue = read_catalogue(project.root, project.catalogue_path(language), job.library)
    localised = localise(job.library, language, catalogue)
    links = start_links(str(project.settings.get("site_url") or ""))
    renderer = Renderer(localised, project.templates, calculator_html(project), job.licences, links)
    pages = list(renderer.pages())
    documents = {page.path: page.text for page in filter(None, read_documents(project, language)[0].values())}
    write_pages(project.staged / language.code, pages, documents, read_pictures(project, language))
    content = manifest(localised, navigation(localised, documents), project.languages, job.assets)
    content["documents"] = dict(job.documents)
    write_manifest(project.build / "manifest", content)
    site = project.language_site(language)
    cache = PageCache(project.build / "cache" / language.code, _salt(project, content["glossary"]))
    try:
        build_language(project, Adapter(content, cache), site, _source(job.library))
    finally:
        cache.close()
    write_text(site / TRAINING_FILE, training_json(localised, project.languages))
    index_language(site, language.code, project.build / "cache" / f"{language.code}.search")
    return LanguageReport(language.code, len(pages) + len(documents), cache.rendered, cache.written)


def _source(library: Library) -> Source:
    """Finds the text with a link that leads nowhere among the texts of the entry that a page is made from."""
    made: dict[str, list[Item]] = {}
    for item in library.items:
        made.setdefault(page_path(item).partition("#")[0], []).append(item)

    def find(page: str, anchor: str) -> Problem | None:
        items = made.get(page, [])
        for item in items:
            for leaf in leaves(item.entry):
                if isinstance(leaf.mark, Translatable) and isinstance(leaf.value, str) and f"#{anchor})" in leaf.value:
                    return item.problem_in(leaf.path, (leaf.value, leaf.value.index(f"#{anchor})")), "", "")
        return items[0].problem((), "entry", "", "") if items else None

    return find


def calculator_html(project: Project) -> CalculatorHtml:
    """Makes the element of a calculator with its worked example, in the words of a language."""
    currency = str(project.settings.get("extra", {}).get("currency", ""))

    def render(calculator: str, localised: Localised) -> str:
        entry = next(item.entry for item in localised.of("calculator") if item.entry.id == calculator)
        words, locale = calculator_words(entry, localised), locale_data(localised.language.code, currency)
        # Markdown leaves what stands in a div alone; it would put an element it does not know into a paragraph
        pages = rubric_pages(entry, localised)
        return f"<div>{calculator_page.render(calculator, words, locale, example_inputs(entry), pages)}</div>"

    return render


def calculator_words(entry: CalculatorPage, localised: Localised) -> dict[str, Word]:
    """The calculator's own words and those that all calculators share."""
    shared = {key: text for key, text in localised.interface.items() if key.startswith("calculator.")}
    return {key: _plain(text) for key, text in {**shared, **rubric_words(entry), **entry.words}.items()}


def _plain(text: object) -> Word:
    return {category: str(form) for category, form in text.items()} if isinstance(text, PluralText) else str(text)


def _salt(project: Project, glossary: object) -> str:
    """What every page depends on beside its own text."""
    theme = sorted((project.theme / "overrides").rglob("*.*"))
    return digest(
        *(f"{name} {version(name)}" for name in _PACKAGES),
        json.dumps(project.settings, sort_keys=True, default=str),
        json.dumps(glossary, sort_keys=True),
        *(path.read_text("utf-8") for path in theme if path.is_file()),
        *(path.read_text("utf-8") for path in sorted((ENGINE / "mkdocs_adapter").glob("*.py"))),
        (ENGINE / "term_links.py").read_text("utf-8"),
    )
