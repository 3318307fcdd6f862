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
from calculators.number_format import LocaleData
from calculators.read_json import read_json
from calculators.registry import load
from calculators.validate import validate
from calculators.views.context import Words
from playbook.locale_data import locale_data

ROOT = Path(__file__).parents[2]
LANGUAGES = ("en", "mt", "hy", "it", "tl", "ar")
CALCULATORS = ("funnel", "goal-plan")
CONTENT = ROOT / "playbook" / "content"


@cache
def entry(calculator_id: str) -> dict[str, Any]:
    """The calculator's content in English."""
    entries = yaml.safe_load((CONTENT / "calculators" / f"{calculator_id}.yml").read_text("utf-8"))
    return next(one for one in entries if one["id"] == calculator_id)


def example(calculator_id: str) -> dict[str, Any]:
    """A copy of the worked example."""
    copy: dict[str, Any] = json.loads(json.dumps(entry(calculator_id)["example"]))
    return copy


@cache
def shared_words() -> Mapping[str, Any]:
    entries = yaml.safe_load((CONTENT / "interface" / "calculators.yml").read_text("utf-8"))
    return {one["id"]: one["text"] for one in entries}


def words(calculator_id: str) -> Words:
    """The English words of a calculator, its own and the shared ones."""
    return {**shared_words(), **entry(calculator_id)["words"]}


def parsed(html: str) -> ET.Element:
    """HTML in one element; parsing it as XML shows that it is well-formed."""
    return ET.fromstring(f"<div>{html}</div>")  # noqa: S314  # our own HTML


def element(calculator_id: str, language: str = "en", own_words: Words | None = None) -> ET.Element:
    """The element of a calculator on a page."""
    texts = words(calculator_id) if own_words is None else own_words
    return parsed(page.render(calculator_id, texts, locale_data(language, "EUR"), example(calculator_id)))[0]


def locale(language: str, currency: str = "EUR") -> LocaleData:
    return LocaleData.from_mapping(locale_data(language, currency))


def names(inputs: Mapping[str, Any]) -> dict[str, str]:
    """Words for the stages of some inputs."""
    return {f"stages.{stage['id']}": stage["id"] for stage in inputs["stages"]}


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
    "funnel": made_up_funnel,
    "goal-plan": made_up_goal_plan,
}
