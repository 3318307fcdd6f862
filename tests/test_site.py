"""The finished site: every language at its address, nothing from other hosts, nothing of this machine."""

import gzip
import json
import posixpath
import re
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from playbook.csp import script_hashes
from playbook.project import Project
from tests.base_project import ROOT
from tests.built_site import ADDRESS, PREFIXES, Elements, built, html_of, language_of, read, tree

SPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
FETCHED = ("src", "srcset", "poster", "data", "action", "formaction", "background")
"""Attributes whose addresses the browser asks for without a click; so it does for the ``href`` of these elements."""
FETCHED_BY_HREF = ("link", "use", "image")
UNLISTED = ("search/", "learning/", "certificate/", "desk/")
"""Pages that are of no use to those who come from a search engine."""
CSS_ADDRESS = re.compile(rb"""url\(\s*["']?([^"')]+)|@import\s*["']([^"']+)""")


@pytest.fixture(scope="module")
def project(base: Path) -> Project:
    return built(base)


@pytest.fixture(scope="module")
def files(project: Project) -> dict[str, bytes]:
    return tree(project.site)


@pytest.fixture(scope="module")
def pages(files: dict[str, bytes]) -> dict[str, Elements]:
    return {name: read(content) for name, content in html_of(files).items()}


def page_of(name: str) -> str:
    """The part of a page's address that is the same in all languages."""
    return name.removeprefix(PREFIXES[language_of(name)]).removesuffix("index.html")


def test_every_language_has_the_same_pages(pages: dict[str, Elements]) -> None:
    found = {
        code: {page_of(name) for name in pages if language_of(name) == code and name.endswith("index.html")}
        for code in PREFIXES
    }
    assert found["en"] == found["it"] == found["ar"]
    assert {"", "guide/", "search/", "licences/", "glossary/", "objections/", "objections/too-dear/"} <= found["en"]


def test_every_page_says_its_language_and_direction(pages: dict[str, Elements]) -> None:
    for name, page in pages.items():
        (html,) = page.of("html")
        code = language_of(name)
        assert (html["lang"], html["dir"]) == (code, "rtl" if code == "ar" else "ltr"), name


def test_every_language_has_its_own_page_of_errors(files: dict[str, bytes], pages: dict[str, Elements]) -> None:
    assert {name for name in pages if name.endswith("404.html")} == {"404.html", "it/404.html", "ar/404.html"}
    assert "theme.not-found.title ع" in files["ar/404.html"].decode()


def test_every_page_names_itself_in_all_languages(pages: dict[str, Elements]) -> None:
    for name, page in pages.items():
        links = {
            link["hreflang"]: link["href"] for link in page.of("link") if link.get("rel", "").split() == ["alternate"]
        }
        if name.endswith("404.html"):
            assert not links, name
        else:
            assert links == {code: f"{ADDRESS}{prefix}{page_of(name)}" for code, prefix in PREFIXES.items()}, name


def test_every_page_links_to_itself_in_the_other_languages(pages: dict[str, Elements]) -> None:
    for name, page in pages.items():
        if name.endswith("404.html"):
            continue
        links = [link for link in page.of("a") if link.get("class") == "language-switch__link"]
        found = {
            link["hreflang"]: posixpath.normpath(posixpath.join(posixpath.dirname(name), link["href"]))
            for link in links
        }
        assert found == {code: posixpath.normpath(prefix + page_of(name)) for code, prefix in PREFIXES.items()}, name


def test_the_sitemap_lists_every_page_with_its_counterparts(
    files: dict[str, bytes], pages: dict[str, Elements]
) -> None:
    listed = {}
    for url in ET.fromstring(files["sitemap.xml"]).findall("s:url", SPACE):  # noqa: S314 - our own file
        place = url.findtext("s:loc", "", SPACE)
        listed[place] = {link.attrib["hreflang"]: link.attrib["href"] for link in url.findall("x:link", SPACE)}
    names = [name for name in pages if name.endswith("index.html") and page_of(name) not in UNLISTED]
    assert listed.keys() == {f"{ADDRESS}{name.removesuffix('index.html')}" for name in names}
    for name in names:
        counterparts = {code: f"{ADDRESS}{prefix}{page_of(name)}" for code, prefix in PREFIXES.items()}
        assert listed[f"{ADDRESS}{name.removesuffix('index.html')}"] == counterparts
    assert not [name for name in files if name.endswith(("sitemap.xml", "sitemap.xml.gz")) and name != "sitemap.xml"]


def test_search_engines_are_kept_from_the_same_pages(pages: dict[str, Elements]) -> None:
    kept = {name for name, page in pages.items() if any(one.get("name") == "robots" for one in page.of("meta"))}
    errors = {name for name in pages if name.endswith("404.html")}
    assert kept - errors == {name for name in pages if page_of(name) in UNLISTED}
    assert errors <= kept


