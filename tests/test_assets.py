"""Assets: their names tell what is in them, the same sources give the same bytes, and nobody sees half of one."""

import io
import json
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from playbook import assets as assets_module
from playbook.assets import LIBRARIES, Assets
from playbook.fonts import FONTS
from playbook.licences import Licences, Work
from playbook.package_zip import package_zip
from playbook.problems import PlaybookError
from playbook.python_assets import PYODIDE_FILES, PythonAssets


@dataclass(frozen=True)
class Sources:
    root: Path

    def write(self, name: str, text: str) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def version(self, package: str, version: str) -> None:
        self.write(f"node_modules/{package}/package.json", json.dumps({"version": version}))

    @property
    def assets(self) -> Assets:
        licences = Licences((Work("code", "MIT", "code.txt", "Do as you like — naïvely."),), ())
        modules, calculators = self.root / "node_modules", self.root / "sums"
        python = PythonAssets(modules, calculators, "{}", dict, self.root / "build")
        return Assets(self.root / "theme", modules, calculators, licences, python)

    def write_assets(self, site: Path) -> set[str]:
        """Write the assets, with something in place of what Node makes."""
        assets = self.assets
        for folder, file in ((assets.python.made, "library.zip"), (assets.python.compressed, "pyodide.mjs.br")):
            folder.mkdir(parents=True, exist_ok=True)
            (folder / file).write_text(file, "utf-8")
        return assets.write(site)

    @property
    def paths(self) -> dict[str, str]:
        return dict(self.assets.paths)


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sources:
    """Small sources; the fonts are not cut, which has tests of its own."""
    monkeypatch.setattr(assets_module, "font_files", lambda _modules: [("a.woff2", b"letters"), ("fonts.css", b"")])
    found = Sources(tmp_path / "sources")
    found.write("theme/css/main.css", "a {}")
    found.write("theme/js/main.js", "export {};")
    found.write("sums/__init__.py", "")
    found.write("sums/add.py", "def add(a, b): return a + b\n")
    for package in ("pyodide", *(font.package for font in FONTS)):
        found.version(package, "1.2.3")
    for name in PYODIDE_FILES:
        found.write(f"node_modules/pyodide/{name}", name)
    for library in LIBRARIES.values():
        found.version(library.package, "1.2.3")
        found.write(f"node_modules/{library.package}/{library.modules}/{library.entry}", "export {};")
        found.write(f"node_modules/{library.package}/{library.modules}/more.js", "export {};")
    return found


class TestNames:
    @pytest.mark.parametrize(
        ("names", "change"),
        [
            ({"theme"}, lambda one: one.write("theme/css/main.css", "b {}")),
            ({"theme"}, lambda one: one.write("theme/css/more.css", "")),
            ({"theme"}, lambda one: (one.root / "theme/js/main.js").rename(one.root / "theme/js/first.js")),
            ({"calculators", "python"}, lambda one: one.write("sums/add.py", "def add(a, b): return b + a\n")),
            ({"calculators", "python"}, lambda one: one.write("sums/deep/__init__.py", "")),
            ({"pyodide", "python"}, lambda one: one.version("pyodide", "1.2.4")),
            ({"idb"}, lambda one: one.version("idb", "1.2.4")),
            ({"schema"}, lambda one: one.version("@cfworker/json-schema", "1.2.4")),
            ({"fonts"}, lambda one: one.version(FONTS[0].package, "1.2.4")),
        ],
    )
    def test_a_change_changes_the_names_it_concerns_and_no_other(
        self, sources: Sources, names: set[str], change: Callable[[Sources], object]
    ) -> None:
        before = sources.paths
        change(sources)
        after = sources.paths
        assert {one for one in before if before[one] != after[one]} == names

    def test_another_licence_changes_the_name_of_the_licences(self, sources: Sources) -> None:
        other = replace(sources.assets, licences=Licences((), ()))
        assert other.paths["licences"] != sources.paths["licences"]

    def test_what_python_leaves_behind_changes_nothing(self, sources: Sources) -> None:
        before = sources.paths
        sources.write("sums/__pycache__/add.cpython-311.pyc", "x")
        sources.write("theme/__pycache__/x.py", "x")
        assert sources.paths == before

    def test_the_same_sources_elsewhere_have_the_same_names(self, sources: Sources, tmp_path: Path) -> None:
        shutil.copytree(sources.root, tmp_path / "elsewhere")
        assert Sources(tmp_path / "elsewhere").paths == sources.paths

    def test_a_package_that_is_not_installed(self, sources: Sources) -> None:
        shutil.rmtree(sources.root / "node_modules/pyodide")
        with pytest.raises(
            PlaybookError, match="^package.json:0:0: pyodide: the npm package pyodide is not installed: "
        ):
            _ = sources.paths


