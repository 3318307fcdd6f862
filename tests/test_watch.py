"""Watching the sources: what concerns the site is told, in groups, and nothing else."""

import queue
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from playbook.project import ENGINE, Project
from playbook.watch import Watcher


class Told:
    """The groups of changes that a watcher tells, as they come."""

    def __init__(self, watcher: Watcher) -> None:
        self._groups: queue.Queue[frozenset[str]] = queue.Queue()
        self._changes = watcher.changes()
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        for group in self._changes:
            self._groups.put(group)

    def next(self) -> frozenset[str]:
        return self._groups.get(timeout=20)

    def nothing_more(self) -> bool:
        try:
            self._groups.get(timeout=0.6)
        except queue.Empty:
            return True
        return False


@pytest.fixture
def told(project: Project) -> Iterator[Told]:
    with Watcher(project) as watcher:
        yield Told(watcher)


@pytest.mark.parametrize(
    "file",
    [
        "playbook/content/faq.yml",
        "playbook/content/tools/new.yml",
        "playbook/locale/it.po",
        "docs/ar/guide.md",
        "mkdocs.yml",
    ],
)
def test_a_change_is_told_by_its_name_in_the_project(project: Project, told: Told, file: str) -> None:
    path = project.root / file
    if not path.parent.is_dir():
        path.parent.mkdir()
        assert told.nothing_more()
    path.write_text("changed", "utf-8")
    assert told.next() == {file}


def test_changes_of_one_moment_come_together(project: Project, told: Told) -> None:
    names = {f"docs/en/{n}.md" for n in range(5)}
    for name in names:
        (project.root / name).write_text("new", "utf-8")
    assert told.next() == names
    assert told.nothing_more()


def test_a_later_change_comes_by_itself(project: Project, told: Told) -> None:
    (project.docs / "en/a.md").write_text("new", "utf-8")
    assert told.next() == {"docs/en/a.md"}
    (project.docs / "en/b.md").write_text("new", "utf-8")
    assert told.next() == {"docs/en/b.md"}


def test_a_file_that_is_removed_or_renamed_is_told(project: Project, told: Told) -> None:
    (project.docs / "en/guide.md").rename(project.docs / "en/manual.md")
    (project.docs / "it/guide.md").unlink()
    found = told.next()
    assert found == {"docs/en/guide.md", "docs/en/manual.md", "docs/it/guide.md"}


def test_reading_results_and_what_editors_leave_are_none_of_ours(project: Project, told: Told) -> None:
    (project.content / "faq.yml").read_text("utf-8")
    for name in ("docs/en/.guide.md.swp", "docs/en/.#guide.md", "docs/en/guide.md~", "docs/en/4913", "site/index.html"):
        (project.root / name).parent.mkdir(exist_ok=True)
        (project.root / name).write_text("x", "utf-8")
    (project.root / "build/docs").mkdir(parents=True)
    (project.root / "build/docs/x.md").write_text("x", "utf-8")
    assert told.nothing_more()
    (project.docs / "en/guide.md").write_text("x", "utf-8")
    assert told.next() == {"docs/en/guide.md"}


def test_the_engines_own_files_are_watched(project: Project) -> None:
    watcher = Watcher(project)
    watched = {Path(watch.path) for watch in watcher._observer._handlers}
    assert {ENGINE / "templates", ENGINE / "theme", ENGINE.parent / "calculators"} <= watched
