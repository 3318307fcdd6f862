from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from tests.calculators import support


def run(*arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "calculators", *arguments]
    return subprocess.run(command, input=given, capture_output=True, cwd=support.ROOT, check=False)


def errors(finished: subprocess.CompletedProcess[bytes]) -> list[tuple[str, str]]:
    """Field and code of each error, once all else about a refusal is as it should be."""
    assert finished.returncode == 2
    assert finished.stdout == b""
    found = json.loads(finished.stderr)
    assert list(found) == ["errors"]
    for error in found["errors"]:
        assert list(error) == ["field", "code", "message"]
        assert error["message"]
    return [(error["field"], error["code"]) for error in found["errors"]]


def test_list_prints_the_ids() -> None:
    finished = run("list")
    assert (finished.returncode, finished.stderr) == (0, b"")
    assert finished.stdout.decode().splitlines() == list(support.CALCULATORS)


@pytest.mark.parametrize("calculator_id", support.CALCULATORS)
def test_schema_describes_inputs_and_result(calculator_id: str) -> None:
    finished = run("schema", calculator_id)
    assert (finished.returncode, finished.stderr) == (0, b"")
    schema = json.loads(finished.stdout)
    result = json.loads(run("run", calculator_id, "--input", "-", given=example_bytes(calculator_id)).stdout)
    jsonschema.validate(support.example(calculator_id), schema["inputs"])
    jsonschema.validate(result, schema["result"])


def example_bytes(calculator_id: str) -> bytes:
    return json.dumps(support.example(calculator_id)).encode()


def test_run_reads_a_file_and_prints_the_result(tmp_path: Path) -> None:
    file = tmp_path / "inputs.json"
    file.write_bytes(
        b'{"revenue_goal": 1.1, "average_deal": 0.1, "stages": [{"id": "lead", "rate": 0.22}, '
        b'{"id": "deal", "entered": 3, "advanced": 1}], "working_days": 7, "reps": 1}'
    )
    finished = run("run", "goal-plan", "--input", str(file))
    assert (finished.returncode, finished.stderr) == (0, b"")
    assert finished.stdout == (
        b'{"revenue_gap": 1.1, "deals_needed": 11, "stages": [{"id": "lead", "rate": 0.22, "needed": 150}, '
        b'{"id": "deal", "rate": 0.3333333333333333333333333333, "needed": 33}], '
        b'"deals_per_day": 1.571428571428571428571428571, "first_stage_per_day": 21.42857142857142857142857143, '
        b'"first_stage_per_rep_per_day": 21.42857142857142857142857143, "contacts_needed": 165, '
        b'"contacts_per_rep_per_day": 12, "team_capacity": 84, "capacity_use": 1.964285714285714285714285714, '
        b'"reps_needed": 2, "reps_gap": 1, "acquisition_budget": null, "last_lead_day": null, "coverage_needed": 3, '
        b'"warnings": ["capacity_exceeded"]}\n'
    )


@pytest.mark.parametrize("start", [b"", "﻿".encode()])
def test_run_reads_standard_input(start: bytes) -> None:
    finished = run("run", "funnel", "--input", "-", given=start + example_bytes("funnel"))
    assert finished.returncode == 0
    assert json.loads(finished.stdout)["weakest"] == "lead"


def test_ids_in_any_script_come_back_as_ascii() -> None:
    inputs = {"stages": [{"id": "زوار", "count": 2}, {"id": "\ud800", "count": 1}], "average_deal": 1}
    finished = run("run", "funnel", "--input", "-", given=json.dumps(inputs).encode())
    assert finished.stdout.isascii()
    assert json.loads(finished.stdout)["transitions"][0] | {"low": 0, "high": 0} == {
        "from": "زوار",
        "to": "\ud800",
        "rate": 0.5,
        "low": 0,
        "high": 0,
        "lost": 1,
        "benchmark": None,
        "gap": None,
        "revenue_uplift": None,
    }


def test_bad_input_is_refused_with_all_errors() -> None:
    given = b'{"stages": [{"id": "a", "count": 5, "benchmark": 2}, {"id": "b", "count": 6}], "x": 1}'
    assert errors(run("run", "funnel", "--input", "-", given=given)) == [
        ("stages[0].benchmark", "out_of_range"),
        ("average_deal", "required"),
        ("x", "unknown_field"),
        ("stages[1].count", "not_decreasing"),
    ]


@pytest.mark.parametrize("given", [b"", b"{", "{}".encode("utf-16"), b"\xff\xfe", b"[]"])
def test_what_is_no_json_object(given: bytes) -> None:
    assert errors(run("run", "funnel", "--input", "-", given=given)) == [("", "bad_json")]


@pytest.mark.parametrize("arguments", [("schema", "nope"), ("run", "nope", "--input", "-")])
def test_an_unknown_calculator(arguments: tuple[str, ...]) -> None:
    finished = run(*arguments)
    assert errors(finished) == [("", "unknown_calculator")]
    assert ", ".join(support.CALCULATORS).encode() in finished.stderr


@pytest.mark.parametrize("name", ["missing.json", "."])
def test_a_file_that_cannot_be_read(tmp_path: Path, name: str) -> None:
    finished = run("run", "funnel", "--input", str(tmp_path / name))
    assert errors(finished) == [("", "bad_json")]
    assert b"cannot be read" in finished.stderr


@pytest.mark.parametrize("arguments", [(), ("run", "funnel"), ("fly",)])
def test_a_command_that_is_none(arguments: tuple[str, ...]) -> None:
    finished = run(*arguments)
    assert (finished.returncode, finished.stdout) == (2, b"")
    assert finished.stderr.startswith(b"usage:")
