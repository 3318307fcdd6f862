"""Building the same twice, and building again after a change: what is touched, and what must not be."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest

from playbook.check import check
from playbook.problems import PlaybookError
from playbook.project import Project
from playbook.site_build import build_site
from tests.base_project import ROOT
from tests.built_site import PREFIXES, build, built, changed, html_of, language_of, tree


@pytest.fixture(scope="module")
def lived(base: Path, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The tiny project built by another process in another place, then changed by one test after the other.

    Each test compares the site after its change with the site before it.
    """
    project = Project(tmp_path_factory.mktemp("lived") / "in a place of its own")
    shutil.copytree(base, project.root)
    run_build(project, PYTHONHASHSEED="4711")
    return project


def run_build(project: Project, **environment: str) -> None:
    command = [sys.executable, "-m", "playbook", "--root", str(project.root), "build"]
    subprocess.run(command, cwd=ROOT, env=os.environ | environment, check=True, capture_output=True)


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert text.count(old) == 1, f"{file} holds this {text.count(old)} times: {old}"
    file.write_text(text.replace(old, new), "utf-8")


def in_all_languages(page: str) -> set[str]:
    return {f"{prefix}{page}" for prefix in PREFIXES.values()}


def test_two_builds_from_nothing_are_the_same(base: Path, lived: Project) -> None:
    one, other = tree(built(base).site), tree(lived.site)
    assert one.keys() == other.keys()
    assert [name for name in one if one[name] != other[name]] == []
    assert len(html_of(one)) > 100


def test_building_again_writes_nothing(lived: Project) -> None:
    def times() -> dict[Path, tuple[int, int]]:
        return {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in lived.site.rglob("*")}

    before = times()
    report = build(lived)
    assert report.files == 0
    assert [(one.rendered, one.written) for one in report.languages] == [(0, 0)] * 3
    assert times() == before


def test_a_changed_text_touches_its_pages_and_is_outdated_elsewhere(lived: Project) -> None:
    before = tree(lived.site)
    replace(lived.content / "objections.yml", "One of you doubts, the other asks.", "One doubts, the other asks.")
    report = build(lived)
    after = tree(lived.site)
    touched = in_all_languages("objections/too-dear/index.html")
    assert changed(before, after) == touched
    assert {one.language: one.written for one in report.languages} == {"ar": 1, "en": 1, "it": 1}
    assert "One doubts, the other asks." in after["objections/too-dear/index.html"].decode()
    # the old translation stays, marked
    italian = after["it/objections/too-dear/index.html"].decode()
    assert "One of you doubts, the other asks. it" in italian
    marked = {name for name, page in html_of(after).items() if b'class="admonition outdated"' in page}
    assert marked == {name for name in touched if language_of(name) != "en"}
    for reached in check(lived).coverages:
        outdated = [message.context for message, found in reached.found if found.state == "outdated"]
        assert outdated == ([] if reached.interface else ["objections.yml#too-dear.drill"])
        assert reached.count("missing") == 0


def test_a_changed_translation_touches_its_language_only(lived: Project) -> None:
    before = tree(lived.site)
    path = lived.locale / "it.po"
    catalogue = polib.pofile(str(path))
    entry = next(one for one in catalogue if one.msgctxt == "checklists.yml#first-week.groups.day-one.items.call.why")
    entry.msgstr = "Nient'altro lo insegna."
    catalogue.save(str(path))
    report = build(lived)
    after = tree(lived.site)
    assert changed(before, after) == {"it/checklists/first-week/index.html"}
    assert {one.language: one.written for one in report.languages} == {"ar": 0, "en": 0, "it": 1}
    others = [name for name in before.keys() | after.keys() if not name.startswith("it/")]
    assert [name for name in others if before.get(name) != after.get(name)] == []


def test_a_changed_page_written_by_hand_touches_itself(lived: Project) -> None:
    before = tree(lived.site)
    replace(lived.docs / "ar/guide.md", "```\n<b>", "```\n<i></i><b>")
    build(lived)
    assert changed(before, tree(lived.site)) == {"ar/guide/index.html"}


