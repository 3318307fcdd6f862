"""Catalogues brought up to date: what stays, what becomes outdated, what is kept for later."""

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.catalogue import Catalogue, catalogue, entry_of, translation_of
from playbook.languages import Language, plural_categories
from playbook.merge import merge
from playbook.messages import Message, english, fingerprint, messages, tidy
from tests.base_project import fill, pseudo
from tests.content import faq, library

ITALIAN = Language("it", "Italiano", default=False, translated=100)
ARABIC = Language("ar", "العربية", default=False, translated=100)


def message(context: str, text: str, plural: str = "") -> Message:
    return Message(context, text, plural, "line", "", "x.yml", 1, 1)


def translated(*listed: Message, language: Language = ITALIAN) -> polib.POFile:
    """A catalogue in which everything is done."""
    done = merge(None, listed, language)
    for entry, one in zip(done, listed, strict=True):
        fill(entry, one, language.code)
    return done


def reread(file: polib.POFile) -> polib.POFile:
    """The catalogue as it comes back from the disk."""
    return polib.pofile(str(file))


def states(file: polib.POFile, *listed: Message, language: Language = ITALIAN) -> list[str]:
    kept = [translation_of(entry) for entry in file if not entry.obsolete]
    found = catalogue("it.po", kept, len(plural_categories(language.code)))
    return [found.find(one).state for one in listed]


class TestMerge:
    def test_a_changed_word_makes_exactly_its_message_fuzzy(self) -> None:
        before = (message("faq.yml#why.title", "Why?"), message("faq.yml#why.answer", "Ten of them."))
        after = (before[0], message("faq.yml#why.answer", "Eleven of them."))
        merged = reread(merge(reread(translated(*before)), after, ITALIAN))
        assert [entry.flags for entry in merged] == [[], ["fuzzy"]]
        assert (merged[1].msgid, merged[1].previous_msgid) == ("Eleven of them.", "Ten of them.")
        assert merged[1].msgstr == pseudo("Ten of them.", "it")
        assert states(merged, *after) == ["translated", "outdated"]

    def test_changed_spaces_change_nothing(self) -> None:
        before = message("faq.yml#why.answer", "Ten  of\nthem.")
        after = message("faq.yml#why.answer", "Ten of them.")
        merged = reread(merge(reread(translated(before)), [after], ITALIAN))
        assert (merged[0].msgid, merged[0].flags) == ("Ten of them.", [])
        assert states(merged, after) == ["translated"]

    def test_a_list_that_gets_a_new_item_keeps_the_others(self) -> None:
        before = [message(f"faq.yml#why.list[{n}]", text) for n, text in enumerate(["one", "two", "three"])]
        after = [message(f"faq.yml#why.list[{n}]", text) for n, text in enumerate(["new", "one", "two", "three"])]
        merged = reread(merge(reread(translated(*before)), after, ITALIAN))
        assert [entry.msgstr for entry in merged] == ["", "one it", "two it", "three it"]
        assert states(merged, *after) == ["missing", "translated", "translated", "translated"]

    def test_an_entry_that_moves_to_another_file_keeps_its_translations(self) -> None:
        before, after = message("faq.yml#why.answer", "Ten."), message("faq/more.yml#why.answer", "Ten.")
        merged = reread(merge(reread(translated(before)), [after], ITALIAN))
        assert [(entry.msgctxt, entry.msgstr, entry.obsolete) for entry in merged] == [
            ("faq/more.yml#why.answer", "Ten. it", 0)
        ]

    def test_going_back_to_the_old_english_clears_the_mark(self) -> None:
        old, new = message("faq.yml#why.answer", "Ten."), message("faq.yml#why.answer", "Eleven.")
        changed = reread(merge(reread(translated(old)), [new], ITALIAN))
        back = reread(merge(changed, [old], ITALIAN))
        assert (back[0].flags, back[0].previous_msgid, back[0].msgstr) == ([], None, "Ten. it")

    def test_a_second_change_keeps_what_was_translated_as_the_previous_text(self) -> None:
        texts = [message("faq.yml#why.answer", text) for text in ("Ten.", "Eleven.", "Twelve.")]
        merged = translated(texts[0])
        for text in texts[1:]:
            merged = reread(merge(reread(merged), [text], ITALIAN))
        assert (merged[0].msgid, merged[0].previous_msgid, merged[0].flags) == ("Twelve.", "Ten.", ["fuzzy"])

    def test_what_is_gone_is_kept_and_comes_back(self) -> None:
        one, two = message("faq.yml#why.answer", "Ten."), message("faq.yml#how.answer", "Slowly.")
        without = reread(merge(reread(translated(one, two)), [one], ITALIAN))
        assert [(entry.msgid, entry.obsolete) for entry in without] == [("Ten.", 0), ("Slowly.", 1)]
        again = reread(merge(without, [one, two], ITALIAN))
        assert [(entry.msgstr, entry.obsolete) for entry in again] == [("Ten. it", 0), ("Slowly. it", 0)]

    def test_what_was_never_translated_is_not_kept(self) -> None:
        merged = merge(merge(None, [message("faq.yml#why.answer", "Ten.")], ITALIAN), [], ITALIAN)
        assert list(merged) == []

    def test_notes_of_translators_and_headers_stay(self) -> None:
        one = message("faq.yml#why.answer", "Ten.")
        before = translated(one)
        before.header = "Licence: CC BY 4.0\nSpelling: the academy's"
        before[0].tcomment = "checked by Anna"
        before.metadata["Last-Translator"] = "Anna"
        merged = reread(merge(reread(before), [one], ITALIAN))
        assert merged.header == before.header
        assert merged[0].tcomment == "checked by Anna"
        assert merged.metadata["Last-Translator"] == "Anna"
        assert merged.metadata["Language"] == "it"

    @pytest.mark.parametrize(("language", "forms"), [(ITALIAN, 3), (ARABIC, 6)])
    def test_plural_forms_are_those_of_the_language(self, language: Language, forms: int) -> None:
        merged = merge(None, [message("interface.yml#n.text", "{n} day", "{n} days")], language)
        assert sorted(merged[0].msgstr_plural) == list(range(forms))
        assert merged.metadata["Plural-Forms"].startswith(f"nplurals={forms}; plural=")

    def test_a_change_of_the_plural_alone_outdates_it(self) -> None:
        before = message("interface.yml#n.text", "{n} day", "{n} days")
        after = message("interface.yml#n.text", "{n} day", "{n} working days")
        done = translated(before, language=ARABIC)
        merged = reread(merge(reread(done), [after], ARABIC))
        assert (merged[0].flags, merged[0].previous_msgid_plural) == (["fuzzy"], "{n} days")
        assert states(merged, after, language=ARABIC) == ["outdated"]
        back = reread(merge(merged, [before], ARABIC))
        assert states(back, before, language=ARABIC) == ["translated"]


