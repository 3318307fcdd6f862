"""Building the whole site: every language in its own process, then one tree."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from functools import partial

from playbook import headers
from playbook.addresses import PERSONAL_PAGES, SEARCH_PAGE, page_url, portal_path
from playbook.assets import Assets
from playbook.documents import read_documents
from playbook.language_build import LanguageJob, LanguageReport, build_one
from playbook.languages import Language
from playbook.licences import licences_of
from playbook.load import Library, load
from playbook.merge_site import merge_site
from playbook.problems import PlaybookError, Problem
from playbook.project import ENGINE, Project
from playbook.python_assets import PythonAssets
from playbook.rules import structure_problems
from playbook.sitemap import sitemap
from playbook.stage import write_text
from playbook.worked_requests import worked_examples, worked_requests

Progress = Callable[[str], None]


@dataclass(frozen=True)
class SiteReport:
    """What a build did. ``files`` counts the files of the site that changed."""

    languages: tuple[LanguageReport, ...]
    files: int


def assets_of(project: Project, library: Library) -> Assets:
    """The assets of the engine, from the project's own node_modules."""
    modules = project.root / "node_modules"
    modules = modules if modules.is_dir() else ENGINE.parent / "node_modules"
    licences = licences_of(project.root, modules)
    calculators = ENGINE.parent / "calculators"
    python = PythonAssets(
        node_modules=modules,
        calculators=calculators,
        examples=worked_examples(library),
        requests=partial(worked_requests, project, library),
        cache=modules.resolve().parent / "build" / "python",
    )
    return Assets(project.theme / "assets", modules, calculators, licences, python)


def read_library(project: Project) -> Library:
    """Load the content.

    Raises PlaybookError with every problem that would leave a page broken; translations are ``check``'s business.
    """
    library, problems = load(project.root, project.content)
    documents, _ = read_documents(project, project.languages[0])
    problems += structure_problems(library, documents)
    if problems:
        raise PlaybookError(problems)
    return library


def build_site(project: Project, progress: Progress, only: Sequence[str] = ()) -> SiteReport:
    """Build all languages, or those in ``only``, and bring ``site/`` up to date.

    Raises PlaybookError with the problems of all languages together.
    """
    library = read_library(project)
    assets = assets_of(project, library)
    chosen = [language for language in project.languages if not only or language.code in only]
    documents, problems = _documents(project)
    if problems:
        raise PlaybookError(problems)
    paths: dict[str, object] = {**assets.paths, "libraries": assets.libraries}
    licences = assets.licences
    jobs = [LanguageJob(project, library, language, paths, licences, documents) for language in chosen]
    reports: list[LanguageReport] = []
    with assets.python.making(progress):
        for report, wrong in _run(jobs):
            problems += wrong
            if report:
                reports.append(report)
                progress(
                    f"{report.language}: {report.pages} pages, {report.rendered} rendered, {report.written} written"
                )
        if problems:
            raise PlaybookError(problems)
    kept = assets.write(project.site)
    changed = merge_site(project, project.languages, kept)
    address = str(project.settings.get("site_url") or "")
    pages = {language.code: _page_addresses(project, language) for language in project.languages}
    worker = (project.theme / "root" / "service-worker.js").read_text("utf-8")
    changed += write_text(project.site / headers.SERVICE_WORKER, worker)
    changed += write_text(project.site / headers.FILE, headers.headers_file())
    changed += write_text(project.site / "sitemap.xml", sitemap(address, project.languages, pages))
    return SiteReport(tuple(sorted(reports, key=lambda report: report.language)), changed)


def _documents(project: Project) -> tuple[dict[str, list[str]], list[Problem]]:
    """The paths of the hand-written pages by language."""
    paths: dict[str, list[str]] = {}
    problems: list[Problem] = []
    for language in project.languages:
        found, wrong = read_documents(project, language)
        paths[language.code] = sorted(found)
        problems += wrong
    return paths, problems


def _run(jobs: Sequence[LanguageJob]) -> Iterable[tuple[LanguageReport | None, list[Problem]]]:
    """Run the jobs on all cores, the results as they come."""
    cores = min(len(jobs), os.cpu_count() or 1)
    if cores <= 1:
        yield from map(build_one, jobs)
        return
    # a forked child has everything imported and loaded already; where there is no fork, jobs are sent over
    method = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
    with ProcessPoolExecutor(cores, mp_context=multiprocessing.get_context(method)) as pool:
        for future in as_completed([pool.submit(build_one, job) for job in jobs]):
            yield future.result()


def _page_addresses(project: Project, language: Language) -> list[str]:
    root = project.language_site(language)
    pages = (path.relative_to(root).as_posix() for path in root.rglob("index.html"))
    addresses = (path.removesuffix("index.html") for path in pages if not path.startswith("pagefind/"))
    return sorted(set(addresses) - {page_url(page) for page in (SEARCH_PAGE, *map(portal_path, PERSONAL_PAGES))})
