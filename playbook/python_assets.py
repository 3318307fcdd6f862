"""What the browser's Python starts from: its standard library cut down to what the calculators need, and a snapshot.

Both are made by Node from Pyodide, the calculators and their worked examples (``playbook/snapshot/make.mjs``), and kept
below ``build/`` under the hash of all that goes into them: made once for each hash, also when two builds run at once.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from playbook.hashes import hash_of, npm_version, tree_parts
from playbook.package_zip import package_zip
from playbook.problems import PlaybookError, Problem

MAKER = Path(__file__).with_name("snapshot")
_SCRIPTS = Path(__file__).with_name("theme") / "assets" / "js"
FORMAT, INTERPRETER = _SCRIPTS / "python-snapshot.js", _SCRIPTS / "python-interpreter.js"
PYODIDE_FILES = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")
COMPRESSED = ".br"
"""Ends the name of a file that stands compressed beside the file itself."""

_KEPT = 6
"""So many snapshots stay below ``build/``, which is enough to go back and forth between branches."""
_ABANDONED_SECONDS = 3600


@dataclass(frozen=True)
class PythonAssets:
    """The sources, and the folder ``cache`` for what is made of them.

    ``requests`` gives what Python is asked before the snapshot, by calculator, so that what is used is there and warm.
    It is called only when the snapshot is made; what it asks depends on ``examples``, which belong to the hash, and on
    words, which make no difference.
    """

    node_modules: Path
    calculators: Path
    examples: str
    requests: Callable[[], Mapping[str, Mapping[str, Any]]]
    cache: Path

    @cached_property
    def hash(self) -> str:
        """The hash of all that goes into the files."""
        maker = [*tree_parts(MAKER, "*.mjs"), *tree_parts(MAKER, "*.py"), FORMAT.read_bytes(), INTERPRETER.read_bytes()]
        return hash_of([self._version.encode(), *maker, *tree_parts(self.calculators, "*.py"), self.examples.encode()])

    @property
    def made(self) -> Path:
        """The folder below the cache with what is made for this hash."""
        return self.cache / f"python-{self.hash}"

    @property
    def compressed(self) -> Path:
        """The folder below the cache with Pyodide's own files compressed, which takes long but is done once."""
        return self.cache / f"pyodide-{self._version}"

    @contextmanager
    def making(self, progress: Callable[[str], None]) -> Iterator[None]:
        """Make what is missing while the block runs; it is there when the block is left without an error.

        Raises PlaybookError where it cannot be made.
        """
        jobs: list[_Job] = []
        try:
            if not self.made.is_dir():
                jobs.append(self._snapshot_job())
            if not self.compressed.is_dir():
                progress(f"Pyodide {self._version}: compressing it, once for all builds")
                jobs.append(self._compression_job())
            yield
            for job in jobs:
                job.finish()
        finally:
            for job in jobs:
                job.stop()
        os.utime(self.made)
        _forget(self.cache)

    def made_files(self) -> Mapping[str, Path]:
        """The files of the folder ``python`` by name."""
        return {path.name: path for path in sorted(self.made.iterdir())}

    def pyodide_files(self) -> Mapping[str, Path]:
        """The files of the folder ``pyodide`` by name."""
        own = {name: self.node_modules / "pyodide" / name for name in PYODIDE_FILES}
        return own | {path.name: path for path in sorted(self.compressed.iterdir())}

    @property
    def _version(self) -> str:
        return npm_version(self.node_modules, "pyodide")

    def _snapshot_job(self) -> _Job:
        node, asked = _node(), json.dumps([_wordless(one) for one in self.requests().values()])
        folder = _new_folder(self.made)
        sources, requests = folder / ".calculators.zip", folder / ".requests.json"
        sources.write_bytes(package_zip(self.calculators))
        requests.write_text(asked, "utf-8")
        arguments = [MAKER / "make.mjs", self.node_modules / "pyodide", sources, requests, folder]
        return _Job(folder, self.made, [node, *map(str, arguments)])

    def _compression_job(self) -> _Job:
        node, folder = _node(), _new_folder(self.compressed)
        # what is a zip archive already gains nothing
        names = [name for name in PYODIDE_FILES if not name.endswith(".zip")]
        sources = [self.node_modules / "pyodide" / name for name in names]
        return _Job(folder, self.compressed, [node, *map(str, (MAKER / "compress.mjs", folder, *sources))])


def _wordless(request: Mapping[str, Any]) -> dict[str, Any]:
    """The request with the keys of words for the words, so that a new word makes no other snapshot."""
    return {**request, "words": {key: key for key in request["words"]}}


class _Job:
    """A program that fills a folder, which is moved to its place when all of it is there."""

    def __init__(self, folder: Path, target: Path, command: Sequence[str]) -> None:
        self._folder, self._target = folder, target
        self._log = (folder / ".errors").open("w+", encoding="utf-8", errors="replace")
        self._process = subprocess.Popen(command, stdout=self._log, stderr=self._log, stdin=subprocess.DEVNULL)

    def finish(self) -> None:
        """Wait for the program; raises PlaybookError when it fails."""
        failed = self._process.wait() != 0
        self._log.seek(0)
        told = [line for line in self._log.read().splitlines() if line.strip()]
        if failed:
            what = f"the browser's Python could not be made ready: {told[-1] if told else 'Node ended without a word'}"
            remedy = "correct the calculator, or see playbook/snapshot/make.mjs"
            raise PlaybookError([Problem("calculators", 0, 0, "snapshot", what, remedy)])
        for leftover in self._folder.glob(".*"):
            leftover.unlink()
        place(self._folder, self._target)

    def stop(self) -> None:
        """End the program if it still runs, and remove what is half made."""
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        self._log.close()
        shutil.rmtree(self._folder, ignore_errors=True)


def place(made: Path, target: Path) -> None:
    """Move a finished folder or file to its place in one step, unless another build was quicker."""
    try:
        made.replace(target)
    except OSError:
        if not target.exists():
            raise
        shutil.rmtree(made, ignore_errors=True)


def _new_folder(target: Path) -> Path:
    target.parent.mkdir(parents=True, exist_ok=True)
    return Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))


def _forget(cache: Path) -> None:
    """Remove the oldest snapshots, and what builds that were killed left half made."""
    made = sorted(cache.glob("python-*"), key=lambda path: path.stat().st_mtime, reverse=True)
    hidden = (path for path in cache.glob(".*") if time.time() - path.stat().st_mtime > _ABANDONED_SECONDS)
    for path in (*made[_KEPT:], *hidden):
        shutil.rmtree(path, ignore_errors=True)


def _node() -> str:
    own = Path(sys.prefix) / "bin" / "node"
    found = str(own) if own.exists() else shutil.which("node")
    if not found:
        remedy = "run `make site`, which provides it"
        raise PlaybookError([Problem("package.json", 0, 0, "node", "Node is missing", remedy)])
    return found
