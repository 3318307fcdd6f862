"""Rules for the interface: every text that templates and calculators ask for exists, and none is left over."""

from __future__ import annotations

import re
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

from calculators import page as calculator_page
from calculators import registry
from playbook.addresses import PORTAL_PAGES, kinds_with_pages
from playbook.grouping import choices
from playbook.kinds import KINDS
from playbook.load import Item, Library
from playbook.model.interface import CalculatorPage, NavigationGroup
from playbook.problems import Problem
from playbook.project import Project
from playbook.rubrics import example_inputs, rubric_words
from playbook.source import path_text
from playbook.training_data import TRAINING

_ASKED = re.compile(r"""\b[tn]\("([a-z0-9._-]+)"[,)]""")
_EITHER = re.compile(r"""\bt\("([a-z0-9._-]+)" if [^)]*? else "([a-z0-9._-]+)"\)""")
_CHOICE = re.compile(r"""choice\("([a-z_]+)"\)|map\("choice", "([a-z_]+)"\)""")
_THEME = re.compile(r"""words\["([a-z0-9._-]+)"\]|lang\.t\(["']([a-z.]+)["']\)""")
_SCRIPT_ASKED = re.compile(r"""\b[tn]\(\s*"([a-z0-9._-]+)\"""")
_SCRIPT_NAMED = re.compile(r"""["`]([a-z0-9._-]+)["`]|`([a-z0-9._-]+[.-])\$\{""")
_FOLDER = "playbook/content/interface"


def word_problems(project: Project, library: Library) -> Iterator[Problem]:
    """Interface texts and calculators' words that are missing or that nothing asks for."""
    known = {item.entry.id: item for item in library.of("interface")}
    wanted = needed_words(project, library)
    for key in sorted(key for key in wanted if not library.knows(f"interface/{key}")):
        yield Problem(
            _FOLDER, 0, 0, key, "the interface text is missing", f"add an entry with this id, used in {_user(key)}"
        )
    spoilt_tabs = any(name.startswith("navigation/") for name in library.spoilt)
    named, beginnings = _named_in_scripts(project)
    for key in sorted(known.keys() - wanted):
        if key.startswith(TRAINING) and (key in named or key.startswith(beginnings)):
            continue
        if spoilt_tabs and key.startswith("nav."):
            continue  # its tab may be the one that cannot be read
        yield known[key].problem(("id",), "id", f"nothing asks for the interface text “{key}”", "delete it")
    for item in library.of("calculator"):
        yield from _calculator_problems(item)
    for name in sorted(name for name in registry.calculator_ids() if not library.knows(f"calculator/{name}")):
        file = f"playbook/content/calculators/{name}.yml"
        yield Problem(file, 0, 0, name, "the calculator has no page", "write its words and example")


def needed_words(project: Project, library: Library) -> set[str]:
    """Every interface text that the templates, the theme, the navigation and the calculators ask for."""
    templates = "".join(path.read_text("utf-8") for path in sorted(project.templates.glob("*.j2")))
    wanted = set(_ASKED.findall(templates)) | {key for pair in _EITHER.findall(templates) for key in pair}
    wanted |= _choices({one or other for one, other in _CHOICE.findall(templates)})
    wanted |= {f"choice.{kind.grouped_by}.{choice}" for kind in KINDS.values() for choice in choices(kind)}
    wanted |= {f"notice.{state}.{part}" for state in ("missing", "outdated") for part in ("title", "text")}
    wanted |= {"notice.english-page", "theme.permalink"}
    wanted |= {f"{TRAINING}{page}.{part}" for page in PORTAL_PAGES for part in ("title", "summary")}
    for kind in kinds_with_pages():
        wanted |= {f"kind.{kind.name}", f"kind.{kind.name}.summary"}
    for item in library.of("navigation"):
        group: NavigationGroup = item.entry
        wanted.add(f"nav.{group.id}")
    return wanted | _theme_words(project) | _script_words(project) | calculator_page.shared_word_keys()


