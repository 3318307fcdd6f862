"""The mkdocs hook: hands mkdocs' events to the adapter of the language at work."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from playbook.mkdocs_adapter import run
from playbook.mkdocs_adapter.adapter import Adapter, read_manifest

_at_work: dict[str, Adapter] = {}


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Choose the language's adapter; the i18n plugin says which language it is."""
    plugin: Any = config.plugins["i18n"]
    language = str(plugin.current_language or plugin.default_language)
    adapter = run.prepared(language)
    if adapter is None:
        manifest = read_manifest(Path(config.docs_dir).parent / "manifest", language)
        if manifest is None:
            raise PluginError(
                "nothing is staged for mkdocs yet: run `playbook build`, which stages and builds the site"
            )
        adapter = Adapter(manifest)
    else:
        adapter.localise_address(config)
    _at_work["adapter"] = adapter
    adapter.configure(config)
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:  # noqa: ARG001 - mkdocs passes by name
    """Leave shared assets to the default language."""
    return _at_work["adapter"].choose_files(files)


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:  # noqa: ARG001
    """Remember the files of the language."""
    _at_work["adapter"].know_files(files)
    return nav


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:  # noqa: ARG001
    """Give the templates the interface texts and the way to the assets."""
    _at_work["adapter"].prepare_templates(env)
    return env


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001
    """Tell the term links where they are."""
    _at_work["adapter"].point_glossary(page)
    return markdown


def on_page_context(context: Any, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:  # noqa: ARG001
    """Add what the theme's templates need."""
    context["here"] = _at_work["adapter"].context(page)
    return context


def on_template_context(context: Any, template_name: str, config: MkDocsConfig) -> Any:  # noqa: ARG001
    """Add the same for pages without a Markdown file, such as 404.html."""
    context["here"] = _at_work["adapter"].context(None)
    return context


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:  # noqa: ARG001
    """Put the content security policy in."""
    return _at_work["adapter"].finish(output, page)


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:  # noqa: ARG001
    """The same for pages without a Markdown file."""
    return _at_work["adapter"].finish(output_content, None)
