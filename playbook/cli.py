"""The command line ``playbook``."""

from __future__ import annotations

import datetime as dt
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import click
from pydantic import ValidationError

from playbook import __version__
from playbook.check import check
from playbook.cli_i18n import i18n
from playbook.kinds import KINDS, Kind, content_folder
from playbook.load import load, load_file
from playbook.model.base import Entry
from playbook.new_entry import skeleton
from playbook.problems import PlaybookError, Problem, counted
from playbook.project import Project
from playbook.schema import documentation, json_schema
from playbook.serve import serve_site
from playbook.site_build import build_site
from playbook.source import read_document


class _Playbook(click.Group):
    """Turns expected errors into their lines and exit status 1."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except PlaybookError as error:
            show_problems(error.problems)
            click.echo(counted(error.problems), err=True)
            sys.exit(1)


@click.group(cls=_Playbook)
@click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    help="The folder that holds mkdocs.yml, docs/ and playbook/.",
)
@click.version_option(__version__)
@click.pass_context
def main(context: click.Context, root: Path) -> None:
    """Build, serve and check a sales playbook."""
    if not (root / "mkdocs.yml").is_file():
        what, remedy = "no playbook here", "run the command in the folder that holds mkdocs.yml, or name it with --root"
        raise PlaybookError([Problem(str(root / "mkdocs.yml"), 0, 0, "root", what, remedy)])
    context.obj = Project(root.resolve())


main.add_command(i18n)


@main.command()
@click.option("--language", "languages", multiple=True, help="Build only this language; may be given again.")
@click.pass_obj
def build(project: Project, languages: tuple[str, ...]) -> None:
    """Build the site into site/."""
    _known_languages(project, languages)
    start = time.monotonic()
    report = build_site(project, click.echo, languages)
    pages = sum(one.pages for one in report.languages)
    seconds = time.monotonic() - start
    click.echo(
        f"{pages} pages in {len(report.languages)} languages, {report.files} files changed, {seconds:.1f} s: site/"
    )


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="The port to listen on.")
@click.pass_obj
def serve(project: Project, host: str, port: int) -> None:
    """Build the site, serve it, and build again what a change touches."""
    serve_site(project, host, port, click.echo)


@main.command("check")
@click.option("--warnings", is_flag=True, help="List forms that are wrong only in some contexts, too.")
@click.pass_obj
def check_command(project: Project, warnings: bool) -> None:  # noqa: FBT001 - a flag of the command line
    """Check content, hand-written pages and translations; list every problem."""
    report = check(project)
    if warnings:
        show_problems(report.warnings)
    if report.problems:
        show_problems(report.problems)
        click.echo(counted(report.problems), err=True)
        sys.exit(1)
    for line in report.summary():
        click.echo(line)
    if report.warnings and not warnings:
        click.echo(f"{len(report.warnings)} forms to look at in their context: playbook check --warnings")
    click.echo("No problems found.")


@main.command()
@click.argument("kind", type=click.Choice(sorted(KINDS)), required=False)
@click.option(
    "--output", type=click.Path(file_okay=False, path_type=Path), help="Write one file a kind into this folder."
)
@click.option("--markdown", is_flag=True, help="Write documentation in Markdown instead of JSON Schema.")
def schema(kind: str | None, output: Path | None, markdown: bool) -> None:  # noqa: FBT001 - a flag of the command line
    """Print the JSON Schema of the kinds, or their documentation."""
    for one in [KINDS[kind]] if kind else list(KINDS.values()):
        text = documentation(one) if markdown else json.dumps(json_schema(one), indent=2, ensure_ascii=False) + "\n"
        if output:
            output.mkdir(parents=True, exist_ok=True)
            (output / f"{one.name}.{'md' if markdown else 'json'}").write_text(text, "utf-8")
        else:
            click.echo(text, nl=False)


@main.command()
@click.argument("kind", type=click.Choice(sorted(KINDS)))
@click.argument("entry_id")
@click.pass_obj
def new(project: Project, kind: str, entry_id: str) -> None:
    """Add an entry of KIND with the id ENTRY_ID, ready to fill in."""
    chosen = KINDS[kind]
    _check_id(chosen.model, entry_id)
    folder = project.content / content_folder(chosen)
    file = folder / f"{entry_id}.yml" if folder.is_dir() else folder.with_suffix(".yml")
    text = skeleton(chosen, entry_id, dt.datetime.now(tz=dt.UTC).date())
    library, _ = load(project.root, project.content)
    if taken := library.by_name.get(f"{kind}/{entry_id}"):
        raise PlaybookError([taken.problem(("id",), "id", f"the id “{entry_id}” is taken", "choose another id")])
    name = file.relative_to(project.root).as_posix()
    before = _entries(chosen, name, file.read_bytes()) if file.is_file() else ""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(before + text, "utf-8")
    line = before.count("\n") + 1
    click.echo(f"{name}:{line}: fill in what stands behind “…”, then run playbook check")


def show_problems(problems: Sequence[Problem]) -> None:
    """One problem a line, on standard output."""
    for problem in problems:
        click.echo(str(problem))


def _entries(kind: Kind, name: str, raw: bytes) -> str:
    """The text of a file of entries, ready for another one behind it.

    Raises PlaybookError for a file that holds no list of entries: adding to it would only hide what is wrong.
    """
    document, problems = read_document(name, raw)
    if document is None or not isinstance(document.data, tuple | None):
        raise PlaybookError(problems or load_file(kind, name, raw)[1])
    before = raw.decode("utf-8-sig").rstrip()
    return f"{before}\n\n" if before else ""


def _check_id(model: type[Entry], entry_id: str) -> None:
    errors = [error for error in _errors(model, {"id": entry_id}) if error["loc"] == ("id",)]
    if errors:
        remedy = "use small letters, digits and hyphens, such as `too-expensive`"
        raise PlaybookError([Problem("command line", 0, 0, "ENTRY_ID", str(errors[0]["msg"]), remedy)])


def _errors(model: type[Entry], data: dict[str, str]) -> Sequence[dict[str, object]]:
    try:
        model.model_validate(data)
    except ValidationError as error:
        return [dict(one) for one in error.errors()]
    return ()


def _known_languages(project: Project, wanted: Sequence[str]) -> None:
    known = [language.code for language in project.languages]
    unknown = [code for code in wanted if code not in known]
    if unknown:
        what, remedy = f"no such language: {', '.join(unknown)}", f"use one of {', '.join(known)}"
        raise PlaybookError([Problem("mkdocs.yml", 0, 0, "languages", what, remedy)])
