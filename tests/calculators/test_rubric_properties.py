"""What holds for every rubric and every answer."""

from __future__ import annotations

import json
import random
from copy import deepcopy
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.command_line import run
from tests.calculators import support
from tests.calculators.made_up_rubric import made_up_rubric, options_of

SEEDS = st.integers(0, 2**32)


@given(seed=SEEDS)
def test_scores_are_shares_and_levels_are_there(seed: int) -> None:
    inputs: Any = made_up_rubric(random.Random(seed))  # noqa: S311  # nothing here is secret
    result = support.calculate("diagnosis", inputs)
    assert (
        0 <= min(one.score for one in result.dimensions) <= result.score <= max(one.score for one in result.dimensions)
    )
    assert result.score <= 1
    assert result.level in {level["id"] for level in inputs["rubric"]["levels"]}
    assert len(set(result.recommended)) == len(result.recommended)


@given(seed=SEEDS)
def test_a_better_answer_never_lowers_the_score(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  # nothing here is secret
    inputs: Any = made_up_rubric(chance)
    rubric = inputs["rubric"]
    question = chance.choice(rubric["questions"])
    best = max(options_of(rubric, question), key=lambda option: option["points"])["id"]
    before = support.calculate("diagnosis", inputs)
    after = support.calculate("diagnosis", {"rubric": rubric, "answers": inputs["answers"] | {question["id"]: best}})
    assert after.score >= before.score
    assert all(later.score >= one.score for later, one in zip(after.dimensions, before.dimensions, strict=True))


@given(seed=SEEDS, factor=st.integers(2, 50))
def test_only_proportions_of_points_and_weights_count(seed: int, factor: int) -> None:
    inputs: Any = made_up_rubric(random.Random(seed))  # noqa: S311  # nothing here is secret
    larger = deepcopy(inputs)
    for question in larger["rubric"]["questions"]:
        question["weight"] = Fraction(str(question.get("weight", 1))) * factor
        question["options"] = [
            option | {"points": Fraction(str(option["points"])) * factor}
            for option in options_of(inputs["rubric"], question)
        ]
    text = json.dumps(larger, default=float)
    again: Any = json.loads(run("diagnosis", text))
    plain = json.loads(run("diagnosis", json.dumps(inputs)))
    assert again["recommended"] == plain["recommended"]
    assert again["level"] == plain["level"]
    assert again["score"] == pytest.approx(plain["score"], abs=1e-12)
