"""The languages of mkdocs.yml: what Babel knows of them, and what is said when the list is wrong."""

from pathlib import Path

import pytest
import yaml

from playbook.languages import Language, babel_locale, languages_of, plural_categories, read_settings
from playbook.problems import PlaybookError
from playbook.project import Project
from tests.base_project import ROOT


def settings(*languages: object, **extra: object) -> dict[str, object]:
    return {"plugins": ["search", {"i18n": {"languages": list(languages)}}], "extra": extra}


def told(given: dict[str, object]) -> list[str]:
    with pytest.raises(PlaybookError) as caught:
        languages_of(given)
    return [f"{problem.key}: {problem.what}" for problem in caught.value.problems]


ENGLISH = {"locale": "en", "name": "English", "default": True}
MALTESE = {"locale": "mt", "name": "Malti"}


class TestLanguages:
    def test_shares_are_those_of_the_settings(self) -> None:
        found = languages_of(settings(MALTESE, ENGLISH, translated={"mt": 80}, translated_interface={"mt": 90}))
        maltese = Language("mt", "Malti", default=False, translated=80, interface=90)
        assert found == (maltese, Language("en", "English", default=True, translated=100))

    def test_the_default_language_comes_first_and_has_no_prefix(self, base: Path) -> None:
        first, *others = Project(base).languages
        assert (first.code, first.prefix) == ("en", "")
        assert [(one.code, one.prefix, one.direction) for one in others] == [("it", "it/", "ltr"), ("ar", "ar/", "rtl")]

    @pytest.mark.parametrize("code", [language.code for language in Project(ROOT).languages])
    def test_every_language_of_the_portal_is_known(self, code: str) -> None:
        assert babel_locale(code).decimal_formats
        assert plural_categories(code)[-1] == "other"

    @pytest.mark.parametrize(
        ("code", "categories"),
        [
            ("en", ("one", "other")),
            ("tl", ("one", "other")),
            ("it", ("one", "many", "other")),
            ("mt", ("one", "two", "few", "many", "other")),
            ("ar", ("zero", "one", "two", "few", "many", "other")),
        ],
    )
    def test_plural_categories_in_the_order_of_gettext(self, code: str, categories: tuple[str, ...]) -> None:
        assert plural_categories(code) == categories


class TestWrongLists:
    @pytest.mark.parametrize(
        "given",
        [{}, {"plugins": None}, {"plugins": ["i18n"]}, {"plugins": [{"i18n": None}]}, settings(), {"plugins": "i18n"}],
    )
    def test_no_languages(self, given: dict[str, object]) -> None:
        assert told(given) == ["plugins.i18n.languages: no languages are listed"]

    def test_all_mistakes_at_once(self) -> None:
        assert told(settings(ENGLISH, {"locale": False, "name": "Norsk"}, {"locale": "mt"}, {}, 3)) == [
            "plugins.i18n.languages[1].locale: the word false is no language code",
            "plugins.i18n.languages[2].name: missing",
            "plugins.i18n.languages[3].locale: missing",
            "plugins.i18n.languages[3].name: missing",
            "plugins.i18n.languages[4]: no language",
        ]

    def test_a_language_that_nobody_knows(self) -> None:
        assert told(settings(ENGLISH, {"locale": "zz", "name": "Z"})) == [
            "plugins.i18n.languages[1].locale: nothing is known of the language “zz”"
        ]

    def test_twice_and_two_defaults(self) -> None:
        assert told(settings(ENGLISH, ENGLISH)) == [
            "plugins.i18n.languages: 2 default languages",
            "plugins.i18n.languages: en is listed twice",
        ]

    @pytest.mark.parametrize("share", [-1, 101, "all", True, 99.5, None])
    def test_a_share_that_is_none(self, share: object) -> None:
        assert len(told(settings(ENGLISH, MALTESE, translated={"mt": share}))) == 1

    def test_a_share_of_a_language_that_is_not_listed(self) -> None:
        assert told(settings(ENGLISH, translated={"mt": 5}, translated_interface={"it": 5})) == [
            "extra.translated.mt: no such language is listed",
            "extra.translated_interface.it: no such language is listed",
        ]


class TestSettings:
    @pytest.mark.parametrize(
        ("raw", "said"),
        [
            (b"a: [1", "mkdocs.yml:1:6: yaml: YAML cannot be read"),
            (b"a: 1\nb: !!python/name:os.system\n", "mkdocs.yml:2:4: yaml: YAML cannot be read"),
            (b"a: \xff", "mkdocs.yml:0:0: file: it is no YAML in UTF-8"),
            (b"a: \x07", "mkdocs.yml:0:0: file: it is no YAML in UTF-8"),
            (b"just text", "mkdocs.yml:0:0: file: it holds no settings"),
            (b"", "mkdocs.yml:0:0: file: it holds no settings"),
        ],
    )
    def test_what_cannot_be_read_is_a_problem(self, tmp_path: Path, raw: bytes, said: str) -> None:
        (tmp_path / "mkdocs.yml").write_bytes(raw)
        with pytest.raises(PlaybookError) as caught:
            read_settings(tmp_path / "mkdocs.yml")
        assert str(caught.value.problems[0]).startswith(said)

    def test_the_hook_that_the_portals_own_settings_name_is_there(self) -> None:
        listed = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))
        assert [hook for hook in listed["hooks"] if not (ROOT / hook).is_file()] == []
        assert (ROOT / listed["theme"]["custom_dir"]).is_dir()