def test_every_page_says_what_it_is(pages: dict[str, Elements]) -> None:
    told = {name: next(page.of("article")) for name, page in pages.items()}
    module = told["modules/first-calls/index.html"]
    assert (module["data-kind"], module["data-entry"]) == ("module", "first-calls")
    assert told["ar/desk/index.html"]["data-kind"] == "desk"
    assert {name for name, one in told.items() if "data-home" in one} == {
        f"{one}index.html" for one in PREFIXES.values()
    }
    assert not [name for name, one in told.items() if "data-entry" in one and "data-kind" not in one]


def test_every_language_has_its_data_of_training(files: dict[str, bytes]) -> None:
    for code, prefix in PREFIXES.items():
        data = json.loads(files[f"{prefix}learning/training.json"])
        assert data["language"] == code
        listed = [page["url"] for kind in ("pages", "modules", "paths", "quizzes") for page in data[kind].values()]
        assert all(f"{prefix}{url}index.html" in files for url in listed)


def test_every_page_has_its_policy_and_only_some_may_compile(
    files: dict[str, bytes], pages: dict[str, Elements]
) -> None:
    compiling = set()
    for name, page in pages.items():
        policies = [meta["content"] for meta in page.of("meta") if meta.get("http-equiv") == "Content-Security-Policy"]
        assert len(policies) == 1, name
        rules = {rule.split()[0]: rule.split()[1:] for rule in policies[0].split(";")}
        assert rules["default-src"] == ["'none'"]
        assert rules["style-src"] == ["'self'"]
        hashes = {f"'sha256-{one}'" for one in script_hashes(files[name].decode())}
        assert set(rules["script-src"]) - {"'wasm-unsafe-eval'"} == {"'self'"} | hashes, name
        if "'wasm-unsafe-eval'" in rules["script-src"]:
            compiling.add(name)
    calculators = {name for name in pages if re.fullmatch(r"calculators/[^/]+/", page_of(name))}
    assert len(calculators) >= 3 * len(list((ROOT / "playbook/content/calculators").glob("*.yml")))
    assert compiling == calculators | {name for name in pages if page_of(name) == "search/"}


def test_no_page_holds_what_its_policy_forbids(pages: dict[str, Elements]) -> None:
    for name, page in pages.items():
        assert not list(page.of("style")), name
        for tag, attributes in page.all:
            assert not [key for key in attributes if key == "style" or key.startswith("on")], (name, tag, attributes)


def test_nothing_is_fetched_from_another_host(files: dict[str, bytes], pages: dict[str, Elements]) -> None:
    for name, page in pages.items():
        for tag, attributes in page.all:
            keys = (*FETCHED, *(("href", "xlink:href") if tag in FETCHED_BY_HREF else ()))
            for address in (attributes[key] for key in keys if key in attributes):
                own = tag == "link" and address.startswith(ADDRESS)
                assert own or not urlsplit(address).netloc, f"{name}: <{tag}> fetches {address}"
    for name in (name for name in files if name.endswith(".css")):
        for match in CSS_ADDRESS.finditer(files[name]):
            address = (match[1] or match[2]).decode()
            assert address.startswith("data:") or not urlsplit(address).netloc, f"{name} fetches {address}"


def test_every_link_inside_the_site_leads_somewhere(files: dict[str, bytes], pages: dict[str, Elements]) -> None:
    for name, page in pages.items():
        for tag, attributes in page.all:
            address = attributes.get("href") or attributes.get("src")
            if address is None or urlsplit(address).scheme or address.startswith(ADDRESS):
                continue
            path, fragment = urlsplit(address).path, urlsplit(address).fragment
            target = posixpath.normpath(posixpath.join("/", posixpath.dirname(name), path)).lstrip("/")
            target = name if not path else f"{target}/index.html".lstrip("/") if path.endswith((".", "/")) else target
            assert target in files, f"{name}: <{tag}> leads to {address}"
            # "#inputs=…" hands numbers to a calculator, "#assignment=…" an assignment; they name no place on the page.
            if fragment and target in pages and not fragment.startswith(("__", "inputs=", "assignment=")):
                assert fragment in pages[target].ids, f"{name}: <{tag}> leads to {address}"


def test_nothing_tells_where_it_was_built(project: Project, files: dict[str, bytes]) -> None:
    places = [str(place).encode() for place in (project.root, ROOT, sys.prefix)]
    for name, content in files.items():
        whole = gzip.decompress(content) if content.startswith(b"\x1f\x8b") else content
        assert not [place for place in places if place in whole], name
