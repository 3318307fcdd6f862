"""Links and pictures of hand-written pages and of entries: what leads nowhere is told where it is written."""

from pathlib import Path

import pytest

from playbook.mkdocs_adapter.warnings import problem_of
from playbook.problems import PlaybookError
from playbook.project import Project
from playbook.site_build import build_site

ENTRY = "../objections/too-dear.md#nowhere"
REMEDY = "correct it, or write the section"
PICTURE = b"\x89PNG\r\n\x1a\n"


def add(file: Path, text: str) -> None:
    file.write_text(f"{file.read_text('utf-8')}\n{text}\n", "utf-8")


def build(project: Project, *languages: str) -> None:
    build_site(Project(project.root), lambda _line: None, languages)


def test_pictures_and_what_leads_nowhere(project: Project) -> None:
    (project.docs / "it/pictures").mkdir()
    picture = project.docs / "it/pictures/a.png"
    picture.write_bytes(PICTURE)
    add(project.docs / "it/guide.md", "![una foto](pictures/a.png)")
    build(project, "it")
    assert (project.site / "it/pictures/a.png").read_bytes() == PICTURE
    assert 'src="../pictures/a.png"' in (project.site / "it/guide/index.html").read_text("utf-8")

    picture.unlink()  # the page that shows it has not changed
    add(project.docs / "it/index.md", "[uno](nowhere.md), [due](guide.md#nowhere),\n[tre](#nowhere)")
    tools = project.content / "tools.yml"
    text = tools.read_text("utf-8").replace("One place for all.", "One [place](entry:objection/too-dear#nowhere).")
    tools.write_text(text, "utf-8")
    with pytest.raises(PlaybookError) as caught:
        build(project, "en", "it")
    assert [str(problem) for problem in caught.value.problems] == [
        "docs/it/guide.md:16:13: link: the link “pictures/a.png” leads to no page: correct it, or write the page",
        "docs/it/index.md:9:7: link: the link “nowhere.md” leads to no page: correct it, or write the page",
        f"docs/it/index.md:9:26: link: the link “guide.md#nowhere” leads to no section: {REMEDY}",
        f"docs/it/index.md:10:7: link: the link “#nowhere” leads to no section: {REMEDY}",
        f"playbook/content/tools.yml:8:48: purpose: the link “{ENTRY}” leads to no section: {REMEDY}",
    ]
    assert (project.site / "it/pictures/a.png").exists(), "the site stays as it was"


def test_pages_written_by_hand_may_lead_to_pages_of_training(project: Project) -> None:
    add(project.docs / "it/guide.md", "[Il mio corso](learning/index.md), [assegnare](assign/index.md)")
    build(project, "it")
    written = (project.site / "it/guide/index.html").read_text("utf-8")
    assert 'href="../learning/"' in written
    assert 'href="../assign/"' in written
    add(project.docs / "it/guide.md", "[non c'è](desks/index.md)")
    with pytest.raises(PlaybookError, match=r"the link “desks/index\.md” leads to no page"):
        build(project, "it")


def test_a_warning_of_another_kind_is_told_as_it_is(project: Project) -> None:
    problem = problem_of(project, "it", "Something else is wrong", lambda _page, _anchor: None)
    assert str(problem) == "docs/it:0:0: mkdocs: Something else is wrong: correct what it names"
