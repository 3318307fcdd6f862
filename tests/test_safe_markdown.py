"""Authors' texts as Markdown: what it looks like, and what a page becomes of it."""

import markdown
import pytest

from playbook.safe_markdown import bare, clean, line, one_line, plain, prose
from tests.pages import EXTENSIONS, visible

ADDRESS = "../objections/too-dear.md"


def resolve(target: str) -> str:
    return ADDRESS if target == "entry:objection/too-dear" else ""


def html(text: str) -> str:
    return markdown.markdown(prose(text, resolve), extensions=EXTENSIONS)


class TestProse:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("**a** *b* `c`", "<p><strong>a</strong> <em>b</em> <code>c</code></p>"),
            ("one\ntwo\n\nthree", "<p>one two</p>\n<p>three</p>"),
            ("Ask:\n- one\n- two", "<p>Ask:</p>\n<ul>\n<li>one</li>\n<li>two</li>\n</ul>"),
            ("1. one\n2. two\n   more", "<ol>\n<li>one</li>\n<li>two more</li>\n</ol>"),
            ("- a\n    - b\n- c", "<ul>\n<li>a<ul>\n<li>b</li>\n</ul>\n</li>\n<li>c</li>\n</ul>"),
            ("> one\n> two\n>\n> three", "<blockquote>\n<p>one two</p>\n<p>three</p>\n</blockquote>"),
            ("[`a` b](entry:objection/too-dear)", f'<p><a href="{ADDRESS}"><code>a</code> b</a></p>'),
            ("[a](https://x.example/b_c_d?e&f)", '<p><a href="https://x.example/b_c_d?e&amp;f">a</a></p>'),
            ("[a](entry:faq/none) b", "<p>a b</p>"),
            ("That is it.\n\n- 3 pieces\nof it", "<p>That is it.</p>\n<ul>\n<li>3 pieces of it</li>\n</ul>"),
        ],
    )
    def test_marks_that_authors_have(self, text: str, expected: str) -> None:
        assert html(text) == expected

    @pytest.mark.parametrize(
        "text",
        [
            "# a heading",
            "#hash",
            "!!! note",
            '??? note "x"',
            ":   a definition",
            "***",
            "- - a",
            "> > a",
            "{: .class #id onclick=x }",
            "*[HTML]: x",
            "[x]: javascript:alert(1)",
            "a | b",
            "![a](https://x.example/a.png)",
            "[a](javascript:alert(1))",
            "[TOC]",
            "&nbsp; &lt;b&gt; &#60;",
            "<b onclick=x>",
            "<!-- x -->",
            "`a",
            "a\\d \\<b>",
        ],
    )
    def test_everything_else_is_shown_as_it_is_written(self, text: str) -> None:
        page = html(text)
        body = page.removeprefix("<ul>\n<li>").removesuffix("</li>\n</ul>").removeprefix("<blockquote>\n")
        body = body.removesuffix("\n</blockquote>").removeprefix("<p>").removesuffix("</p>")
        assert "<" not in body
        shown = text.removeprefix("- ").removeprefix("> ").replace("\\<", "<")
        assert visible(body) == shown

    def test_a_definition_inside_a_list_defines_nothing(self) -> None:
        assert "href" not in html("- [x]: javascript:alert(1)\n- [click][x]")

    def test_indented_text_is_no_code(self) -> None:
        assert html("a\n\n        b < c") == "<p>a</p>\n<p>b &#60; c</p>"

    def test_code_with_marks_stays_code_in_a_frame_and_in_a_title(self) -> None:
        text = prose('`</div>` and `a "b"`', resolve)
        page = markdown.markdown(f'<div class="speech" markdown="1">\n\n{text}\n\n</div>\n', extensions=EXTENSIONS)
        assert page.count("</div>") == 1
        assert visible(page).strip() == '</div> and a "b"'
        title = text.replace('"', "&quot;")
        assert (
            visible(markdown.markdown(f'!!! note "{title}"\n\n    x', extensions=EXTENSIONS)).split("\n")[1]
            == '</div> and a "b"'
        )


class TestLine:
    @pytest.mark.parametrize("text", ["- a", "1. a", "12) a", "> a", "# a", "***", "!!! a", "+ a", ": a"])
    def test_begins_no_block(self, text: str) -> None:
        page = markdown.markdown(line(text, resolve), extensions=EXTENSIONS)
        assert visible(page) == text
        assert page.startswith("<p>")

    def test_is_one_line(self) -> None:
        assert line("a\n\n- b\n\tc", resolve) == "a - b c"


class TestPlain:
    @pytest.mark.parametrize(
        "text",
        [
            "a = b",
            "~10 x^2",
            "**a** _b_ `c`",
            "[a](b)",
            "{n} {: .x }",
            "a | b",
            "C#",
            "<b>",
            "R&D",
            "\\",
            "1. a",
            "Why?!",
        ],
    )
    def test_shows_exactly_its_characters(self, text: str) -> None:
        page = markdown.markdown(f"# {plain(text)} {{: #id }}", extensions=EXTENSIONS)
        assert page.startswith('<h1 id="id">')
        assert visible(page) == text


class TestClean:
    def test_control_characters_go(self) -> None:
        assert clean("a\x00\x02b\x7f\ufeffc") == "abc"

    def test_every_line_break_is_one(self) -> None:
        assert clean("a\r\nb\rc\x0bd\u2028e\x85f") == "a\nb\nc\nd\ne\nf"

    def test_blanks_that_must_not_break_stay(self) -> None:
        assert one_line(" 1\u00a0200  euros\n") == "1\u00a0200 euros"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain words", "plain words"),
        ("**bold** and *slanted* `code`", "bold and slanted code"),
        ("[words](https://x.example) here", "words here"),
        ("a * b _ c < d & [e]", "a &#42; b &#95; c &#60; d &#38; &#91;e&#93;"),
    ],
)
def test_bare_words_have_no_marks(text: str, shown: str) -> None:
    assert bare(line(text, str)) == shown