class TestCatalogue:
    def find(self, given: list[Message], one: Message, **options: int) -> str:
        kept = [translation_of(entry) for entry in translated(*given)]
        return catalogue("it.po", kept, options.get("forms", 3)).find(one).state

    def test_translations_are_found_without_an_update(self) -> None:
        moved = message("faq/more.yml#why.answer", "Ten.")
        assert self.find([message("faq.yml#why.answer", "Ten.")], moved) == "translated"

    def test_the_same_words_of_another_entry_are_another_text(self) -> None:
        assert self.find([message("faq.yml#why.answer", "Ten.")], message("faq.yml#how.answer", "Ten.")) == "missing"

    def test_interface_texts_with_the_same_words_are_two_texts(self) -> None:
        low = message("interface/pages.yml#choice.cost.low.text", "Low")
        assert self.find([low], message("interface/pages.yml#choice.effort.low.text", "Low")) == "missing"
        assert self.find([low], message("interface/more.yml#choice.cost.low.text", "Low")) == "translated"
        assert entry_of("faq.yml#why.list[3]") == "why"

    def test_fewer_plural_forms_than_the_language_has_are_none(self) -> None:
        one = message("interface.yml#n.text", "{n} day", "{n} days")
        assert self.find([one], one) == "translated"
        assert self.find([one], one, forms=6) == "missing"

    def test_what_has_moved_away_is_not_taken_for_its_successor(self) -> None:
        before, after = library(book=BOOK % "one, two"), library(book=BOOK % "new, one, two")
        kept = [translation_of(entry) for entry in translated(*messages(before))]
        found = {one.context: catalogue("it.po", kept, 3, after).find(one) for one in messages(after)}
        states = [found[f"books.yml#little.take_away[{n}]"].state for n in range(3)]
        assert states == ["missing", "translated", "translated"]

    def test_an_empty_catalogue_has_nothing(self) -> None:
        assert Catalogue("it.po").find(message("faq.yml#why.answer", "Ten.")).state == "missing"


