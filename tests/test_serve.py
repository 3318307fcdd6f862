"""The server for writing: as strict as a host of the site, and quick to show what changed."""

import http.client
import json
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import brotli
import pytest
from click.testing import CliRunner

from playbook import serve
from playbook.cli import main
from playbook.headers import headers_for
from playbook.language_build import LanguageReport
from playbook.problems import PlaybookError, Problem
from playbook.project import ENGINE, Project
from playbook.serve import Version, languages_touched, make_server, rebuild
from playbook.site_build import SiteReport
from tests.built_site import built


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


@dataclass
class Served:
    project: Project
    version: Version
    port: int

    def get(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """Ask as a client would that leaves the address as it is written."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.putrequest(method, path, skip_accept_encoding=True)
        for name, value in headers.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        response = connection.getresponse()
        answer = Answer(
            response.status, {name.title(): value for name, value in response.getheaders()}, response.read()
        )
        connection.close()
        return answer

    def raw(self, request: bytes) -> bytes:
        """The answer to a request that no client would send, up to the end of the connection."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=20) as connection:
            connection.sendall(request)
            return b"".join(iter(lambda: connection.recv(65536), b""))

    def file(self, path: str) -> bytes:
        return (self.project.site / path).read_bytes()


@pytest.fixture(scope="module")
def served(base: Path) -> Iterator[Served]:
    project, version = built(base), Version()
    server = make_server(project, "127.0.0.1", 0, version)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Served(project, version, server.server_port)
    server.shutdown()
    server.server_close()
    thread.join()


def asset(served: Served, pattern: str) -> str:
    return min(path for path in served.project.site.glob(pattern)).relative_to(served.project.site).as_posix()


class TestCompressed:
    """What stands compressed beside a file is sent for it to whoever takes it."""

    @pytest.mark.parametrize("method", ["GET", "HEAD"])
    @pytest.mark.parametrize("accepted", ["br", "gzip, deflate, br, zstd", "gzip;q=1, BR;q=0.5"])
    def test_it_is_sent(self, served: Served, method: str, accepted: str) -> None:
        path = asset(served, "assets/pyodide-*/pyodide.asm.wasm")
        answer = served.get(f"/{path}", method, Accept_Encoding=accepted)
        compressed = served.file(f"{path}.br")
        assert answer.status == 200
        assert answer.headers["Content-Encoding"] == "br"
        assert answer.headers["Content-Type"] == "application/wasm"
        assert answer.headers["Content-Length"] == str(len(compressed))
        assert answer.headers["Vary"] == "Accept-Encoding"
        assert answer.headers["Cache-Control"].endswith("immutable")
        assert answer.body == (compressed if method == "GET" else b"")

    @pytest.mark.parametrize("accepted", ["", "gzip", "br;q=0", "brr", "gzip, br;q=0.00"])
    def test_it_is_not(self, served: Served, accepted: str) -> None:
        path = asset(served, "assets/python-*/conditions.json")
        answer = served.get(f"/{path}", Accept_Encoding=accepted)
        assert "Content-Encoding" not in answer.headers
        assert answer.headers["Vary"] == "Accept-Encoding"
        assert answer.body == served.file(path)

    def test_what_has_none_beside_it(self, served: Served) -> None:
        path = asset(served, "assets/pyodide-*/python_stdlib.zip")
        answer = served.get(f"/{path}", Accept_Encoding="br")
        assert not {"Content-Encoding", "Vary"} & answer.headers.keys()
        assert answer.body == served.file(path)

    def test_it_is_the_file(self, served: Served) -> None:
        for compressed in served.project.site.glob("assets/*/*.br"):
            assert brotli.decompress(compressed.read_bytes()) == compressed.with_suffix("").read_bytes()


class TestPages:
    @pytest.mark.parametrize("path", ["/", "/it/", "/objections/too-dear/", "/ar/objections/too-dear/?from=mail"])
    def test_a_page_with_the_script_that_reloads_it(self, served: Served, path: str) -> None:
        answer = served.get(path)
        file = served.file(f"{path.partition('?')[0].lstrip('/')}index.html")
        script = b'<script type="module" src="/_reload.js"></script>'
        assert answer.status == 200
        assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
        assert answer.body.count(script) == 1
        assert answer.body.replace(script, b"") == file
        assert b"_reload" not in file

    def test_the_script_itself(self, served: Served) -> None:
        answer = served.get("/_reload.js")
        assert answer.headers["Content-Type"] == "text/javascript"
        assert answer.body == (ENGINE / "theme/serve/reload.js").read_bytes()
        assert not list(served.project.site.rglob("*reload*"))

    def test_a_folder_sends_to_its_page(self, served: Served) -> None:
        answer = served.get("/objections")
        assert (answer.status, answer.headers["Location"]) == (301, "/objections/")

    @pytest.mark.parametrize(
        ("path", "page"),
        [
            ("/nowhere/", "404.html"),
            ("/it/nowhere/", "it/404.html"),
            ("/ar/objections/nowhere/", "ar/404.html"),
            ("/xx/nowhere/", "404.html"),
            ("/italy/", "404.html"),
            ("/assets/", "404.html"),
            ("/%00", "404.html"),
        ],
    )
    def test_what_is_missing_is_told_in_its_language(self, served: Served, path: str, page: str) -> None:
        answer = served.get(path)
        assert (answer.status, answer.headers["Content-Type"]) == (404, "text/html; charset=utf-8")
        assert answer.body == served.file(page)

    @pytest.mark.parametrize(
        "path",
        ["/../mkdocs.yml", "/%2e%2e/mkdocs.yml", "/..%2fmkdocs.yml", "/it/../../mkdocs.yml", "//../mkdocs.yml"],
    )
    def test_nothing_outside_the_site(self, served: Served, path: str) -> None:
        assert (served.project.root / "mkdocs.yml").is_file()
        answer = served.get(path)
        assert answer.status == 404
        assert b"site_name" not in answer.body

    def test_only_asking(self, served: Served) -> None:
        assert served.get("/", "HEAD").body == b""
        assert served.get("/", "POST").status == 501


class TestHeaders:
    @pytest.mark.parametrize(
        "pattern",
        [
            "index.html",
            "it/search/index.html",
            "sitemap.xml",
            "assets/images/*",
            "assets/fonts-*/fonts.css",
            "assets/fonts-*/latin-400.woff2",
            "assets/playbook-*/js/main.js",
            "assets/playbook-*/js/*-worker.js",
            "assets/pyodide-*/pyodide.asm.wasm",
            "assets/calculators-*.zip",
        ],
    )
    def test_a_file_comes_with_the_headers_that_hosts_are_asked_for(self, served: Served, pattern: str) -> None:
        path = f"/{asset(served, pattern)}"
        answer = served.get(path)
        assert answer.status == 200
        wanted = headers_for(path)
        assert {name: answer.headers.get(name.title()) for name in wanted} == wanted

    def test_files_have_types_that_browsers_take(self, served: Served) -> None:
        found = {
            pattern: served.get(f"/{asset(served, pattern)}").headers["Content-Type"]
            for pattern in ("assets/pyodide-*/*.mjs", "assets/pyodide-*/*.wasm", "assets/fonts-*/*.woff2")
        }
        assert list(found.values()) == ["text/javascript", "application/wasm", "font/woff2"]

    def test_browsers_do_not_remember_that_an_asset_was_missing(self, served: Served) -> None:
        with_asset = http.client.HTTPConnection("127.0.0.1", served.port, timeout=20)
        path = f"/{asset(served, 'assets/fonts-*/fonts.css')}"
        kept = []
        for one in ("/assets/playbook-0123456789ab/css/main.css", path):
            with_asset.request("GET", one)
            response = with_asset.getresponse()
            response.read()
            kept.append((response.status, response.getheader("Cache-Control")))
        with_asset.close()
        assert kept == [(404, "no-cache"), (200, headers_for(path)["Cache-Control"])]


class TestStrangeRequests:
    @pytest.mark.parametrize(
        "target",
        [b"http://[", b"/" + b"a" * 300, b"/" + b"a/" * 3000, b"/" + b"%61" * 200],
        ids=["no address", "long name", "long path", "long when written"],
    )
    def test_an_address_that_is_none_is_refused(
        self, served: Served, target: bytes, capfd: pytest.CaptureFixture[str]
    ) -> None:
        answer = served.raw(b"GET " + target + b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        assert answer.startswith(b"HTTP/1.1 400 ")
        assert capfd.readouterr().err == ""

    def test_no_request_at_all(self, served: Served, capfd: pytest.CaptureFixture[str]) -> None:
        assert b"Error code: 400" in served.raw(b"what is this\r\n\r\n")
        assert capfd.readouterr().err == ""

    @pytest.mark.parametrize("query", ["", "x", "-1", "9" * 5000])
    def test_a_number_of_a_build_that_is_none(self, served: Served, query: str) -> None:
        assert json.loads(served.get(f"/_reload?{query}").body) == served.version.number


class TestReload:
    def test_another_build_is_told_at_once(self, served: Served) -> None:
        answer = served.get("/_reload?1")
        assert answer.headers["Content-Type"] == "application/json"
        assert json.loads(answer.body) == served.version.number

    def test_the_same_build_is_waited_for(self, served: Served) -> None:
        shown = served.version.number
        answers: list[bytes] = []
        waiting = threading.Thread(target=lambda: answers.append(served.get(f"/_reload?{shown}").body))
        waiting.start()
        waiting.join(0.3)
        assert answers == []
        served.version.bump()
        waiting.join(10)
        assert [json.loads(answer) for answer in answers] == [shown + 1]

    def test_nobody_waits_for_ever(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(serve, "_WAIT_SECONDS", 0.01)
        version = Version()
        assert version.wait(version.number) == version.number


class TestStart:
    def test_a_port_that_is_taken(self, served: Served) -> None:
        result = CliRunner().invoke(main, ["--root", str(served.project.root), "serve", "--port", str(served.port)])
        assert isinstance(result.exception, SystemExit)
        assert result.exit_code == 1
        assert result.stdout == (
            f"command line:0:0: --port: cannot listen on 127.0.0.1:{served.port} (Address already in use): "
            "end the program that uses it, or choose another port: make serve PORT=8001\n"
        )

    def test_a_first_build_with_problems_ends_it(self, project: Project) -> None:
        (project.content / "faq.yml").write_text("a: b\n", "utf-8")
        result = CliRunner().invoke(main, ["--root", str(project.root), "serve", "--port", "0"])
        assert isinstance(result.exception, SystemExit)
        assert result.stdout.startswith("playbook/content/faq.yml:1:1: ")
        assert "http://" not in result.stdout


class TestRebuild:
    @pytest.fixture
    def builds(self, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
        """The languages of each build, in place of building."""
        found: list[tuple[str, ...]] = []

        def build(_project: Project, _say: object, only: tuple[str, ...]) -> SiteReport:
            found.append(only)
            return SiteReport((LanguageReport("it", 40, 1, 1),), 1)

        monkeypatch.setattr(serve, "build_site", build)
        return found

    def test_open_pages_are_told_of_a_build(self, project: Project, builds: list[tuple[str, ...]]) -> None:
        version, said = Version(), list[str]()
        before = version.number
        rebuild(project, frozenset({"playbook/locale/it.po"}), version, said.append)
        assert builds == [("it",)]
        assert version.number == before + 1
        assert said[:2] == ["changed: playbook/locale/it.po", "1 pages written in it"]

    def test_many_changes_are_told_in_short(self, project: Project, builds: list[tuple[str, ...]]) -> None:
        said = list[str]()
        rebuild(project, frozenset(f"docs/en/{n}.md" for n in range(6)), Version(), said.append)
        assert said[0].endswith("docs/en/4.md …")
        assert builds == [("en",)]

    def test_problems_are_told_and_the_pages_stay(self, project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
        def build(*_arguments: object) -> SiteReport:
            raise PlaybookError([Problem("faq.yml", 1, 2, "id", "what", "remedy")])

        monkeypatch.setattr(serve, "build_site", build)
        version, said = Version(), list[str]()
        before = version.number
        rebuild(project, frozenset({"playbook/content/faq.yml"}), version, said.append)
        assert said == ["changed: playbook/content/faq.yml", "faq.yml:1:2: id: what: remedy"]
        assert version.number == before


@pytest.mark.parametrize(
    ("files", "languages"),
    [
        (["playbook/locale/it.po"], ("it",)),
        (["playbook/locale/it.po", "docs/ar/guide.md"], ("ar", "it")),
        (["docs/en/index.md"], ("en",)),
        (["docs/it/deep/er.md"], ("it",)),
        (["docs/xx/guide.md"], ()),
        (["playbook/locale/xx.po"], ()),
        (["docs/guide.md"], ()),
        (["playbook/locale/it.po", "playbook/content/faq.yml"], ()),
        (["mkdocs.yml"], ()),
        (["main.css"], ()),
    ],
)
def test_the_languages_that_a_change_concerns(base: Path, files: list[str], languages: tuple[str, ...]) -> None:
    assert languages_touched(Project(base), frozenset(files)) == languages
