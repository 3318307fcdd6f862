"""The data of training: what scripts know of the playbook, in each language."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from babel.dates import format_date
from babel.lists import format_list

from playbook.catalogue import Catalogue, read_catalogue
from playbook.languages import Language, babel_locale
from playbook.load import load
from playbook.localise import localise
from playbook.project import Project
from playbook.training_data import training_data, training_json
from tests.base_project import ROOT
from tests.content import library

LANGUAGES = Project(ROOT).languages
ENGLISH = LANGUAGES[0]
LETTERS = {"z": "zero", "o": "one", "t": "two", "f": "few", "m": "many", "x": "other"}
WORDS = """
    - {id: training.quiz.check, text: "Check **now** in `N`"}
    - id: training.desk.people
      text: {one: "{n} person", other: "{n} people"}
    - {id: page.next, text: Next}
"""


def data_of(language: Language, **texts: str) -> dict[str, object]:
    return training_data(localise(library(**texts), language, Catalogue("x.po")), LANGUAGES)


@pytest.fixture(scope="module")
def english(base: Path) -> dict[str, dict[str, dict[str, object]]]:
    content = load(base, Project(base).content)[0]
    data: dict[str, dict[str, dict[str, object]]] = training_data(
        localise(content, ENGLISH, Catalogue("en.po")), LANGUAGES
    )
    return data


class TestContent:
    def test_pages_of_their_own_and_no_others(self, english: dict[str, dict[str, dict[str, object]]]) -> None:
        assert english["pages"]["article/why-listen"] == {
            "title": "Why listen?",
            "url": "articles/why-listen/",
            "minutes": 1,
        }
        kinds = {name.partition("/")[0] for name in english["pages"]}
        assert {"module", "path", "quiz", "checklist", "scorecard", "objection"} <= kinds
        assert not kinds & {"term", "faq", "book", "fact", "interface", "navigation"}

    def test_a_module(self, english: dict[str, dict[str, dict[str, object]]]) -> None:
        module = english["modules"]["first-calls"]
        assert (module["title"], module["url"]) == ("First calls", "modules/first-calls/")
        assert (module["roles"], module["quiz"], module["checklist"]) == (["sdr"], "hot-or-not", "first-week")
        assert (module["read"], module["pass_mark"]) == (["lead-type/hot-lead", "objection/too-dear"], 80)
        assert english["modules"]["second-calls"]["requires"] == ["first-calls"]
        assert english["modules"]["second-calls"]["checklist"] is None

    def test_a_path(self, english: dict[str, dict[str, dict[str, object]]]) -> None:
        path = english["paths"]["first-days"]
        assert path["weeks"] == [
            {"id": "one", "week": 1, "title": "Listen", "modules": ["first-calls"], "checklists": []},
            {"id": "two", "week": 2, "title": "Call", "modules": ["second-calls"], "checklists": ["first-week"]},
        ]
        assert path["assessment"] == {"draw": 3, "quizzes": ["hot-or-not"], "pass_mark": 80}

    def test_ids_stand_in_the_order_of_the_content(self, english: dict[str, dict[str, dict[str, object]]]) -> None:
        questions = english["quizzes"]["hot-or-not"]["questions"]
        assert isinstance(questions, list)
        assert questions[:5] == ["which", "signs", "sequence", "pairs", "hours"]
        assert english["checklists"]["first-week"]["items"]
        assert english["scorecards"]["first-call"]["pass_mark"]

    def test_questions_and_answers_stay_in_their_pages(self, base: Path) -> None:
        content = load(base, Project(base).content)[0]
        written = training_json(localise(content, ENGLISH, Catalogue("en.po")), LANGUAGES)
        assert "Who is hot?" not in written
        assert json.loads(written)["version"] == 1

    def test_titles_are_translated_and_ids_are_not(self, base: Path) -> None:
        project = Project(base)
        content = load(base, project.content)[0]
        arabic = next(one for one in project.languages if one.code == "ar")
        catalogue = read_catalogue(project.root, project.catalogue_path(arabic))
        data = training_data(localise(content, arabic, catalogue), project.languages)
        assert data["modules"]["first-calls"]["title"] == "First calls ع"
        assert data["paths"]["first-days"]["weeks"][0]["title"] == "Listen ع"
        assert data["prefixes"] == {"en": "", "it": "it/", "ar": "ar/"}
        assert (data["language"], data["dir"]) == ("ar", "rtl")


class TestWords:
    def test_those_of_training_without_marks(self) -> None:
        assert data_of(ENGLISH, interface=WORDS)["words"] == {
            "quiz.check": "Check now in N",
            "desk.people": {"one": "{n} person", "other": "{n} people"},
        }

    def test_a_missing_translation_is_english(self) -> None:
        arabic = next(one for one in LANGUAGES if one.code == "ar")
        assert data_of(arabic, interface=WORDS)["words"] == data_of(ENGLISH, interface=WORDS)["words"]


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
class TestLanguages:
    @staticmethod
    def locale(language: Language) -> dict[str, object]:
        locale = data_of(language)["locale"]
        assert isinstance(locale, dict)
        return locale

    def test_plurals(self, language: Language) -> None:
        plural = self.locale(language)["plural"]
        assert isinstance(plural, str)
        assert len(plural) == 200
        for n in (*range(300), 1000, 1001, 1002, 1111, 2_000_011):
            index = n if n < 200 else 100 + n % 100
            assert LETTERS[plural[index]] == babel_locale(language.code).plural_form(n), n

    @pytest.mark.parametrize("day", [dt.date(2026, 1, 5), dt.date(2031, 12, 31)])
    def test_dates(self, language: Language, day: dt.date) -> None:
        locale = self.locale(language)
        parts, months = locale["date"], locale["months"]
        assert isinstance(parts, list)
        assert isinstance(months, list)
        written = ""
        values = {"month": months[day.month - 1], "year": str(day.year)}
        for part, *more in parts:
            if part == "day":
                written += str(day.day).zfill(*more or [1])
            else:
                written += more[0] if part == "text" else values[part]
        assert written == format_date(day, format="long", locale=babel_locale(language.code))

    def test_lists(self, language: Language) -> None:
        patterns = self.locale(language)["list"]
        assert isinstance(patterns, dict)
        one, two, three, four = "ABCD"
        found = patterns["middle"].format(two, patterns["end"].format(three, four))
        assert patterns["start"].format(one, found) == format_list(list("ABCD"), locale=babel_locale(language.code))
        assert patterns["two"].format(one, two) == format_list(list("AB"), locale=babel_locale(language.code))
