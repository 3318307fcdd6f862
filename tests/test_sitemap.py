"""sitemap.xml: pages and their counterparts, whatever their addresses hold."""

import xml.etree.ElementTree as ET

import pytest

from playbook.languages import Language
from playbook.sitemap import sitemap

SPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
ENGLISH = Language("en", "English", default=True, translated=100)
ARABIC = Language("ar", "العربية", default=False, translated=90)


def listed(site_url: str, **pages: list[str]) -> dict[str, dict[str, str]]:
    """Each address in the sitemap with its counterparts by language."""
    text = sitemap(site_url, [ENGLISH, ARABIC], pages)
    found = {}
    for url in ET.fromstring(text.encode()).findall("s:url", SPACE):  # noqa: S314 - our own text
        links = {link.attrib["hreflang"]: link.attrib["href"] for link in url.findall("x:link", SPACE)}
        assert {link.attrib["rel"] for link in url.findall("x:link", SPACE)} == {"alternate"}
        found[url.findtext("s:loc", "", SPACE)] = links
    return found


@pytest.mark.parametrize("site_url", ["https://x.example", "https://x.example/"])
def test_every_page_with_its_counterparts(site_url: str) -> None:
    both = {"en": "https://x.example/roles/", "ar": "https://x.example/ar/roles/"}
    assert listed(site_url, en=["roles/"], ar=["roles/"]) == {both["en"]: both, both["ar"]: both}


def test_home_pages_and_a_site_in_a_folder() -> None:
    home = {"en": "https://x.example/sales/", "ar": "https://x.example/sales/ar/"}
    assert listed("https://x.example/sales/", en=[""], ar=[""]) == {home["en"]: home, home["ar"]: home}


def test_a_page_in_one_language_has_only_itself() -> None:
    found = listed("https://x.example/", en=["guide/", "roles/"], ar=["roles/"])
    assert found["https://x.example/guide/"] == {"en": "https://x.example/guide/"}
    assert len(found) == 3


def test_signs_that_xml_would_take_for_its_own() -> None:
    address = 'https://x.example/a&b"<c>/'
    assert listed("https://x.example/", en=['a&b"<c>/'], ar=[]) == {address: {"en": address}}


def test_no_pages() -> None:
    assert listed("https://x.example/", en=[], ar=[]) == {}
