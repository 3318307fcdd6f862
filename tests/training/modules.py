"""The theme's modules without a browser: their functions are called in one Node that stays."""

from __future__ import annotations

import atexit
import base64
import json
import os
import subprocess
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from playbook import assets
from tests.calculators.test_pyodide import node
from tools.provision import ROOT

MODULES = ROOT / "playbook" / "theme" / "assets" / "js"
LIBRARIES = ROOT / "node_modules"
SITE_DATA = {
    "root": "./",
    "language_root": "./",
    "language": "en",
    "dir": "ltr",
    "libraries": {
        name: (LIBRARIES / library.package / library.modules / library.entry).as_uri()
        for name, library in assets.LIBRARIES.items()
    },
}


@dataclass(frozen=True)
class Call:
    """A call as an argument of another: its result stays in Node, with maps and all that JSON has no form for."""

    module: str
    function: str
    arguments: tuple[Any, ...]

    def plain(self) -> dict[str, Any]:
        arguments = [{"$call": one.plain()} if isinstance(one, Call) else one for one in self.arguments]
        return {"module": self.module, "function": self.function, "arguments": arguments}


def nested(module: str, function: str, *arguments: Any) -> Call:
    """A call to hand to ``call`` as an argument."""
    return Call(module, function, arguments)


def file(content: bytes) -> dict[str, str]:
    """A file to hand to ``call`` as an argument."""
    return {"$file": base64.b64encode(content).decode("ascii")}


def call(module: str, function: str, *arguments: Any) -> Any:
    """What ``function`` of a module, such as ``training/events.js``, returns; awaited if need be.

    ``.name`` is a method of the first argument, ``new Name`` makes an object; what is no function is its own value.
    What it throws becomes a ``RuntimeError``.
    """
    process = _node()
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(f"{json.dumps(Call(module, function, arguments).plain())}\n")
    process.stdin.flush()
    line = process.stdout.readline()
    if not line:
        raise RuntimeError("Node has ended")
    said = json.loads(line)
    if "error" in said:
        raise RuntimeError(said["error"])
    return said["value"]


@cache
def _node() -> subprocess.Popen[str]:
    folder = Path(tempfile.mkdtemp(prefix="osp-modules-"))
    site_data = folder / "site-data.json"
    site_data.write_text(json.dumps(SITE_DATA), "utf-8")
    command = [node(), str(Path(__file__).with_name("modules.mjs")), str(MODULES), str(site_data)]
    # Days are those of the reader: here an hour or two before Greenwich, on every machine.
    place = os.environ | {"TZ": "Europe/Malta"}
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8", env=place
    )

    def end() -> None:
        process.kill()
        process.wait()
        site_data.unlink(missing_ok=True)
        folder.rmdir()

    atexit.register(end)
    return process
