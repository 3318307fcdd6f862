"""The first use of each term on a page leads to the glossary; nothing else on the page changes."""

import re

import markdown
import pytest

from playbook.term_links import TermLinks
from tests.pages import EXTENSIONS, look

ENGLISH = [
    {"id": "lead", "names": ["qualified leads", "leads", "lead"], "definition": 'Someone who "may" buy & more'},
    {"id": "crm", "names": ["CRM"], "definition": "Where leads are kept"},
    {"id": "cold-call", "names": ["cold call"], "definition": "A call"},
]
ARABIC = [
    {"id": "lead", "names": ["عميل محتمل"], "definition": "شخص قد يشتري"},
    {"id": "pipeline", "names": ["مسار الصفقات"], "definition": "كل الصفقات"},
]


def page(text: str, terms: list[dict[str, object]] = ENGLISH, language: str = "en", glossary: str = "../g.md") -> str:  # type: ignore[assignment]
    links = TermLinks(terms, language)
    links.glossary = glossary
    return markdown.markdown(text, extensions=[*EXTENSIONS, links])


def linked(html: str) -> list[tuple[str, str]]:
    """The terms on a page, each with the words that are linked."""
    return re.findall(r'<a class="term" href="\.\./g\.md#([a-z-]+)"[^>]*>([^<]*)</a>', html)


class TestWhere:
    def test_the_first_use_of_each_term_and_no_other(self) -> None:
        html = page("A lead is in the CRM. Leads are, too.\n\nNo lead, no CRM, but a cold call.")
        assert linked(html) == [("lead", "lead"), ("crm", "CRM"), ("cold-call", "cold call")]

    def test_words_stay_as_they_are(self) -> None:
        text = "Every *qualified leads* list, every lead and each Cold  call."
        assert look(page(text)).words == "Every qualified leads list, every lead and each Cold  call."
        assert linked(page(text)) == [("lead", "qualified leads"), ("cold-call", "Cold  call")]

    @pytest.mark.parametrize(
        "text",
        [
            "[a lead](x.md)",
            "`lead`",
            "    lead",
            "## A lead",
            "# lead",
            "| lead |\n|---|\n| x |",
            "lead\n:   x",
            '??? note "lead"\n\n    x',
            "misleading, mislead, leader, lead_x, Lead2",
            '<div markdown="1" class="data-table">\n\n|x|\n|-|\n|lead|\n\n</div>',
            '<div markdown="1" lang="en">\n\nlead\n\n</div>',
        ],
    )
    def test_where_no_term_is_linked(self, text: str) -> None:
        assert linked(page(text)) == []

    @pytest.mark.parametrize(
        "text", ["(lead)", "“lead”", "**lead**", "l-lead", "lead's", "> lead", "- lead", "|x|\n|-|\n|lead|"]
    )
    def test_where_one_is(self, text: str) -> None:
        assert linked(page(text)) == [("lead", "lead")]

    def test_english_plurals(self) -> None:
        assert linked(page("Leads, and cold calls.")) == [("lead", "Leads"), ("cold-call", "cold calls")]

    def test_short_forms_count_in_capitals_alone(self) -> None:
        terms: list[dict[str, object]] = [{"id": "var", "names": ["value-added reseller", "VAR"], "definition": "x"}]
        assert linked(page("A var, a VAR.", terms)) == [("var", "VAR")]
        assert linked(page("VALUE-ADDED RESELLERS", terms)) == [("var", "VALUE-ADDED RESELLERS")]

    def test_between_and_behind_marks(self) -> None:
        html = page("**A** lead `x` and a **CRM** after a cold call.")
        assert linked(html) == [("lead", "lead"), ("crm", "CRM"), ("cold-call", "cold call")]

    def test_the_glossary_does_not_link_to_itself(self) -> None:
        assert linked(page("A lead.", glossary="")) == []

    def test_no_terms(self) -> None:
        assert page("A lead.", terms=[]) == "<p>A lead.</p>"


class TestHow:
    def test_the_definition_is_a_title_whatever_it_holds(self) -> None:
        (link,) = [one for one in look(page("A lead.")).elements if one.tag == "a"]
        assert link.attributes["title"] == 'Someone who "may" buy & more'

    def test_letters_that_grow_when_they_are_folded(self) -> None:
        terms: list[dict[str, object]] = [{"id": "term", "names": ["տևողություն"], "definition": "x"}]
        assert linked(page("Նրա Տևողություն է։", terms, "hy")) == [("term", "Տևողություն")]

    def test_letters_that_only_look_alike(self) -> None:
        terms: list[dict[str, object]] = [{"id": "term", "names": ["pipeline"], "definition": "x"}]
        assert look(page("pıpeline ſ K", terms)).words == "pıpeline ſ K"


class TestArabic:
    @pytest.mark.parametrize(
        "word",
        [
            "عميل محتمل",
            "العميل المحتمل",
            "والعميل المحتمل",
            "بالعميل المحتمل",
            "للعميل المحتمل",
            "فعميل محتمل",
            "لعميل محتمل",
        ],
    )
    def test_articles_and_clitics_belong_to_the_word(self, word: str) -> None:
        assert linked(page(f"هذا {word} جديد", ARABIC, "ar")) == [("lead", word)]  # type: ignore[arg-type]

    def test_a_word_that_ends_otherwise_is_another(self) -> None:
        assert linked(page("عميل محتملون", ARABIC, "ar")) == []  # type: ignore[arg-type]
