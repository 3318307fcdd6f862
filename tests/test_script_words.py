"""The words of training: what the scripts ask for must be there, what they do not name is left over."""

from __future__ import annotations

from pathlib import Path

from playbook.project import Project
from playbook.rules_words import needed_words, word_problems
from tests.content import library

SCRIPT = """
const { t, n } = await training();
show(t("quiz.check"), n("desk.people", 3), portal.t(
  "quiz.next",
));
const said = right ? "quiz.right" : "quiz.wrong";
show(t(said), t(`status.${status}`), list.at("quiz.no-word"));
"""


class Themed(Project):
    """A project with a theme of its own."""

    @property
    def theme(self) -> Path:
        return self.root / "theme"


def project(root: Path) -> Project:
    folder = root / "theme/assets/js/training"
    folder.mkdir(parents=True)
    (folder / "quiz.js").write_text(SCRIPT, "utf-8")
    (root / "mkdocs.yml").write_text("theme: {}\n", "utf-8")
    return Themed(root)


def test_what_scripts_ask_for_is_needed(tmp_path: Path) -> None:
    needed = needed_words(project(tmp_path), library())
    asked = {"training.quiz.check", "training.desk.people", "training.quiz.next"}
    assert asked <= needed
    assert not {"training.quiz.no-word", "training.quiz.right"} & needed
    missing = [str(problem) for problem in word_problems(Themed(tmp_path), library()) if problem.key in asked]
    assert missing[0] == (
        "playbook/content/interface:0:0: training.desk.people: the interface text is missing: "
        "add an entry with this id, used in playbook/templates or the theme"
    )
    assert len(missing) == len(asked)


def test_what_scripts_name_is_no_left_over(tmp_path: Path) -> None:
    ids = ("quiz.check", "quiz.right", "quiz.wrong", "status.late", "status", "quiz.left-over")
    content = library(interface="\n".join(f"- {{id: training.{one}, text: Word}}" for one in ids))
    problems = word_problems(project(tmp_path), content)
    left = [problem.what for problem in problems if problem.file.endswith("interface.yml")]
    assert left == [
        "nothing asks for the interface text “training.quiz.left-over”",
        "nothing asks for the interface text “training.status”",
    ]
