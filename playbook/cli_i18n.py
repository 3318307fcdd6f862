"""``playbook i18n``: bring the catalogues up to date, check them, report how far they are."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from playbook.catalogue import read_catalogue, read_po
from playbook.languages import Language
from playbook.load import Library, load
from playbook.merge import merge
from playbook.messages import messages
from playbook.problems import PlaybookError, Problem, counted
from playbook.project import Project
from playbook.rules_translations import Coverage, TermChecker, coverage, coverage_problems, mark_problems
from playbook.stage import write_text


@click.group()
def i18n() -> None:
    """Translations: update, check, report."""


@i18n.command()
@click.pass_obj
def update(project: Project) -> None:
    """Extract the English texts and merge them into every catalogue, without losing a translation."""
    library = _library(project)
    listed = list(messages(library))
    for language in _translated(project):
        path = project.catalogue_path(language)
        old = read_po(_name(project, path), path) if path.exists() else None
        merged = merge(old, listed, language)
        write_text(path, str(merged))
        for reached in coverage(listed, language, read_catalogue(project.root, path, library)):
            click.echo(reached.told())


@i18n.command("check")
@click.pass_obj
def check_command(project: Project) -> None:
    """List what is missing, outdated or wrong in the catalogues."""
    problems: list[Problem] = []
    for library, reached in _reached(project):
        problems += [*coverage_problems(reached), *mark_problems(reached)]
        uses = TermChecker(library, reached.language).catalogue_uses(reached)
        problems += [use.problem for use in uses if use.fails]
    if problems:
        for problem in sorted(set(problems)):
            click.echo(str(problem))
        click.echo(counted(set(problems)), err=True)
        sys.exit(1)
    click.echo("No problems found.")


@i18n.command()
@click.pass_obj
def report(project: Project) -> None:
    """Say how far each language is, and in which files the gaps are."""
    for _, reached in _reached(project):
        click.echo(reached.told())
        gaps: dict[str, int] = {}
        for message, found in reached.found:
            if found.state != "translated":
                gaps[message.file] = gaps.get(message.file, 0) + 1
        for file, count in sorted(gaps.items()):
            click.echo(f"  {file}: {count} to do")


def _reached(project: Project) -> list[tuple[Library, Coverage]]:
    library = _library(project)
    listed = list(messages(library))
    return [
        (library, reached)
        for language in _translated(project)
        for reached in coverage(
            listed, language, read_catalogue(project.root, project.catalogue_path(language), library)
        )
    ]


def _library(project: Project) -> Library:
    """The entries; a catalogue made from broken files would lose translations, so nothing is done with them."""
    library, problems = load(project.root, project.content)
    if problems:
        raise PlaybookError(problems)
    return library


def _translated(project: Project) -> list[Language]:
    return [language for language in project.languages if not language.default]


def _name(project: Project, path: Path) -> str:
    return path.relative_to(project.root).as_posix()
