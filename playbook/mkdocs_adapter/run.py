"""Running mkdocs for one language, with the page cache in place of its own rendering."""

from __future__ import annotations

import io
import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import yaml
from mkdocs.commands import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from playbook.mkdocs_adapter.adapter import Adapter
from playbook.mkdocs_adapter.cached_pages import CachedPages
from playbook.mkdocs_adapter.warnings import Source, problem_of
from playbook.problems import PlaybookError
from playbook.project import Project
from playbook.stage import write_bytes
from playbook.template_errors import told_as_problems

_prepared: dict[str, Adapter] = {}


def prepared(language: str) -> Adapter | None:
    """The adapter that ``build_language`` made for the hook, None when mkdocs was started by hand."""
    return _prepared.get(language)


def build_language(project: Project, adapter: Adapter, site: Path, source: Source) -> None:
    """Build one language at the root of ``site``.

    Raises PlaybookError with everything mkdocs warned about, since a warning here is a broken page there; ``source``
    leads from made pages to their entries.
    """
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    settings = _settings(project, adapter.language)
    kept: set[Path] = set()
    with _collected_warnings() as warnings, _patched(adapter):
        _prepared[adapter.language] = adapter
        try:
            config = load_config(
                io.BytesIO(yaml.safe_dump(settings, allow_unicode=True).encode()),
                config_file_path=str(project.root / "mkdocs.yml"),
                site_dir=str(site),
                docs_dir=str(_only(project, adapter.language)),
            )
            config.plugins.on_startup(command="build", dirty=False)
            with told_as_problems():
                mkdocs_build.build(config)
            kept = {Path(file.abs_dest_path) for file in adapter.files or ()}
        except MkDocsException as error:
            warnings.append(str(error))
        finally:
            _prepared.pop(adapter.language)
    if warnings:
        raise PlaybookError(problem_of(project, adapter.language, warning, source) for warning in warnings)
    _prune(site, kept)


def _only(project: Project, language: str) -> Path:
    """A folder that shows mkdocs just one language, so that it need not look at the pages of all the others.

    Where the disk knows no links it is the folder of all languages, which is slower and gives the same site.
    """
    link = project.build / "one" / language / language
    if not link.is_symlink():
        try:
            link.parent.mkdir(parents=True, exist_ok=True)
            link.symlink_to(Path("..") / ".." / project.staged.name / language, target_is_directory=True)
        except OSError:
            return project.staged
    return link.parent


def _settings(project: Project, language: str) -> dict[str, Any]:
    settings: dict[str, Any] = {**project.settings, "strict": False}
    settings["theme"] = {**settings["theme"], "custom_dir": str(project.theme / "overrides")}
    settings["hooks"] = [str(Path(__file__).with_name("hook.py"))]
    settings["plugins"] = [
        {"i18n": {**plugin["i18n"], "build_only_locale": language}}
        if isinstance(plugin, dict) and "i18n" in plugin
        else plugin
        for plugin in settings["plugins"]
    ]
    return settings


@contextmanager
def _patched(adapter: Adapter) -> Iterator[None]:
    """Replace functions of mkdocs, which has no event that could stand in for rendering a page.

    Files are written in one step and only when they change, since ``site/`` links to those of the last good build.
    """
    pages = CachedPages(adapter, mkdocs_build._build_page)  # noqa: SLF001 - pinned version, see above
    with (
        patch.object(Page, "render", _method(pages.render)),
        patch.object(mkdocs_build, "_build_page", pages.build),
        patch("mkdocs.utils.clean_directory", lambda _directory: None),
        patch("mkdocs.utils.write_file", lambda content, path: write_bytes(Path(path), content)),
        patch("mkdocs.utils.copy_file", lambda source, path: write_bytes(Path(path), Path(source).read_bytes())),
    ):
        yield


def _method(function: Callable[[Page, MkDocsConfig, Files], None]) -> Callable[[Page, MkDocsConfig, Files], None]:
    """A plain function, which Python binds to the page it is called on; a bound method it would not."""

    def render(page: Page, config: MkDocsConfig, files: Files) -> None:
        function(page, config, files)

    return render


@contextmanager
def _collected_warnings() -> Iterator[list[str]]:
    found: list[str] = []

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            found.append(record.getMessage())

    logger, handler = logging.getLogger("mkdocs"), Collector(level=logging.WARNING)
    propagate = logger.propagate
    logger.addHandler(handler)
    logger.propagate = False
    try:
        yield found
    finally:
        logger.removeHandler(handler)
        logger.propagate = propagate


def _prune(site: Path, kept: set[Path]) -> None:
    """Take away pages that no longer exist; what other steps wrote beside them is kept."""
    for path in site.rglob("*.html"):
        if path not in kept and path.name != "404.html" and "pagefind" not in path.parts:
            path.unlink()
