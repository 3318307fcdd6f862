"""Stand-ins for mkdocs' rendering and writing of a page that skip what did not change."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import markdown
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import pages as mkdocs_pages
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents, get_toc

from playbook.mkdocs_adapter.adapter import Adapter
from playbook.mkdocs_adapter.page_cache import RenderedPage


class CachedPages:
    """Renders and writes the pages of one build."""

    def __init__(self, adapter: Adapter, build_page: Callable[..., None]) -> None:
        """``build_page`` is mkdocs' own function, used for the pages that did change."""
        self._adapter = adapter
        self._build_page = build_page
        self._converter: markdown.Markdown | None = None

    def render(self, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Convert the page's Markdown, or take the result from the cache when its links still lead somewhere."""
        cache, path = self._adapter.cache, self._adapter.path_of(page)
        key = self._adapter.render_key(page)
        found = cache.rendered_page(path, key) if cache else None
        if found is not None and all(map(self._adapter.exists, found.targets)):
            _restore(page, found, files)
            return
        self._convert(page, config, files)
        if cache:
            cache.keep(path, self._rendered(page, key))

    def build(self, page: Page, config: MkDocsConfig, *args: Any, **options: Any) -> None:
        """Write the finished page unless it stands there already."""
        cache, output = self._adapter.cache, Path(page.file.abs_dest_path)
        key = self._adapter.output_key(page) if cache else ""
        if cache and cache.is_current(output, key):
            return
        self._build_page(page, config, *args, **options)
        if cache:
            cache.wrote(output, key)

    def _convert(self, page: Page, config: MkDocsConfig, files: Files) -> None:
        """As mkdocs does it, but with one converter for all pages: setting one up costs as much as a short page."""
        if self._converter is None:
            self._converter = markdown.Markdown(
                extensions=config["markdown_extensions"], extension_configs=config["mdx_configs"] or {}
            )
        converter = self._converter
        converter.reset()
        # mkdocs keeps these private; Page.render of the pinned version uses them in the same way
        raw_html = mkdocs_pages._RawHTMLPreprocessor()  # noqa: SLF001
        anchors = mkdocs_pages._ExtractAnchorsTreeprocessor(page.file, files, config)  # noqa: SLF001
        links = mkdocs_pages._RelativePathTreeprocessor(page.file, files, config)  # noqa: SLF001
        title = mkdocs_pages._ExtractTitleTreeprocessor()  # noqa: SLF001
        for part in (raw_html, anchors, links, title):
            part._register(converter)  # noqa: SLF001
        page.content = converter.convert(page.markdown or "")
        page.toc = get_toc(getattr(converter, "toc_tokens", []))
        page._title_from_render = title.title  # noqa: SLF001
        page.present_anchor_ids = anchors.present_anchor_ids | raw_html.present_anchor_ids
        page.links_to_anchors = links.links_to_anchors

    def _rendered(self, page: Page, key: str) -> RenderedPage:
        content = page.content or ""
        links = [
            (file.src_uri, anchor, written)
            for file, found in (page.links_to_anchors or {}).items()
            for anchor, written in found.items()
        ]
        return RenderedPage(
            key=key,
            content=content,
            toc=[_toc_data(item) for item in page.toc],
            title=page._title_from_render,  # noqa: SLF001
            anchors=sorted(page.present_anchor_ids or ()),
            links=links,
            targets=self._adapter.targets(page, content),
        )


def _restore(page: Page, found: RenderedPage, files: Files) -> None:
    page.content = found.content
    page.toc = TableOfContents([_toc_item(item) for item in found.toc])
    page._title_from_render = found.title  # noqa: SLF001
    page.present_anchor_ids = set(found.anchors)
    page.links_to_anchors = {}
    for uri, anchor, written in found.links:
        file = files.get_file_from_path(uri)
        if file is not None:
            page.links_to_anchors.setdefault(file, {})[anchor] = written


def _toc_data(item: AnchorLink) -> dict[str, Any]:
    return {
        "title": item.title,
        "id": item.id,
        "level": item.level,
        "children": [_toc_data(one) for one in item.children],
    }


def _toc_item(data: dict[str, Any]) -> AnchorLink:
    item = AnchorLink(data["title"], data["id"], data["level"])
    item.children = [_toc_item(child) for child in data["children"]]
    return item
