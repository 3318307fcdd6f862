"""What the calculators' tests share: the real words, the six languages, and made-up inputs that are valid."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import yaml

from calculators import page
from calculators.entries import given_inputs
from calculators.number_format import LocaleData
from calculators.read_json import read_json
from calculators.registry import load
from calculators.validate import validate
from calculators.views.context import Words
from playbook.kinds import KINDS
from playbook.load import load_file
from playbook.locale_data import locale_data
from playbook.model.interface import CalculatorPage
from playbook.model.rubric import RubricQuestion
from playbook.rubrics import example_inputs, rubric_words
from tests.calculators.made_up_crm import made_up_crm
from tests.calculators.made_up_forecast import made_up_forecast
from tests.calculators.made_up_money import made_up_commission, made_up_unit_economics, made_up_velocity
from tests.calculators.made_up_months import made_up_capacity, made_up_sla, made_up_tracker
from tests.calculators.made_up_rubric import made_up_rubric, rubric_names

ROOT = Path(__file__).parents[2]
LANGUAGES = ("en", "mt", "hy", "it", "tl", "ar")
CALCULATORS = (
    "capacity",
    "commission",
    "crm",
    "diagnosis",
    "forecast",
    "funnel",
    "goal-plan",
    "lead-temperature",
    "sla",
    "tracker",
    "unit-economics",
    "velocity",
)
CONTENT = ROOT / "playbook" / "content"


@cache
def entry(calculator_id: str) -> dict[str, Any]:
    """The calculator's content in English."""
    entries = yaml.safe_load((CONTENT / "calculators" / f"{calculator_id}.yml").read_text("utf-8"))
    return next(one for one in entries if one["id"] == calculator_id)


@cache
def model(calculator_id: str) -> CalculatorPage:
    """The calculator's content in English, typed."""
    file = CONTENT / "calculators" / f"{calculator_id}.yml"
    items, problems, _ = load_file(KINDS["calculator"], file.name, file.read_bytes())
    assert problems == []
    found: CalculatorPage = next(item.entry for item in items if item.entry.id == calculator_id)
    return found


def questions(calculator_id: str) -> tuple[RubricQuestion, ...]:
    """The questions of a calculator's rubric."""
    rubric = model(calculator_id).rubric
    return rubric.questions if rubric else ()


def pages(calculator_id: str) -> dict[str, dict[str, str]]:
    """The pages that a calculator's rubric names, as the site hands them over."""
    rubric = model(calculator_id).rubric
    names = [name for level in rubric.levels for name in level.read] if rubric else []
    names += [name for dimension in rubric.dimensions for name in dimension.read] if rubric else []
    return {name: {"title": "‹›", "address": f"../../{name}/"} for name in names}


def carried(calculator_id: str) -> dict[str, object]:
    """What a page brings along beside words and locale: its rubric, if any, and the pages that it names."""
    given = given_inputs(load(calculator_id).inputs, example(calculator_id))
    return {"given": given, "pages": pages(calculator_id)}


def example(calculator_id: str) -> dict[str, Any]:
    """A copy of the worked example."""
    copy: dict[str, Any] = json.loads(json.dumps(example_inputs(model(calculator_id))))
    return copy


@cache
def shared_words() -> Mapping[str, Any]:
    entries = yaml.safe_load((CONTENT / "interface" / "calculators.yml").read_text("utf-8"))
    return {one["id"]: one["text"] for one in entries}


def words(calculator_id: str) -> Words:
    """The English words of a calculator, its own and the shared ones."""
    return {**shared_words(), **rubric_words(model(calculator_id)), **entry(calculator_id)["words"]}


def parsed(html: str) -> ET.Element:
    """HTML in one element; parsing it as XML shows that it is well-formed."""
    return ET.fromstring(f"<div>{html}</div>")  # noqa: S314  # our own HTML


def element(
    calculator_id: str,
    language: str = "en",
    own_words: Words | None = None,
    inputs: Mapping[str, object] | None = None,
) -> ET.Element:
    """The element of a calculator on a page, with the worked example or other inputs."""
    texts = words(calculator_id) if own_words is None else own_words
    shown = example(calculator_id) if inputs is None else inputs
    return parsed(page.render(calculator_id, texts, locale_data(language, "EUR"), shown, pages(calculator_id)))[0]