def _scripts(project: Project) -> str:
    return "".join(path.read_text("utf-8") for path in sorted((project.theme / "assets/js/training").glob("*.js")))


def _script_words(project: Project) -> set[str]:
    """What the scripts of training ask for, in calls such as ``t("quiz.check")``."""
    return {f"{TRAINING}{key}" for key in _SCRIPT_ASKED.findall(_scripts(project))}


def _named_in_scripts(project: Project) -> tuple[set[str], tuple[str, ...]]:
    """The words that scripts of training may ask for: ids that stand in them, and what ids made there begin with."""
    found = _SCRIPT_NAMED.findall(_scripts(project))
    return {f"{TRAINING}{key}" for key, _ in found if key}, tuple(f"{TRAINING}{start}" for _, start in found if start)


def _theme_words(project: Project) -> set[str]:
    wanted: set[str] = set()
    for path in sorted((project.theme / "overrides").rglob("*.html")):
        for word, material in _THEME.findall(path.read_text("utf-8")):
            wanted.add(word or f"material.{material}")
    settings: list[dict[str, Any]] = project.settings.get("theme", {}).get("palette", [])
    wanted |= {option["toggle"]["name"] for option in settings}
    return wanted | set(_MATERIAL)


_MATERIAL = ("material.action.skip", "material.top")
"""What Material's own templates ask for, beside those that the theme replaces."""


def _choices(fields: set[str]) -> set[str]:
    """The keys of all values that the models allow in these fields."""
    found: set[str] = set()
    for kind in KINDS.values():
        for model in _models(kind.model):
            for name in fields & model.model_fields.keys():
                found |= {f"choice.{name}.{value}" for value in _literals(model.model_fields[name].annotation)}
    return found


def _models(model: Any) -> Iterator[Any]:
    yield model
    for field in model.model_fields.values():
        for part in _parts(field.annotation):
            if isinstance(part, type) and hasattr(part, "model_fields"):
                yield from _models(part)


def _parts(annotation: Any) -> Iterator[Any]:
    yield annotation
    for part in typing.get_args(annotation):
        yield from _parts(part)


def _literals(annotation: Any) -> set[str]:
    return {
        value for part in _parts(annotation) if typing.get_origin(part) is Literal for value in typing.get_args(part)
    }


def _calculator_problems(item: Item) -> Iterator[Problem]:
    entry: CalculatorPage = item.entry
    if entry.id not in registry.calculator_ids():
        known = ", ".join(registry.calculator_ids())
        yield item.problem(("id",), "id", f"there is no calculator “{entry.id}”", f"use one of {known}")
        return
    example = example_inputs(entry)
    problems = calculator_page.example_problems(entry.id, example)
    for problem in problems:
        what, _, remedy = problem.message.rstrip(".").partition(": ")
        what = f"{what[:1].lower()}{what[1:]}"
        place = _path(problem.field)
        path = place if place[:1] == ("rubric",) else ("example", *place)
        yield item.problem(path, path_text(path), what, remedy or "correct the worked example")
    if problems:
        return
    wanted = calculator_page.word_keys(entry.id, example) - rubric_words(entry).keys()
    for key in sorted(wanted - entry.words.keys()):
        yield item.problem(("words",), f"words.{key}", "missing", "add the text")
    for key in sorted(entry.words.keys() - wanted):
        yield item.problem(("words", key), f"words.{key}", "nothing asks for this text", "delete it")


def _path(field: str) -> tuple[str | int, ...]:
    """``stages[1].rate`` as ``("stages", 1, "rate")``."""
    return tuple(int(part) if part.isdecimal() else part for part in re.findall(r"[\w-]+", field))


def _user(key: str) -> str:
    return "the calculators" if key.startswith("calculator.") else f"{Path('playbook/templates')} or the theme"
