"""A site without pages for the browser's benchmark, and a server that counts what it sends and can be slow."""

from __future__ import annotations

import json
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from playbook.load import load
from playbook.project import Project
from playbook.serve import Handler, Server, Version
from playbook.site_build import assets_of
from playbook.worked_requests import worked_requests

PAGES = Path(__file__).with_name("bench_pages")
_PAGE = """<!doctype html><meta charset="utf-8"><title>bench</title><body>
<script type="application/json" id="site-data">{site}</script><script type="module" src="starts.js"></script>
"""
_PIECE = 16 * 1024


@dataclass
class Line:
    """The line between server and browser: ``latency`` seconds a request, ``rate`` bytes a second, 0 for no limit."""

    latency: float = 0
    rate: float = 0
    sent: int = 0
    _free: float = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, size: int) -> None:
        """Count bytes and wait until all connections together may have sent them."""
        with self._lock:
            self.sent += size
            if not self.rate:
                return
            self._free = max(self._free, time.monotonic()) + size / self.rate
            wait = self._free - time.monotonic()
        time.sleep(max(0, wait))


class _Measured:
    """The stream to a browser, with a line between."""

    def __init__(self, stream: Any, line: Line) -> None:
        self._stream, self._line = stream, line

    def write(self, data: bytes) -> int:
        size = _PIECE if self._line.rate else len(data) or 1
        for start in range(0, len(data), size):
            piece = data[start : start + size]
            self._line.take(len(piece))
            self._stream.write(piece)
        return len(data)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


class _BenchHandler(Handler):
    """The server of ``playbook serve`` at the end of a line."""

    def __init__(self, *args: object, line: Line, **named: Any) -> None:
        self._line = line
        super().__init__(*args, **named)

    def setup(self) -> None:
        super().setup()
        self.wfile = _Measured(self.wfile, self._line)  # type: ignore[assignment]

    def do_GET(self) -> None:  # noqa: N802 - the name is the base class's
        time.sleep(self._line.latency)
        super().do_GET()


def make_site(project: Project, folder: Path) -> list[str]:
    """Write the assets of a project and one page; returns the ids of its calculators."""
    library, _ = load(project.root, project.content)
    assets = assets_of(project, library)
    requests = list(worked_requests(project, library).values())
    with assets.python.making(print):
        pass
    assets.write(folder)
    shutil.copytree(PAGES, folder, dirs_exist_ok=True)
    places = {name: f"/{path}" for name, path in assets.paths.items()}
    (folder / "plan.json").write_text(json.dumps({"places": places, "requests": requests}), "utf-8")
    (folder / "index.html").write_text(_PAGE.format(site=json.dumps({**assets.paths, "root": "./"})), "utf-8")
    return [request["calculator"] for request in requests]


@contextmanager
def served(folder: Path, line: Line) -> Iterator[str]:
    """Serve a folder; gives its address."""
    handler = partial(_BenchHandler, line=line, version=Version(), languages=(), directory=str(folder))
    server = Server(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
