"""What the browser's Python starts from is made once, whole or not at all, and anew when what goes into it changes."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from playbook import python_assets
from playbook.problems import PlaybookError
from playbook.python_assets import PYODIDE_FILES, PythonAssets

MAKE = """
import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
const [pyodide, calculators, requests, target] = process.argv.slice(2);
appendFileSync(new URL("runs", import.meta.url), `${process.pid}\\n`);
const asked = JSON.parse(readFileSync(requests, "utf8"));
if (asked.some((one) => one.calculator === "slow")) setTimeout(() => {}, 60_000);
if (asked.some((one) => one.calculator === "bad")) {
  console.error("a line before\\nthe last line");
  process.exit(1);
}
writeFileSync(`${target}/snapshot.bin`, readFileSync(calculators));
writeFileSync(`${target}/asked.json`, JSON.stringify(asked));
"""
COMPRESS = """
import { appendFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
const [target, ...files] = process.argv.slice(2);
appendFileSync(new URL("compressed", import.meta.url), ".");
for (const file of files) writeFileSync(`${target}/${basename(file)}.br`, "small");
"""


def silent(_line: str) -> None:
    """Takes what a build tells."""


@dataclass(frozen=True)
class Sources:
    """Small sources, and programs of Node that stand for those that make and compress."""

    root: Path

    def assets(self, *calculators: str, words: Mapping[str, str] | None = None) -> PythonAssets:
        requests: dict[str, Any] = {one: {"calculator": one, "words": words or {"a": "A"}} for one in calculators}
        cache = self.root / "build"
        return PythonAssets(
            self.root / "node_modules", self.root / "sums", json.dumps(calculators), lambda: requests, cache
        )

    @property
    def runs(self) -> list[str]:
        """The ids of the processes that made a snapshot."""
        file = self.root / "maker" / "runs"
        return file.read_text("utf-8").split() if file.exists() else []

    def left(self) -> list[str]:
        return sorted(path.name for path in (self.root / "build").glob("*"))


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sources:
    files = {"maker/make.mjs": MAKE, "maker/compress.mjs": COMPRESS, "maker/in_pyodide.py": "", "sums/add.py": ""}
    files |= {f"node_modules/pyodide/{name}": name for name in PYODIDE_FILES}
    files["node_modules/pyodide/package.json"] = '{"version": "1.2.3"}'
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    monkeypatch.setattr(python_assets, "MAKER", tmp_path / "maker")
    return Sources(tmp_path)


def make(assets: PythonAssets) -> None:
    with assets.making(silent):
        pass


class TestHash:
    @pytest.mark.parametrize(
        "change",
        [
            lambda root: (root / "sums/add.py").write_text("1"),
            lambda root: (root / "sums/more.py").write_text(""),
            lambda root: (root / "maker/make.mjs").write_text(""),
            lambda root: (root / "maker/in_pyodide.py").write_text("1"),
            lambda root: (root / "node_modules/pyodide/package.json").write_text('{"version": "1.2.4"}'),
        ],
    )
    def test_what_goes_into_the_files_changes_it(self, sources: Sources, change: Callable[[Path], object]) -> None:
        before = sources.assets("one").hash
        change(sources.root)
        assert sources.assets("one").hash != before

    def test_other_examples_change_it(self, sources: Sources) -> None:
        assert sources.assets("one").hash != sources.assets("two").hash

    @pytest.mark.parametrize("script", ["FORMAT", "INTERPRETER"])
    def test_a_script_of_the_portal_that_makes_it_changes_it(
        self, sources: Sources, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str
    ) -> None:
        before = sources.assets().hash
        other = tmp_path / "other.js"
        other.write_bytes(getattr(python_assets, script).read_bytes() + b"\n")
        monkeypatch.setattr(python_assets, script, other)
        assert sources.assets().hash != before

    def test_words_do_not(self, sources: Sources) -> None:
        assert sources.assets("one").hash == sources.assets("one", words={"a": "B"}).hash


class TestMaking:
    def test_once_for_each_hash(self, sources: Sources) -> None:
        told: list[str] = []
        for calculators in (("one",), ("one",), ("two",), ("one",)):
            with sources.assets(*calculators).making(told.append):
                pass
        assert len(sources.runs) == 2
        assert (sources.root / "maker/compressed").read_text("utf-8") == "."
        assert len(told) == 1
        assert sources.left() == sorted(["pyodide-1.2.3", *(sources.assets(one).made.name for one in ("one", "two"))])

    def test_the_files_by_name(self, sources: Sources) -> None:
        assets = sources.assets("one")
        make(assets)
        assert list(assets.made_files()) == ["asked.json", "snapshot.bin"]
        compressed = {f"{name}.br" for name in PYODIDE_FILES if not name.endswith(".zip")}
        assert assets.pyodide_files().keys() == {*PYODIDE_FILES, *compressed}

    def test_it_is_asked_without_words(self, sources: Sources) -> None:
        assets = sources.assets("one", words={"a": "Money", "b": "Time"})
        make(assets)
        asked = json.loads(assets.made_files()["asked.json"].read_text("utf-8"))
        assert asked == [{"calculator": "one", "words": {"a": "a", "b": "b"}}]

    def test_what_goes_wrong_is_told_and_leaves_nothing(self, sources: Sources) -> None:
        with pytest.raises(PlaybookError, match="could not be made ready: the last line: correct the calculator"):
            make(sources.assets("bad"))
        assert sources.left() == []

    def test_an_error_meanwhile_ends_it(self, sources: Sources) -> None:
        def interrupted() -> None:
            with sources.assets("slow").making(silent):
                while not sources.runs:
                    time.sleep(0.02)
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            interrupted()
        assert sources.left() == []
        with pytest.raises(ProcessLookupError):
            os.kill(int(sources.runs[0]), 0)

    def test_two_builds_at_once(self, sources: Sources) -> None:
        assets = sources.assets("one")
        with assets.making(silent):
            # copies know nothing of each other, like two processes
            make(replace(assets))
            first = assets.made_files()["snapshot.bin"].stat().st_ino
        assert len(sources.runs) == 2
        assert assets.made_files()["snapshot.bin"].stat().st_ino == first
        assert sources.left() == sorted([assets.made.name, assets.compressed.name])

    def test_old_ones_are_forgotten(self, sources: Sources) -> None:
        made = [sources.assets(f"number-{number}") for number in range(9)]
        for age, assets in enumerate(made):
            make(assets)
            os.utime(assets.made, (age, age))
        abandoned = sources.root / "build" / ".python-x.half"
        abandoned.mkdir()
        os.utime(abandoned, (0, 0))
        make(made[2])
        kept = {name for name in sources.left() if name.startswith("python-")}
        assert made[2].made.name in kept
        assert made[8].made.name in kept
        assert made[3].made.name not in kept
        assert not abandoned.exists()

    def test_without_node(self, sources: Sources, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "prefix", str(sources.root))
        monkeypatch.setattr(shutil, "which", lambda _name: None)
        with pytest.raises(PlaybookError, match="Node is missing: run `make site`"):
            make(sources.assets("one"))
        assert sources.left() == []


def test_the_real_maker_says_what_is_wrong(tmp_path: Path) -> None:
    command = [python_assets._node(), str(python_assets.MAKER / "make.mjs"), str(tmp_path), "x", "y", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "ENOENT" in done.stderr
