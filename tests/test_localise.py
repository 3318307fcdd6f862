"""Entries in one language: every text translated, or marked as not."""

from playbook.catalogue import Catalogue, Translation, catalogue
from playbook.languages import Language
from playbook.localise import PluralText, Text, localise
from playbook.messages import english
from tests.content import faq, library

ENGLISH = Language("en", "English", default=True, translated=100)
ITALIAN = Language("it", "Italiano", default=False, translated=100)
INTERFACE = """
    - id: page.do
      text: Do
    - id: page.time
      text: {one: "{n} day", other: "{n} days"}
"""


def translation(context: str, text: str, *forms: str, plural: str = "", fuzzy: bool = False) -> Translation:
    return Translation(context, english(text, plural), forms, fuzzy, 1)


def test_each_text_says_how_it_stands() -> None:
    known = catalogue(
        "it.po",
        [
            translation("faq.yml#why.title", "Why?", "Perché?"),
            translation("faq.yml#why.summary", "Another question.", "Una domanda."),
            translation("faq.yml#why.answer", "Ten.", "Dieci.", fuzzy=True),
        ],
        3,
    )
    local = localise(faq("Ten."), ITALIAN, known)
    entry = local.of("faq")[0].entry
    assert [(str(text), text.state, text.form) for text in (entry.title, entry.summary, entry.answer)] == [
        ("Perché?", "translated", "plain"),
        ("Una domanda.", "outdated", "line"),
        ("Dieci.", "outdated", "prose"),
    ]
    assert local.states == {"translated": 1, "outdated": 2, "missing": 0}


def test_a_missing_text_is_english_and_says_so() -> None:
    entry = localise(faq("Ten."), ITALIAN, Catalogue("it.po")).of("faq")[0].entry
    assert (entry.answer, entry.answer.state) == ("Ten.", "missing")


def test_english_needs_no_catalogue() -> None:
    entry = localise(faq("|\n        Ten. \n        \n        Eleven."), ENGLISH, Catalogue("en.po")).of("faq")[0].entry
    assert (entry.answer, entry.answer.state) == ("Ten.\n\nEleven.", "translated")


def test_everything_that_is_no_text_stays() -> None:
    entry = localise(faq("Ten."), ITALIAN, Catalogue("it.po")).of("faq")[0].entry
    assert (entry.id, entry.owner, entry.reviewed.isoformat()) == ("why", "sdr", "2026-11-21")
    assert not isinstance(entry.owner, Text)


def test_plural_forms_go_by_the_categories_of_the_language() -> None:
    forms = translation("interface.yml#page.time.text", "{n} day", "a", "b", "c", plural="{n} days")
    local = localise(library(interface=INTERFACE), ITALIAN, catalogue("it.po", [forms], 3))
    assert local.interface["page.time"] == {"one": "a", "many": "b", "other": "c"}
    assert local.interface["page.do"] == "Do"


def test_too_few_plural_forms_are_none() -> None:
    forms = translation("interface.yml#page.time.text", "{n} day", "a", "b", plural="{n} days")
    text = localise(library(interface=INTERFACE), ITALIAN, catalogue("it.po", [forms], 3)).interface["page.time"]
    assert isinstance(text, PluralText)
    assert text == {"one": "{n} day", "other": "{n} days"}
    assert {form.state for form in text.values()} == {"missing"}


def test_facts_are_for_editors() -> None:
    content = library(fact="- {id: a, topic: t, kind: advice, fact: F., sources: [s]}")
    local = localise(content, ITALIAN, Catalogue("it.po"))
    assert local.of("fact") == ()
    assert local.states == {"translated": 0, "outdated": 0, "missing": 0}
