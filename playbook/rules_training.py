"""Rules for training: quizzes that nobody can guess, modules of the right size, paths in a good order."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from playbook.load import Item, Library
from playbook.markdown_text import without_marks
from playbook.model.learning import LearningPath, MatchQuestion, MultipleQuestion, OrderQuestion, SingleQuestion
from playbook.problems import Problem, shorten
from playbook.source import Path, path_text

_MOST_GUESSED = 40
"""In how many percent of the questions a guess by length or by position may be right."""
_FEW_SINGLE = 5
"""With fewer questions that have one right option, where it stands says nothing."""
_LEAST_QUESTIONS = 10
_MINUTES = (10, 25)
_INSIDE_NUMBERS = re.compile(r"[-−.,:/](?=\d)")


def training_problems(library: Library, languages: Collection[str]) -> Iterator[Problem]:
    """What is wrong with quizzes, modules, paths, checklists and assignments. ``languages`` are the portal's codes."""
    for quiz in library.of("quiz"):
        yield from _equal_options(quiz)
        yield from _guessed_by_length(quiz)
        yield from _guessed_by_position(quiz)
    for module in library.of("module"):
        yield from _module(module, library)
    for quiz in _quizzes_of_modules(library):
        questions = len(quiz.entry.questions)
        if questions < _LEAST_QUESTIONS:
            what = f"{questions} questions, at least {_LEAST_QUESTIONS} needed in the quiz of a module"
            yield quiz.problem(("questions",), "questions", what, "add questions")
    requires = {item.entry.id: item.entry.requires for item in library.of("module")}
    for path in library.of("path"):
        yield from _path(path, requires)
    for checklist in library.of("checklist"):
        yield from _item_ids(checklist)
    for item in library.of("assignment"):
        language = item.entry.language
        if language is not None and language not in languages:
            what = f"“{language}” is no language of this portal"
            yield item.problem(("language",), "language", what, f"use one of {', '.join(languages)}")


def _equal_options(quiz: Item) -> Iterator[Problem]:
    """Options, steps and sides that say the same as another of the same question."""
    for number, question in enumerate(quiz.entry.questions):
        place: Path = ("questions", number)
        if isinstance(question, SingleQuestion | MultipleQuestion):
            yield from _equal_texts(quiz, (*place, "options"), "text", question.options)
        elif isinstance(question, OrderQuestion):
            yield from _equal_texts(quiz, (*place, "items"), "text", question.items)
        elif isinstance(question, MatchQuestion):
            for side in ("left", "right"):
                yield from _equal_texts(quiz, (*place, "pairs"), side, question.pairs)


def _equal_texts(quiz: Item, place: Path, field: str, parts: Sequence[Any]) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for number, part in enumerate(parts):
        text = getattr(part, field)
        first = seen.setdefault(_essence(text), number)
        if first != number:
            line = quiz.at((*place, first, field))[0]
            what = f"“{shorten(text, 40)}” says the same as “{parts[first].id}” (line {line})"
            path = (*place, number, field)
            yield quiz.problem(path, path_text(path), what, "make it say something else, or delete one of the two")


def _essence(text: str) -> str:
    """What is left of a text without marks, capitals, blanks and punctuation; the signs inside numbers stay."""
    plain = without_marks(text).casefold()
    inside = {match.start() for match in _INSIDE_NUMBERS.finditer(plain)}
    return "".join(
        sign for n, sign in enumerate(plain) if unicodedata.category(sign)[0] in "LMNS" or sign == "%" or n in inside
    )


def _guessed_by_length(quiz: Item) -> Iterator[Problem]:
    """Quizzes in which taking the longest option is too often right."""
    asked = [one for one in quiz.entry.questions if isinstance(one, SingleQuestion | MultipleQuestion)]
    right = []
    for question in asked:
        lengths = [len(without_marks(option.text)) for option in question.options]
        longest = [option for option, length in zip(question.options, lengths, strict=True) if length == max(lengths)]
        if len(longest) == 1 and longest[0].correct:
            right.append(question.id)
    if _too_many(len(right), len(asked)):
        what = f"the longest option is right in {_of(right, asked)}"
        remedy = "shorten right options, or lengthen wrong ones"
        yield quiz.problem(("questions",), "questions", what, remedy)


