"""The interface in one language: looking texts up, filling placeholders, writing numbers, dates and lists."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent

from playbook.languages import babel_locale
from playbook.localise import PluralText, Text
from playbook.safe_markdown import Safe

_PLACEHOLDER = re.compile(r"&#123;([a-z][a-z0-9_]*)\}")


@dataclass
class Words:
    """Interface texts of one language. Keys that were asked for in vain are kept in ``unknown``."""

    language: str
    interface: Mapping[str, Text | PluralText]
    show: Callable[[object], Safe]
    unknown: set[str] = field(default_factory=set)

    def text(self, key: str, **values: object) -> Safe:
        """The text under ``key`` with its ``{placeholders}`` filled."""
        found = self.interface.get(key)
        if not isinstance(found, Text):
            self.unknown.add(key)
            return Safe(key)
        return self._fill(found, values)

    def counted(self, key: str, n: int) -> Safe:
        """The plural form of ``key`` for ``n``, which stands in the text as ``{n}``."""
        forms = self.interface.get(key)
        if not isinstance(forms, PluralText):
            self.unknown.add(key)
            return Safe(key)
        missing = any(form.state == "missing" for form in forms.values())
        category = babel_locale("en" if missing else self.language).plural_form(n)
        return self._fill(forms.get(category) or forms["other"], {"n": self.number(n)})

    def choice(self, value: str, field_name: str) -> Safe:
        """What readers call one of the choices of a field."""
        return self.text(f"choice.{field_name}.{value}")

    def number(self, value: float | Decimal) -> Safe:
        """A number as the language writes it, in Western digits, kept together in right-to-left text."""
        return self._isolated(format_decimal(value, locale=babel_locale(self.language), numbering_system="latn"))

    def percent(self, whole: int) -> Safe:
        """A share given in whole percent."""
        share = Decimal(whole) / 100
        return self._isolated(format_percent(share, locale=babel_locale(self.language), numbering_system="latn"))

    def date(self, day: dt.date) -> Safe:
        """A day with the name of its month."""
        return Safe(format_date(day, format="long", locale=babel_locale(self.language)))

    def joined(self, parts: list[Safe] | tuple[Safe, ...]) -> Safe:
        """Several things as the language lists them."""
        return Safe(format_list([str(part) for part in parts], locale=babel_locale(self.language)))

    def _isolated(self, text: str) -> Safe:
        rtl = babel_locale(self.language).text_direction == "rtl"
        return Safe(f'<bdi dir="ltr">{text}</bdi>' if rtl else text)

    def _fill(self, text: Text, values: Mapping[str, object]) -> Safe:
        def fill(match: re.Match[str]) -> str:
            return str(self.show(values[match[1]])) if match[1] in values else match[0]

        return Safe(_PLACEHOLDER.sub(fill, str(self.show(text))))
