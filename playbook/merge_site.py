"""One tree out of the languages' own: the default language at the root, the others below their code."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from playbook.languages import Language
from playbook.project import Project

_WRITTEN_LATER = ("sitemap.xml", "_headers", "sw.js")


def merge_site(project: Project, languages: Iterable[Language], kept: Iterable[str]) -> int:
    """Bring ``site/`` up to date; returns how many files changed.

    Files are linked where the disk allows it, so that thousands of pages take no time. ``kept`` names the assets
    (files or folders below the site) that other steps have written.
    """
    wanted = {target: source for language in languages for target, source in _files(project, language)}
    changed = sum(_place(source, project.site / target) for target, source in wanted.items())
    return changed + _remove_stale(project.site, wanted.keys(), tuple(kept))


def _files(project: Project, language: Language) -> Iterator[tuple[str, Path]]:
    root = project.language_site(language)
    for folder, _, names in os.walk(root):
        for name in names:
            source = Path(folder, name)
            target = source.relative_to(root).as_posix()
            if target not in ("sitemap.xml", "sitemap.xml.gz"):
                yield f"{language.prefix}{target}", source


def _place(source: Path, target: Path) -> bool:
    if target.exists():
        if target.samefile(source) or _same(source, target):
            return False
        target.unlink()
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, target)
    except OSError:  # another disk, or one that knows no links
        shutil.copy2(source, target)
    return True


def _same(source: Path, target: Path) -> bool:
    one, other = source.stat(), target.stat()
    return one.st_size == other.st_size and one.st_mtime_ns == other.st_mtime_ns


def _remove_stale(site: Path, wanted: Iterable[str], kept: tuple[str, ...]) -> int:
    known = set(wanted)
    removed = 0
    for folder, _, names in os.walk(site, topdown=False):
        here = Path(folder).relative_to(site).as_posix()
        for name in names:
            path = name if here == "." else f"{here}/{name}"
            if path not in known and path not in _WRITTEN_LATER and not path.startswith(kept):
                (site / path).unlink()
                removed += 1
        if here != "." and not any(Path(folder).iterdir()):
            Path(folder).rmdir()
    return removed