class TestMessages:
    def test_names_hang_on_ids_and_not_on_places(self) -> None:
        found = {one.context for one in messages(library(checklist=CHECKLIST))}
        assert "checklists.yml#week.groups.monday.items.call.done_when" in found
        assert "checklists.yml#week.groups.monday.title" in found
        assert not any("owner" in name or "purpose" in name for name in found)

    def test_the_definition_of_every_term_is_translated(self) -> None:
        term = "- {id: lead, group: a, term: lead, definition: Someone., languages: {}}"
        assert [one.context for one in messages(library(term=term))] == ["terms.yml#lead.definition"]

    def test_places_and_notes_come_along(self) -> None:
        (found,) = messages(library(interface="- id: page.do\n  text: Do\n  note: on a button\n"))
        assert (found.file, found.line, found.column) == ("playbook/content/interface.yml", 2, 9)
        assert (found.text, found.plural, found.note, found.form) == ("Do", "", "on a button", "line")

    def test_blanks_at_the_ends_of_lines_are_no_words(self) -> None:
        assert tidy(" a  \n\nb \n") == "a\n\nb"
        (answer,) = [one for one in messages(faq('"Ten. "')) if one.context.endswith("answer")]
        assert answer.text == "Ten."


BOOK = """
    - id: little
      title: Little
      summary: A book.
      owner: sdr
      reviewed: 2026-11-21
      author: A. Writer
      take_away: [%s]
      read_when: Now.
"""
CHECKLIST = """
    - id: week
      title: Week
      summary: A week.
      owner: sdr
      reviewed: 2026-11-21
      outcome: Done.
      next: [role/sdr]
      purpose: call
      roles: [sdr]
      groups:
        - id: monday
          title: Monday
          items: [{id: call, text: Call., why: To talk., done_when: It rang., owner: sdr}]
"""

WORDS = st.text("ab \n", min_size=1, max_size=6).filter(str.strip)
CONTEXTS = st.sampled_from(
    [f"{file}#{entry}.{field}" for file in ("a.yml", "b.yml") for entry in "xy" for field in "pq"]
)
STEPS = st.lists(st.dictionaries(CONTEXTS, WORDS, max_size=6), min_size=1, max_size=5)


@given(steps=STEPS, done=st.lists(st.booleans(), min_size=30, max_size=30))
def test_no_work_is_ever_lost_and_a_second_update_changes_nothing(
    steps: list[dict[str, str]], done: list[bool]
) -> None:
    file: polib.POFile | None = None
    written: set[str] = set()
    for number, step in enumerate(steps):
        listed = [message(context, tidy(text)) for context, text in step.items()]
        file = merge(file, listed, ITALIAN)
        for place, entry in enumerate(one for one in file if not one.obsolete):
            if done[(number * 6 + place) % 30] and not entry.msgstr:
                entry.msgstr = f"translation {number}.{place}"
                written.add(entry.msgstr)
        file = reread(file)
        assert written == {entry.msgstr for entry in file if entry.msgstr}
        assert [one.msgctxt for one in file if not one.obsolete] == list(step)
        assert str(merge(reread(file), listed, ITALIAN)) == str(merge(file, listed, ITALIAN))
        assert str(reread(merge(reread(file), listed, ITALIAN))) == str(file)


@given(text=st.text("ab*`- ", min_size=1, max_size=12).filter(str.strip), blanks=st.data())
def test_adding_blanks_never_outdates(text: str, blanks: st.DataObject) -> None:
    pieces = text.split(" ")
    between = [blanks.draw(st.sampled_from([" ", "  ", "\n", " \n "])) for _ in pieces[1:]]
    spread = "".join(piece + blank for piece, blank in zip(pieces, [*between, ""], strict=True))
    before, after = message("a.yml#x.p", text), message("a.yml#x.p", spread)
    assert fingerprint(text) == fingerprint(spread)
    assert english(text, "") == english(f" {spread}\n", "")
    assert states(reread(merge(reread(translated(before)), [after], ITALIAN)), after) == ["translated"]
