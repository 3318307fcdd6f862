"""Start links of fixed cohorts: the scripts unpack them, and a camera reads the same from the code."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playbook.catalogue import read_catalogue
from playbook.cohort_links import packed, start_links
from playbook.languages import Language
from playbook.load import load
from playbook.localise import Localised, localise
from playbook.model.assignment import Assignment, Due
from playbook.project import Project
from tests.qr_reader import read_picture
from tests.training.modules import call

SITE = "https://playbook.example"
ENGLISH = Language("en", "English", default=True, translated=100)
ARABIC = Language("ar", "العربية", default=False, translated=90)


def localised(base: Path, language: Language) -> Localised:
    project = Project(base)
    catalogue = read_catalogue(project.root, project.catalogue_path(language))
    return localise(load(base, project.content)[0], language, catalogue)


@pytest.fixture(params=[ENGLISH, ARABIC], ids=["en", "ar"])
def words(base: Path, request: pytest.FixtureRequest) -> Localised:
    return localised(base, request.param)


def autumn(words: Localised, **changes: Any) -> Assignment:
    (item,) = words.of("assignment")
    entry: Assignment = item.entry.model_copy(update=changes)
    return entry


def opened(href: str) -> dict[str, Any]:
    """What the page My learning makes of a link."""
    read = call("training/data-file.js", "fromLink", "assignment", href.partition("#assignment=")[2])
    assert "problem" not in read
    value: dict[str, Any] = read["value"]
    return value


def test_each_person_gets_what_the_entry_says(words: Localised) -> None:
    ar = words.language.code == "ar"
    links = start_links(SITE)(autumn(words), words)
    assert [link.name for link in links] == ["Ann Bell", "Bob Cole"]
    ann = opened(links[0].href)
    assert ann == {
        "form": "open-sales-playbook/assignment",
        "version": 1,
        "id": "autumn",
        "made": "2026-11-21T00:00:00.000Z",
        "person": {"id": "ann", "name": "Ann Bell"},
        "modules": ["first-calls", "second-calls"],
        "path": "",
        "due": {"on": "2026-12-21"},
        "language": "ar",
        **{key: ann[key] for key in ("trainer", "title", "note")},
    }
    english = {
        "trainer": "Sales development representative",
        "title": "Autumn cohort",
        "note": "Ask when you are stuck.",
    }
    for key, text in english.items():
        assert ann[key].startswith(text)
        assert (ann[key] != text) is ar
    assert opened(links[1].href) == ann | {"person": {"id": "bob", "name": "Bob Cole"}}


def test_one_link_for_everybody(words: Localised) -> None:
    entry = autumn(
        words, people=(), due=Due(days_after_start=30), path="first-days", modules=(), note=None, language=None
    )
    (link,) = start_links(SITE)(entry, words)
    assert link.name == ""
    value = opened(link.href)
    assert value["person"] == {"id": "", "name": ""}
    assert value["due"] == {"days_after_start": 30}
    assert (value["path"], value["modules"], value["note"], value["language"]) == ("first-days", [], "", "")
    (undated,) = start_links(SITE)(autumn(words, people=(), due=None), words)
    assert opened(undated.href)["due"] is None


@pytest.mark.parametrize("site", [SITE, f"{SITE}/", f"{SITE}/team/"])
def test_the_code_holds_the_whole_address(words: Localised, site: str) -> None:
    for link in start_links(site)(autumn(words), words):
        prefix = "ar/" if words.language.code == "ar" else ""
        assert read_picture(link.code) == f"{site.rstrip('/')}/{prefix}{link.href.removeprefix('../../')}"
        assert link.href.startswith("../../learning/#assignment=")
        assert "style=" not in link.code
        assert 'fill="currentColor"' in link.code


def test_without_an_address_there_is_no_code(words: Localised) -> None:
    assert [link.code for link in start_links("")(autumn(words), words)] == ["", ""]


def test_too_much_for_a_code(base: Path) -> None:
    words = localised(base, ENGLISH)
    note = "".join(hashlib.sha256(str(number).encode()).hexdigest() for number in range(50))
    (link, _) = start_links(SITE)(autumn(words, note=note), words)
    assert link.code == ""
    assert opened(link.href)["note"] == note


@settings(max_examples=60, deadline=None)
@given(
    st.recursive(
        st.none()
        | st.booleans()
        | st.integers(-(2**53) + 1, 2**53 - 1)
        | st.text(st.characters(exclude_categories=["Cs"]), max_size=60),
        lambda value: st.lists(value, max_size=4) | st.dictionaries(st.sampled_from("abcé"), value, max_size=3),
        max_leaves=12,
    )
)
def test_scripts_unpack_what_was_packed(value: Any) -> None:
    assert call("training/data-file.js", "unpacked", packed(value)) == {"value": value}
