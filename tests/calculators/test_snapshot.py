"""Python from the snapshot: it knows every module that it needs, and answers byte for byte as CPython does."""

from __future__ import annotations

import ast
import json
import random
import subprocess
import zipfile
from pathlib import Path

import pytest

from playbook.python_assets import FORMAT
from tests.calculators import support
from tests.calculators.test_pyodide import FUNCTIONS, Question, inputs, node, request
from tests.made_python import made_assets

RUN = """
from calculators.output import to_json
from calculators.read_json import read_json
from calculators.registry import load
from calculators.validate import validate
def asked(calculator_id, data):
    calculator = load(calculator_id)
    return to_json(calculator.calculate(validate(calculator, read_json(data))))
"""
"""``calculators.command_line.run``, whose module is not in the snapshot: it is for a terminal."""
RESPOND = "from calculators.page import respond as asked"
IMPORT = """
import importlib
def asked(name):
    return importlib.import_module(name).__name__
"""
DRAW = """
import random
def asked(seed):
    return str(random.Random(int(seed)).random())
"""


def answers(questions: list[Question], folder: Path) -> list[str]:
    """What a Python from the snapshot answers."""
    asked = folder / "questions.json"
    asked.write_text(json.dumps(questions), "utf-8")
    assets = made_assets()
    script = Path(__file__).with_name("snapshot_answers.mjs")
    command = [node(), *map(str, (script, assets.node_modules / "pyodide", assets.python.made, FORMAT.parent, asked))]
    finished = subprocess.run(command, capture_output=True, text=True, check=False)
    assert finished.returncode == 0, finished.stderr
    found: list[str] = json.loads(finished.stdout)
    return found


def test_the_bytes_are_those_of_cpython(tmp_path: Path) -> None:
    runs = [(RUN, one, json.dumps(values)) for one in support.CALCULATORS for values in inputs(one)]
    pages = [
        (RESPOND, request(one, language, goal))
        for one in support.CALCULATORS
        for language in support.LANGUAGES
        for goal in ("1.234,5", "x")
    ]
    names = {RUN: "calculators.command_line:run", RESPOND: "calculators.page:respond"}
    questions = [*runs, *pages]
    for (code, *arguments), answer in zip(questions, answers(questions, tmp_path), strict=True):
        assert answer == FUNCTIONS[names[code]](*arguments), arguments


def test_memory_comes_back_whatever_is_there() -> None:
    script = Path(__file__).with_name("snapshot_memory.mjs")
    finished = subprocess.run([node(), str(script), str(FORMAT)], capture_output=True, text=True, check=False)
    assert finished.returncode == 0, finished.stderr
    memory, snapshotted = json.loads(finished.stdout)
    assert memory == snapshotted


def modules() -> list[str]:
    """Every module that the library holds, and all that the calculators import, wherever in their code."""
    with zipfile.ZipFile(made_assets().python.made / "library.zip") as library:
        paths = [name.removesuffix("c") for name in library.namelist()]
    found = {path.removesuffix(".py").removesuffix("/__init__").replace("/", ".") for path in paths}
    for source in (support.ROOT / "calculators").rglob("*.py"):
        if source.name not in ("__main__.py", "command_line.py"):
            for one in ast.walk(ast.parse(source.read_text("utf-8"))):
                if isinstance(one, ast.Import):
                    found |= {alias.name for alias in one.names}
                elif isinstance(one, ast.ImportFrom) and one.module:
                    found.add(one.module)
    return sorted(found)


def test_every_module_is_there(tmp_path: Path) -> None:
    listed = modules()
    assert {"calculators.page", "calculators.registry", "fractions", "decimal"} <= set(listed)
    own = [
        path.relative_to(support.ROOT).with_suffix("").as_posix() for path in support.ROOT.glob("calculators/**/*.py")
    ]
    names = {one.replace("/", ".").removesuffix(".__init__") for one in own}
    assert names - set(listed) == {"calculators.__main__", "calculators.command_line"}
    assert answers([(IMPORT, name) for name in listed], tmp_path) == listed


def test_the_library_holds_no_more_than_is_needed() -> None:
    assert not {"html.entities", "argparse", "unittest", "http.client", "xml.etree", "sqlite3"} & set(modules())


@pytest.mark.parametrize("seed", ["1", "77"])
def test_seeded_draws_are_those_of_cpython(tmp_path: Path, seed: str) -> None:
    expected = random.Random(int(seed)).random()  # noqa: S311 - nothing here is secret
    assert answers([(DRAW, seed)], tmp_path) == [str(expected)]


def test_no_calculator_draws_without_a_seed() -> None:
    """The snapshot holds the state of chance: all readers would draw the same."""
    found: dict[str, str] = {}
    for source in (support.ROOT / "calculators").rglob("*.py"):
        for one in ast.walk(ast.parse(source.read_text("utf-8"))):
            if isinstance(one, ast.Import):
                found |= {alias.name: source.name for alias in one.names}
            elif isinstance(one, ast.ImportFrom):
                found |= {f"{one.module}.{alias.name}": source.name for alias in one.names}
    drawn = {name for name in found if name.partition(".")[0] in ("random", "secrets", "uuid")}
    assert drawn == {"random.Random"}
