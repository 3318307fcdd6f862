"""Every kind of mistake that authors make, with the exact lines that ``playbook check`` answers with."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from playbook.cli import main
from playbook.project import Project
from tests.bad_cases import CASES, Case, read_case
from tests.base_project import CALCULATORS, INTERFACE
from tests.renewing import renewing

# Where the tiny project's own files end and those that its fixture makes begin: their lines move with the engine.
_MADE = re.compile(
    rf"^({re.escape(INTERFACE)}|{re.escape(CALCULATORS)}|[\w/]+\.po(?=:\d+:\d+: page\.)):\d+:\d+:", re.MULTILINE
)

ALL = [read_case(path) for path in sorted(CASES.rglob("*.case"))]


def test_the_tiny_project_itself_is_clean(base: Path) -> None:
    result = CliRunner().invoke(main, ["--root", str(base), "check"])
    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines()
    assert lines[-1] == "No problems found."
    assert lines[1] == "1 of 1 facts are cited"
    assert [line.partition("%")[0] for line in lines[2:6]] == ["it: 100", "it: 100", "ar: 100", "ar: 100"]
    assert lines[4].endswith("texts of the interface translated, 0 outdated, 0 missing (at least 80% wanted)")
    assert lines[5].endswith("texts of the content translated, 0 outdated, 0 missing (at least 90% wanted)")


@pytest.mark.parametrize("case", ALL, ids=[case.name for case in ALL])
def test_case(case: Case, project: Project) -> None:
    case.lay_over(project.root)
    options = ["--warnings"] if "warnings" in case.options else []
    result = CliRunner().invoke(main, ["--root", str(project.root), "check", *options])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    if case.clean:
        assert result.exit_code == 0, result.output
        assert result.stdout.startswith(case.expected)
        assert result.stdout.endswith("\nNo problems found.\n")
        return
    if renewing():
        case.renew(_MADE.sub(r"\1:*:*:", result.stdout))
    else:
        assert _MADE.sub(r"\1:*:*:", result.stdout) == case.expected
    assert result.exit_code == 1
    problems = len(result.stdout.splitlines())
    assert result.stderr == f"{problems} problem{'' if problems == 1 else 's'}\n"


def test_the_corpus_is_large_and_every_line_says_where_what_and_what_to_do() -> None:
    assert len(ALL) >= 75
    for case in ALL:
        for line in case.expected.splitlines() if not case.clean else ():
            file, row, column, key, *words = line.split(":", 4)
            assert file, line
            assert (row.isdigit() and column.isdigit()) or (row, column) == ("*", "*"), line
            assert key.strip(), line
            assert ": " in "".join(words), line
