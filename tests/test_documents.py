"""Pages written by hand: what is read of them, and what is said of those that are wrong."""

from pathlib import Path

import pytest

from playbook.documents import document_problems, read_documents
from playbook.load import Library
from playbook.project import Project


@pytest.fixture
def english(project: Project) -> Path:
    """The guide in English; nothing but itself is checked against it."""
    for language in ("it", "ar"):
        (project.docs / language / "guide.md").unlink()
    return project.docs / "en" / "guide.md"


def told(project: Project) -> list[str]:
    """What is wrong with the guide in English, without its name."""
    problems = sorted(document_problems(project, Library(())))
    return [str(one).removeprefix("docs/en/guide.md:") for one in problems if one.file == "docs/en/guide.md"]


class TestReading:
    def test_pages_by_their_path(self, project: Project) -> None:
        deep = project.docs / "en" / "deep" / "er.md"
        deep.parent.mkdir()
        deep.write_text("# Deeper\n", "utf-8")
        found, problems = read_documents(project, project.languages[0])
        assert list(found) == ["deep/er.md", "guide.md", "index.md"]
        assert problems == []
        page = found["deep/er.md"]
        assert page is not None
        assert (page.file, page.text, page.language.code) == ("docs/en/deep/er.md", "# Deeper\n", "en")

    def test_marks_and_line_ends_of_other_systems_are_no_words(self, project: Project, english: Path) -> None:
        english.write_bytes(b"\xef\xbb\xbf# Guide\r\n\r\nWords.\r\n")
        page = read_documents(project, project.languages[0])[0]["guide.md"]
        assert page is not None
        assert page.text == "# Guide\n\nWords.\n"

    def test_a_page_that_is_no_text(self, project: Project, english: Path) -> None:
        english.write_bytes(b"# Guide\n\nCaf\xe9\n")
        found, problems = read_documents(project, project.languages[0])
        assert found["guide.md"] is None
        assert [str(one) for one in problems] == [
            "docs/en/guide.md:3:4: file: the file is not valid UTF-8: save it as UTF-8 in your editor"
        ]

    def test_a_language_without_pages(self, project: Project) -> None:
        (project.docs / "it/index.md").unlink()
        found, problems = read_documents(project, project.languages[1])
        assert list(found) == ["guide.md"]
        assert [(one.file, one.what) for one in problems] == [("docs/it/index.md", "the home page is missing")]


class TestMarkdown:
    @pytest.mark.parametrize(
        "text",
        [
            "## First {: #first }",
            "## First { #first .wide }",
            "### Deeper {#deeper}",
            '<div class="grid cards" markdown="1">\n\n- a\n\n</div>',
            "<!-- for translators -->",
            "[a](https://x.example/b) [b](mailto:a@x.example) [c](roles/sdr.md#day) [d](#here) [e](../index.md)",
            '[a](https://x.example/b "with a title")',
            "[a][b]\n\n[b]: https://x.example/",
            "`<b>` and `[a](http://x.example)` and `{: onclick=x }`",
            "```\n# no heading\n<script>\n[a](http://x)\n{: onclick=x }\n```",
            "~~~ html\n<b>\n```\n<i>\n~~~",
            "3 < 4 and 5 > 4",
        ],
    )
    def test_what_a_page_may_hold(self, project: Project, english: Path, text: str) -> None:
        english.write_text(f"# Guide\n\n{text}\n", "utf-8")
        assert told(project) == []

    @pytest.mark.parametrize(
        ("text", "problem"),
        [
            ("## First", "3:1: First: the heading has no id: add one, the same in every language: "),
            ("## A {: #a }\n\n## B {: #a }", "5:1: #a: the id is taken (line 3): choose another id"),
            ("so <b>bold</b>", "3:4: html: raw HTML “<b>”: write Markdown; "),
            ('<div class="x" onclick="y">', "3:1: html: raw HTML “<div class="),
            ("<script>x</script>", "3:1: html: raw HTML “<script>”: "),
            ("[a](http://x.example/)", "3:1: link: the link “http://x.example/” is not allowed: use https, "),
            ("a [b](javascript:x)", "3:3: link: the link “javascript:x” is not allowed: "),
            ("[a](/roles/sdr.md)", "3:1: link: the link “/roles/sdr.md” is not allowed: "),
            ("[a][b]\n\n[b]: http://x.example/", "5:6: link: the link “http://x.example/” is not allowed: "),
            ("[a](b.md){: onclick=x }", "3:10: attribute: the attribute “{: onclick=x }” is not allowed: "),
            ("```\ncode\n```\n\n<i>", "7:1: html: raw HTML “<i>”: "),
            ("~~~\n```\n~~~\n\n<i>", "7:1: html: raw HTML “<i>”: "),
        ],
    )
    def test_what_it_may_not(self, project: Project, english: Path, text: str, problem: str) -> None:
        english.write_text(f"# Guide\n\n{text}\n", "utf-8")
        (found,) = told(project)
        assert found.startswith(problem)

    def test_lines_are_counted_with_the_front_matter(self, project: Project, english: Path) -> None:
        english.write_text("---\ntitle: <b>Guide</b>\n---\n# Guide\n\n<i>\n", "utf-8")
        assert [line.partition(": ")[0] for line in told(project)] == ["6:1"]


def test_a_language_lacks_a_page_a_section_and_has_one_too_many(project: Project) -> None:
    (project.docs / "ar/guide.md").unlink()
    page = project.docs / "it/guide.md"
    page.write_text(page.read_text("utf-8").replace("#first-day", "#primo-giorno"), "utf-8")
    (project.docs / "it/solo.md").write_text("# Solo\n", "utf-8")
    assert [str(one) for one in sorted(document_problems(project, Library(())))] == [
        "docs/ar/guide.md:0:0: file: the page is missing in العربية: translate docs/en/guide.md",
        "docs/it/guide.md:0:0: #first-day: a section of docs/en/guide.md is missing: translate it under this id",
        "docs/it/guide.md:8:1: #primo-giorno: no such section in docs/en/guide.md: use the id of the English heading",
        "docs/it/solo.md:0:0: file: there is no such page in English: write it in English first, or delete it",
    ]


@pytest.mark.parametrize("path", ["search/index.md", "licences/index.md", "roles/index.md"])
def test_a_page_that_the_engine_makes_itself(project: Project, path: str) -> None:
    page = project.docs / "en" / path
    page.parent.mkdir()
    page.write_text("# Mine\n", "utf-8")
    whats = [one.what for one in document_problems(project, Library(())) if one.file == f"docs/en/{path}"]
    assert len(whats) == 1
    assert whats[0].startswith("this page is made from ")
