"""What every view needs: the words of the page's language and its way of writing numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from calculators.fields import NUMBER
from calculators.number_format import LocaleData, format_quantity, isolated, shown
from calculators.plural import OTHER
from calculators.views.markup import Html, element, escape

Words = Mapping[str, str | Mapping[str, str]]
"""Dotted key → text, or → plural category → text; ``{name}`` stands for a value, ``{n}`` for the number that rules."""

Pages = Mapping[str, Mapping[str, str]]
"""Name of a page, such as ``module/know-your-leads`` → ``title`` and ``address``; ``language`` of a foreign title."""

Quantity = tuple[Fraction | int, str]
"""A number with its unit."""
FormulaPart = str | Quantity
"""A sign of arithmetic, or a number with its unit."""

_PLACEHOLDER = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class View:
    """One calculator's page in one language."""

    calculator_id: str
    words: Words
    locale: LocaleData
    pages: Pages = field(default_factory=dict)

    def say(self, key: str, /, **values: Html) -> Html:
        """Return a text of the page with its placeholders filled."""
        word = self.words[key]
        template = word if isinstance(word, str) else word[OTHER]
        return Html(_filled(escape(template), values))

    def say_count(self, key: str, count: Fraction | int, /, **values: Html) -> Html:
        """Do the same with the plural form for ``count``, which fills ``{n}``."""
        word = self.words[key]
        if isinstance(word, str):
            template = word
        else:
            category = self.locale.plural.category(shown(count, NUMBER, self.locale))
            template = word.get(category, word[OTHER])
        return Html(_filled(escape(template), {**values, "n": self.quantity(count, NUMBER)}))

    def say_plain(self, key: str, /, **values: str) -> str:
        """Return a text where there is no markup, as in a picture's description."""
        word = self.words[key]
        return _filled(word if isinstance(word, str) else word[OTHER], values)

    def quantity(self, value: Fraction | int, unit: str) -> Html:
        """Return a number as the page shows it."""
        return self.left_to_right(format_quantity(value, unit, self.locale))

    def plain_quantity(self, value: Fraction | int, unit: str) -> str:
        """Do the same where there is no markup."""
        return isolated(format_quantity(value, unit, self.locale), self.locale)

    def equation(self, key: str, *formula: FormulaPart, result: Quantity, **values: Html) -> Html:
        """Return a text with ``{formula}``, arithmetic that runs left to right everywhere, and its ``{result}``."""
        texts = (part if isinstance(part, str) else format_quantity(*part, self.locale) for part in formula)
        line = " ".join(texts).replace("( ", "(").replace(" )", ")")
        written = element("bdi", escape(line), dir="ltr", class_="calculator-formula")
        return self.say(key, formula=written, result=self.quantity(*result), **values)

    def left_to_right(self, text: str) -> Html:
        """Return a number or the like, isolated where the page runs the other way."""
        return element("bdi", escape(text), dir="ltr") if self.locale.dir == "rtl" else escape(text)

    def plain_name(self, names: str, thing_id: str) -> str:
        """Return the name of a stage or the like: the page's word for its id, else the id, which the reader typed."""
        word = self.words.get(f"{names}.{thing_id}", thing_id) if names else thing_id
        return word if isinstance(word, str) else word[OTHER]

    def name(self, names: str, thing_id: str) -> Html:
        """Do the same with markup, isolated since it may run either way."""
        return element("bdi", escape(self.plain_name(names, thing_id)))

    def link(self, name: str) -> Html:
        """Return a link to a page of the playbook, where the site has none its bare name."""
        page = self.pages.get(name)
        if page is None:
            return element("bdi", escape(name))
        return element("a", element("bdi", escape(page["title"]), lang=page.get("language")), href=page["address"])

    def id_of(self, names: str, name: str) -> str:
        """Return the id whose name the reader typed, else the name itself."""
        wanted = " ".join(name.split())
        for key, word in self.words.items():
            prefix, _, thing_id = key.partition(".")
            if prefix == names and isinstance(word, str) and word.casefold() == wanted.casefold():
                return thing_id
        return wanted


def _filled(template: str, values: Mapping[str, str]) -> str:
    return _PLACEHOLDER.sub(lambda match: values.get(match[1], match[0]), template)