class TestFiles:
    def test_everything_is_where_its_name_says(self, sources: Sources, tmp_path: Path) -> None:
        site = tmp_path / "site"
        kept = sources.write_assets(site)
        assert kept == set(sources.paths.values())
        paths = sources.paths
        assert (site / paths["theme"] / "css/main.css").read_text("utf-8") == "a {}"
        assert sorted(path.name for path in (site / paths["pyodide"]).iterdir()) == sorted(
            [*PYODIDE_FILES, "pyodide.mjs.br"]
        )
        assert (site / paths["python"] / "library.zip").read_text("utf-8") == "library.zip"
        assert (site / paths["fonts"] / "a.woff2").read_bytes() == b"letters"
        for address in sources.assets.libraries.values():
            assert (site / address).read_text("utf-8") == "export {};"
        more = {path.parent.name for path in site.rglob("more.js")}
        assert more == {"json-schema-1.2.3"}, "what other modules do not import stays away"
        # the mark at the beginning tells browsers the encoding
        assert (
            site / paths["licences"] / "code.txt"
        ).read_bytes() == b"\xef\xbb\xbf" + "Do as you like — naïvely.".encode()
        with zipfile.ZipFile(site / paths["calculators"]) as archive:
            assert archive.namelist() == ["sums/__init__.py", "sums/add.py"]
        assert not list(site.rglob(".*"))

    def test_what_is_there_already_is_left_alone(self, sources: Sources, tmp_path: Path) -> None:
        site = tmp_path / "site"
        sources.write_assets(site)
        before = {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in site.rglob("*")}
        sources.write_assets(site)
        assert {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in site.rglob("*")} == before

    def test_a_folder_is_whole_or_not_there(
        self, sources: Sources, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        site = tmp_path / "site"
        target = site / sources.paths["pyodide"]
        copy, copied = shutil.copyfile, list[str]()

        def copyfile(source: Path, place: Path, *, follow_symlinks: bool = True) -> None:
            assert not target.exists()
            if len(copied) == 4:
                raise OSError("the disk is full")
            copied.append(Path(source).name)
            copy(source, place, follow_symlinks=follow_symlinks)

        monkeypatch.setattr(shutil, "copyfile", copyfile)
        with pytest.raises(OSError, match="the disk is full"):
            sources.write_assets(site)
        # two of the theme's files, then two of these
        assert copied[2:] == list(PYODIDE_FILES[:2])
        assert not target.exists()
        monkeypatch.undo()
        monkeypatch.setattr(assets_module, "font_files", lambda _modules: [])
        sources.write_assets(site)
        assert sorted(path.name for path in target.iterdir()) == sorted([*PYODIDE_FILES, "pyodide.mjs.br"])
        assert not list(site.rglob(".*"))


class TestPackage:
    def test_the_same_modules_are_the_same_bytes(self, sources: Sources, tmp_path: Path) -> None:
        one = package_zip(sources.root / "sums")
        shutil.copytree(sources.root / "sums", tmp_path / "later" / "sums", copy_function=shutil.copyfile)
        sources.write("sums/notes.txt", "no module")
        assert package_zip(tmp_path / "later" / "sums") == one
        assert package_zip(sources.root / "sums") == one

    def test_it_can_be_imported_from(self, sources: Sources) -> None:
        with zipfile.ZipFile(io.BytesIO(package_zip(sources.root / "sums"))) as archive:
            assert archive.testzip() is None
            assert archive.read("sums/add.py") == (sources.root / "sums/add.py").read_bytes()
