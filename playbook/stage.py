"""Writing one language's Markdown and what the theme needs to know to ``build/``."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from playbook.languages import Language
from playbook.localise import Localised, PluralText
from playbook.markdown_text import without_marks
from playbook.navigation import NavGroup
from playbook.render import Page
from playbook.training_data import TRAINING

_WITH_SHORT_FORM = re.compile(r"(\S.*) \(([^()]+)\)")
"""A name with its short form, such as “service-level agreement (SLA)”: texts use either."""


def write_pages(
    folder: Path, pages: Iterable[Page], documents: Mapping[str, str], pictures: Mapping[str, bytes] | None = None
) -> int:
    """Bring ``folder`` to hold exactly these pages and pictures; returns how many files changed.

    Unchanged files are left alone, so that whoever watches them sees only what is new.
    """
    texts = {page.path: page.text for page in pages} | dict(documents)
    wanted = {path: text.encode("utf-8") for path, text in texts.items()} | dict(pictures or {})
    changed = sum(write_bytes(folder / path, data) for path, data in wanted.items())
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir():
            if not any(path.iterdir()):
                path.rmdir()
        elif path.relative_to(folder).as_posix() not in wanted:
            path.unlink()
            changed += 1
    return changed


def write_text(path: Path, text: str) -> bool:
    """Write a file unless it holds this text already; true when it was written."""
    return write_bytes(path, text.encode("utf-8"))


def write_bytes(path: Path, data: bytes) -> bool:
    """Write a file in one step unless it holds these bytes already; true when it was written."""
    if path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    waiting = path.with_name(f".{path.name}.{os.getpid()}.new")
    waiting.write_bytes(data)
    waiting.replace(path)
    return True


def manifest(
    localised: Localised, groups: Iterable[NavGroup], languages: Iterable[Language], assets: Mapping[str, object]
) -> dict[str, Any]:
    """What the theme needs of one language, as plain data: see ``playbook.mkdocs_adapter.hook``."""
    language = localised.language
    return {
        "language": language.code,
        "direction": language.direction,
        "default": language.default,
        "languages": [
            {"code": one.code, "name": one.name, "direction": one.direction, "prefix": one.prefix} for one in languages
        ],
        "navigation": [asdict(group) for group in groups],
        "words": _words(localised),
        "glossary": _glossary(localised),
        "assets": dict(assets),
    }


def write_manifest(folder: Path, content: Mapping[str, Any]) -> None:
    """Write ``<lang>.json``, which the mkdocs hook reads."""
    write_text(folder / f"{content['language']}.json", json.dumps(content, ensure_ascii=False, indent=1))


def _words(localised: Localised) -> dict[str, str | dict[str, str]]:
    """The interface texts, which templates of the theme use; those that depend on a number by plural category.

    Those of training are left to its own file, so that one of them does not make every page another.
    """
    return {
        key: {category: str(form) for category, form in text.items()} if isinstance(text, PluralText) else str(text)
        for key, text in localised.interface.items()
        if not key.startswith(TRAINING)
    }


def _glossary(localised: Localised) -> list[dict[str, Any]]:
    """Each term that texts link to, with the names it goes by in the language, longest first, and its definition."""
    terms = []
    for item in localised.of("term"):
        if not item.entry.linked:
            continue
        rendering = item.entry.languages.get(localised.language.code)
        names = (
            {rendering.preferred, *([rendering.plural] if rendering.plural else []), *rendering.variants}
            if rendering
            else {item.entry.term, *item.entry.variants}
        )
        names |= {part for name in names if (found := _WITH_SHORT_FORM.fullmatch(name)) for part in found.groups()}
        ordered = sorted(names, key=lambda name: (-len(name), name))
        terms.append({"id": item.entry.id, "names": ordered, "definition": without_marks(item.entry.definition)})
    return terms
