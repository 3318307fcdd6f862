"""``playbook serve``: the site on this machine, built again and shown again when a file changes."""

from __future__ import annotations

import http.server
import io
import json
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from os import PathLike
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

from playbook.headers import headers_for
from playbook.problems import PlaybookError, Problem
from playbook.project import ENGINE, Project
from playbook.python_assets import COMPRESSED
from playbook.site_build import build_site
from playbook.watch import Watcher

_RELOAD = "/_reload"
_RELOAD_SCRIPT = "/_reload.js"
_RELOAD_TAG = b'<script type="module" src="/_reload.js"></script></body>'
_WAIT_SECONDS = 25
_LONGEST_ADDRESS, _LONGEST_NAME = 2000, 255
"""Where file systems give up on a path and on a name in it."""
_TYPES = {
    ".mjs": "text/javascript",
    ".js": "text/javascript",
    ".wasm": "application/wasm",
    ".json": "application/json",
    ".woff2": "font/woff2",
    ".webmanifest": "application/manifest+json",
}


class Version:
    """Counts the builds; pages that are open wait here for the next one."""

    def __init__(self) -> None:
        """Start at the time of day, so that a page left open over a restart reloads too."""
        self._number = int(time.time())
        self._changed = threading.Condition()

    @property
    def number(self) -> int:
        """The current build."""
        return self._number

    def bump(self) -> None:
        """Tell everyone that there is a new build."""
        with self._changed:
            self._number += 1
            self._changed.notify_all()

    def wait(self, known: int) -> int:
        """Wait until there is another build than ``known``, or for a while; returns the current one."""
        with self._changed:
            self._changed.wait_for(lambda: self._number != known, timeout=_WAIT_SECONDS)
            return self._number


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves the site as a static host would, with its own not-found page in each language."""

    protocol_version = "HTTP/1.1"
    # headers and content are sent one after the other: the system would keep the second back to fill up packets
    disable_nagle_algorithm = True
    extensions_map = {**http.server.SimpleHTTPRequestHandler.extensions_map, **_TYPES}  # noqa: RUF012 - as in the base

    def __init__(self, *args: object, version: Version, languages: tuple[str, ...], directory: str) -> None:
        """``languages`` are the codes whose folders have a 404.html of their own."""
        self._version = version
        self._languages = languages
        self._missing = False
        self._varies = False
        super().__init__(*args, directory=directory)  # type: ignore[arg-type]

    def parse_request(self) -> bool:
        """Refuse addresses that are none, or that no file can have."""
        self._missing = self._varies = False  # one handler answers all requests of a connection
        if not super().parse_request():
            return False
        try:
            path = urlsplit(self.path).path
        except ValueError:
            path = ""
        if path and len(path) <= _LONGEST_ADDRESS and all(len(name) <= _LONGEST_NAME for name in path.split("/")):
            return True
        self.path = "/"
        self.send_error(HTTPStatus.BAD_REQUEST)
        return False

    def do_GET(self) -> None:
        """Answer with a file, the number of the build, or the language's not-found page."""
        address = urlsplit(self.path)
        if address.path == _RELOAD:
            self._send_version(address.query)
        elif address.path == _RELOAD_SCRIPT:
            self._send(HTTPStatus.OK, "text/javascript", (ENGINE / "theme" / "serve" / "reload.js").read_bytes())
        elif (page := self._page()) is not None:
            self._send(HTTPStatus.OK, "text/html; charset=utf-8", page.read_bytes().replace(b"</body>", _RELOAD_TAG))
        elif not Path(self.translate_path(self.path)).exists():
            self._send_not_found(address.path)
        else:
            super().do_GET()

    def end_headers(self) -> None:
        """Add the headers that a host of the site is asked to send."""
        # absent where the request could not be understood; what is missing now may be there after the next build
        path = "/" if self._missing else getattr(self, "path", "/")
        for name, value in headers_for(urlsplit(path).path).items():
            self.send_header(name, value)
        if self._varies:
            self.send_header("Vary", "Accept-Encoding")
        super().end_headers()

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        """Answer with the compressed file where there is one and the browser takes it."""
        path = Path(self.translate_path(self.path))
        compressed = path.with_name(f"{path.name}{COMPRESSED}")
        self._varies = path.is_file() and compressed.is_file()
        if not self._varies or not _accepts(self.headers.get("Accept-Encoding", ""), "br"):
            return super().send_head()
        file = compressed.open("rb")
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "br")
        self.send_header("Content-Length", str(compressed.stat().st_size))
        self.end_headers()
        return file

    def list_directory(self, path: str | PathLike[str]) -> None:  # noqa: ARG002 - the base class passes it
        """Show no folder's content: a static host would not either."""
        self._send_not_found(urlsplit(self.path).path)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the base class's
        """Say nothing: the terminal is for builds and problems."""

    def _page(self) -> Path | None:
        """The page that is asked for by its address, if it is one."""
        path = Path(self.translate_path(self.path))
        page = path / "index.html" if path.is_dir() and urlsplit(self.path).path.endswith("/") else path
        return page if page.suffix == ".html" and page.is_file() else None

    def _send_version(self, query: str) -> None:
        known = int(query) if query.isdecimal() and len(query) < _LONGEST_NAME else 0
        number = self._version.wait(known) if known else self._version.number
        self._send(HTTPStatus.OK, "application/json", json.dumps(number).encode())

    def _send_not_found(self, path: str) -> None:
        self._missing = True
        first = path.strip("/").partition("/")[0]
        folder = first if first in self._languages else ""
        page = Path(self.directory, folder, "404.html")
        body = page.read_bytes() if page.is_file() else b""
        self._send(HTTPStatus.NOT_FOUND, "text/html; charset=utf-8", body)

    def _send(self, status: HTTPStatus, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def _accepts(header: str, coding: str) -> bool:
    """Whether a browser's ``Accept-Encoding`` names a coding and does not refuse it."""
    for part in header.split(","):
        name, _, weight = part.partition(";")
        if name.strip().lower() == coding:
            return not re.fullmatch(r"q=0(\.0*)?", weight.strip())
    return False


class Server(http.server.ThreadingHTTPServer):
    """One thread a request; browsers that go away before the answer are nothing to report."""

    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Tell errors of ours only."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


def make_server(project: Project, host: str, port: int, version: Version) -> Server:
    """A server for ``site/``; port 0 takes a free one.

    Raises PlaybookError when the address is taken.
    """
    codes = tuple(language.code for language in project.languages)
    handler = partial(Handler, version=version, languages=codes, directory=str(project.site))
    try:
        return Server((host, port), handler)
    except OSError as error:
        what = f"cannot listen on {host}:{port} ({error.strerror or error})"
        remedy = "end the program that uses it, or choose another port: make serve PORT=8001"
        raise PlaybookError([Problem("command line", 0, 0, "--port", what, remedy)]) from None


def serve_site(project: Project, host: str, port: int, say: Callable[[str], None]) -> None:
    """Build, serve until interrupted, and build again after every change.

    A first build with problems ends the command; later ones are told and the site stays as it was.
    """
    version = Version()
    server = make_server(project, host, port, version)
    with Watcher(project) as watcher:
        try:
            build_site(project, say)
        except PlaybookError:
            server.server_close()
            raise
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        say(f"http://{host}:{server.server_port}/ (Ctrl+C ends)")
        try:
            for changed in watcher.changes():
                rebuild(project, changed, version, say)
        except KeyboardInterrupt:
            say("")
        finally:
            server.shutdown()
            server.server_close()


def rebuild(project: Project, changed: frozenset[str], version: Version, say: Callable[[str], None]) -> None:
    """Build what a change touches and tell the open pages."""
    say(f"changed: {', '.join(sorted(changed)[:5])}{' …' if len(changed) > 5 else ''}")  # noqa: PLR2004 - enough to recognise
    start = time.monotonic()
    if any(file.endswith(".py") for file in changed):
        # this process holds the old code; a new one builds with the new
        command = [sys.executable, "-m", "playbook", "--root", str(project.root), "build"]
        built = subprocess.run(command, cwd=ENGINE.parent, check=False).returncode == 0
    else:
        built = _build_again(project, changed, say)
    if built:
        say(f"built in {time.monotonic() - start:.1f} s")
        version.bump()


def _build_again(project: Project, changed: frozenset[str], say: Callable[[str], None]) -> bool:
    try:
        report = build_site(Project(project.root), lambda _line: None, languages_touched(project, changed))
    except PlaybookError as error:
        for problem in error.problems:
            say(str(problem))
        return False
    written = sum(one.written for one in report.languages)
    say(f"{written} pages written in {', '.join(one.language for one in report.languages)}")
    return True


def languages_touched(project: Project, changed: frozenset[str]) -> tuple[str, ...]:
    """The languages that a change concerns: one for its catalogue or its own pages, all for anything else."""
    codes: set[str] = set()
    for file in changed:
        path = Path(file)
        if path.suffix == ".po" and path.parent.name == "locale":
            codes.add(path.stem)
        elif path.parts[0] == "docs" and len(path.parts) > 2:  # noqa: PLR2004 - docs/<lang>/<page>
            codes.add(path.parts[1])
        else:
            return ()
    known = {language.code for language in project.languages}
    return tuple(sorted(codes)) if codes <= known else ()
