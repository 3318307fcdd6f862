"""Whatever stands in a YAML text or in a translation, nothing on the page can run but what the engine put there."""

import re
from collections.abc import Mapping
from pathlib import Path

import markdown
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from playbook.catalogue import Catalogue, Translation, catalogue
from playbook.languages import Language
from playbook.load import Library, load
from playbook.localise import Localised, localise
from playbook.markdown_text import allowed_link
from playbook.messages import Message, english, messages
from playbook.model.base import PointsTo
from playbook.navigation import navigation
from playbook.project import Project
from playbook.safe_markdown import clean
from playbook.stage import manifest
from playbook.term_links import TermLinks
from playbook.walk import Leaf, leaves, transform
from tests.golden_pages import pages_of
from tests.pages import EXTENSIONS, Seen, look

ENGLISH = Language("en", "English", default=True, translated=100)
ARABIC = Language("ar", "العربية", default=False, translated=0)

# Pieces that mean something to Markdown, to HTML or to the engine, so that chance puts them together.
PIECES = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "</div>", "<!--", "-->", "<",
    "<a href='javascript:alert(1)'>", "javascript:alert(1)", "data:text/html,x", "](javascript:alert(1))", "[x]",
    "[x]: javascript:alert(1)", "[x](", ")", "](", "![", "*[x]: y", "`", "``", "\\", "\\`", "\\[", "&", "&#60;", "&lt;",
    "{: onclick=alert(1) }", "{", "}", "{n}", "{{ n }}", "{% x %}", "|", "!!! note", '??? "x"', "# ", "===", "---", "***",
    "- ", "1. ", "> ", ":   ", "    ", "\n", "\n\n", "\t", "\r", "\x02", "\x03", "\u2028", "\ufeff", '"', "'", "*", "**",
    "_", "~", "^", "[TOC]", "entry:objection/too-dear", "[ok](entry:objection/too-dear)", "[ok](https://x.example)",
    "https://x.example", "lead", "word", "ليد", "é", "😀", "markdown='1'", "style=x", "wzxhzdk:0", "klzzwxh:0001",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=6), min_size=1, max_size=12).map("".join).filter(str.strip)

ENGINE_TAGS = set(
    "a bdi blockquote code dd details div dl dt em h1 h2 h3 hr li ol p span strong summary table tbody td th thead tr ul".split()
)
ENGINE_ATTRIBUTES = {"class", "dir", "href", "hreflang", "id", "lang", "start", "style", "title", "type"}


@pytest.fixture(scope="module")
def content(base: Path) -> Library:
    return load(base, Project(base).content)[0]


@pytest.fixture(scope="module")
def before(content: Library) -> dict[str, str]:
    return pages_of(localise(content, ENGLISH, Catalogue("en.po")))


def rendered(localised: Localised, before: Mapping[str, str]) -> dict[str, str]:
    """The HTML of every page that differs from ``before``, as mkdocs makes it: with the portal's extensions."""
    terms = TermLinks(manifest(localised, navigation(localised, {}), [], {})["glossary"], localised.language.code)
    converter = markdown.Markdown(extensions=[*EXTENSIONS, terms])
    terms.glossary = "../glossary/index.md"
    pages = {path: text for path, text in pages_of(localised).items() if before.get(path) != text}
    return {path: converter.reset().convert(_body(text)) for path, text in pages.items()}


def _body(text: str) -> str:
    front = re.match(r'---\n((?:[a-z]+: ".*"\n)+)---\n', text)
    assert front
    assert all(isinstance(value, str) for value in yaml.safe_load(front[1]).values())
    return text[front.end() :]


def assert_harmless(seen: Seen) -> None:
    for element in seen.elements:
        assert element.tag in ENGINE_TAGS, element
        assert element.attributes.keys() <= ENGINE_ATTRIBUTES, element
        assert element.attributes.get("style", "text-align: left;") in {"text-align: left;"}, element
        href = element.attributes.get("href", "")
        assert ":" not in href or (allowed_link(href) and not href.startswith("entry:")), element


def changed(library: Library, text: str, leaf_number: int) -> Library:
    """The library with ``text`` in place of one of its translatable texts."""
    spots = [(item, leaf) for item in library.items for leaf in leaves(item.entry) if _is_shown(item.kind.name, leaf)]
    item, spot = spots[leaf_number % len(spots)]
    entry = transform(item.entry, lambda leaf: text if leaf.key == spot.key and leaf.mark == spot.mark else leaf.value)
    kept = [type(one)(one.kind, entry if one is item else one.entry, one.document, one.index) for one in library.items]
    return Library(tuple(kept))


def _is_shown(kind: str, leaf: Leaf) -> bool:
    return (
        not isinstance(leaf.mark, PointsTo)
        and isinstance(leaf.value, str)
        and kind not in ("calculator", "fact", "term")
    )


@settings(max_examples=80)
@given(text=TEXTS, spot=st.integers(0, 10_000))
def test_no_english_text_can_run_anything(content: Library, before: dict[str, str], text: str, spot: int) -> None:
    library = changed(content, text, spot)
    for html in rendered(localise(library, ENGLISH, Catalogue("en.po")), before).values():
        assert_harmless(look(html))


@settings(max_examples=6)
@given(data=st.data())
def test_no_translation_can_run_anything(content: Library, data: st.DataObject) -> None:
    chosen = data.draw(st.lists(TEXTS, min_size=5, max_size=40))
    known = [message for message in messages(content) if not message.file.endswith("calculators.yml")]

    def translation(number: int, message: Message) -> Translation:
        forms = (chosen[number % len(chosen)],) * (6 if message.plural else 1)
        return Translation(message.context, english(message.text, message.plural), forms, fuzzy=False, line=1)

    translations = [translation(number, message) for number, message in enumerate(known) if number % 3]
    localised = localise(content, ARABIC, catalogue("ar.po", translations, 6))
    for html in rendered(localised, {}).values():
        assert_harmless(look(html))


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp"]), min_size=1, max_size=40
)


@given(text=WORDS.filter(str.strip), spot=st.integers(0, 10_000))
def test_plain_words_stay_visible(content: Library, before: dict[str, str], text: str, spot: int) -> None:
    plain = re.sub(r"[*_`\[\]\\]", "", text).strip() or "words"  # the marks that authors do have
    library = changed(content, f"Aa {plain} zz", spot)
    pages = rendered(localise(library, ENGLISH, Catalogue("en.po")), before)
    wanted = _squeezed(f"Aa {plain} zz")
    assert any(wanted in _squeezed(look(html).words) for html in pages.values())


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", clean(text))
