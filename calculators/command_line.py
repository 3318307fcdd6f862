"""The command line: ``python -m calculators list | schema ID | run ID --input FILE``."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from calculators.json_schema import schema
from calculators.output import to_json
from calculators.problems import InvalidInputError, Problem
from calculators.read_json import read_json
from calculators.registry import calculator_ids, load
from calculators.validate import validate

BAD_INPUT = 2
"""Exit code for bad input; what is wrong stands on standard error as JSON."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; ``arguments`` default to those of the process."""
    options = _parser().parse_args(arguments)
    try:
        sys.stdout.write(f"{_output(options)}\n")
    except InvalidInputError as error:
        found = [
            {"field": problem.field, "code": problem.code, "message": problem.message} for problem in error.problems
        ]
        sys.stderr.write(f"{json.dumps({'errors': found})}\n")
        return BAD_INPUT
    return 0


def run(calculator_id: str, data: bytes | str) -> str:
    """Return the result for inputs, both as JSON. Raises ``InvalidInputError``."""
    calculator = load(calculator_id)
    return to_json(calculator.calculate(validate(calculator, read_json(data))))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m calculators", description="Sales calculators: JSON in, JSON out.")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("list", help="print the ids of the calculators, one a line")
    described = commands.add_parser("schema", help="print the JSON Schema of a calculator's inputs and result")
    described.add_argument("id", help="a calculator's id")
    run = commands.add_parser("run", help="read inputs as JSON, print the result as JSON")
    run.add_argument("id", help="a calculator's id")
    run.add_argument("--input", required=True, metavar="FILE", help="the inputs; - reads standard input")
    return parser


def _output(options: argparse.Namespace) -> str:
    if options.command == "list":
        return "\n".join(calculator_ids())
    if options.command == "schema":
        return json.dumps(schema(load(options.id)), indent=2)
    return run(options.id, _contents(options.input))


def _contents(file: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a name with a null character
        detail = getattr(error, "strerror", None) or str(error)
        raise InvalidInputError(Problem("", "unreadable", details={"detail": f"{file}: {detail}"})) from None
