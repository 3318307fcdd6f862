"""The page of licences: complete by what the packages themselves hold, and refused where a package says too little."""

from __future__ import annotations

import json
import re
from importlib import metadata
from pathlib import Path

import material
import pytest

from playbook.catalogue import read_catalogue
from playbook.cohort_links import start_links
from playbook.licences import TEXTS, Licences, Work, licences_of, works
from playbook.localise import localise
from playbook.problems import PlaybookError
from playbook.project import Project
from playbook.render import Renderer
from playbook.site_build import read_library
from tools.provision import ROOT

NODE_MODULES = ROOT / "node_modules"
# What the modules of Python that are compiled into Pyodide are made with.
LIBRARIES = {
    "_bz2": "bzip2",
    "_ctypes": "libffi",
    "_decimal": "libmpdec",
    "_lzma": "liblzma",
    "_sqlite3": "SQLite",
    "_zstd": "Zstandard",
    "pyexpat": "Expat",
    "zlib": "zlib",
}


@pytest.fixture(scope="module")
def licences() -> Licences:
    return licences_of(ROOT, NODE_MODULES)


def work(licences: Licences, name: str) -> Work:
    return next(one for one in licences.others if one.name == name)


def inside(licences: Licences, name: str) -> set[str]:
    return {part.name for part in work(licences, name).inside}


class TestWhatIsListed:
    def test_every_npm_package_of_the_site(self, licences: Licences) -> None:
        wanted = json.loads((ROOT / "package.json").read_text("utf-8"))["dependencies"]
        listed = {one.name: one.version for one in licences.others}
        assert wanted.items() <= listed.items()

    @pytest.mark.parametrize("name", ["mkdocs-material", "pagefind"])
    def test_the_python_packages_of_the_site(self, licences: Licences, name: str) -> None:
        assert work(licences, name).version == metadata.version(name)
        assert work(licences, name).licence == "MIT"

    def test_everything_in_the_scripts_and_styles_of_material(self, licences: Licences) -> None:
        assets = Path(str(material.__file__)).parent / "templates" / "assets"
        maps = [*assets.glob("javascripts/bundle.*.map"), *assets.glob("stylesheets/*.map")]
        sources = [source for path in maps for source in json.loads(path.read_text("utf-8"))["sources"]]
        bundled = {match[1] for source in sources if (match := re.search(r"node_modules/((?:@[^/]+/)?[^/]+)", source))}
        assert "rxjs" in bundled
        assert bundled <= inside(licences, "mkdocs-material")

    def test_everything_in_the_scripts_of_pyodide(self, licences: Licences) -> None:
        sources = json.loads((NODE_MODULES / "pyodide" / "pyodide.mjs.map").read_text("utf-8"))["sources"]
        vendored = {match[1] for source in sources if (match := re.search(r"vendor/.*?([^/]+)\.ts$", source))}
        assert vendored
        assert vendored <= inside(licences, "pyodide")

    @pytest.mark.parametrize(("module", "library"), LIBRARIES.items())
    def test_every_library_that_python_in_the_browser_is_built_with(
        self, licences: Licences, module: str, library: str
    ) -> None:
        python = (NODE_MODULES / "pyodide" / "pyodide.asm.wasm").read_bytes()
        assert (f"PyInit_{module}".encode() in python) == (library in inside(licences, "pyodide"))

    def test_the_icons_that_the_theme_uses(self, licences: Licences) -> None:
        templates = [path.read_text("utf-8") for path in (ROOT / "playbook/theme/overrides").rglob("*.html")]
        templates.append((ROOT / "mkdocs.yml").read_text("utf-8"))
        used = set(re.findall(r"(?:\.icons/|icon: )([a-z]+)/", "\n".join(templates)))
        assert used == {"material"}
        assert "Material Design Icons" in inside(licences, "mkdocs-material")

    def test_the_playbooks_own(self, licences: Licences) -> None:
        assert {one.name: one.licence for one in licences.own} == {"code": "MIT", "content": "CC-BY-4.0"}

    def test_every_text_is_a_licence_and_is_served_once(self, licences: Licences) -> None:
        pairs = [pair for one in (*licences.own, *licences.others) for pair in one.texts]
        assert len(pairs) == len(licences.files)
        assert all(re.fullmatch(r"[a-z0-9.-]+\.txt", name) for name, _ in pairs)
        assert [name for name, text in pairs if len(text) < 100] == []

    def test_no_text_is_left_over(self, licences: Licences) -> None:
        used = set(licences.files.values())
        assert [path for path in TEXTS.rglob("*.txt") if path.read_text("utf-8") not in used] == []

    def test_other_texts_get_another_address(self, licences: Licences) -> None:
        assert Licences(licences.own[:1], licences.others).folder != licences.folder


