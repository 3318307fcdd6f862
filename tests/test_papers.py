"""The papers: what they name is there, what is there they name, and what is generated is up to date."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
import yaml

from calculators.command_line import _parser
from playbook.cli import main
from playbook.kinds import KINDS
from playbook.new_entry import skeleton
from playbook.project import Project
from playbook.schema import documentation
from playbook.site_build import read_library
from tools.provision import ROOT
from tools.screenshots import FOLDER, LARGEST, PICTURES

PAPERS = (
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "documentation/ARCHITECTURE.md",
    "documentation/learner-data.md",
)
GENERATED = ROOT / "documentation" / "kinds"
EXAMPLES = {"docs/fr", "playbook/locale/fr.po"}
"""Paths that a reader of the papers makes."""
MADE = ("build/", "site/", ".venv/")
"""What the build and the set-up make."""

LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"`([^`\n]+)`")


def read(paper: str) -> str:
    return (ROOT / paper).read_text("utf-8")


def make_targets() -> set[str]:
    return set(re.findall(r"^([a-z][a-z-]*):", read("Makefile"), re.MULTILINE))


def playbook_commands(group: click.Group, before: str = "playbook") -> Iterator[str]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from playbook_commands(command, f"{before} {name}")
        else:
            yield f"{before} {name}"


def calculator_commands() -> set[str]:
    (commands,) = (action.choices for action in _parser()._actions if action.choices)
    return {f"python -m calculators {name}" for name in commands}


def code_of(text: str) -> str:
    """Everything in backticks and code blocks, a piece a line."""
    blocks = re.findall(r"^ *```\w*\n(.*?)^ *```", text, re.MULTILINE | re.DOTALL)
    rest = re.sub(r"^ *```.*?^ *```", "", text, flags=re.MULTILINE | re.DOTALL)
    return "\n".join([*blocks, *CODE.findall(rest)])


def anchors(markdown: str) -> set[str]:
    """The anchors of the headings as GitHub makes them."""
    text = re.sub(r"^```.*?^```", "", markdown, flags=re.MULTILINE | re.DOTALL)
    titles = re.findall(r"^#{1,6} (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


USER_PAPERS = code_of(read("README.md")) + "\n" + code_of(read("CONTRIBUTING.md"))
ALL_CODE = "\n".join(code_of(read(paper)) for paper in PAPERS)


class TestCommands:
    @pytest.mark.parametrize("target", sorted(make_targets()))
    def test_every_make_target_is_named(self, target: str) -> None:
        assert re.search(rf"\bmake {target}\b", USER_PAPERS)

    @pytest.mark.parametrize("command", sorted({*playbook_commands(main), *calculator_commands()}))
    def test_every_command_is_named(self, command: str) -> None:
        assert re.search(rf"\b{command}\b", USER_PAPERS)

    def test_every_named_make_target_exists(self) -> None:
        assert set(re.findall(r"\bmake ([a-z]+)\b", ALL_CODE)) == make_targets()

    def test_every_named_playbook_command_exists(self) -> None:
        commands = set(playbook_commands(main))
        named = re.findall(r"(?:^|bin/)(playbook (?:i18n )?[a-z]+)\b", ALL_CODE, re.MULTILINE)
        assert set(named) == commands

    def test_the_two_commands_come_first(self) -> None:
        blocks = re.findall(r"^```sh\n(.*?)```", read("README.md"), re.MULTILINE | re.DOTALL)
        assert blocks[:2] == ["make serve\n", "make test\n"]


def links() -> Iterator[tuple[str, str]]:
    for paper in PAPERS:
        for target in LINK.findall(re.sub(r"`[^`\n]*`", "", read(paper))):
            if not target.startswith("https://"):
                yield paper, target


def paths() -> Iterator[tuple[str, str]]:
    """What the papers write as code and what begins like something in the project."""
    tops = {path.name for path in ROOT.iterdir()}
    for paper in PAPERS:
        for code in CODE.findall(read(paper)):
            if "/" in code and " " not in code and code.split("/")[0] in tops and not code.startswith(MADE):
                yield paper, code


class TestPaths:
    @pytest.mark.parametrize(("paper", "target"), sorted(set(links())))
    def test_every_link_leads_somewhere(self, paper: str, target: str) -> None:
        file, _, anchor = target.partition("#")
        path = (ROOT / paper).parent / file if file else ROOT / paper
        assert path.exists()
        if anchor:
            assert anchor in anchors(path.read_text("utf-8"))

    @pytest.mark.parametrize(("paper", "code"), sorted(set(paths())))
    def test_every_path_exists(self, paper: str, code: str) -> None:  # noqa: ARG002 - it tells where to look
        pattern = re.sub(r"<\w+>", "*", code)
        assert any(ROOT.glob(pattern.rstrip("/"))) != (code in EXAMPLES)

    def test_every_room_is_in_the_papers(self) -> None:
        written = "\n".join(map(read, PAPERS))
        ours = {path.name for path in ROOT.iterdir() if path.is_dir() and not path.name.startswith((".", "_"))}
        assert [name for name in sorted(ours - {"node_modules"}) if f"{name}/" not in written] == []

    def test_pictures_are_those_that_the_tool_takes_and_small(self) -> None:
        shown = set(re.findall(r"!\[[^\]]+\]\(documentation/screenshots/([\w-]+)\.png\)", read("README.md")))
        assert shown == {picture.name for picture in PICTURES} == {path.stem for path in FOLDER.iterdir()}
        for path in FOLDER.iterdir():
            data = path.read_bytes()
            assert data.startswith(b"\x89PNG\r\n")
            assert len(data) <= LARGEST


class TestKinds:
    @pytest.mark.parametrize("kind", sorted(KINDS))
    def test_the_documentation_of_a_kind_is_up_to_date(self, kind: str) -> None:
        written = (GENERATED / f"{kind}.md").read_text("utf-8")
        assert written == documentation(KINDS[kind]), "run: playbook schema --markdown --output documentation/kinds"

    def test_no_documentation_is_left_over(self) -> None:
        assert {path.stem for path in GENERATED.iterdir()} == set(KINDS)

    @pytest.mark.parametrize("kind", sorted(KINDS))
    def test_every_key_is_explained(self, kind: str) -> None:
        for row in re.findall(r"^\| `.*$", documentation(KINDS[kind]), re.MULTILINE):
            cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", row)[1:-1]]
            assert len(cells) == 4
            assert all(cells), row
            assert "any" not in cells[3].split()

    def test_links_inside_lead_somewhere(self) -> None:
        for path in GENERATED.iterdir():
            text = path.read_text("utf-8")
            inside = re.findall(r"\]\(#([\w-]+)\)", re.sub(r"`[^`\n]*`", "", text))
            assert set(inside) <= anchors(text)


class TestExample:
    def example(self) -> str:
        (block,) = re.findall(r"^   ```yaml\n(.*?)^   ```", read("README.md"), re.MULTILINE | re.DOTALL)
        return re.sub(r"^   ", "", block, flags=re.MULTILINE)

    def test_the_objection_of_the_five_minutes_can_be_added(self, tmp_path: Path) -> None:
        for folder in ("playbook/content", "docs"):
            shutil.copytree(ROOT / folder, tmp_path / folder)
        shutil.copy(ROOT / "mkdocs.yml", tmp_path)
        with (tmp_path / "playbook/content/objections.yml").open("a", encoding="utf-8") as file:
            file.write(f"\n{self.example()}")
        assert "objection/no-time" in read_library(Project(tmp_path)).by_name

    def test_it_has_the_keys_that_a_new_entry_has(self) -> None:
        new = skeleton(KINDS["objection"], "no-time", dt.date(2026, 11, 21))
        keys = [list(yaml.safe_load(text)[0]) for text in (self.example(), new)]
        assert keys[0] == keys[1]


class TestLicences:
    def test_the_code_is_under_mit(self) -> None:
        text = read("LICENSE")
        assert text.startswith("MIT License\n")
        assert "the Open Sales Playbook authors" in text
        assert text.rstrip().endswith("SOFTWARE.")

    def test_the_content_is_under_cc_by(self) -> None:
        text = read("LICENSE-content")
        assert "the Open Sales Playbook authors" in text.splitlines()[0]
        sections = re.findall(r"^Section (\d)", text, re.MULTILINE)
        assert sections == list("12345678"), "the licence's whole text"

    def test_the_readme_says_what_is_under_which(self) -> None:
        section = read("README.md").partition("## Licence\n")[2]
        assert re.search(r"\[MIT[^\]]*\]\(LICENSE\)", section)
        assert re.search(r"\[CC BY 4\.0\]\(LICENSE-content\)", section)


def test_the_changelog_knows_the_version() -> None:
    version = tomllib.loads(read("pyproject.toml"))["project"]["version"]
    assert re.search(rf"^## {re.escape(version)}\b", read("CHANGELOG.md"), re.MULTILINE)


def test_the_readme_names_the_languages_that_there_are() -> None:
    names = {"en": "English", "mt": "Maltese", "hy": "Armenian", "it": "Italian", "tl": "Filipino", "ar": "Arabic"}
    listed = next(plugin["i18n"] for plugin in yaml.safe_load(read("mkdocs.yml"))["plugins"])["languages"]
    first = " ".join(read("README.md").split("\n\n")[1].split())
    assert all(names[language["locale"]] in first for language in listed)
