"""The site that the benchmark compares with: the same pages, built by mkdocs and its plugins as they come."""

from __future__ import annotations

import shutil
from pathlib import Path

import yaml

from playbook.project import Project

_PACK = '{% import "partials/languages/en.html" as english %}{% macro t(key) %}{{ english.t(key) }}{% endmacro %}\n'


def prepare_plain(project: Project, folder: Path) -> Path:
    """Copy the staged pages and write a plain mkdocs.yml for them; returns its path.

    Material, its search and static-i18n run in one process with their defaults. Material has no Maltese, so that the
    English words stand in for it.
    """
    shutil.copytree(project.staged, folder / "docs")
    packs = folder / "overrides" / "partials" / "languages"
    packs.mkdir(parents=True)
    (packs / "mt.html").write_text(_PACK, "utf-8")
    settings = project.settings
    languages = [
        {"locale": language.code, "name": language.name, "default": language.default, "build": True}
        for language in project.languages
    ]
    theme = {"name": "material", "custom_dir": "overrides", "features": settings["theme"]["features"]}
    plain = {
        "site_name": settings["site_name"],
        "site_url": settings["site_url"],
        "theme": theme,
        "plugins": ["search", {"i18n": {"docs_structure": "folder", "languages": languages}}],
        "markdown_extensions": settings["markdown_extensions"],
    }
    config = folder / "mkdocs.yml"
    config.write_text(yaml.safe_dump(plain, allow_unicode=True), "utf-8")
    return config
