"""Reading the content folder: everything that is good is kept, everything that is wrong is told, nothing stops it."""

import os
from pathlib import Path

import pytest

from playbook.kinds import KINDS
from playbook.load import Library, load, load_file
from playbook.problems import Problem
from playbook.rules import structure_problems
from tests.content import FAQ, library

GOOD = FAQ.replace("{answer}", "Ten.").replace("\n    ", "\n").strip() + "\n"


def read(root: Path) -> tuple[Library, list[str]]:
    found, problems = load(root, root)
    return found, [str(problem) for problem in problems]


class TestFiles:
    def test_good_entries_beside_bad_ones_are_kept(self) -> None:
        raw = f"{GOOD}- id: how\n  title: How?\n- 5\n".encode()
        found, problems, spoilt = load_file(KINDS["faq"], "faq.yml", raw)
        assert [item.name for item in found] == ["faq/why"]
        assert len(problems) == 5
        assert spoilt == {"faq/how", "faq/*"}

    def test_folders_and_files_of_a_kind(self, tmp_path: Path) -> None:
        (tmp_path / "faq" / "deep").mkdir(parents=True)
        (tmp_path / "faq.yml").write_text(GOOD)
        (tmp_path / "faq" / "deep" / "b.yml").write_text(GOOD.replace("why", "how"))
        (tmp_path / "faq" / "a.yml").write_text(GOOD.replace("why", "when"))
        found, problems = read(tmp_path)
        assert problems == []
        assert [item.name for item in found.items] == ["faq/when", "faq/how", "faq/why"]

    def test_a_link_that_leads_nowhere(self, tmp_path: Path) -> None:
        (tmp_path / "faq.yml").symlink_to(tmp_path / "gone.yml")
        found, problems = read(tmp_path)
        assert problems == [
            "faq.yml:0:0: file: the file cannot be read (No such file or directory): restore it, or allow reading it"
        ]
        assert found.knows("faq/anything")

    def test_a_name_that_is_no_text(self, tmp_path: Path) -> None:
        try:
            Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.yml")).write_text(GOOD)
        except OSError:
            pytest.skip("this disk takes names in UTF-8 only")
        _, problems = read(tmp_path)
        assert problems[0].startswith("caf\\udce9.yml:0:0: file: no kind of content is called “caf\\udce9”")
        problems[0].encode("utf-8")

    def test_no_content_at_all(self, tmp_path: Path) -> None:
        assert read(tmp_path / "none") == (Library(()), [])


class TestWhatIsSpoilt:
    def problems(self, root: Path) -> list[str]:
        found, problems = load(root, root)
        return [str(one) for one in sorted({*problems, *structure_problems(found, ())})]

    def test_a_bad_id_may_be_any(self, tmp_path: Path) -> None:
        (tmp_path / "faq.yml").write_text(GOOD.replace("answer: Ten.", "answer: Ten.\n  see: [faq/how]"))
        (tmp_path / "faq").mkdir()
        (tmp_path / "faq" / "how.yml").write_text(GOOD.replace("id: why", "id: How"))
        (tmp_path / "roles.yml").write_text("- id: sdr\n")
        assert [line.partition(":")[0] for line in self.problems(tmp_path) if "roles" not in line] == ["faq/how.yml"]

    def test_other_entries_are_missing_all_the_same(self, tmp_path: Path) -> None:
        (tmp_path / "faq.yml").write_text(GOOD.replace("answer: Ten.", "answer: Ten.\n  see: [faq/how, faq/who]"))
        (tmp_path / "faq").mkdir()
        (tmp_path / "faq" / "how.yml").write_text("- id: how\n")
        (tmp_path / "roles.yml").write_text("- id: sdr\n")
        told = [line for line in self.problems(tmp_path) if line.startswith("faq.yml")]
        assert told == ["faq.yml:7:18: see[1]: there is no faq “who”: did you mean why?"]


MODULES = "".join(
    f"""
- id: m{number}
  title: M
  summary: S.
  owner: sdr
  reviewed: 2026-11-21
  outcome: O.
  next: [path/p]
  minutes: 1
  roles: [sdr]
  read: [faq/why]
  drill: D.
  quiz: q
  pass_mark: 50
  requires: [{{{number}}}]"""
    for number in range(60)
)


def circles(*requires: str) -> list[str]:
    """What is said of modules that require each other like this."""
    given = [*requires, *[""] * (60 - len(requires))]
    content = library(module=MODULES.format(*given))
    return [one.what for one in structure_problems(content, ()) if "circle" in one.what]


class TestModuleCircles:
    def test_none(self) -> None:
        assert circles("m1, m2", "m2", "") == []

    def test_two_of_them_are_told_once_each(self) -> None:
        said = circles("m1", "m2", "m1", "m4", "m3", "m0")
        assert said == [
            "the modules require each other in a circle: m1 → m2 → m1",
            "the modules require each other in a circle: m3 → m4 → m3",
        ]

    def test_many_ways_to_the_same_module_take_no_time(self) -> None:
        ladder = [", ".join(f"m{one}" for one in range(number + 1, min(number + 5, 60))) for number in range(60)]
        assert circles(*ladder) == []


class TestProblems:
    def test_lines_are_sorted_by_place(self) -> None:
        found = [
            Problem("b.yml", 1, 1, "k", "w", "r"),
            Problem("a.yml", 10, 1, "k", "w", "r"),
            Problem("a.yml", 9, 5, "k", "w", "r"),
        ]
        assert [(one.file, one.line) for one in sorted(found)] == [("a.yml", 9), ("a.yml", 10), ("b.yml", 1)]

    def test_a_line_is_one_line(self) -> None:
        assert str(Problem("a.yml", 1, 2, "k", "a\n  b", "c\td")) == "a.yml:1:2: k: a b: c d"
