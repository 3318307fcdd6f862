"""Whatever stands in a YAML text or in a translation, nothing on the page can run but what the engine put there."""

import re
from collections import Counter
from collections.abc import Collection, Iterator
from pathlib import Path

import markdown
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from playbook.addresses import kinds_with_pages
from playbook.catalogue import Catalogue, Translation, catalogue
from playbook.languages import Language
from playbook.load import Item, Library, load
from playbook.localise import Localised, localise
from playbook.markdown_text import allowed_link
from playbook.messages import Message, english, messages
from playbook.model.base import Translatable
from playbook.navigation import navigation
from playbook.project import Project
from playbook.safe_markdown import clean
from playbook.stage import manifest
from playbook.term_links import TermLinks
from playbook.walk import leaves, transform
from tests.golden_pages import pages_of
from tests.pages import EXTENSIONS, Seen, look

ENGLISH = Language("en", "English", default=True, translated=100)
ARABIC = Language("ar", "العربية", default=False, translated=0)

# Pieces that mean something to Markdown, to HTML or to the engine, so that chance puts them together.
PIECES = [
    *(
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<svg/onload=alert(1)>",
        "</div>",
        "<!--",
        "-->",
        "<",
    ),
    *("<a href='javascript:alert(1)'>", "javascript:alert(1)", "data:text/html,x", "](javascript:alert(1))", "[x]"),
    *("[x]: javascript:alert(1)", "[x](", ")", "](", "![", "*[x]: y", "`", "``", "\\", "\\`", "\\[", "&", "&#60;"),
    *("{: onclick=alert(1) }", "{", "}", "{n}", "{{ n }}", "{% x %}", "|", "!!! note", '??? "x"', "# ", "===", "---"),
    *("***", "- ", "1. ", "> ", ":   ", "    ", "\n", "\n\n", "\t", "\r", "\x02", "\x03", "\u2028", "\ufeff", '"', "'"),
    *("*", "**", "_", "~", "^", "[TOC]", "[ok](entry:objection/too-dear)", "[ok](https://x.example)", "&lt;", "lead"),
    *("https://x.example", "word", "ليد", "é", "😀", "markdown='1'", "style=x", "wzxhzdk:0", "klzzwxh:0001"),
]
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=6), min_size=1, max_size=12).map("".join).filter(str.strip)

MARKDOWN_TAGS = {
    *("a", "bdi", "blockquote", "code", "dd", "details", "div", "dl", "dt", "em", "h1", "h2", "h3", "hr", "li", "ol"),
    *("p", "span", "strong", "summary", "table", "tbody", "td", "th", "thead", "tr", "tspan", "ul"),
}
"""What the words of a page may become; all other elements are the engine's own, as many as the page has anyhow."""
MARKDOWN_ATTRIBUTES = {
    *("class", "data-title", "dir", "href", "hreflang", "id", "lang", "start", "title", "type"),
}
"""The attributes that may come with other words; the engine's own elements keep theirs."""


