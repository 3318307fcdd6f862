"""A further calculator is one module and its words: no registration, no other change."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import calculators
from calculators import command_line, page
from calculators.json_schema import schema
from calculators.problems import InvalidInputError
from calculators.registry import calculator_ids, load
from playbook.locale_data import locale_data
from tests.calculators import support

MODULE = '''
"""target-share: how much of the year's target some months hold."""

from dataclasses import dataclass, field
from fractions import Fraction

from calculators.fields import MONEY, RATE, codes, integer, number, numbers


@dataclass(frozen=True, kw_only=True)
class Inputs:
    targets: tuple[Fraction, ...] = field(metadata=numbers(MONEY, "fields.targets", (1, 12), minimum=0, step=100))
    months: int = field(default=1, metadata=integer("months", "fields.months", minimum=1, maximum=12))
    discount: Fraction | None = field(default=None, metadata=number(RATE, "fields.discount", below=1, optional=True))


@dataclass(frozen=True, kw_only=True)
class Result:
    total: Fraction = field(metadata=number(MONEY, "results.total"))
    share: Fraction | None = field(metadata=number(RATE, "results.share", optional=True))
    warnings: tuple[str, ...] = field(metadata=codes("results.warnings", "no_target"))


def calculate(inputs):
    total = sum(inputs.targets, Fraction(0)) * (1 - (inputs.discount or 0))
    share = sum(inputs.targets[: inputs.months], Fraction(0)) / sum(inputs.targets) if total else None
    return Result(total=total, share=share, warnings=() if total else ("no_target",))
'''
WORDS = {
    "units.months": "months",
    "fields.targets.label": "Targets",
    "fields.targets.help": "One a month.",
    "fields.targets.row": "Month {n}",
    "fields.targets.add": "Add a month",
    "fields.targets.remove": "Remove this month",
    "fields.months.label": "Months",
    "fields.months.help": "Counted from the first.",
    "fields.discount.label": "Discount",
    "fields.discount.help": "Taken from all of them.",
    "results.total": "Total",
    "results.share": "Share",
    "results.warnings.no_target": "There is no target.",
    "answer": "All months together: {total}, of which {share}.",
    "working": "Added up: {total}.",
}
EXAMPLE: dict[str, object] = {"targets": [100, 300.5], "months": 1}


@pytest.fixture(autouse=True)
def target_share(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The package with one module more, as if it lay there."""
    (tmp_path / "target_share.py").write_text(MODULE, "utf-8")
    monkeypatch.setattr(calculators, "__path__", [*calculators.__path__, str(tmp_path)])
    yield
    sys.modules.pop("calculators.target_share", None)


def respond(**entries: str) -> Any:
    request = {
        "calculator": "target-share",
        "entries": entries,
        "words": {**support.shared_words(), **WORDS},
        "locale": locale_data("en", "EUR"),
    }
    return json.loads(page.respond(json.dumps(request)))


def test_it_is_found() -> None:
    assert calculator_ids() == tuple(sorted((*support.CALCULATORS, "target-share")))


def test_it_runs_from_the_command_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "inputs.json"
    file.write_text(json.dumps(EXAMPLE), "utf-8")
    assert command_line.main(["run", "target-share", "--input", str(file)]) == 0
    share = "0.2496878901373283395755305868"
    assert capsys.readouterr().out == f'{{"total": 400.5, "share": {share}, "warnings": []}}\n'


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"targets": [1, "2", -3]}, [("targets[1]", "not_a_number"), ("targets[2]", "out_of_range")]),
        ({"targets": []}, [("targets", "out_of_range")]),
        ({"targets": [1] * 13}, [("targets", "out_of_range")]),
        ({"months": 13}, [("months", "out_of_range")]),
        ({"discount": 1}, [("discount", "out_of_range")]),
    ],
)
def test_its_inputs_are_checked(changes: dict[str, object], found: list[tuple[str, str]]) -> None:
    with pytest.raises(InvalidInputError) as raised:
        command_line.run("target-share", json.dumps(EXAMPLE | changes))
    assert [(problem.field, problem.code) for problem in raised.value.problems] == found


def test_it_has_a_schema() -> None:
    described: Any = schema(load("target-share"))
    jsonschema.validate(EXAMPLE, described["inputs"])
    jsonschema.validate(json.loads(command_line.run("target-share", json.dumps(EXAMPLE))), described["result"])
    for targets in ([], [-1], [1] * 13):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({"targets": targets}, described["inputs"])


def test_it_tells_which_words_it_needs() -> None:
    assert page.word_keys("target-share", EXAMPLE) == page.word_keys("target-share") == WORDS.keys()


def test_its_page_is_made_without_a_view_of_its_own() -> None:
    words = {**support.shared_words(), **WORDS}
    root = support.parsed(page.render("target-share", words, locale_data("en", "EUR"), EXAMPLE))
    names = [entry.attrib["name"] for entry in root.iter("input")]
    assert names == ["targets.0", "targets.1", "targets.0", "months", "discount"]  # the third is in the template
    assert "All months together: €400.50, of which 25%." in "".join(root.itertext())


def test_it_answers_the_browser() -> None:
    answer = respond(**{"targets.0": "100", "targets.1": "1,900", "months": "", "discount": "10%"})
    assert json.loads(answer["inputs"]) == {"targets": [100, 1900], "months": 1, "discount": 0.1}
    assert "€1,800" in answer["result_html"]
    refused = respond(**{"targets.0": "x", "targets.1": "", "months": "1"})
    assert [(error["path"], error["code"]) for error in refused["errors"]] == [
        ("targets.0", "not_a_number"),
        ("targets.1", "required"),
    ]


def test_its_warnings_are_sentences() -> None:
    answer = respond(**{"targets.0": "0"})
    assert '<data value="no_target" data-field="warnings.0">There is no target.</data>' in answer["result_html"]
    assert "not available" in answer["result_html"]
