"""``playbook`` as a program of its own: exit status, streams, and terminals that have few letters."""

import os
import subprocess
import sys

import pytest

from playbook.project import Project
from tests.base_project import ROOT


def run(project: Project, *arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "playbook", "--root", str(project.root), *arguments]
    return subprocess.run(command, cwd=ROOT, env=os.environ | environment, capture_output=True, check=False)


@pytest.mark.parametrize(
    ("encoding", "shown"), [("utf-8", "“É”".encode()), ("latin-1", rb"\u201c" + b"\xc9" + rb"\u201d")]
)
def test_problems_are_lines_on_standard_output_whatever_the_terminal(
    project: Project, encoding: str, shown: bytes
) -> None:
    (project.content / "faq.yml").write_text("- id: É\n", "utf-8")
    done = run(project, "check", PYTHONIOENCODING=encoding)
    assert done.returncode == 1
    assert b"faq.yml:1:7: id: " + shown + b" is no id" in done.stdout
    assert done.stderr.rstrip() == f"{len(done.stdout.splitlines())} problems".encode()
    assert b"Traceback" not in done.stdout + done.stderr


def test_a_clean_project(project: Project) -> None:
    done = run(project, "check")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.splitlines()[-1] == b"No problems found."