class TestPage:
    @pytest.mark.parametrize(("code", "up"), [("en", "../"), ("ar", "../../")])
    def test_it_names_every_work_and_links_to_its_licence(self, licences: Licences, code: str, up: str) -> None:
        project = Project(ROOT)
        language = next(one for one in project.languages if one.code == code)
        catalogue = read_catalogue(project.root, project.catalogue_path(language))
        localised = localise(read_library(project), language, catalogue)
        renderer = Renderer(localised, project.templates, lambda _name, _localised: "", licences, start_links(""))
        (page,) = [page for page in renderer.pages() if page.path == "licences/index.md"]
        for one in licences.others:
            assert f">{one.name}<" in page.text
            assert f">{one.version}<" in page.text
        for file, licence in _links(licences):
            link = f'<a href="{up}{licences.folder}{file}" hreflang="en" lang="en" dir="ltr">{licence}</a>'
            assert page.text.count(link) == 1
        assert "|  |" not in page.text, "no cell is empty"


def _links(licences: Licences) -> list[tuple[str, str]]:
    tops = (*licences.own, *licences.others)
    return [(one.file, one.licence) for top in tops for one in (top, *top.inside)]


class TestRefusals:
    @staticmethod
    def modules(root: Path, name: str, files: dict[str, str]) -> Path:
        (root / "package.json").write_text(json.dumps({"dependencies": {name: "1.0.0"}}), "utf-8")
        folder = root / "node_modules" / name
        folder.mkdir(parents=True)
        for file, text in files.items():
            (folder / file).write_text(text, "utf-8")
        return root / "node_modules"

    @staticmethod
    def refusal(modules: Path) -> str:
        with pytest.raises(PlaybookError) as caught:
            list(works(modules))
        return str(caught.value)

    def test_a_package_that_nobody_said_what_it_is_for(self, tmp_path: Path) -> None:
        package = json.dumps({"version": "1.0.0", "license": "MIT"})
        modules = self.modules(tmp_path, "qr-codes", {"package.json": package, "LICENSE": "MIT"})
        assert self.refusal(modules) == (
            "package.json:0:0: qr-codes: the page of licences does not say what it is for: "
            "add it in playbook/licences.py"
        )

    def test_a_package_without_the_text_of_its_licence(self, tmp_path: Path) -> None:
        package = json.dumps({"version": "1.0.0", "license": "OFL-1.1"})
        modules = self.modules(tmp_path, "@fontsource/none", {"package.json": package})
        assert self.refusal(modules) == (
            "package.json:0:0: @fontsource/none: the package brings no text of its licence: "
            "put it into playbook/licence_texts/@fontsource/none/OFL-1.1/none.txt"
        )

    def test_a_package_whose_licence_is_another_than_the_text_kept_for_it(self, tmp_path: Path) -> None:
        package = json.dumps({"version": "1.0.0", "license": "MIT"})
        modules = self.modules(tmp_path, "pyodide", {"package.json": package})
        assert "put it into playbook/licence_texts/pyodide/MIT/pyodide.txt" in self.refusal(modules)

    def test_a_package_that_is_not_installed(self, tmp_path: Path) -> None:
        modules = self.modules(tmp_path, "pyodide", {})
        assert "pyodide: the npm package is not installed: run `make site`, which installs it" in self.refusal(modules)

    def test_a_package_with_its_own_text(self, tmp_path: Path) -> None:
        package = json.dumps({"version": "9", "license": "OFL-1.1", "homepage": "https://fonts.example/x"})
        files = {"package.json": package, "LICENSE": "Do as you like."}
        found = list(works(self.modules(tmp_path, "@fontsource/x", files)))[-1]
        assert found == Work(
            name="@fontsource/x",
            licence="OFL-1.1",
            file="fontsource-x.txt",
            text="Do as you like.",
            version="9",
            home="https://fonts.example/x",
            use="typeface",
        )
