"""Interface texts in use: placeholders, plural forms, numbers, dates and lists as each language writes them."""

import datetime as dt

import pytest

from playbook import safe_markdown
from playbook.localise import PluralText, Text
from playbook.safe_markdown import Safe
from playbook.words import Words


def show(value: object) -> Safe:
    """As pages show it: texts with their marks, everything else as plain text."""
    if isinstance(value, Safe):
        return value
    if isinstance(value, Text):
        return Safe(safe_markdown.line(value, str))
    return Safe(safe_markdown.plain(str(value)))


def words(language: str, **texts: str | dict[str, str]) -> Words:
    interface = {
        key.replace("_", "."): PluralText({name: Text(form, "line") for name, form in text.items()})
        if isinstance(text, dict)
        else Text(text, "line")
        for key, text in texts.items()
    }
    return Words(language, interface, show)


class TestText:
    def test_placeholders_are_filled(self) -> None:
        assert words("en", a="**{name}** has {n}").text("a", name="Bell", n=3) == "**Bell** has 3"

    def test_names_of_placeholders_may_hold_what_marks_emphasis(self) -> None:
        assert words("en", a="_{pass_mark}_ of {all_marks}").text("a", pass_mark=3, all_marks=4) == "_3_ of 4"

    def test_what_is_filled_in_cannot_mark_anything_up(self) -> None:
        assert words("en", a="{name}").text("a", name="<b> {x} **y**") == "&#60;b> &#123;x&#125; &#42;&#42;y&#42;&#42;"

    def test_what_the_engine_has_made_passes(self) -> None:
        assert words("en", a="{link}").text("a", link=Safe("[x](<y.md>)")) == "[x](<y.md>)"

    def test_other_braces_stay_harmless(self) -> None:
        assert words("en", a="{: onclick=x } {other}").text("a", n=1) == "&#123;: onclick=x } &#123;other}"

    def test_a_text_that_there_is_not_is_noted(self) -> None:
        some = words("en", b={"one": "x", "other": "y"})
        assert (some.text("a.b"), some.text("b"), some.counted("c", 1)) == ("a.b", "b", "c")
        assert some.unknown == {"a.b", "b", "c"}

    def test_choices_go_by_field_and_value(self) -> None:
        assert words("en", choice_cost_low="Low").choice("low", "cost") == "Low"


ARABIC = {name: f"{{n}} {name}" for name in ("zero", "one", "two", "few", "many", "other")}


class TestCounted:
    @pytest.mark.parametrize(
        ("n", "name"), [(0, "zero"), (1, "one"), (2, "two"), (3, "few"), (11, "many"), (100, "other")]
    )
    def test_arabic_has_six_forms(self, n: int, name: str) -> None:
        assert words("ar", a=ARABIC).counted("a", n) == f'<bdi dir="ltr">{n}</bdi> {name}'

    def test_a_missing_text_goes_by_the_english_rule(self) -> None:
        forms = PluralText({name: Text(f"{{n}} {name}", "line", "missing") for name in ("one", "other")})
        some = Words("ar", {"a": forms}, show)
        assert some.counted("a", 2) == '<bdi dir="ltr">2</bdi> other'

    def test_numbers_have_their_marks(self) -> None:
        assert words("it", a={"one": "{n}", "many": "{n}", "other": "{n}"}).counted("a", 1234567) == "1.234.567"


class TestForms:
    @pytest.mark.parametrize(
        ("language", "number", "share", "day"),
        [
            ("en", "1,234.5", "80%", "November 21, 2026"),
            ("it", "1.234,5", "80%", "21 novembre 2026"),
            ("mt", "1,234.5", "80%", "21 ta’ Novembru 2026"),
            ("hy", "1\u00a0234,5", "80%", "21 նոյեմբերի, 2026 թ."),
            ("tl", "1,234.5", "80%", "Nobyembre 21, 2026"),
            ("ar", '<bdi dir="ltr">1,234.5</bdi>', '<bdi dir="ltr">80%</bdi>', "21 نوفمبر 2026"),
        ],
    )
    def test_numbers_shares_and_days(self, language: str, number: str, share: str, day: str) -> None:
        some = words(language)
        shown = str(some.percent(80)).replace("\u200e", "").replace("\u00a0%", "%")
        assert (some.number(1234.5), shown, some.date(dt.date(2026, 11, 21))) == (number, share, day)

    def test_lists(self) -> None:
        parts = [Safe("a"), Safe("b"), Safe("c")]
        assert words("en").joined(parts) == "a, b, and c"
        assert words("it").joined(parts[:2]) == "a e b"
        assert words("ar").joined(parts[:1]) == "a"
