"""Catalogues as files: whatever an editor or a merge conflict left in one is told in one line."""

import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.catalogue import read_catalogue, read_po
from playbook.problems import PlaybookError

GOOD = (
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgctxt "faq.yml#why.title"\nmsgid "Why?"\n'
)


def told(file: Path, raw: bytes) -> str:
    file.write_bytes(raw)
    with pytest.raises(PlaybookError) as caught:
        read_po("it.po", file)
    (problem,) = caught.value.problems
    return str(problem)


class TestReading:
    def test_a_good_one(self, tmp_path: Path) -> None:
        file = tmp_path / "it.po"
        file.write_text(f'{GOOD}msgstr "Perché?"\n', "utf-8")
        found = read_catalogue(tmp_path, file).by_context["faq.yml#why.title"]
        assert (found.forms, found.fuzzy, found.line) == (("Perché?",), False, 5)

    def test_none_at_all(self, tmp_path: Path) -> None:
        assert read_catalogue(tmp_path, tmp_path / "it.po").by_context == {}

    def test_obsolete_translations_are_not_used(self, tmp_path: Path) -> None:
        file = tmp_path / "it.po"
        file.write_text('#~ msgctxt "faq.yml#why.title"\n#~ msgid "Why?"\n#~ msgstr "Perché?"\n', "utf-8")
        assert read_catalogue(tmp_path, file).by_context == {}

    @pytest.mark.parametrize(
        ("after", "line"),
        [
            (b"<<<<<<< ours\n", 7),
            (b'msgstr "Perch\n', 7),
            (b"msgstr Perche\n", 7),
            (b'msgstr[x] "a"\n', 7),
            (b'msgstr "Per "che" dico"\n', 7),
            (b'msgstr "a"\nmsgid "b"\nmsgid "c"\n', 9),
        ],
    )
    def test_broken_ones_say_where(self, tmp_path: Path, after: bytes, line: int) -> None:
        said = told(tmp_path / "it.po", GOOD.encode() + after)
        what = "the line belongs to no gettext catalogue"
        assert said == f"it.po:{line}:1: catalogue: {what}: restore it, or open and save it with a .po editor"

    def test_another_encoding(self, tmp_path: Path) -> None:
        assert told(tmp_path / "it.po", GOOD.encode() + b'msgstr "Perch\xe9?"\n').startswith(
            "it.po:7:1: catalogue: the file is not valid UTF-8"
        )

    def test_a_text_that_stands_twice(self, tmp_path: Path) -> None:
        twice = f'{GOOD}msgstr "Perché?"\n\nmsgctxt "faq.yml#why.title"\nmsgid "Why?"\nmsgstr "Come mai?"\n'
        assert told(tmp_path / "it.po", twice.encode()) == (
            "it.po:9:1: why.title: the text stands twice (first on line 5): keep the better one of the two translations"
        )

    def test_a_byte_order_mark(self, tmp_path: Path) -> None:
        file = tmp_path / "it.po"
        file.write_text(f'\ufeff{GOOD}msgstr "Perché?"\n', "utf-8")
        assert read_catalogue(tmp_path, file).by_context.keys() == {"faq.yml#why.title"}

    def test_a_folder(self, tmp_path: Path) -> None:
        (tmp_path / "it.po").mkdir()
        with pytest.raises(PlaybookError, match="cannot be read"):
            read_po("it.po", tmp_path / "it.po")


PIECES = [
    'msgid "a"\n',
    'msgstr "b"\n',
    'msgctxt "c"\n',
    '"d"\n',
    'msgid_plural "e"\n',
    'msgstr[1] "f"\n',
    'msgstr[0] "g"\n',
]
PIECES += ["#, fuzzy\n", '#~ msgid "a"\n', '#| msgid "a"\n', "#~ ", "#| ", "#\n", "\n", "msgid ", '"', "\\", "x", "é"]


@given(pieces=st.lists(st.sampled_from(PIECES), max_size=15))
def test_nothing_else_is_raised(tmp_path_factory: pytest.TempPathFactory, pieces: list[str]) -> None:
    file = tmp_path_factory.getbasetemp() / "it.po"
    file.write_text("".join(pieces), "utf-8")
    with contextlib.suppress(PlaybookError):
        assert read_catalogue(file.parent, file).file == "it.po"
