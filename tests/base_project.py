"""The tiny project of the tests, complete: its own content, interface texts and calculators, and all its translations.

What the engine asks for (interface texts, the words of the calculators) is made here and not kept by hand, so that a
new template or calculator needs no change of the tests.
"""

from __future__ import annotations

import re
import shutil
from functools import cache
from pathlib import Path
from typing import Any

import polib
import yaml

from playbook.languages import Language, plural_categories
from playbook.load import load
from playbook.merge import merge
from playbook.messages import Message, messages
from playbook.model.interface import Plural
from playbook.project import Project
from playbook.rules_words import needed_words

ROOT = Path(__file__).parents[1]
BASE = Path(__file__).with_name("base")
INTERFACE = "playbook/content/interface.yml"
CALCULATORS = "playbook/content/calculators.yml"

_PLACEHOLDER = re.compile(r"\{[a-z][a-z0-9_]*\}")


def make_base(root: Path) -> Project:
    """Copy the tiny project into the new folder ``root`` and make what it lacks."""
    shutil.copytree(BASE, root)
    (root / CALCULATORS).write_text(_calculators(), "utf-8")
    project = Project(root)
    library, problems = load(project.root, project.content)
    assert not problems
    (root / INTERFACE).write_text(_interface(needed_words(project, library)), "utf-8")
    project.locale.mkdir(parents=True)
    for language in project.languages[1:]:
        translate(project, language)
    return project


def translate(project: Project, language: Language) -> None:
    """Write a complete catalogue; every translation is the English with a mark of the language behind it."""
    library, _ = load(project.root, project.content)
    # what is made comes last, so that lines of the project's own texts stay where they are
    listed = sorted(messages(library), key=lambda message: message.file in (INTERFACE, CALCULATORS))
    catalogue = merge(None, listed, language)
    for entry, message in zip(catalogue, listed, strict=True):
        fill(entry, message, language.code)
    catalogue.save(str(project.catalogue_path(language)))


def fill(entry: polib.POEntry, message: Message, code: str) -> None:
    """Put a translation into one entry of a catalogue."""
    if message.plural:
        categories = enumerate(plural_categories(code))
        entry.msgstr_plural = {n: f"{pseudo(message.plural, code)} {category}" for n, category in categories}
    else:
        entry.msgstr = pseudo(message.text, code)


def pseudo(text: str, code: str) -> str:
    """What stands for the translation of ``text``."""
    return f"{text} {'ع' if code == 'ar' else code}"


@cache
def _calculators() -> str:
    """The real calculators' words and examples, with references that the tiny project has.

    The words come last, so that the lines of everything else stay where they are when a calculator changes.
    """
    entries = []
    for path in sorted((ROOT / "playbook/content/calculators").glob("*.yml")):
        for entry in yaml.safe_load(path.read_text("utf-8")):
            page = {key: entry[key] for key in ("id", "title", "summary", "outcome")}
            page |= {"owner": "sdr", "reviewed": "2026-11-21", "next": ["role/sdr"]}
            head = yaml.safe_dump([page], allow_unicode=True, sort_keys=False, width=10_000)
            example = yaml.safe_dump(entry["example"], default_flow_style=True, sort_keys=False, width=10_000)
            words = yaml.safe_dump(entry["words"], allow_unicode=True, sort_keys=False, width=10_000)
            indented = "".join(f"    {line}\n" for line in words.splitlines())
            entries.append(f"{head}  example: {example.strip()}\n  words:\n{indented}{_rubric(entry)}")
    return "".join(entries)


def _rubric(entry: dict[str, Any]) -> str:
    """The rubric of a calculator, if it has one, with references that the tiny project has."""
    rubric = entry.get("rubric")
    if not rubric:
        return ""
    for source in (*rubric["levels"], *rubric["dimensions"]):
        source["read"] = ["role/sdr"]
    written = yaml.safe_dump({"rubric": rubric}, allow_unicode=True, sort_keys=False, width=10_000)
    return "".join(f"  {line}\n" for line in written.splitlines())


def _interface(keys: set[str]) -> str:
    """An entry for each key: its text is the key with the placeholders that the real text has."""
    library, _ = load(ROOT, ROOT / "playbook/content")
    real = {item.entry.id: item.entry.text for item in library.of("interface")}
    entries = []
    for key in sorted(keys):
        text = real.get(key, "")
        shown = text.other if isinstance(text, Plural) else text
        words = " ".join([key, *dict.fromkeys(_PLACEHOLDER.findall(shown))])
        if isinstance(text, Plural):
            entries.append(f'- id: {key}\n  text:\n    one: "{words} one"\n    other: "{words} other"\n')
        else:
            entries.append(f'- id: {key}\n  text: "{words}"\n')
    return "".join(entries)
