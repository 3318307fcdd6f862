"""What the scripts of training know of the playbook: one file a language, ``learning/training.json``.

It holds what progress, assignments and reports speak of (pages, modules, paths, quizzes, checklists), the words of the
interface, and how the language counts and writes dates, which not every browser knows.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from babel import Locale
from babel.dates import tokenize_pattern

from playbook.addresses import page_path, page_url
from playbook.languages import Language, babel_locale
from playbook.load import Item
from playbook.locale_data import locale_data
from playbook.localise import Localised, PluralText
from playbook.markdown_text import without_marks
from playbook.practice_cards import card_ids
from playbook.reading_time import minutes_of

TRAINING_FILE = "learning/training.json"
"""Where the file is below a language's root."""
TRAINING = "training."
"""What the ids of interface texts for scripts of training begin with."""
VERSION = 1

_PLURALS = 200
"""For how many numbers the plural category is written down; larger ones go by their last two digits."""
_LETTERS = {"zero": "z", "one": "o", "two": "t", "few": "f", "many": "m", "other": "x"}
_DATE_FIELDS = {"d": "day", "M": "month", "y": "year"}


def training_json(localised: Localised, languages: Iterable[Language]) -> str:
    """The file's text."""
    return json.dumps(training_data(localised, languages), ensure_ascii=False, separators=(",", ":"))


def training_data(localised: Localised, languages: Iterable[Language]) -> dict[str, Any]:
    """What the file holds, as plain data. Addresses are below the language's root, texts have no marks."""
    listed = tuple(languages)
    return {
        "version": VERSION,
        "language": localised.language.code,
        "dir": localised.language.direction,
        "prefixes": {language.code: language.prefix for language in listed},
        "languages": {language.code: language.name for language in listed},
        "locale": _locale(localised.language),
        "words": _words(localised),
        "pages": _pages(localised),
        "modules": _by_id(localised, "module", _module),
        "paths": _by_id(localised, "path", _path),
        "quizzes": _by_id(localised, "quiz", lambda quiz: {"questions": _ids(quiz.questions)}),
        "checklists": _by_id(localised, "checklist", lambda checklist: {"items": _ids(_items(checklist))}),
        "scorecards": _by_id(localised, "scorecard", lambda scorecard: {"pass_mark": scorecard.pass_mark}),
        "cards": card_ids(localised),
    }


def _words(localised: Localised) -> dict[str, str | dict[str, str]]:
    """The interface texts of training without the beginning of their ids; a missing translation is in English."""
    words: dict[str, str | dict[str, str]] = {}
    for key, text in localised.interface.items():
        if key.startswith(TRAINING):
            words[key.removeprefix(TRAINING)] = (
                {category: without_marks(form) for category, form in text.items()}
                if isinstance(text, PluralText)
                else without_marks(text)
            )
    return words


def _pages(localised: Localised) -> dict[str, dict[str, object]]:
    """Every entry with a page of its own, by ``kind/id``."""
    return {
        item.name: {**_head(item), "minutes": minutes_of([item.entry])}
        for items in localised.items.values()
        for item in items
        if item.kind.pages == "each"
    }


def _by_id(localised: Localised, kind: str, more: Any) -> dict[str, dict[str, object]]:
    return {item.entry.id: {**_head(item), **more(item.entry)} for item in localised.of(kind)}


def _head(item: Item) -> dict[str, str]:
    return {"title": without_marks(str(item.entry.title)), "url": page_url(page_path(item))}


def _module(module: Any) -> dict[str, object]:
    return {
        "minutes": module.minutes,
        "roles": list(module.roles),
        "read": list(module.read),
        "quiz": module.quiz,
        "checklist": module.checklist,
        "pass_mark": module.pass_mark,
        "requires": list(module.requires),
    }


def _path(path: Any) -> dict[str, object]:
    weeks = [
        {
            "id": week.id,
            "week": week.week,
            "title": without_marks(str(week.title)),
            "modules": list(week.modules),
            "checklists": list(week.checklists),
        }
        for week in path.weeks
    ]
    test = path.assessment
    return {
        "role": path.role,
        "weeks": weeks,
        "assessment": {"draw": test.draw, "quizzes": list(test.quizzes), "pass_mark": test.pass_mark},
    }


def _items(checklist: Any) -> Iterator[Any]:
    return (item for group in checklist.groups for item in group.items)


def _ids(parts: Iterable[Any]) -> list[str]:
    return [part.id for part in parts]


def _locale(language: Language) -> Mapping[str, object]:
    """How the language counts, and writes numbers, dates and lists, with Western digits."""
    locale = babel_locale(language.code)
    numbers = locale_data(language.code, "")
    return {
        "plural": "".join(_LETTERS[locale.plural_form(n)] for n in range(_PLURALS)),
        **{name: numbers[name] for name in ("percent", "decimal", "group")},
        "date": _date_parts(locale),
        "months": [locale.months["format"]["wide"][month] for month in range(1, 13)],
        "list": {
            name: locale.list_patterns["standard"][part]
            for name, part in (("two", "2"), ("start", "start"), ("middle", "middle"), ("end", "end"))
        },
    }


def _date_parts(locale: Locale) -> list[list[str | int]]:
    """The long form of a date, part by part: ``["day"]``, ``["day", 2]`` for two digits at least, ``["text", " "]``."""
    parts: list[list[str | int]] = []
    for kind, value in tokenize_pattern(locale.date_formats["long"].pattern):
        if kind == "field" and isinstance(value, tuple):
            letter, width = value
            name = _DATE_FIELDS[letter]
            parts.append([name, width] if name == "day" and width > 1 else [name])
        elif parts and parts[-1][0] == "text":
            parts[-1][1] = f"{parts[-1][1]}{value}"
        else:
            parts.append(["text", str(value)])
    return parts
