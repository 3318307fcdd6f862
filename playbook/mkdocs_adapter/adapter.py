"""What the hook does for one language: navigation, template context, assets, caching."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, pass_context
from jinja2.runtime import Context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from playbook.addresses import SEARCH_PAGE, page_url, relative
from playbook.csp import with_policy
from playbook.mkdocs_adapter.page_cache import PageCache, digest
from playbook.mkdocs_adapter.sidebar import Sidebars
from playbook.term_links import TermLinks

_GLOSSARY = "glossary/index.md"
_UNUSED = re.compile(r"assets/javascripts/(lunr|workers)/|.*\.map$")
"""What Material brings for its own search, which is switched off, and for debugging it."""
_HREF = re.compile(r'(?:href|src)="([^"#?]+)')


class Adapter:
    """One language's build. ``manifest`` is what ``playbook.stage`` wrote for it."""

    def __init__(self, manifest: Mapping[str, Any], cache: PageCache | None = None) -> None:
        """Without a cache every page is rendered."""
        self.manifest = manifest
        self.cache = cache
        self.language: str = manifest["language"]
        self.term_links = TermLinks(manifest["glossary"], self.language)
        self._sidebars = Sidebars(manifest["navigation"])
        self._urls: frozenset[str] = frozenset()
        self._root_path = "/"
        self._permalink_title: str = manifest["words"].get("theme.permalink", "")
        self.files: Files | None = None
        """What mkdocs builds, known once it has read the folder."""

    def configure(self, config: MkDocsConfig) -> None:
        """Set what depends on the language: navigation, addresses, glossary links."""
        config.nav = [_nav_item(group) for group in self.manifest["navigation"]]
        config.theme["language"] = self.language
        config.theme["direction"] = self.manifest["direction"]
        config["mdx_configs"].setdefault("toc", {})["permalink_title"] = self._permalink_title
        config["markdown_extensions"] = [*_plain_extensions(config), self.term_links]

    def localise_address(self, config: MkDocsConfig) -> None:
        """Put the language into the site's address when it is built by itself, at the root of its own folder."""
        config.extra["site_root_url"] = f"{config.site_url.rstrip('/')}/" if config.site_url else ""
        self._root_path = urlsplit(config.extra["site_root_url"]).path or "/"
        # Where the theme keeps the reader's choice of colours: one place for all languages.
        config.extra["scope"] = self._root_path
        if config.site_url and not self.manifest["default"]:
            config.site_url = f"{config.site_url.rstrip('/')}/{self.language}/"

    def choose_files(self, files: Files) -> Files:
        """Leave the theme's assets to the default language, which all share, and what nothing asks for to nobody."""
        for file in list(files):
            own = file.is_documentation_page() or file.src_uri.startswith(f"{self.language}/")
            if not own and (not self.manifest["default"] or _UNUSED.match(file.src_uri)):
                files.remove(file)
        return files

    def know_files(self, files: Files) -> None:
        """Remember what is built, after the i18n plugin has chosen the language's files."""
        self.files = files
        self._urls = frozenset(posixpath.normpath(file.url) for file in files)

    def prepare_templates(self, environment: Environment) -> None:
        """Let templates of every language link to the assets at the site's root."""
        original = environment.filters["url"]

        @pass_context
        def url(context: Context, value: str) -> str:
            shared = value.startswith("assets/")
            return context["here"]["site_root"] + value if shared else str(original(context, value))

        environment.filters["url"] = url
        groups = [{**group, "url": page_url(group["children"][0]["path"])} for group in self.manifest["navigation"]]
        environment.globals["playbook"] = {**self.manifest, "navigation": groups}

    def path_of(self, page: Page) -> str:
        """The page's Markdown file below the language's folder."""
        return page.file.src_uri.removeprefix(f"{self.language}/")

    def context(self, page: Page | None) -> dict[str, Any]:
        """What the templates get for a page, or for the page of errors, which is shown at any address."""
        path = self.path_of(page) if page else ""
        url = page_url(path) if page else ""
        up = "../" * url.count("/") if page else self._root_path + self._prefix
        root = up + "../" * self._prefix.count("/") if page else self._root_path
        return {
            "site_root": root or "./",
            "language_root": up or "./",
            "search_url": f"{up}{page_url(SEARCH_PAGE)}",
            "page_path": path,
            "page_url": url,
            "group": self._sidebars.group_of(path),
            "sidebar": self._sidebars.of(path, up or "./"),
            "alternates": [
                {**one, "url": f"{root}{one['prefix']}{url}" or "./", "address": f"{one['prefix']}{url}"}
                for one in self._alternates(path)
            ],
        }

    def finish(self, html: str, page: Page | None) -> str:
        """The finished page with its direction on the root element and its content security policy."""
        html = html.replace("<html ", f'<html dir="{self.manifest["direction"]}" ', 1)
        meta = page.meta if page else {}
        calculates = meta.get("kind") == "calculator" and "entry" in meta
        return with_policy(html, webassembly=calculates or meta.get("kind") == "search")

    def render_key(self, page: Page) -> str:
        """What the page's converted Markdown depends on."""
        return (
            self.cache.key("markdown", self._permalink_title, self.path_of(page), page.markdown) if self.cache else ""
        )

    def output_key(self, page: Page) -> str:
        """What the finished page depends on."""
        neighbours = [(one.title, one.url) if one else None for one in (page.previous_page, page.next_page)]
        context = self.context(page)
        return digest(
            self._site_salt,
            self.render_key(page),
            json.dumps(page.meta, sort_keys=True, default=str),
            page.title,
            neighbours,
            context["sidebar"],
            context["alternates"],
        )

    def point_glossary(self, page: Page) -> None:
        """Tell the term links where the glossary is, seen from the page; it does not link to itself."""
        path = self.path_of(page)
        self.term_links.glossary = "" if path == _GLOSSARY else relative(_GLOSSARY, path)

    def targets(self, page: Page, content: str) -> list[str]:
        """The addresses inside the site that a converted page links to."""
        found = {match[1] for match in _HREF.finditer(content)}
        return sorted(
            posixpath.normpath(posixpath.join(page.url, target))
            for target in found
            if ":" not in target and target[0] != "/"
        )

    def exists(self, target: str) -> bool:
        """Whether an address inside the site is that of a file; assets and other languages are taken on trust."""
        return target in self._urls or target.startswith(("..", "assets/"))

    @property
    def _prefix(self) -> str:
        """The language's folder below the site's root."""
        return next(str(one["prefix"]) for one in self.manifest["languages"] if one["code"] == self.language)

    @cached_property
    def _site_salt(self) -> str:
        rest = {key: value for key, value in self.manifest.items() if key not in ("navigation", "glossary")}
        return digest(
            json.dumps(rest, sort_keys=True), json.dumps([group["title"] for group in self.manifest["navigation"]])
        )

    def _alternates(self, path: str) -> list[dict[str, Any]]:
        documents: dict[str, list[str]] = self.manifest["documents"]
        written_by_hand = any(path in pages for pages in documents.values())
        return [
            one for one in self.manifest["languages"] if not written_by_hand or path in documents.get(one["code"], ())
        ]


def read_manifest(folder: Path, language: str) -> dict[str, Any] | None:
    """The manifest of a language, None where it has not been staged."""
    try:
        content = json.loads((folder / f"{language}.json").read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return content if isinstance(content, dict) else None


def _nav_item(item: Mapping[str, Any]) -> dict[str, Any]:
    children = item.get("children") or item.get("pages")
    if not children:
        return {item["title"]: item["path"]}
    inside = [_nav_item(child) for child in children]
    return {item["title"]: inside if "children" in item else [{item["title"]: item["path"]}, *inside]}


def _plain_extensions(config: MkDocsConfig) -> list[Any]:
    return [one for one in config["markdown_extensions"] if not isinstance(one, TermLinks)]