def answer(calculator_id: str, inputs: Mapping[str, object]) -> str:
    """The text of the English answer to some inputs."""
    root = element(calculator_id, own_words={**words(calculator_id), **names(inputs)}, inputs=inputs)
    part = next(one for one in root.iter() if one.get("data-part") == "answer")
    return "".join(part.itertext())


def locale(language: str, currency: str = "EUR") -> LocaleData:
    return LocaleData.from_mapping(locale_data(language, currency))


def names(inputs: Mapping[str, Any]) -> dict[str, str]:
    """Words for the stages, the grades and the rubric of some inputs."""
    if "rubric" in inputs:
        return rubric_names(inputs["rubric"])
    if "csv" in inputs:  # the stages that it hands over
        funnel = calculate("crm", inputs).ready.funnel
        return {f"stages.{stage.id}": stage.id for stage in (funnel.stages if funnel else ())}
    return {f"{group}.{one['id']}": one["id"] for group in ("stages", "grades") for one in inputs.get(group, ())}


def calculate(calculator_id: str, inputs: object) -> Any:
    """The result for inputs as JSON has them."""
    calculator = load(calculator_id)
    return calculator.calculate(validate(calculator, read_json(json.dumps(inputs))))


def made_up_goal_plan(chance: random.Random) -> dict[str, object]:
    stages: list[dict[str, object]] = []
    for index in range(chance.randint(1, 10)):
        stage: dict[str, object] = {"id": f"stage {index}"}
        if chance.random() < 0.5:
            stage["rate"] = round(chance.uniform(0.0001, 1), chance.randint(4, 12))
        else:
            entered = chance.randint(1, 10**6)
            stage |= {"entered": entered, "advanced": chance.randint(1, entered)}
        stages.append(stage)
    inputs: dict[str, object] = {
        "revenue_goal": round(chance.uniform(0.01, 10 ** chance.randint(1, 14)), chance.randint(2, 6)),
        "average_deal": round(chance.uniform(0.01, 10 ** chance.randint(1, 8)), chance.randint(2, 6)),
        "stages": stages,
        "working_days": chance.randint(1, 400),
        "reps": chance.randint(1, 500),
    }
    optional: dict[str, Callable[[], object]] = {
        "revenue_closed": lambda: round(chance.uniform(0, 10**6), 2),
        "selling_minutes_per_day": lambda: round(chance.uniform(1, 600), 1),
        "minutes_per_contact": lambda: round(chance.uniform(1, 700), 1),
        "contacts_per_opportunity": lambda: round(chance.uniform(0.1, 30), 3),
        "cac": lambda: round(chance.uniform(0, 5000), 2),
        "cycle_days": lambda: round(chance.uniform(0, 300), 1),
    }
    return inputs | {name: value() for name, value in optional.items() if chance.random() < 0.6}


def made_up_funnel(chance: random.Random) -> dict[str, object]:
    stages: list[dict[str, object]] = []
    count = chance.randint(1, 10 ** chance.randint(1, 12))
    length = chance.randint(2, 10)
    for index in range(length):
        stage: dict[str, object] = {"id": f"étape {index}", "count": count}
        if index < length - 1 and chance.random() < 0.7:
            stage["benchmark"] = round(chance.uniform(0.0001, 1), chance.randint(4, 12))
        stages.append(stage)
        count = chance.randint(0, count)
    return {"stages": stages, "average_deal": round(chance.uniform(0.01, 10**7), chance.randint(2, 6))}


MADE_UP: Mapping[str, Callable[[random.Random], dict[str, object]]] = {
    "capacity": made_up_capacity,
    "commission": made_up_commission,
    "crm": made_up_crm,
    "diagnosis": made_up_rubric,
    "forecast": made_up_forecast,
    "funnel": made_up_funnel,
    "goal-plan": made_up_goal_plan,
    "lead-temperature": made_up_rubric,
    "sla": made_up_sla,
    "tracker": made_up_tracker,
    "unit-economics": made_up_unit_economics,
    "velocity": made_up_velocity,
}