def _guessed_by_position(quiz: Item) -> Iterator[Problem]:
    """Quizzes in which taking the same option every time is too often right."""
    asked = [one for one in quiz.entry.questions if isinstance(one, SingleQuestion)]
    if len(asked) < _FEW_SINGLE:
        return
    found: dict[int, list[str]] = {}
    for question in asked:
        place = next(number for number, option in enumerate(question.options, 1) if option.correct)
        found.setdefault(place, []).append(question.id)
    for place, right in sorted(found.items()):
        if _too_many(len(right), len(asked)):
            what = f"option {place} is right in {_of(right, asked)}"
            yield quiz.problem(("questions",), "questions", what, "move the right option in some of them")


def _too_many(right: int, asked: int) -> bool:
    return 100 * right > _MOST_GUESSED * asked


def _of(right: Sequence[str], asked: Sequence[object]) -> str:
    return f"{len(right)} of {len(asked)} questions, more than {_MOST_GUESSED}% ({', '.join(right)})"


def _module(module: Item, library: Library) -> Iterator[Problem]:
    least, most = _MINUTES
    if not least <= module.entry.minutes <= most:
        what = f"a module takes {least} to {most} minutes, this one {module.entry.minutes}"
        yield module.problem(("minutes",), "minutes", what, "correct the number, or make two modules of it")
    for number, name in enumerate(module.entry.read):
        item = library.by_name.get(name)
        if item and item.kind.pages == "together":
            what = f"the {item.kind.name} “{item.entry.id}” has no page of its own, which could be ticked off as read"
            remedy = "name an entry with a page of its own, such as an article"
            yield module.problem(("read", number), f"read[{number}]", what, remedy)


def _quizzes_of_modules(library: Library) -> list[Item]:
    names = dict.fromkeys(f"quiz/{item.entry.quiz}" for item in library.of("module"))
    return [library.by_name[name] for name in names if name in library.by_name]


def _path(item: Item, requires: dict[str, tuple[str, ...]]) -> Iterator[Problem]:
    path: LearningPath = item.entry
    before = 0
    for number, week in enumerate(path.weeks):
        if week.week <= before:
            what = f"week {week.week} comes after week {before}"
            key = f"weeks[{number}].week"
            yield item.problem(("weeks", number, "week"), key, what, "put the weeks in order, each once")
        before = max(before, week.week)
    places: list[tuple[Path, str]] = [
        (("weeks", number, "modules", place), module)
        for number, week in enumerate(path.weeks)
        for place, module in enumerate(week.modules)
    ]
    times = Counter(module for _, module in places)
    seen: dict[str, Path] = {}
    for place, module in places:
        if module in seen:
            what = f"the module “{module}” stands twice in the path (first in {path_text(seen[module])})"
            yield item.problem(place, path_text(place), what, "keep one of the two")
            continue
        for wanted in requires.get(module, ()):
            if wanted in times and wanted not in seen and wanted != module:
                what = f"the module “{module}” stands before “{wanted}”, which it requires"
                yield item.problem(place, path_text(place), what, f"move it behind “{wanted}”")
        seen[module] = place


def _item_ids(checklist: Item) -> Iterator[Problem]:
    """Items of different groups with the same id; those of one group are looked at when the entry is read."""
    seen: dict[str, Path] = {}
    for path, item_id in _items(checklist.entry.groups):
        first = seen.setdefault(item_id, path)
        if first[:2] != path[:2]:
            what = f"the id “{item_id}” is taken (line {checklist.at((*first, 'id'))[0]})"
            yield checklist.problem((*path, "id"), f"{path_text(path)}.id", what, "choose another id")


def _items(groups: Iterable[Any]) -> Iterator[tuple[Path, str]]:
    for number, group in enumerate(groups):
        for place, item in enumerate(group.items):
            yield ("groups", number, "items", place), item.id
