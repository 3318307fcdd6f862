"""The command line: what it prints, how it ends, and that no mistake of its user shows a traceback."""

import datetime as dt
import json
from pathlib import Path

import polib
import pytest
import yaml
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from playbook.cli import main
from playbook.kinds import KINDS, content_folder
from playbook.load import load
from playbook.new_entry import PLACEHOLDER
from playbook.project import Project
from tests.base_project import ROOT, translate


def run(root: Path, *arguments: str) -> Result:
    """Run the command; only a wish to exit may get out of it."""
    result = CliRunner().invoke(main, ["--root", str(root), *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    assert "Traceback" not in result.output
    return result


def refused(root: Path, *arguments: str) -> str:
    """The one problem that the command ends with."""
    result = run(root, *arguments)
    assert result.exit_code == 1
    assert result.stderr == "1 problem\n"
    (line,) = result.stdout.splitlines()
    return line


class TestRoot:
    def test_a_folder_without_a_playbook(self, tmp_path: Path) -> None:
        line = refused(tmp_path, "check")
        assert line.startswith(f"{tmp_path}/mkdocs.yml:0:0: root: no playbook here: run the command in the folder")

    def test_a_folder_that_is_not_there(self, tmp_path: Path) -> None:
        result = run(tmp_path / "nowhere", "check")
        assert result.exit_code == 2
        assert "does not exist" in result.stderr

    def test_the_present_folder_unless_named(self, base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(base)
        result = CliRunner().invoke(main, ["check"])
        assert (result.exit_code, result.stdout.splitlines()[-1]) == (0, "No problems found.")

    def test_settings_that_are_no_yaml(self, project: Project) -> None:
        (project.root / "mkdocs.yml").write_text("a: [", "utf-8")
        for arguments in (["check"], ["build"], ["i18n", "report"], ["i18n", "update"], ["serve", "--port", "0"]):
            assert refused(project.root, *arguments).startswith("mkdocs.yml:1:5: yaml: YAML cannot be read")

    def test_settings_without_languages(self, project: Project) -> None:
        (project.root / "mkdocs.yml").write_text("site_name: x\n", "utf-8")
        for arguments in (["check"], ["build"], ["i18n", "check"]):
            assert refused(project.root, *arguments).startswith("mkdocs.yml:0:0: plugins.i18n.languages: no languages")


class TestBuild:
    def test_an_unknown_language(self, base: Path) -> None:
        line = refused(base, "build", "--language", "it", "--language", "xx")
        assert line == "mkdocs.yml:0:0: languages: no such language: xx: use one of en, it, ar"
        assert not (base / "site").exists()

    def test_problems_of_several_files_all_at_once(self, project: Project) -> None:
        (project.content / "faq.yml").write_text("- id: Why\n", "utf-8")
        (project.content / "books.yml").write_text("a: b\n", "utf-8")
        result = run(project.root, "build")
        files = {line.partition(":")[0] for line in result.stdout.splitlines()}
        assert {"playbook/content/books.yml", "playbook/content/faq.yml"} <= files
        assert (result.exit_code, result.stderr) == (1, f"{len(result.stdout.splitlines())} problems\n")
        assert not project.site.exists()

    def test_a_catalogue_that_cannot_be_read(self, project: Project) -> None:
        (project.locale / "it.po").write_bytes(b"\xff\xfe\x00")
        for arguments in (["build", "--language", "it"], ["i18n", "update"], ["i18n", "check"], ["i18n", "report"]):
            assert refused(project.root, *arguments).startswith("playbook/locale/it.po:1:1: catalogue: ")


class TestNew:
    @pytest.mark.parametrize("name", sorted(KINDS))
    def test_a_skeleton_names_every_key_that_must_be_there(self, project: Project, name: str) -> None:
        kind = KINDS[name]
        file = project.content / f"{content_folder(kind)}.yml"
        before = file.read_text("utf-8")
        result = run(project.root, "new", name, "quite-new")
        assert result.exit_code == 0, result.output
        assert file.read_text("utf-8").startswith(before)
        (new,) = yaml.safe_load(file.read_text("utf-8").removeprefix(before))
        required = {key for key, field in kind.model.model_fields.items() if field.is_required()}
        assert required <= new.keys() <= kind.model.model_fields.keys()
        assert new["id"] == "quite-new"
        if "reviewed" in new:
            assert new["reviewed"] == dt.datetime.now(tz=dt.UTC).date()
        named = result.stdout.partition(": ")[0]
        path, _, line = named.rpartition(":")
        assert (project.root / path).read_text("utf-8").splitlines()[int(line) - 1] == "- id: quite-new"

    def test_skeletons_that_nobody_filled_in_are_refused_line_by_line(self, project: Project) -> None:
        for name in KINDS:
            run(project.root, "new", name, "quite-new")
        result = run(project.root, "check")
        assert result.exit_code == 1
        for kind in KINDS.values():
            place = f"playbook/content/{content_folder(kind)}.yml"
            text = (project.root / place).read_text("utf-8").splitlines()
            waiting = {number for number, line in enumerate(text, 1) if f'"{PLACEHOLDER}' in line}
            assert waiting
            lines = [line for line in result.stdout.splitlines() if line.startswith(f"{place}:")]
            told = [line for line in lines if line.endswith(": the placeholder of `playbook new`: write the text")]
            assert [int(line.split(":")[1]) for line in told] == sorted(waiting)
            # and nothing else is said of what is still to be written
            assert not waiting & {int(line.split(":")[1]) for line in lines if line not in told}

    def test_a_placeholder_left_in_an_entry_that_is_right_otherwise(self, project: Project) -> None:
        file = project.content / "books.yml"
        file.write_text(file.read_text("utf-8").replace("A. Writer", '"… who wrote it"'), "utf-8")
        wanted = "playbook/content/books.yml:6:11: author: the placeholder of `playbook new`: write the text"
        assert wanted in run(project.root, "check").stdout.splitlines()
        assert run(project.root, "build").exit_code == 1

    def test_an_ellipsis_elsewhere_is_no_placeholder(self, project: Project) -> None:
        file = project.content / "books.yml"
        file.write_text(file.read_text("utf-8").replace("A. Writer", '"A. … Writer, …and others"'), "utf-8")
        assert run(project.root, "check").exit_code == 0

    def test_mappings_of_names_begin_empty(self, project: Project) -> None:
        run(project.root, "new", "calculator", "quite-new")
        new = yaml.safe_load((project.content / "calculators.yml").read_text("utf-8"))[-1]
        assert (new["words"], new["example"]) == ({}, {})

    def test_a_folder_gets_a_file_of_its_own(self, project: Project) -> None:
        (project.content / "tools").mkdir()
        (project.content / "tools.yml").rename(project.content / "tools" / "crm.yml")
        result = run(project.root, "new", "tool", "pen")
        assert result.stdout.startswith("playbook/content/tools/pen.yml:1: ")
        assert yaml.safe_load((project.content / "tools" / "pen.yml").read_text("utf-8"))[0]["id"] == "pen"

    def test_a_taken_id(self, project: Project) -> None:
        before = (project.content / "tools.yml").read_bytes()
        line = refused(project.root, "new", "tool", "crm")
        assert line == "playbook/content/tools.yml:1:7: id: the id “crm” is taken: choose another id"
        assert (project.content / "tools.yml").read_bytes() == before

    @pytest.mark.parametrize("entry_id", ["Pen", "a_b", "../x", "a b", "", "é", "x" * 61, "a/b", "-"])
    def test_a_bad_id(self, project: Project, entry_id: str) -> None:
        before = sorted(project.content.rglob("*"))
        line = refused(project.root, "new", "tool", "--", entry_id)
        assert line.startswith("command line:0:0: ENTRY_ID: ")
        assert line.endswith(": use small letters, digits and hyphens, such as `too-expensive`")
        assert sorted(project.content.rglob("*")) == before

    def test_a_bad_kind(self, base: Path) -> None:
        result = run(base, "new", "nonsense", "x")
        assert result.exit_code == 2
        assert "'nonsense'" in result.stderr

    @pytest.mark.parametrize("content", [b"- id: caf\xe9\n", b"a: b\n", b"- id: [\n"])
    def test_a_file_that_cannot_be_added_to_is_left_alone(self, project: Project, content: bytes) -> None:
        file = project.content / "tools.yml"
        file.write_bytes(content)
        assert refused(project.root, "new", "tool", "pen").startswith("playbook/content/tools.yml:")
        assert file.read_bytes() == content


class TestTranslations:
    def test_update_of_what_is_up_to_date_changes_nothing(self, project: Project) -> None:
        run(project.root, "i18n", "update")
        before = {path: path.read_bytes() for path in project.locale.iterdir()}
        result = run(project.root, "i18n", "update")
        assert {path: path.read_bytes() for path in project.locale.iterdir()} == before
        assert [line.partition(" of ")[0] for line in result.stdout.splitlines()] == ["it: 100%"] * 2 + ["ar: 100%"] * 2

    def test_update_marks_what_changed_and_adds_what_is_new(self, project: Project) -> None:
        file = project.content / "tools.yml"
        text = file.read_text("utf-8").replace("Two places", "Three places")
        file.write_text(text.replace("choose: [It is quick.]", "choose: [It is quick., It is small.]"), "utf-8")
        result = run(project.root, "i18n", "update")
        assert result.exit_code == 0
        told = [line.partition(", ")[2] for line in result.stdout.splitlines()]
        assert told == ["0 outdated, 0 missing", "1 outdated, 1 missing"] * 2
        entries = {entry.msgctxt: entry for entry in polib.pofile(str(project.locale / "ar.po"))}
        outdated, new = entries["tools.yml#crm.pitfalls[0]"], entries["tools.yml#crm.choose[1]"]
        assert (outdated.msgid, outdated.previous_msgid, outdated.fuzzy) == ("Three places", "Two places", True)
        assert outdated.msgstr == "Two places ع"
        assert (new.msgid, new.msgstr, new.fuzzy) == ("It is small.", "", False)

    def test_update_begins_a_catalogue_where_there_is_none(self, project: Project) -> None:
        (project.locale / "it.po").unlink()
        result = run(project.root, "i18n", "update")
        assert result.stdout.startswith("it: 0% of ")
        assert len(polib.pofile(str(project.locale / "it.po"))) == len(polib.pofile(str(project.locale / "ar.po")))

    def test_update_does_nothing_with_broken_content(self, project: Project) -> None:
        (project.content / "tools.yml").write_text("- id: [\n", "utf-8")
        before = {path: path.read_bytes() for path in project.locale.iterdir()}
        assert refused(project.root, "i18n", "update").startswith("playbook/content/tools.yml:")
        assert {path: path.read_bytes() for path in project.locale.iterdir()} == before

    def test_check_of_complete_catalogues(self, base: Path) -> None:
        result = run(base, "i18n", "check")
        assert (result.exit_code, result.stdout) == (0, "No problems found.\n")

    def test_check_lists_what_is_missing_and_what_is_wrong(self, project: Project) -> None:
        catalogue = polib.pofile(str(project.locale / "it.po"))
        entries = {entry.msgctxt: entry for entry in catalogue}
        entries["tools.yml#crm.title"].msgstr = ""
        entries["objections.yml#too-dear.replies.compare.text"].msgstr = "senza codice"
        entries["tools.yml#crm.summary"].msgstr = "Il piombo"
        catalogue.save()
        result = run(project.root, "i18n", "check")
        lines = result.stdout.splitlines()
        assert {line.split(": ")[1] for line in lines} == {
            "crm.title",
            "crm.summary",
            "too-dear.replies.compare.text",
        }
        assert (result.exit_code, result.stderr) == (1, "3 problems\n")

    def test_report_counts_by_file(self, project: Project) -> None:
        catalogue = polib.pofile(str(project.locale / "it.po"))
        for entry in catalogue:
            if entry.msgctxt.startswith("tools.yml"):
                entry.msgstr = ""
        catalogue.save()
        result = run(project.root, "i18n", "report")
        texts = len([entry for entry in catalogue if entry.msgctxt.startswith("tools.yml")])
        content = [entry for entry in catalogue if not entry.msgctxt.startswith(("interface.yml", "calculators.yml"))]
        interface, first, gaps, *others = result.stdout.splitlines()
        assert interface.startswith(f"it: 100% of {len(catalogue) - len(content)} texts of the interface translated")
        assert first.endswith(f"% of {len(content)} texts of the content translated, 0 outdated, {texts} missing")
        assert gaps == f"  playbook/content/tools.yml: {texts} to do"
        assert [line.partition(" of ")[0] for line in others] == ["ar: 100%"] * 2
        assert result.exit_code == 0

    def test_a_language_is_added_in_the_settings_alone(self, project: Project) -> None:
        settings = project.root / "mkdocs.yml"
        line = "        - {locale: it, name: Italiano}\n"
        settings.write_text(
            settings.read_text("utf-8").replace(line, f"{line}        - {{locale: mt, name: Malti}}\n"), "utf-8"
        )
        assert "mt: 0% of " in run(project.root, "i18n", "update").stdout
        maltese = next(one for one in Project(project.root).languages if one.code == "mt")
        translate(project, maltese)
        assert "mt: 100% of " in run(project.root, "i18n", "report").stdout


class TestSchema:
    @pytest.mark.parametrize("name", sorted(KINDS))
    def test_one_kind(self, base: Path, name: str) -> None:
        schema = json.loads(run(base, "schema", name).stdout)
        Draft202012Validator.check_schema(schema)
        assert schema["title"] == f"playbook/content/{content_folder(KINDS[name])}"

    def test_a_file_for_each_kind(self, base: Path, tmp_path: Path) -> None:
        run(base, "schema", "--output", str(tmp_path / "new/folder"))
        assert {path.name for path in (tmp_path / "new/folder").iterdir()} == {f"{name}.json" for name in KINDS}

    def test_the_documentation_in_the_project_is_up_to_date(self, tmp_path: Path) -> None:
        run(ROOT, "schema", "--markdown", "--output", str(tmp_path))
        made = {path.name: path.read_text("utf-8") for path in tmp_path.iterdir()}
        assert made == {path.name: path.read_text("utf-8") for path in (ROOT / "documentation/kinds").glob("*.md")}

    def test_entries_that_hints_name_exist(self) -> None:
        library, _ = load(ROOT, Project(ROOT).content)
        named = set()
        for kind in KINDS.values():
            text = json.dumps(kind.model.model_json_schema())
            named |= {one for one in text.split("`") if one.partition("/")[0] in KINDS and "/" in one}
        assert named
        assert not {name for name in named if name not in library.by_name}


def test_the_version() -> None:
    result = CliRunner().invoke(main, ["--version"])
    assert result.exit_code == 0
    assert result.stdout.strip()