def test_the_data_of_training_follow_what_they_tell_of(lived: Project) -> None:
    before = tree(lived.site)
    replace(lived.content / "modules.yml", "title: Second calls", "title: More calls")
    build(lived)
    after = tree(lived.site)
    data = in_all_languages("learning/training.json")
    # where it is not English, the old translation stays
    assert {name for name in data if before[name] != after[name]} == {"learning/training.json"}
    assert json.loads(after["learning/training.json"])["modules"]["second-calls"]["title"] == "More calls"
    replace(lived.content / "modules.yml", "title: More calls", "title: Second calls")
    build(lived)
    assert tree(lived.site)["learning/training.json"] == before["learning/training.json"]


def test_a_word_of_training_changes_no_page_that_does_not_show_it(lived: Project) -> None:
    before = tree(lived.site)
    replace(lived.content / "interface.yml", '"training.desk.summary"', '"What the desk is for"')
    build(lived)
    after = tree(lived.site)
    assert changed(before, after) == in_all_languages("desk/index.html")
    assert json.loads(after["learning/training.json"])["words"]["desk.summary"] == "What the desk is for"
    replace(lived.content / "interface.yml", '"What the desk is for"', '"training.desk.summary"')
    build(lived)


def test_one_language_may_be_built_alone(lived: Project) -> None:
    before = tree(lived.site)
    replace(lived.content / "lead-sources.yml", "{least: 1, most: 30}", "{least: 2, most: 30}")
    report = build_site(Project(lived.root), lambda _line: None, ["it"])
    assert [one.language for one in report.languages] == ["it"]
    assert changed(before, tree(lived.site)) == {
        "it/lead-sources/index.html",
        "it/lead-sources/referrals/index.html",
    }
    build(lived)
    pages = in_all_languages("lead-sources/index.html") | in_all_languages("lead-sources/referrals/index.html")
    assert changed(before, tree(lived.site)) == pages


def test_a_removed_entry_leaves_nothing_behind(lived: Project) -> None:
    before = tree(lived.site)
    file = lived.content / "tools.yml"
    text = file.read_text("utf-8")
    file.write_text(text + text.replace("id: crm", "id: pen").replace("title: CRM", "title: Pen"), "utf-8")
    build(lived)
    added = tree(lived.site)
    assert in_all_languages("tools/pen/index.html") <= added.keys() - before.keys()
    assert b"https://tests.example/ar/tools/pen/" in added["sitemap.xml"]
    file.write_text(text, "utf-8")
    build(lived)
    after = tree(lived.site)
    assert after.keys() == before.keys()
    assert [name for name in before if before[name] != after[name]] == []
    assert not list(lived.site.rglob("pen"))


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("[somewhere](nowhere.md)", "nowhere.md"),
        ("[somewhere](lead-types/hot-lead.md#nowhere)", "#nowhere"),
    ],
)
def test_a_broken_link_is_a_problem_and_the_site_stays(lived: Project, line: str, told: str) -> None:
    before = tree(lived.site)
    page = lived.docs / "it/guide.md"
    text = page.read_text("utf-8")
    page.write_text(f"{text}\n{line}\n", "utf-8")
    try:
        with pytest.raises(PlaybookError) as raised:
            build(lived)
    finally:
        page.write_text(text, "utf-8")
    (problem,) = raised.value.problems
    assert problem.file == "docs/it/guide.md"
    assert told in problem.what
    assert tree(lived.site) == before


def test_a_link_whose_target_goes_away_is_a_problem_though_its_page_did_not_change(lived: Project) -> None:
    page = lived.docs / "en/more.md"
    page.write_text("# More\n\nMore to come.\n", "utf-8")
    guide = lived.docs / "en/guide.md"
    text = guide.read_text("utf-8")
    guide.write_text(f"{text}\n[more](more.md)\n", "utf-8")
    try:
        build(lived)
        page.unlink()
        with pytest.raises(PlaybookError, match="more.md"):
            build(lived)
    finally:
        page.unlink(missing_ok=True)
        guide.write_text(text, "utf-8")


def test_a_broken_entry_is_a_problem_and_the_site_stays(lived: Project) -> None:
    before = tree(lived.site)
    file = lived.content / "faq.yml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("metric/reply-time", "metric/reply-tim"), "utf-8")
    try:
        with pytest.raises(PlaybookError, match=r"^playbook/content/faq.yml:\d+:\d+: see\[0\]: .*reply-time\?$"):
            build(lived)
    finally:
        file.write_text(text, "utf-8")
    assert tree(lived.site) == before
