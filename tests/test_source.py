"""YAML to data: values stay what authors wrote, positions are exact, nothing dangerous gets through."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from playbook.source import MAX_BYTES, Document, describe, path_text, read_document


def read(text: str) -> Document:
    document, problems = read_document("x.yml", text.encode())
    assert not problems, problems
    assert document is not None
    return document


def problem(text: str | bytes) -> str:
    document, problems = read_document("x.yml", text.encode() if isinstance(text, str) else text)
    assert document is None
    assert len(problems) == 1
    return str(problems[0])


class TestScalars:
    @pytest.mark.parametrize(
        "text", ["no", "yes", "on", "Off", "True", "NULL", "2026-11-21", "12:30", "0x1F", "1_000", "+", "e5", "."]
    )
    def test_words_that_yaml_1_1_would_change_stay_text(self, text: str) -> None:
        assert read(f"a: {text}").data == {"a": text}

    @pytest.mark.parametrize("text", ["007", "1.", "1e999", "12345678901234567890", "0123.4", "1e5x"])
    def test_what_a_number_could_not_keep_stays_text(self, text: str) -> None:
        assert read(f"a: {text}").data == {"a": text}

    @pytest.mark.parametrize(
        ("text", "value"),
        [("0", 0), ("-3", -3), ("+3", 3), ("1.5", 1.5), (".5", 0.5), ("-0.25", -0.25), ("1e3", 1000.0), ("2E-2", 0.02)],
    )
    def test_numbers(self, text: str, value: float) -> None:
        found = read(f"a: {text}").data
        assert found == {"a": value}
        assert isinstance(found, dict)
        assert type(found["a"]) is type(value)

    @pytest.mark.parametrize(
        ("text", "value"), [("true", True), ("false", False), ("", None), ("~", None), ("null", None)]
    )
    def test_truth_and_nothing(self, text: str, value: bool | None) -> None:
        assert read(f"a: {text}").data == {"a": value}

    @pytest.mark.parametrize("quoted", ['"5"', "'5'", '"true"', "'~'", '"no"'])
    def test_quotes_make_text(self, quoted: str) -> None:
        assert read(f"a: {quoted}").data == {"a": quoted[1:-1]}

    def test_blocks_of_text(self) -> None:
        assert read("a: |\n  one\n  two\nb: >-\n  one\n  two\n").data == {"a": "one\ntwo\n", "b": "one two"}

    @given(st.floats(allow_nan=False, allow_infinity=False), st.integers(-(10**17), 10**17))
    def test_a_number_is_never_infinite(self, number: float, whole: int) -> None:
        data = read(f"a: {number!r}\nb: {whole}").data
        assert isinstance(data, dict)
        assert data["b"] == whole
        kept = data["a"]
        assert kept == repr(number) if isinstance(kept, str) else kept == number


class TestPositions:
    TEXT = 'a:\n  - b: one\n    c: [x, "y z"]\n  - |\n    first\n    second\nd: {e: é}\n'

    @pytest.mark.parametrize(
        ("path", "value", "key"),
        [
            ((), (1, 1), (1, 1)),
            (("a",), (2, 3), (1, 1)),
            (("a", 0, "b"), (2, 8), (2, 5)),
            (("a", 0, "c"), (3, 8), (3, 5)),
            (("a", 0, "c", 1), (3, 12), (3, 12)),
            (("a", 1), (4, 5), (4, 5)),
            (("d", "e"), (7, 8), (7, 5)),
        ],
    )
    def test_values_and_keys(self, path: tuple[str | int, ...], value: tuple[int, int], key: tuple[int, int]) -> None:
        document = read(self.TEXT)
        assert document.value_position(path) == value
        assert document.key_position(path) == key

    def test_what_is_not_there_is_at_its_nearest_parent(self) -> None:
        assert read(self.TEXT).value_position(("a", 0, "z", 4)) == (2, 5)

    def test_inside_a_block_of_text(self) -> None:
        document = read(self.TEXT)
        assert document.position_in(("a", 1), "first\nsecond\n", 8) == (6, 7)

    def test_inside_quotes(self) -> None:
        assert read(self.TEXT).position_in(("a", 0, "c", 1), "y z", 2) == (3, 15)

    def test_inside_folded_text_it_is_the_beginning(self) -> None:
        assert read("a: >-\n  one\n  two\n").position_in(("a",), "one two", 5) == (1, 4)

    def test_after_windows_line_ends_and_a_byte_order_mark(self) -> None:
        document, problems = read_document("x.yml", b"\xef\xbb\xbfa: 1\r\nb: two\r\n")
        assert not problems
        assert document is not None
        assert document.value_position(("b",)) == (2, 4)

    def test_the_second_of_two_equal_keys_moves_nothing(self) -> None:
        document, problems = read_document("x.yml", b"a:\n  b: 1\na:\n  b: 2\n  c: 3\n")
        assert [str(one) for one in problems] == [
            "x.yml:3:1: a: the key stands twice (first on line 1): keep one of the two"
        ]
        assert document is not None
        assert document.data == {"a": {"b": 1}}
        assert document.value_position(("a", "b")) == (2, 6)
        assert ("a", "c") not in document.values

    json = st.recursive(
        st.booleans()
        | st.integers(-999, 999)
        | st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp", "Co", "Cn"]), max_size=8),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.from_regex("[a-z]{1,5}", fullmatch=True), inner, max_size=3)
        ),
        max_leaves=12,
    )

    @given(json)
    def test_what_is_written_is_read_and_every_part_has_a_place(self, data: object) -> None:
        text = yaml.safe_dump({"data": data}, allow_unicode=True, sort_keys=False).replace("\ufeff", "")
        document = read(text)
        lines = text.splitlines()
        assert _listed(document.data) == {"data": _listed(_without_marks(data))}
        for line, column in document.values.values():
            assert 1 <= line <= len(lines)
            assert 1 <= column <= len(lines[line - 1]) + 1


class TestRefused:
    def test_too_large(self) -> None:
        assert problem(b"a" * (MAX_BYTES + 1)).startswith("x.yml:1:1: file: the file has 1,000,001 bytes")

    def test_too_deep(self) -> None:
        assert "nested deeper than 20 levels" in problem("a: " + "[" * 5000)

    @pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
    def test_other_encodings(self, encoding: str) -> None:
        assert "saved as UTF-16" in problem("- id: x".encode(encoding))

    def test_a_control_character_in_every_place(self) -> None:
        assert "2:4: yaml: holds the control character U+0007" in problem("a: 1\nb: \x07")
        assert "1:4: a: holds the control character U+000D" in problem('a: "\\r"')

    @given(st.binary(max_size=200))
    def test_no_bytes_whatever_raise(self, raw: bytes) -> None:
        document, problems = read_document("x.yml", raw)
        assert document is not None or problems

    @given(st.text("ab-: \n\"'[]{},&*!|>%@`#?~<\\\t0\r.", max_size=60))
    def test_no_yaml_whatever_raises(self, text: str) -> None:
        document, problems = read_document("x.yml", text.encode())
        assert document is not None or problems
        for one in problems:
            assert "\n" not in str(one)


def _listed(value: object) -> object:
    if isinstance(value, tuple | list):
        return [_listed(item) for item in value]
    return {key: _listed(item) for key, item in value.items()} if isinstance(value, dict) else value


def _without_marks(value: object) -> object:
    """``value`` without byte order marks, which a file may hold at its beginning only."""
    if isinstance(value, str):
        return value.replace("\ufeff", "")
    if isinstance(value, list):
        return [_without_marks(item) for item in value]
    return {key: _without_marks(item) for key, item in value.items()} if isinstance(value, dict) else value


def test_paths_read_like_code() -> None:
    assert path_text(("replies", 1, "text")) == "replies[1].text"
    assert path_text((0, "id")) == "[0].id"
    assert path_text(()) == ""


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "nothing"),
        (True, "the word true"),
        (4.5, "the number 4.5"),
        ("x" * 40, f"the text “{'x' * 29}…”"),
        ((1,), "a list"),
        ({}, "a mapping"),
    ],
)
def test_values_in_words(value: object, words: str) -> None:
    assert describe(value) == words  # type: ignore[arg-type]
