"""``playbook serve``: what an author saves shows in the open page by itself; what is wrong is told."""

from __future__ import annotations

import queue
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import polib
import pytest
from playwright.sync_api import Page, expect

from playbook.project import Project
from tools.provision import ROOT

PATIENCE = 60
"""Seconds that a build may take on a machine that has much else to do."""
ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/")


@dataclass
class Served:
    """A running ``playbook serve`` and what it prints."""

    project: Project
    process: subprocess.Popen[str]
    lines: queue.Queue[str] = field(default_factory=queue.Queue)
    said: list[str] = field(default_factory=list)
    address: str = ""

    def wait_for(self, pattern: str) -> str:
        """The next line that the pattern is found in."""
        while True:
            try:
                line = self.lines.get(timeout=PATIENCE)
            except queue.Empty:
                pytest.fail(f"nothing like {pattern!r} after:\n{''.join(self.said)}")
            self.said.append(line)
            if re.search(pattern, line):
                return line

    def built(self, file: str) -> str:
        """Wait until a change of ``file`` has been built; returns the line that says what was written."""
        self.wait_for(f"^changed: .*{re.escape(file)}")
        return self.wait_for("pages written in").rstrip()

    def change(self, file: str, old: str, new: str) -> None:
        """Replace a text in a file, as an editor does."""
        path = self.project.root / file
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")


def listen(stream: IO[str], lines: queue.Queue[str]) -> None:
    for line in stream:
        lines.put(line)


@pytest.fixture(scope="module")
def served(base: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    root = tmp_path_factory.mktemp("served") / "project"
    shutil.copytree(base, root)
    project = Project(root)
    command = [sys.executable, "-u", "-m", "playbook", "--root", str(project.root), "serve", "--port", "0"]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8"
    ) as process:
        assert process.stdout
        served = Served(project, process)
        threading.Thread(target=listen, args=(process.stdout, served.lines), daemon=True).start()
        try:
            found = ADDRESS.search(served.wait_for(ADDRESS.pattern))
            assert found
            served.address = found[0]
            yield served
        finally:
            process.terminate()


def first_title(project: Project) -> tuple[str, str]:
    """The id of the first objection and its title, as they stand in its file."""
    text = (project.content / "objections.yml").read_text("utf-8")
    found = re.search(r"- id: (\S+)\n\s+title: (.+)\n", text)
    assert found
    return found[1], found[2].strip('"')


def expect_shown(page: Page, text: str) -> None:
    """Wait until the page shows a text, which it can only once it has reloaded itself."""
    expect(page.locator("h1")).to_contain_text(text, timeout=PATIENCE * 1000)


def test_a_changed_text_shows_by_itself(served: Served, page: Page) -> None:
    objection, title = first_title(served.project)
    page.goto(f"{served.address}objections/{objection}/")
    expect_shown(page, title)
    served.change("playbook/content/objections.yml", title, "Quite another title")
    expect_shown(page, "Quite another title")
    served.change("playbook/content/objections.yml", "Quite another title", title)
    expect_shown(page, title)


def test_a_changed_translation_shows_by_itself(served: Served, page: Page) -> None:
    objection, title = first_title(served.project)
    path = served.project.locale / "it.po"
    page.goto(f"{served.address}it/objections/{objection}/")
    expect_shown(page, title)
    catalogue = polib.pofile(str(path))
    entry = next(one for one in catalogue if one.msgctxt == f"objections.yml#{objection}.title")
    entry.msgstr = "Un altro titolo"
    catalogue.save()
    expect_shown(page, "Un altro titolo")
    assert served.built("locale/it.po").endswith(" in it")


def test_a_changed_page_written_by_hand_shows_by_itself(served: Served, page: Page) -> None:
    page.goto(f"{served.address}ar/guide/")
    expect(page.locator("h1")).to_be_visible()
    path = served.project.docs / "ar" / "guide.md"
    draft = path.with_suffix(".draft")  # many editors write a file of another name and put it in place
    draft.write_text(re.sub(r"^# .*$", "# عنوان آخر", path.read_text("utf-8"), count=1, flags=re.MULTILINE), "utf-8")
    draft.replace(path)
    expect_shown(page, "عنوان آخر")
    assert served.built("docs/ar/guide.md").endswith(" in ar")


def test_what_is_wrong_is_told_and_the_site_stays(served: Served, page: Page) -> None:
    objection, title = first_title(served.project)
    page.goto(f"{served.address}objections/{objection}/")
    served.change("playbook/content/objections.yml", "title:", "titel:")
    line = served.wait_for(r"titel")
    assert re.match(r"playbook/content/objections\.yml:\d+:\d+: titel: .+: .+", line)
    assert served.process.poll() is None
    page.reload()
    expect_shown(page, title)
    served.change("playbook/content/objections.yml", "titel:", "title:")
    served.change("playbook/content/objections.yml", title, "Right again")
    expect_shown(page, "Right again")
    served.change("playbook/content/objections.yml", "Right again", title)
    expect_shown(page, title)