class Tiny:
    """The entries of the tiny project and the Markdown of its pages."""

    def __init__(self, library: Library) -> None:
        self.library = library
        untouched = localise(library, ENGLISH, Catalogue("en.po"))
        self.pages = pages_of(untouched)
        converter = _converter(untouched)
        self.seen = {path: look(converter.reset().convert(_body(text))) for path, text in self.pages.items()}

    def __repr__(self) -> str:
        return "Tiny()"  # not the megabytes of a dataclass, which hypothesis prints

    def html_of(self, localised: Localised) -> Iterator[tuple[str, str]]:
        """Path and HTML of every page that has changed, as mkdocs makes it."""
        converter = _converter(localised)
        for path, text in pages_of(localised).items():
            if self.pages.get(path) != text:
                yield path, converter.reset().convert(_body(text))

    def assert_harmless(self, path: str, html: str) -> None:
        """There is nothing on a page but what words may become, and the elements that the page has anyhow."""
        before, seen = self.seen[path], look(html)
        own = {(element.tag, name) for element in before.elements for name in element.attributes}
        for element in seen.elements:
            for name in element.attributes:
                assert name in MARKDOWN_ATTRIBUTES or (element.tag, name) in own, element
            href = element.attributes.get("href", "")
            assert ":" not in href or (allowed_link(href) and not href.startswith("entry:")), element
        assert _engine_elements(seen) == _engine_elements(before), path

    def with_text(self, text: str, spot: int, kinds: Collection[str]) -> Localised:
        """The English playbook with ``text`` in place of one of the texts of these kinds."""
        chosen = [item for item in self.library.items if item.kind.name in kinds]
        spots = [(item, leaf) for item in chosen for leaf in leaves(item.entry) if isinstance(leaf.value, str)]
        texts = [(item, leaf) for item, leaf in spots if isinstance(leaf.mark, Translatable)]
        item, here = texts[spot % len(texts)]
        entry = transform(item.entry, lambda leaf: text if leaf == here else leaf.value)
        kept = (
            Item(one.kind, entry if one is item else one.entry, one.document, one.index) for one in self.library.items
        )
        return localise(Library(tuple(kept)), ENGLISH, Catalogue("en.po"))


PAGES = {kind.name for kind in kinds_with_pages()} - {"calculator"}


@pytest.fixture(scope="module")
def tiny(base: Path) -> Tiny:
    library = load(base, Project(base).content)[0]
    return Tiny(library)


def _body(text: str) -> str:
    front = re.match(r'---\n((?:[a-z]+: ".*"\n)+)---\n', text)
    assert front
    assert all(isinstance(value, str) for value in yaml.safe_load(front[1]).values())
    return text[front.end() :]


def _converter(localised: Localised) -> markdown.Markdown:
    """Markdown with the portal's extensions and term links."""
    terms = TermLinks(manifest(localised, navigation(localised, {}), [], {})["glossary"], localised.language.code)
    terms.glossary = "../glossary/index.md"
    return markdown.Markdown(extensions=[*EXTENSIONS, terms])


def _engine_elements(seen: Seen) -> Counter[str]:
    return Counter(element.tag for element in seen.elements if element.tag not in MARKDOWN_TAGS)


@settings(max_examples=50)
@given(text=TEXTS, spot=st.integers(0, 10_000), interface=st.booleans())
def test_no_english_text_can_run_anything(tiny: Tiny, text: str, spot: int, interface: bool) -> None:
    for path, html in tiny.html_of(tiny.with_text(text, spot, {"interface"} if interface else PAGES)):
        tiny.assert_harmless(path, html)


@settings(max_examples=6)
@given(texts=st.lists(TEXTS, min_size=5, max_size=40))
def test_no_translation_can_run_anything(tiny: Tiny, texts: list[str]) -> None:
    known = [message for message in messages(tiny.library) if not message.file.endswith("calculators.yml")]

    def translation(number: int, message: Message) -> Translation:
        forms = (texts[number % len(texts)],) * (6 if message.plural else 1)
        return Translation(message.context, english(message.text, message.plural), forms, fuzzy=False, line=1)

    translations = [translation(number, message) for number, message in enumerate(known) if number % 3]
    for path, html in tiny.html_of(localise(tiny.library, ARABIC, catalogue("ar.po", translations, 6))):
        tiny.assert_harmless(path, html)


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp"]), min_size=1, max_size=40
)


@settings(max_examples=40)
@given(text=WORDS, spot=st.integers(0, 10_000))
def test_plain_words_stay_visible(tiny: Tiny, text: str, spot: int) -> None:
    plain = re.sub(r"[*_`\[\]\\]", "", text)  # without the marks that authors do have
    words = f"Aa {plain} zz"
    pages = tiny.html_of(tiny.with_text(words, spot, PAGES))
    assert any(_squeezed(words) in _squeezed(look(html).words) for _, html in pages)


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", clean(text))
