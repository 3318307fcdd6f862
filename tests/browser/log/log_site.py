"""A site of one page that holds only what the event log needs, the theme's modules: there at once, without a build."""

from __future__ import annotations

import http.server
import json
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page

from playbook.assets import LIBRARIES
from playbook.csp import policy
from tools.provision import ROOT

DATABASE = "open-sales-playbook /"
"""The log's name in IndexedDB: the site is at the root of its origin."""

_THEME = ROOT / "playbook" / "theme" / "assets"
_PAGE = """<!doctype html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<title>Log</title>
<link rel="icon" href="data:,">
<script type="application/json" id="site-data">{site_data}</script>
</head>
<body><article class="md-content__inner"><h1>Log</h1></article></body>
</html>
"""


@contextmanager
def log_site(folder: Path) -> Iterator[str]:
    """Serve the page, and its twin at ``other/``, from ``folder``; the value is the site's address."""
    shutil.copytree(_THEME / "js", folder / "assets" / "js")
    shutil.copytree(_THEME / "schemas", folder / "assets" / "schemas")
    libraries = {}
    for name, library in LIBRARIES.items():
        libraries[name] = f"assets/{name}/{library.entry}"
        (folder / "assets" / name).mkdir()
        for file, source in library.files(ROOT / "node_modules").items():
            shutil.copyfile(source, folder / "assets" / name / file)
    for root, place in (("./", folder), ("../", folder / "other")):
        place.mkdir(exist_ok=True)
        site_data = {"root": root, "language_root": root, "language": "en", "dir": "ltr", "libraries": libraries}
        page = _PAGE.format(policy=policy([], webassembly=False), site_data=json.dumps(site_data))
        place.joinpath("index.html").write_text(page, "utf-8")
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class names it so
        """Say nothing."""


class LogTab:
    """A tab with the site's page, and its event log."""

    def __init__(self, context: BrowserContext, url: str, *, script: str = "") -> None:
        """``script`` runs before the page's own."""
        self.page: Page = context.new_page()
        self.noted: list[str] = []
        self.page.on("pageerror", lambda error: self.noted.append(str(error)))
        if script:
            self.page.add_init_script(script)
        self.go(url)

    def go(self, url: str) -> None:
        self.page.goto(url)
        self.page.evaluate(
            """async () => {
              globalThis.log = (await import("/assets/js/event-log.js")).eventLog;
              globalThis.changes = [];
              globalThis.troubles = [];
              log.onChange((change) => changes.push(change));
              log.onTrouble((trouble) => troubles.push(trouble));
            }"""
        )

    def do(self, script: str, argument: Any = None) -> Any:
        """What the body of an async function of ``given`` returns."""
        return self.page.evaluate(f"async (given) => {{ {script} }}", argument)

    def append(self, type_: str, data: dict[str, Any]) -> Any:
        return self.do("return log.append(given.type, given.data)", {"type": type_, "data": data})

    def read(self, page: str) -> Any:
        return self.append("page.read", {"page": page, "done": True})

    def all(self, type_: str | None = None) -> list[Any]:
        found: list[Any] = self.do("return log.all(given ?? undefined)", type_)
        return found

    def pages(self) -> list[str]:
        """Which pages were read, in order."""
        return [event["data"]["page"] for event in self.all("page.read")]

    @property
    def trouble(self) -> str:
        return str(self.do("return log.trouble"))

    def start(self) -> str:
        return str(self.do("return log.start()"))
