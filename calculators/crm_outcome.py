"""crm: whether a deal is won, lost or open, by what exports write in their columns."""

from __future__ import annotations

import re
from functools import lru_cache

WON, LOST, OPEN = "won", "lost", "open"

_WON = re.compile(r"\b(won|ganh[oa]|vendid[oa]|vint[oa]|ganad[oa]|gagnée?|gewonnen|closedwon)\b")
_LOST = re.compile(r"\b(lost|perdid[oa]|pers[oa]|perdue?|verloren|closedlost)\b")
_OPEN = re.compile(r"\b(open|in progress|em andamento|abert[oa]|apert[oa]|abiert[oa]|offen)\b")
_NO = frozenset({"", "0", "false", "no", "n", "nao", "não", "falso", "-", "f"})
_LONGEST = 80


@lru_cache(maxsize=4096)
def outcome_in(text: str) -> str:
    """Return what a status or the name of a stage says, nothing where it says nothing."""
    words = text[:_LONGEST].casefold().replace("_", " ")
    for said, pattern in ((LOST, _LOST), (WON, _WON), (OPEN, _OPEN)):
        if pattern.search(words):
            return said
    return ""


def is_marked(text: str) -> bool:
    """Whether a column that marks something, with a word or with the time when it happened, does so."""
    return text.casefold() not in _NO


def outcome(*, status: str, stage: str, won: str, lost: str, decided: str) -> str:
    """Return ``won``, ``lost`` or ``open``; each argument is the text of a cell, empty where there is none.

    A status goes before marks, marks before the name of the stage. A deal that is decided and not won is lost.
    """
    said = outcome_in(status)
    if said:
        return said
    if is_marked(won) and not is_marked(lost):
        return WON
    if is_marked(lost):
        return LOST
    by_stage = outcome_in(stage)
    if is_marked(decided) and by_stage != WON:
        return LOST
    return by_stage or OPEN
