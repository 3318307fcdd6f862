"""Staging: a folder holds exactly the pages of a language, and files that did not change are not touched."""

from pathlib import Path

import pytest

from playbook.catalogue import read_catalogue
from playbook.load import load
from playbook.localise import localise
from playbook.navigation import navigation
from playbook.project import Project
from playbook.render import Page
from playbook.stage import manifest, write_bytes, write_pages, write_text


def page(path: str, text: str = "text") -> Page:
    return Page(path, "title", text)


def files(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*") if path.is_file()
    }


class TestPages:
    def test_exactly_these_pages(self, tmp_path: Path) -> None:
        assert write_pages(tmp_path, [page("roles/sdr.md", "SDR")], {"index.md": "home"}) == 2
        assert files(tmp_path) == {"roles/sdr.md": "SDR", "index.md": "home"}

    def test_what_did_not_change_is_left_alone(self, tmp_path: Path) -> None:
        write_pages(tmp_path, [page("a.md"), page("b.md")], {})
        before = (tmp_path / "a.md").stat()
        assert write_pages(tmp_path, [page("a.md"), page("b.md", "new")], {}) == 1
        after = (tmp_path / "a.md").stat()
        assert (after.st_mtime_ns, after.st_ino) == (before.st_mtime_ns, before.st_ino)

    def test_pages_that_have_gone_go_with_their_folders(self, tmp_path: Path) -> None:
        write_pages(tmp_path, [page("deep/er/a.md"), page("b.md")], {"c.md": ""})
        assert write_pages(tmp_path, [page("b.md")], {}) == 2
        assert [path.name for path in tmp_path.iterdir()] == ["b.md"]

    def test_a_page_written_by_hand_goes_before_one_that_is_made(self, tmp_path: Path) -> None:
        write_pages(tmp_path, [page("index.md", "made")], {"index.md": "written"})
        assert files(tmp_path) == {"index.md": "written"}


class TestWriting:
    def test_tells_whether_it_wrote(self, tmp_path: Path) -> None:
        file = tmp_path / "new" / "file.txt"
        assert write_text(file, "ċ") is True
        assert write_text(file, "ċ") is False
        assert write_bytes(file, b"\xc4\x8b") is False
        assert write_bytes(file, b"\xc4\x8c") is True
        assert file.read_bytes() == b"\xc4\x8c"

    def test_line_ends_stay(self, tmp_path: Path) -> None:
        write_text(tmp_path / "file", "a\r\nb\n")
        assert (tmp_path / "file").read_bytes() == b"a\r\nb\n"

    def test_a_file_is_the_old_one_or_the_new_one(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        file = tmp_path / "file"
        write_text(file, "old")
        seen = []
        replace = Path.replace

        def watched(path: Path, target: Path) -> Path:
            seen.append((file.read_text("utf-8"), path.read_text("utf-8")))
            return replace(path, target)

        monkeypatch.setattr(Path, "replace", watched)
        write_text(file, "new")
        assert seen == [("old", "new")]
        assert files(tmp_path) == {"file": "new"}


class TestManifest:
    def test_what_the_theme_needs_of_a_language(self, base: Path) -> None:
        project = Project(base)
        library, _ = load(base, project.content)
        arabic = next(one for one in project.languages if one.code == "ar")
        local = localise(library, arabic, read_catalogue(base, project.catalogue_path(arabic), library))
        groups = navigation(local, {})
        found = manifest(local, groups, project.languages, {"theme": "assets/x/"})
        assert (found["language"], found["direction"], found["default"]) == ("ar", "rtl", False)
        assert [(one["code"], one["prefix"], one["direction"]) for one in found["languages"]] == [
            ("en", "", "ltr"),
            ("it", "it/", "ltr"),
            ("ar", "ar/", "rtl"),
        ]
        assert found["words"]["theme.permalink"] == "theme.permalink ع"
        assert found["assets"] == {"theme": "assets/x/"}
        # only what stands in the glossary, under the names that the language has for it
        assert found["glossary"] == [{"id": "lead", "names": ["عميل محتمل"], "definition": "Someone who may buy. ع"}]

    def test_names_of_a_term_longest_first(self, base: Path) -> None:
        project = Project(base)
        library, _ = load(base, project.content)
        italian = next(one for one in project.languages if one.code == "it")
        local = localise(library, italian, read_catalogue(base, project.catalogue_path(italian), library))
        (term,) = manifest(local, [], project.languages, {})["glossary"]
        assert term["names"] == ["contatti", "contatto"]
