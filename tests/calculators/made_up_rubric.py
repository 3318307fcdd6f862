"""Made-up rubrics with answers: a few dimensions, own and shared options, weights, levels by score and by answer."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from copy import deepcopy
from operator import itemgetter
from typing import Any


def made_up_rubric(chance: random.Random) -> dict[str, object]:
    """Return inputs of a calculator with a rubric."""
    levels = [f"level-{index}" for index in range(chance.randint(1, 6))]
    dimensions = [f"dimension-{index}" for index in range(chance.randint(1, 7))]
    asked = [*dimensions, *chance.choices(dimensions, k=chance.randint(0, 20))]
    shared = _options(chance, levels)
    questions: list[dict[str, Any]] = []
    for index, dimension in enumerate(asked):
        question: dict[str, Any] = {"id": f"question-{index}", "dimension": dimension}
        if chance.random() < 0.5:
            question["weight"] = round(chance.uniform(0.01, 9), chance.randint(2, 9))
        if chance.random() < 0.4:
            question["options"] = _options(chance, levels)
        questions.append(question)
    rubric = {
        "levels": _levels(chance, levels),
        "dimensions": [_dimension(chance, name) for name in dimensions],
        "options": shared,
        "questions": questions,
    }
    return {
        "rubric": rubric,
        "answers": {one["id"]: chance.choice(one.get("options", shared))["id"] for one in questions},
    }


def rubric_names(rubric: Mapping[str, Any]) -> dict[str, str]:
    """Return words for the ids of a made-up rubric."""
    return {key: key.rpartition(".")[2] for key in _keys(rubric)}


def leading_cases(example: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Return inputs that between them lead to each level, by score and by an answer, and to each weakest dimension."""
    rubric = example["rubric"]
    best = {one["id"]: max(options_of(rubric, one), key=itemgetter("points"))["id"] for one in rubric["questions"]}
    worst = {one["id"]: min(options_of(rubric, one), key=itemgetter("points"))["id"] for one in rubric["questions"]}
    yield from ({"rubric": rubric, "answers": answers} for answers in (best, worst))
    for dimension in rubric["dimensions"]:
        weak = {one["id"] for one in rubric["questions"] if one["dimension"] == dimension["id"]}
        yield {"rubric": rubric, "answers": {name: (worst if name in weak else best)[name] for name in best}}
    for level in rubric["levels"]:
        changed = deepcopy(rubric)
        first = changed["questions"][0]
        next(one for one in options_of(changed, first) if one["id"] == worst[first["id"]])["level"] = level["id"]
        yield {"rubric": changed, "answers": worst}


def options_of(rubric: Mapping[str, Any], question: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the options of a question in JSON."""
    options: list[dict[str, Any]] = question.get("options") or rubric["options"]
    return options


def _keys(rubric: Mapping[str, Any]) -> Iterator[str]:
    for name in ("levels", "dimensions"):
        for one in rubric[name]:
            yield from (f"{name}.{one['id']}", f"{name}.{one['id']}.advice")
    yield from (f"options.{option['id']}" for option in rubric.get("options", ()))
    for question in rubric["questions"]:
        key = f"questions.{question['id']}"
        yield from (key, f"{key}.help")
        yield from (f"{key}.options.{option['id']}" for option in question.get("options", ()))


def _options(chance: random.Random, levels: list[str]) -> list[dict[str, Any]]:
    options: list[dict[str, Any]] = [
        {"id": f"option-{index}", "points": round(chance.uniform(0, 10), chance.randint(0, 6))}
        for index in range(chance.randint(1, 5))
    ]
    options[-1]["points"] = round(chance.uniform(0.1, 10), 2)
    for option in options:
        if chance.random() < 0.1:
            option["level"] = chance.choice(levels)
    return options


def _levels(chance: random.Random, names: list[str]) -> list[dict[str, Any]]:
    minima = [0, *sorted(chance.sample(range(1, 1000), len(names) - 1))]
    levels: list[dict[str, Any]] = []
    for name, minimum in zip(names, minima, strict=True):
        level: dict[str, Any] = {"id": name, "read": _pages(chance)}
        if chance.random() < 0.8:
            level["minimum"] = minimum / 1000
        levels.append(level)
    return levels


def _dimension(chance: random.Random, name: str) -> dict[str, Any]:
    enough = round(chance.random(), 3)
    return {"id": name, "weight": round(chance.uniform(0.1, 5), 3), "enough": enough, "read": _pages(chance)}


def _pages(chance: random.Random) -> list[str]:
    return [f"article/page-{index}" for index in sorted(chance.sample(range(9), chance.randint(0, 3)))]
