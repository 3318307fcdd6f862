"""``playbook check``: every rule over the whole project, all problems at once."""

from __future__ import annotations

from dataclasses import dataclass

from playbook.catalogue import read_catalogue
from playbook.documents import Document, document_problems, read_documents
from playbook.languages import Language
from playbook.load import Library, load
from playbook.messages import messages
from playbook.model.base import PointsTo
from playbook.problems import PlaybookError, Problem
from playbook.project import Project
from playbook.rules import structure_problems
from playbook.rules_training import training_problems
from playbook.rules_translations import Coverage, TermChecker, coverage, coverage_problems, mark_problems
from playbook.rules_words import word_problems
from playbook.walk import leaves


@dataclass(frozen=True)
class CheckReport:
    """What was checked and found. ``warnings`` do not fail the check."""

    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    library: Library
    coverages: tuple[Coverage, ...]
    uncited_facts: tuple[str, ...]

    def summary(self) -> list[str]:
        """What was checked, a line each, for a run without problems."""
        files = {item.document.file for item in self.library.items}
        facts = len(self.library.of("fact"))
        lines = [
            f"{len(self.library.items)} entries in {len(files)} files",
            f"{facts - len(self.uncited_facts)} of {facts} facts are cited",
        ]
        lines += [f"{one.told()} (at least {one.wanted}% wanted)" for one in self.coverages]
        return lines + [f"no entry cites the fact “{name}”" for name in self.uncited_facts]


def check(project: Project) -> CheckReport:
    """Apply all rules. Files that cannot be read are reported, the others are checked all the same."""
    library, problems = load(project.root, project.content)
    documents, _ = read_documents(project, project.languages[0])
    problems += structure_problems(library, documents)
    problems += training_problems(library, [language.code for language in project.languages])
    problems += word_problems(project, library)
    problems += document_problems(project, library)
    found, warnings, coverages = _translations(project, library)
    return CheckReport(
        tuple(sorted(set(problems + found))),
        tuple(sorted(set(warnings))),
        library,
        tuple(coverages),
        uncited_facts(library),
    )


def uncited_facts(library: Library) -> tuple[str, ...]:
    """The ids of the facts that no entry cites."""
    cited = {
        leaf.value
        for item in library.items
        for leaf in leaves(item.entry)
        if isinstance(leaf.mark, PointsTo) and leaf.mark.kind == "fact"
    }
    return tuple(item.entry.id for item in library.of("fact") if item.entry.id not in cited)


def _translations(project: Project, library: Library) -> tuple[list[Problem], list[Problem], list[Coverage]]:
    problems: list[Problem] = []
    warnings: list[Problem] = []
    coverages: list[Coverage] = []
    listed = list(messages(library))
    for language in project.languages:
        if not language.default:
            checker = TermChecker(library, language)
            uses = [use for page in _readable(project, language) for use in checker.document_uses(page)]
            try:
                catalogue = read_catalogue(project.root, project.catalogue_path(language), library)
            except PlaybookError as error:
                problems += error.problems  # and not each of its texts as missing
            else:
                for reached in coverage(listed, language, catalogue):
                    coverages.append(reached)
                    problems += [*coverage_problems(reached), *mark_problems(reached)]
                    uses += checker.catalogue_uses(reached)
            for use in uses:
                (problems if use.fails else warnings).append(use.problem)
    return problems, warnings, coverages


def _readable(project: Project, language: Language) -> list[Document]:
    return [page for page in read_documents(project, language)[0].values() if page]
