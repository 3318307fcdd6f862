"""The typeface: each script has its cut, and the cuts hold what they are declared for."""

import io
import re

import pytest
from fontTools.ttLib import TTFont

from playbook.fonts import FAMILY, FONTS, font_files
from tests.base_project import ROOT

FILES = dict(font_files(ROOT / "node_modules"))
FACE = re.compile(r"@font-face \{(.*?)\}", re.DOTALL)
MALTESE = "ĊċĠġĦħŻż"
# letters that the interface languages need beside those of English
LETTERS = {
    "latin": "abcXYZ àèìòùÀÈ ñÑ €–“”…",
    "latin-ext": MALTESE,
    "armenian": "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆև ԱՖ",
    "arabic": "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأؤإئةى٠١٢٣٤٥٦٧٨٩،؛؟",
}


def letters(file: str) -> set[str]:
    return {chr(code) for code in TTFont(io.BytesIO(FILES[file])).getBestCmap()}


def rules() -> list[dict[str, str]]:
    css = FILES["fonts.css"].decode("ascii")
    return [
        {key: value.strip() for key, value in re.findall(r"([\w-]+):\s*([^;]+);", face)} for face in FACE.findall(css)
    ]


def declared(ranges: str) -> set[str]:
    found = set()
    for one in ranges.split(","):
        first, _, last = one.strip().removeprefix("U+").partition("-")
        found |= {chr(code) for code in range(int(first, 16), int(last or first, 16) + 1)}
    return found


def test_every_declared_file_is_there_and_no_other() -> None:
    named = re.findall(r"url\('([^']+)'\)", FILES["fonts.css"].decode("ascii"))
    assert sorted(named) == sorted(name for name in FILES if name != "fonts.css")
    assert len(named) == len(set(named)) == 2 * len(FONTS)


@pytest.mark.parametrize("file", sorted(name for name in FILES if name != "fonts.css"))
def test_every_file_is_a_font_for_the_web(file: str) -> None:
    assert FILES[file].startswith(b"wOF2")
    assert letters(file)


@pytest.mark.parametrize("weight", [400, 700])
def test_the_maltese_cut_holds_the_eight_letters_and_is_small(weight: int) -> None:
    file = f"maltese-{weight}.woff2"
    assert letters(file) == set(MALTESE)
    assert len(FILES[file]) < 3000
    (rule,) = [rule for rule in rules() if f"'{file}'" in rule["src"]]
    assert declared(rule["unicode-range"]) == set(MALTESE)


@pytest.mark.parametrize("weight", [400, 700])
@pytest.mark.parametrize("name", sorted(LETTERS))
def test_every_language_finds_its_letters(name: str, weight: int) -> None:
    wanted = set(LETTERS[name]) - {" "}
    assert wanted <= letters(f"{name}-{weight}.woff2")
    (rule,) = [rule for rule in rules() if f"'{name}-{weight}.woff2'" in rule["src"]]
    assert wanted <= declared(rule["unicode-range"])


def test_browsers_take_the_small_cut_for_maltese_and_for_english_nothing_else() -> None:
    for weight in ("400", "700"):
        faces = [rule for rule in rules() if rule["font-weight"] == weight]
        used = {}
        for letter in f"{MALTESE}a€":
            # where ranges overlap the face that stands last wins
            fitting = [rule for rule in faces if letter in declared(rule["unicode-range"])]
            used[letter] = re.findall(r"url\('(.+?)-\d+\.woff2'\)", fitting[-1]["src"])[0]
        assert used == dict.fromkeys(MALTESE, "maltese") | {"a": "latin", "€": "latin"}


def test_one_family_that_shows_words_before_it_is_loaded() -> None:
    for rule in rules():
        assert (rule["font-family"], rule["font-display"]) == (f"'{FAMILY}'", "swap")


def test_the_same_bytes_at_any_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")  # a day that the fonts would be given if they were given one
    assert dict(font_files(ROOT / "node_modules")) == FILES
