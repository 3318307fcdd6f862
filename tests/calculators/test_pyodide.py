"""The same bytes from CPython and from Pyodide, which Node runs here as the browser does."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from calculators import command_line, page
from calculators.registry import calculator_ids
from playbook.locale_data import locale_data
from tests.calculators import support

CASES = 500
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


ENTRIES: dict[str, dict[str, str]] = {
    "capacity": {"months": "14", "full_rep_per_month": "100", "ramp.0": "33,3", "annual_attrition": "20"}
    | {"team.0.count": "2,5", "team.0.tenure_months": "3", "hires.0.month": "2", "hires.0.count": "1"}
    | {"target": "GOAL"},
    "sla": {"revenue_goal": "GOAL", "marketing_share": "50", "average_deal": "70", "working_days": "20", "sdrs": "1"}
    | {"grades.0.id": "x", "grades.0.share": "40", "grades.0.close_rate": "33,3"}
    | {"grades.1.id": "ي", "grades.1.share": "60", "grades.1.close_rate": "5"},
    "tracker": {"targets.0": "GOAL", "targets.1": "900", "targets.2": "0", "actuals.0": "1000", "actuals.1": "12,5"},
    "commission": {"sales": "GOAL", "quota": "1000", "tiers.0.from": "0", "tiers.0.rate": "5,5", "cap": "60"},
    "crm": {"csv": "Stage;Amount;Owner\nClosed Won;GOAL;Ann\nClosed Lost;10;ي\n", "mapping.source": "Owner"},
    "diagnosis": {f"answers.{one.id}": "sometimes" for one in support.questions("diagnosis")},
    "forecast": {"volume": "90", "average_deal": "GOAL", "deal_variation": "33,3", "revenue_goal": "9000"}
    | {"runs": "100", "seed": "7", "stages.0.id": "ي", "stages.0.entered": "9", "stages.0.advanced": "4"},
    "funnel": {"average_deal": "GOAL"}
    | {"stages.0.id": "x", "stages.0.count": "9", "stages.0.benchmark": ""}
    | {"stages.1.id": "ي", "stages.1.count": "9", "stages.1.benchmark": ""},
    "goal-plan": {"average_deal": "GOAL", "revenue_goal": "GOAL", "working_days": "7", "reps": "3"}
    | {"stages.0.id": "x", "stages.0.rate": "33,3", "stages.1.id": "ي", "stages.1.rate": "33,3"},
    "lead-temperature": {"answers.need": "later", "answers.date": "soon", "answers.interest": "asked"}
    | {"answers.reply": "slow"},
    "unit-economics": {"sales_marketing_cost": "GOAL", "new_customers": "7", "revenue_per_month": "50"}
    | {"gross_margin": "70", "monthly_churn": "2,5"},
    "velocity": {"opportunities": "40", "average_deal": "GOAL", "win_rate": "95", "cycle_days": "60", "change": "10"},
}
"""What a reader typed into each calculator; GOAL stands for what differs."""


TASKS: tuple[dict[str, str], ...] = (
    {"task": "tools"},
    {"task": "choices"},
    {"task": "export"},
    {"task": "seek", "result": "deals_needed", "moved": "average_deal", "target": "7"},
    {"task": "sensitivity", "headline": "stages.0.needed", "share": "12"},
)


def request(calculator_id: str, language: str, goal: str, task: Mapping[str, str] | None = None) -> str:
    entries = {path: text.replace("GOAL", goal) for path, text in ENTRIES[calculator_id].items()}
    own: dict[str, object] = {"words": support.words(calculator_id), "locale": locale_data(language, "EUR")}
    own |= support.carried(calculator_id)
    return json.dumps({"calculator": calculator_id, "entries": entries} | own | dict(task or {}))


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
    tasks = [
        ("calculators.page:respond", request("goal-plan", language, "1.234,5", task))
        for language in ("it", "ar")
        for task in TASKS
    ]
    return [*runs, *pages, *tasks]


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
