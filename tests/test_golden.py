"""The Markdown of a page of each kind, agreed on: ``tests/renewing.py`` says how to renew it."""

from pathlib import Path

import pytest

from playbook.catalogue import Catalogue, read_catalogue
from playbook.kinds import KINDS
from playbook.languages import Language
from playbook.load import Library, load
from playbook.project import Project
from tests.golden_pages import GOLDEN, compare, pages

ENGLISH = Language("en", "English", default=True, translated=100)
ITALIAN = Language("it", "Italiano", default=False, translated=100)
ARABIC = Language("ar", "العربية", default=False, translated=90)

EACH = sorted(kind.folder for kind in KINDS.values() if kind.pages == "each")
INDEXES = sorted(kind.folder for kind in KINDS.values() if kind.pages != "none")


@pytest.fixture(scope="module")
def content(base: Path) -> Library:
    return load(base, Project(base).content)[0]


@pytest.fixture(scope="module")
def english(content: Library) -> dict[str, str]:
    return dict(pages(content, ENGLISH, Catalogue("en.po")))


@pytest.mark.parametrize("folder", EACH)
def test_a_page_of_each_kind(folder: str, english: dict[str, str]) -> None:
    path = min(path for path in english if path.startswith(f"{folder}/") and not path.endswith("/index.md"))
    compare(f"en/{path}", english[path])


@pytest.mark.parametrize("folder", INDEXES)
def test_an_overview_of_each_kind(folder: str, english: dict[str, str]) -> None:
    compare(f"en/{folder}/index.md", english[f"{folder}/index.md"])


def test_a_page_in_arabic(content: Library, base: Path) -> None:
    catalogue = read_catalogue(base, base / "playbook/locale/ar.po", content)
    compare("ar/modules/first-calls.md", pages(content, ARABIC, catalogue)["modules/first-calls.md"])


def test_a_page_without_any_translation(content: Library) -> None:
    compare("it/lead-types/hot-lead.md", pages(content, ITALIAN, Catalogue("it.po"))["lead-types/hot-lead.md"])


def test_a_page_of_which_one_text_has_changed(project: Project) -> None:
    file = project.content / "objections.yml"
    file.write_text(file.read_text("utf-8").replace("Compared with what?", "Compared with which offer?"), "utf-8")
    changed = load(project.root, project.content)[0]
    catalogue = read_catalogue(project.root, project.locale / "it.po", changed)
    compare("it/objections/too-dear.md", pages(changed, ITALIAN, catalogue)["objections/too-dear.md"])


def test_nothing_agreed_on_is_left_over() -> None:
    wanted = {f"en/{folder}/index.md" for folder in INDEXES}
    wanted |= {"ar/modules/first-calls.md", "it/lead-types/hot-lead.md", "it/objections/too-dear.md"}
    found = {path.relative_to(GOLDEN).as_posix() for path in GOLDEN.rglob("*.md")}
    assert wanted <= found
    assert sorted(path.split("/")[1] for path in found - wanted) == EACH
