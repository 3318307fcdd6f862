"""One tree out of the languages' own: what changed is replaced, what has gone is removed, the rest is left alone."""

import os
from pathlib import Path

import pytest

from playbook.languages import Language
from playbook.merge_site import merge_site
from playbook.project import Project

LANGUAGES = (
    Language("en", "English", default=True, translated=100),
    Language("it", "Italiano", default=False, translated=100),
)


class Tree:
    def __init__(self, root: Path) -> None:
        self.project = Project(root)

    def built(self, language: str, name: str, text: str) -> Path:
        path = self.project.build / "site" / language / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        path.write_text(text, "utf-8")
        return path

    def placed(self, name: str, text: str = "") -> None:
        path = self.project.site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def merge(self, *kept: str) -> int:
        return merge_site(self.project, LANGUAGES, kept)

    @property
    def site(self) -> dict[str, str]:
        files = (path for path in self.project.site.rglob("*") if path.is_file())
        return {path.relative_to(self.project.site).as_posix(): path.read_text("utf-8") for path in files}


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    found = Tree(tmp_path)
    found.built("en", "index.html", "home")
    found.built("en", "roles/sdr/index.html", "sdr")
    found.built("it", "index.html", "casa")
    return found


def test_the_default_language_at_the_root_the_others_below_their_code(tree: Tree) -> None:
    assert tree.merge() == 3
    assert tree.site == {"index.html": "home", "roles/sdr/index.html": "sdr", "it/index.html": "casa"}


def test_a_second_time_nothing_changes(tree: Tree) -> None:
    tree.merge()
    before = {path: path.stat().st_mtime_ns for path in tree.project.site.rglob("*")}
    assert tree.merge() == 0
    assert {path: path.stat().st_mtime_ns for path in tree.project.site.rglob("*")} == before


def test_only_what_changed_is_replaced(tree: Tree) -> None:
    tree.merge()
    tree.built("it", "index.html", "casa mia")
    assert tree.merge() == 1
    assert tree.site["it/index.html"] == "casa mia"


def test_a_build_that_writes_anew_does_not_reach_into_the_site_before_it_is_done(tree: Tree) -> None:
    tree.merge()
    tree.built("en", "index.html", "half a home")
    assert tree.site["index.html"] == "home"


def test_what_has_gone_is_removed_with_its_empty_folders(tree: Tree) -> None:
    tree.merge()
    (tree.project.build / "site/en/roles/sdr/index.html").unlink()
    assert tree.merge() == 1
    assert not (tree.project.site / "roles").exists()
    assert tree.site == {"index.html": "home", "it/index.html": "casa"}


def test_what_other_steps_write_is_kept_and_their_leftovers_are_not(tree: Tree) -> None:
    for name in ("sitemap.xml", "_headers", "assets/theme-2/main.css", "assets/theme-1/main.css", "it/sitemap.xml"):
        tree.placed(name)
    tree.merge("assets/theme-2/")
    assert tree.site.keys() - {"index.html", "roles/sdr/index.html", "it/index.html"} == {
        "sitemap.xml",
        "_headers",
        "assets/theme-2/main.css",
    }


def test_the_sitemaps_of_single_languages_stay_out(tree: Tree) -> None:
    for name in ("sitemap.xml", "sitemap.xml.gz"):
        tree.built("it", name, "")
        tree.built("en", name, "")
    tree.merge()
    assert not [name for name in tree.site if "sitemap" in name]


def test_where_the_disk_knows_no_links_files_are_copied(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    def link(*_arguments: object) -> None:
        raise OSError("no links here")

    monkeypatch.setattr(os, "link", link)
    assert tree.merge() == 3
    assert tree.site == {"index.html": "home", "roles/sdr/index.html": "sdr", "it/index.html": "casa"}
    assert tree.merge() == 0
    tree.built("en", "index.html", "another home")
    assert tree.merge() == 1
    assert tree.site["index.html"] == "another home"
