"""Finding what stands in a text: the rules of ``check`` rest on it."""

import pytest

from playbook import markdown_text as md


class TestCode:
    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("a `b` c", ("b",)),
            ("``a ` b`` and `c`", ("a ` b", "c")),
            (r"\`a`", ()),
            ("`a\nb`", ("a\nb",)),
            ("`a\n\nb`", ()),
            ("- `a\n- b`", ()),
            ("`a", ()),
            (r"\\`a`", ("a",)),
        ],
    )
    def test_where_code_begins_and_ends(self, text: str, code: tuple[str, ...]) -> None:
        assert md.marks(text).code == code

    def test_offsets_stay_when_code_is_blanked(self) -> None:
        text = "`<b>` <i>"
        assert md.without_code(text) == "      <i>"
        assert list(md.raw_html(text)) == [("<i>", 6)]


class TestLinks:
    @pytest.mark.parametrize(
        ("text", "targets"),
        [
            ("[a](https://x.example)", ["https://x.example"]),
            ("[a](https://x.example/y_(z))", ["https://x.example/y_(z)"]),
            ("[a\nb]( entry:term/lead )", ["entry:term/lead"]),
            ("[`a`](x)", ["x"]),
            ("![a](x)", ["x"]),
            (r"\[a](x)", []),
            ("`[a](x)`", []),
            ("[a] (x)", []),
            ("[a]()", [""]),
        ],
    )
    def test_targets(self, text: str, targets: list[str]) -> None:
        assert [target for target, _ in md.links(text)] == targets

    @pytest.mark.parametrize(
        "target",
        ["https://x.example/?a=b&c=d#e", "mailto:a@x.example", "entry:objection/too-dear", "entry:term/lead#top"],
    )
    def test_allowed(self, target: str) -> None:
        assert md.allowed_link(target)

    @pytest.mark.parametrize(
        "target",
        [
            "",
            "javascript:alert(1)",
            "JAVASCRIPT:alert(1)",
            "data:text/html,x",
            "http://x.example",
            "//x.example",
            "../a.md",
            "#a",
            "https:x",
            "https://x.example/<b>",
            'https://x.example/ "t"',
            "https://x.example\nhttps://y.example",
            "mailto:a@x.example?subject='x'",
            "entry:objection",
            "entry:objection/Too Dear",
            "entry:objection/too-dear#a b",
        ],
    )
    def test_not_allowed(self, target: str) -> None:
        assert not md.allowed_link(target)

    def test_images_are_told_from_links(self) -> None:
        assert list(md.images("[a](x) ![b](y)")) == [7]


class TestMarks:
    def test_what_translations_must_keep(self) -> None:
        found = md.marks("**{n}** of {total}: [see](entry:faq/why), `{x}` and **that**")
        assert found == md.Marks(("n", "total"), ("entry:faq/why",), ("{x}",), 2)

    def test_their_order_is_free(self) -> None:
        assert md.marks("{a} [x](https://a.example) {b}") == md.marks("{b} {a} [y](https://a.example)")


class TestFindings:
    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("<b>x</b>", ["<b>"]),
            ("</p>", ["</p>"]),
            ("<!-- x -->", ["<!-- x -->"]),
            ("<img src=x", ["<img src=x"]),
            ("a < b, <3, <- and ->", []),
            ("<B\nonclick=x>", ["<B"]),
        ],
    )
    def test_html(self, text: str, found: list[str]) -> None:
        assert [tag for tag, _ in md.raw_html(text)] == found

    def test_headings(self) -> None:
        assert list(md.headings("a\n# b\nc\n---\n#hash\n    # d")) == [2, 8]

    def test_braces(self) -> None:
        assert list(md.braces("{n} {: x } `{y}` {{z }}")) == [4, 17]

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("A **bold** and *slanted* `code`", "A bold and slanted code"),
            ("[**a** b](https://x.example), 2 * 3 * 4, a_b_c", "a b, 2 * 3 * 4, a_b_c"),
            (r"\*not\* __bold__" + "\n\nmore", "*not* bold more"),
        ],
    )
    def test_words_alone(self, text: str, words: str) -> None:
        assert md.without_marks(text) == words
