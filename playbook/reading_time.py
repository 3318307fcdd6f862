"""How long it takes to read entries."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from playbook.localise import PluralText
from playbook.model.base import Translatable
from playbook.walk import leaves

_WORDS_A_MINUTE = 180


def minutes_of(entries: Iterable[Any]) -> int:
    """The minutes it takes to read all texts of the entries, at least one."""
    texts = (leaf.value for entry in entries for leaf in leaves(entry) if isinstance(leaf.mark, Translatable))
    words = sum(len(_any_form(text).split()) for text in texts)
    return max(1, round(words / _WORDS_A_MINUTE))


def _any_form(text: object) -> str:
    return text["other"] if isinstance(text, PluralText) else str(text)
