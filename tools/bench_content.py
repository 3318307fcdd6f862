"""Made-up playbooks of any size for the benchmark: real kinds and templates, words without meaning."""

from __future__ import annotations

import json
import random
import shutil
from pathlib import Path

from playbook.languages import plural_categories
from playbook.load import load
from playbook.merge import merge
from playbook.messages import Message, messages
from playbook.project import Project

ROOT = Path(__file__).resolve().parent.parent
_SYLLABLES = ("ka", "lo", "mi", "ser", "tan", "ve", "do", "ri", "pun", "gel", "sha", "nor")
_ALPHABETS = {"hy": "աբգդեզէըթժիլխծկհձղճմյնշոչ", "ar": "ابتثجحخدذرزسشصضطظعغفقكلمن"}
_FIXED_PAGES = 16
"""Home, the overviews of six kinds, one role, one metric, and the seven pages that every portal has."""


def make_project(folder: Path, pages: int, seed: int = 1) -> Project:
    """A project in ``folder`` whose site has ``pages`` pages a language, translated completely."""
    chance = random.Random(seed)  # noqa: S311 - the same words on every machine
    content = folder / "playbook" / "content"
    content.mkdir(parents=True)
    shutil.copyfile(ROOT / "mkdocs.yml", folder / "mkdocs.yml")
    shutil.copytree(ROOT / "playbook" / "content" / "interface", content / "interface")
    kinds = [("articles", _article), ("objections", _objection), ("techniques", _technique), ("lead-sources", _source)]
    names = ["article", "objection", "technique", "lead-source", "role", "metric"]
    _write(content / "navigation.yml", [{"id": "home", "pages": ["index.md"]}, {"id": "reference", "pages": names}])
    _write(content / "roles.yml", [_role(chance)])
    _write(content / "metrics.yml", [_metric(chance)])
    wanted = pages - _FIXED_PAGES
    for number, (file, make) in enumerate(kinds):
        share = wanted // len(kinds) + (number < wanted % len(kinds))
        _write(content / f"{file}.yml", [make(f"{file}-{n}", chance) for n in range(share)])
    project = Project(folder)
    for language in project.languages:
        home = folder / "docs" / language.code / "index.md"
        home.parent.mkdir(parents=True)
        home.write_text(f"# {_words(chance, 3)}\n\n{_words(chance, 60)}\n", "utf-8")
    _translate(project)
    return project


def change_one_text(project: Project) -> None:
    """Change one English word of one entry."""
    file = project.content / "articles.yml"
    text = file.read_text("utf-8")
    file.write_text(text.replace('"summary": "', '"summary": "changed ', 1), "utf-8")


def _translate(project: Project) -> None:
    library, problems = load(project.root, project.content)
    if problems:
        raise SystemExit("\n".join(map(str, problems)))
    listed = list(messages(library))
    project.locale.mkdir(parents=True)
    for language in project.languages[1:]:
        catalogue = merge(None, listed, language)
        for entry, message in zip(catalogue, listed, strict=True):
            if message.plural:
                count = len(plural_categories(language.code))
                entry.msgstr_plural = dict.fromkeys(range(count), _pseudo(message, language.code))
            else:
                entry.msgstr = _pseudo(message, language.code)
        catalogue.save(str(project.catalogue_path(language)))


def _pseudo(message: Message, code: str) -> str:
    """The text in the language's letters, placeholders left as they are."""
    letters = _ALPHABETS.get(code)
    parts = (message.plural or message.text).split("{")
    kept = [parts[0], *(part.partition("}")[2] for part in parts[1:])]
    names = ["", *("{" + part.partition("}")[0] + "}" for part in parts[1:])]
    return "".join(name + _spell(part, letters) for name, part in zip(names, kept, strict=True))


def _spell(text: str, letters: str | None) -> str:
    if letters is None:
        return text
    return "".join(letters[ord(char) % len(letters)] if char.isascii() and char.isalpha() else char for char in text)


def _write(path: Path, entries: list[dict[str, object]]) -> None:
    """JSON with a key a line is YAML too."""
    lines = [json.dumps(entry, ensure_ascii=False).replace('", "', '",\n   "') for entry in entries]
    path.write_text("".join(f"- {line}\n" for line in lines), "utf-8")


def _words(chance: random.Random, count: int) -> str:
    return " ".join("".join(chance.choices(_SYLLABLES, k=chance.randint(1, 3))) for _ in range(count)).capitalize()


def _lines(chance: random.Random, count: int = 4) -> list[str]:
    return [_words(chance, 12) + "." for _ in range(count)]


def _base(name: str, chance: random.Random) -> dict[str, object]:
    return {
        "id": name,
        "title": _words(chance, 4),
        "summary": _words(chance, 12) + ".",
        "owner": "role-0",
        "reviewed": "2026-11-21",
        "outcome": _words(chance, 10) + ".",
        "next": ["role/role-0"],
    }


def _article(name: str, chance: random.Random) -> dict[str, object]:
    sections = [
        {
            "id": f"part-{n}",
            "title": _words(chance, 3),
            "text": _words(chance, 70) + ".",
            "key_points": _lines(chance, 2),
        }
        for n in range(3)
    ]
    example = {"title": _words(chance, 3), "text": _words(chance, 50)}
    place = {"topic": "foundations", "order": int(name.rpartition("-")[2]) + 1}
    return {**_base(name, chance), **place, "sections": sections, "example": example, "pitfalls": _lines(chance)}


def _objection(name: str, chance: random.Random) -> dict[str, object]:
    replies = [{"id": f"reply-{n}", "label": _words(chance, 3), "text": _words(chance, 45)} for n in range(3)]
    return {
        **_base(name, chance),
        "category": chance.choice(["price", "timing", "trust"]),
        "direction": "both",
        "heard_on": ["phone"],
        "may_mean": _lines(chance),
        "ask_first": _words(chance, 12),
        "replies": replies,
        "proof": _lines(chance, 2),
        "never_say": _lines(chance, 2),
        "drill": _words(chance, 40),
    }


def _technique(name: str, chance: random.Random) -> dict[str, object]:
    script = {
        "when": _lines(chance),
        "steps": _lines(chance, 6),
        "script": _words(chance, 80),
        "pitfalls": _lines(chance),
    }
    return {**_base(name, chance), **script}


def _source(name: str, chance: random.Random) -> dict[str, object]:
    return {
        **_base(name, chance),
        "channel": "phone",
        "direction": "outbound",
        "setting": "offline",
        "cost": chance.choice(["low", "high"]),
        "effort": "medium",
        "days_to_first_lead": {"least": 1, "most": 30},
        "consent": _words(chance, 40),
        "first_steps": _lines(chance, 5),
        "measure": _lines(chance, 3),
        "pitfalls": _lines(chance, 3),
        "example": _words(chance, 60),
    }


def _role(chance: random.Random) -> dict[str, object]:
    lists = {"day": _lines(chance), "owns": _lines(chance), "hands_over": _lines(chance)}
    return {
        **_base("role-0", chance),
        "next": ["article/articles-0"],
        "mission": _words(chance, 30),
        **lists,
        "numbers": ["metric-0"],
    }


def _metric(chance: random.Random) -> dict[str, object]:
    return {
        **_base("metric-0", chance),
        "group": "result",
        "definition": _words(chance, 30),
        "formula": _words(chance, 10),
        "example": _words(chance, 40),
        "unit": "percent",
        "tracked_by": "role-0",
        "cadence": "weekly",
        "act_when": _lines(chance),
        "pitfalls": _lines(chance, 2),
    }
