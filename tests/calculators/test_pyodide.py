"""The same bytes from CPython and from Pyodide, which Node runs here as the browser does."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest

from calculators import command_line, page
from calculators.registry import calculator_ids
from playbook.locale_data import locale_data
from tests.calculators import support

CASES = 120
Question = tuple[str, ...]
FUNCTIONS: dict[str, Any] = {
    "calculators.command_line:run": command_line.run,
    "calculators.page:respond": page.respond,
}


def node() -> str:
    """The Node of the set-up, else the machine's."""
    own = support.ROOT / ".venv" / "bin" / "node"
    found = str(own) if own.exists() else shutil.which("node")
    assert found, "Node is missing: run make test, which sets it up"
    return found


def archive(folder: Path) -> Path:
    """The calculators as the site serves them."""
    file = folder / "calculators.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as zipped:
        for source in sorted((support.ROOT / "calculators").rglob("*.py")):
            zipped.write(source, source.relative_to(support.ROOT))
    return file


def inputs(calculator_id: str) -> list[dict[str, object]]:
    chance = random.Random(calculator_id)  # noqa: S311  # nothing here is secret
    return [support.MADE_UP[calculator_id](chance) for _ in range(CASES)]


def request(calculator_id: str, language: str, goal: str) -> str:
    entries = {"average_deal": goal, "revenue_goal": goal, "working_days": "7", "reps": "3"}
    rows = {"goal-plan": {"id": "x", "rate": "33,3"}, "funnel": {"id": "x", "count": "9", "benchmark": ""}}[
        calculator_id
    ]
    entries |= {f"stages.{index}.{name}": text for index in range(2) for name, text in rows.items()}
    entries["stages.1.id"] = "ي"
    own = {"words": support.words(calculator_id), "locale": locale_data(language, "EUR")}
    return json.dumps({"calculator": calculator_id, "entries": entries} | own)


@pytest.fixture(scope="module")
def questions() -> list[Question]:
    runs = [
        ("calculators.command_line:run", calculator_id, json.dumps(one))
        for calculator_id in support.CALCULATORS
        for one in inputs(calculator_id)
    ]
    pages = [
        ("calculators.page:respond", request(calculator_id, language, goal))
        for calculator_id in support.CALCULATORS
        for language in support.LANGUAGES
        for goal in ("1.234,5", "x")
    ]
    return [*runs, *pages]


@pytest.fixture(scope="module")
def answers(questions: list[Question], tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What Pyodide answers to each question."""
    folder = tmp_path_factory.mktemp("pyodide")
    asked = folder / "questions.json"
    asked.write_text(json.dumps(questions), "utf-8")
    script = Path(__file__).with_name("pyodide_answers.mjs")
    finished = subprocess.run(
        [node(), str(script), str(archive(folder)), str(asked)], capture_output=True, text=True, check=False
    )
    assert finished.returncode == 0, finished.stderr
    found: list[str] = json.loads(finished.stdout)
    return found


def test_every_calculator_is_asked() -> None:
    assert tuple(sorted(support.MADE_UP)) == calculator_ids() == support.CALCULATORS


def test_the_bytes_are_the_same(questions: list[Question], answers: list[str]) -> None:
    assert len(answers) == len(questions) > CASES * len(support.CALCULATORS)
    for (path, *arguments), answer in zip(questions, answers, strict=True):
        assert answer == FUNCTIONS[path](*arguments), arguments


def test_the_answers_are_results_and_refusals(questions: list[Question], answers: list[str]) -> None:
    states = {json.loads(answer).get("state") for (path, *_), answer in zip(questions, answers, strict=True)}
    assert states == {None, "ready", "error"}
