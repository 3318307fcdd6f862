"""lead-temperature and diagnosis: hand-worked scores, levels, recommendations, and what is refused."""

from __future__ import annotations

import json
from copy import deepcopy
from fractions import Fraction
from typing import Any

import pytest

from calculators.command_line import run
from calculators.problems import InvalidInputError
from tests.calculators import support
from tests.calculators.made_up_rubric import options_of

RUBRIC: dict[str, Any] = {
    "levels": [
        {"id": "low", "read": ["article/low"]},
        {"id": "middle", "minimum": 0.5},
        {"id": "high", "minimum": 0.8, "read": ["article/high", "article/both"]},
        {"id": "by-answer", "read": ["article/answer"]},
    ],
    "dimensions": [
        {"id": "one", "weight": 3, "enough": 0.5, "read": ["article/one", "article/both"]},
        {"id": "two", "enough": 0.75, "read": ["article/two"]},
    ],
    "options": [{"id": "no", "points": 0}, {"id": "partly", "points": 1}, {"id": "yes", "points": 2}],
    "questions": [
        {"id": "a", "dimension": "one", "weight": 2},
        {"id": "b", "dimension": "one"},
        {
            "id": "c",
            "dimension": "two",
            "options": [{"id": "small", "points": 1}, {"id": "big", "points": 4, "level": "by-answer"}],
        },
    ],
}


def calculated(calculator_id: str = "diagnosis", rubric: object = RUBRIC, **answers: object) -> dict[str, Any]:
    result: dict[str, Any] = json.loads(run(calculator_id, json.dumps({"rubric": rubric, "answers": answers})))
    return result


def refused(rubric: object = RUBRIC, answers: object = None, **more: object) -> list[tuple[str, str]]:
    """Field and code of all that is wrong."""
    given = {"a": "yes", "b": "no", "c": "small"} if answers is None else answers
    with pytest.raises(InvalidInputError) as raised:
        run("diagnosis", json.dumps({"rubric": rubric, "answers": given, **more}))
    return [(problem.field, problem.code) for problem in raised.value.problems]


def changed(*path: str | int, to: object) -> dict[str, Any]:
    """The rubric with one value changed; ``...`` takes it away."""
    rubric = deepcopy(RUBRIC)
    place: Any = rubric
    for part in path[:-1]:
        place = place[part]
    if to is ...:
        del place[path[-1]]
    elif path[-1] == "+":
        place.append(to)
    else:
        place[path[-1]] = to
    return rubric


def test_scores_are_weighted_means() -> None:
    # one: (2 × 2/2 + 1 × 1/2) ÷ 3 = 5/6; two: 1/4 ÷ 1 = 1/4; score: (3 × 5/6 + 1 × 1/4) ÷ 4 = (10/4 + 1/4) ÷ 4 = 11/16
    result = calculated(a="yes", b="partly", c="small")
    assert [(one["id"], round(one["score"], 9)) for one in result["dimensions"]] == [
        ("one", round(5 / 6, 9)),
        ("two", 0.25),
    ]
    assert result["score"] == 0.6875
    assert result["level"] == "middle"
    assert result["recommended"] == ["article/two"]


def test_the_lowest_level_takes_no_score() -> None:
    # one: 0; two: 1/4; score: (0 + 1/4) ÷ 4 = 1/16. Pages of the level, then of the weakest dimension.
    result = calculated(a="no", b="no", c="small")
    assert (result["score"], result["level"]) == (0.0625, "low")
    assert result["recommended"] == ["article/low", "article/one", "article/both", "article/two"]


def test_an_answer_leads_to_its_level_whatever_the_score() -> None:
    # one: 0; two: 4/4; score: (0 + 1) ÷ 4 = 1/4, which alone would be low.
    result = calculated(a="no", b="no", c="big")
    assert (result["score"], result["level"]) == (0.25, "by-answer")
    assert result["recommended"] == ["article/answer", "article/one", "article/both"]


def test_a_higher_score_beats_the_level_of_an_answer() -> None:
    # one: 1; two: 4/4; score 1 reaches “high”, above the level “middle” of the answer.
    rubric = changed("questions", 2, "options", 1, "level", to="middle")
    assert calculated(rubric=rubric, a="yes", b="yes", c="big")["level"] == "high"


def test_a_minimum_is_reached_exactly() -> None:
    # one: (2 × 1 + 0) ÷ 3 = 2/3; two: 1/4; score: (2 + 1/4) ÷ 4 = 9/16
    at, above = (changed("levels", 1, "minimum", to=limit) for limit in (0.5625, 0.5626))
    assert calculated(rubric=at, a="yes", b="no", c="small")["level"] == "middle"
    assert calculated(rubric=above, a="yes", b="no", c="small")["level"] == "low"


def test_a_page_is_recommended_once() -> None:
    rubric = changed("dimensions", 0, "enough", to=1)
    # one: (2 × 1 + 1/2) ÷ 3 = 5/6 < 1; two: 1; score: (3 × 5/6 + 1) ÷ 4 = 7/8, level high by score, by-answer by answer
    result = calculated(rubric=rubric, a="yes", b="partly", c="big")
    assert result["recommended"] == ["article/answer", "article/one", "article/both"]
    rubric["levels"][3]["read"] = ["article/both"]
    assert calculated(rubric=rubric, a="yes", b="partly", c="big")["recommended"] == ["article/both", "article/one"]


LEAST = {"need": "unclear", "date": "none", "interest": "contact", "reply": "silent"}


@pytest.mark.parametrize(
    ("answers", "level"),
    [
        ({}, "suspect"),
        ({"reply": "quick"}, "suspect"),
        ({"interest": "informed"}, "cold"),
        ({"interest": "asked", "reply": "quick"}, "cold"),
        ({"interest": "asked", "need": "later"}, "cold"),
        ({"interest": "asked", "date": "later"}, "cold"),
        ({"date": "soon"}, "warm"),
        ({"date": "soon", "interest": "asked", "need": "later", "reply": "quick"}, "warm"),
        ({"need": "now"}, "hot"),
        ({"need": "now", "date": "later"}, "hot"),
    ],
)
def test_the_temperatures_of_the_playbook(answers: dict[str, str], level: str) -> None:
    rubric = support.example("lead-temperature")["rubric"]
    result = calculated("lead-temperature", rubric, **(LEAST | answers))
    assert result["level"] == level
    pages = {"suspect": "suspect", "cold": "cold-lead", "warm": "warm-lead", "hot": "hot-lead"}
    assert result["recommended"][0] == f"lead-type/{pages[level]}"


def test_the_example_of_lead_temperature() -> None:
    # readiness: (3 × 2/3 + 2 × 2/2) ÷ 5 = 4/5; interest: (2 × 3/3 + 1 × 1/2) ÷ 3 = 5/6; score: (4/5 + 5/6) ÷ 2 = 49/60
    result = support.calculate("lead-temperature", support.example("lead-temperature"))
    assert {one.id: one.score for one in result.dimensions} == {
        "interest": Fraction(5, 6),
        "readiness": Fraction(4, 5),
    }
    assert result.score == Fraction(49, 60)


def test_the_example_of_the_diagnosis() -> None:
    # points of 12: attract 2+1+2+2 = 7, convert 2+2+3+2 = 9, relate 1+0+1+0 = 2, sell 2+2+2+1 = 7, analyse 2+1+3+1 = 7;
    # Together 32 points of 60.
    result = support.calculate("diagnosis", support.example("diagnosis"))
    scores = {one.id: one.score for one in result.dimensions}
    assert list(scores) == ["attract", "convert", "relate", "sell", "analyse"]
    assert [score * 12 for score in scores.values()] == [7, 9, 2, 7, 7]
    assert (result.score, result.level) == (Fraction(32, 60), "first-habits")
    assert result.recommended[0] == "module/know-your-leads"
    assert not {"article/prospecting-inbound", "metric/conversion-rate"} & set(result.recommended)  # convert is enough


@pytest.mark.parametrize("calculator_id", ["lead-temperature", "diagnosis"])
def test_all_best_and_all_worst_answers(calculator_id: str) -> None:
    example = support.example(calculator_id)
    rubric = example["rubric"]
    for pick, score, level in ((min, 0, 0), (max, 1, -1)):
        answers = {
            one["id"]: pick(options_of(rubric, one), key=lambda option: option["points"])["id"]
            for one in rubric["questions"]
        }
        result = support.calculate(calculator_id, {"rubric": rubric, "answers": answers})
        assert (result.score, result.level) == (score, rubric["levels"][level]["id"])


@pytest.mark.parametrize(
    ("answers", "found"),
    [
        ({"a": "yes", "c": "small"}, [("answers.b", "required")]),
        ({"a": "yes", "b": None, "c": "small"}, [("answers.b", "required")]),
        ({"a": "yes", "b": "small", "c": "small"}, [("answers.b", "out_of_range")]),
        ({"a": "yes", "b": "no", "c": "yes"}, [("answers.c", "out_of_range")]),
        ({"a": "yes", "b": "no", "c": "small", "d": "no"}, [("answers.d", "unknown_field")]),
        (
            {"d": 3, "b": 1},
            [
                ("answers.d", "bad_json"),
                ("answers.b", "bad_json"),
                ("answers.a", "required"),
                ("answers.c", "required"),
                ("answers.d", "unknown_field"),
            ],
        ),
        ([], [("answers", "bad_json")]),
        ("yes", [("answers", "bad_json")]),
    ],
)
def test_answers_are_checked(answers: object, found: list[tuple[str, str]]) -> None:
    assert refused(answers=answers) == found


def test_no_answers_at_all() -> None:
    with pytest.raises(InvalidInputError) as raised:
        run("lead-temperature", "{}")
    assert [(problem.field, problem.code) for problem in raised.value.problems] == [
        ("rubric", "required"),
        ("answers", "required"),
    ]
    assert refused(answers={}) == [(f"answers.{name}", "required") for name in "abc"]


def test_an_answer_given_twice() -> None:
    text = json.dumps({"rubric": RUBRIC})[:-1] + ', "answers": {"a": "yes", "b": "no", "c": "small", "b": "yes"}}'
    with pytest.raises(InvalidInputError) as raised:
        run("diagnosis", text)
    assert [(problem.field, problem.code) for problem in raised.value.problems] == [("answers.b", "duplicate")]


@pytest.mark.parametrize(
    ("rubric", "found"),
    [
        (changed("questions", 0, "dimension", to="three"), [("rubric.questions[0].dimension", "out_of_range")]),
        (changed("questions", 0, "dimension", to=...), [("rubric.questions[0].dimension", "required")]),
        (changed("dimensions", "+", to={"id": "three", "enough": 1}), [("rubric.dimensions[2]", "required")]),
        (
            changed("dimensions", 1, "id", to="one"),
            [("rubric.dimensions[1].id", "duplicate"), ("rubric.questions[2].dimension", "out_of_range")],
        ),
        (changed("dimensions", 0, "enough", to=1.5), [("rubric.dimensions[0].enough", "out_of_range")]),
        (changed("dimensions", 0, "weight", to=0), [("rubric.dimensions[0].weight", "out_of_range")]),
        (changed("dimensions", 0, "read", "+", to="article/one"), [("rubric.dimensions[0].read[2]", "duplicate")]),
        (changed("dimensions", 0, "read", to="article/one"), [("rubric.dimensions[0].read", "bad_json")]),
        (changed("levels", 0, "minimum", to=0.1), [("rubric.levels[0].minimum", "out_of_range")]),
        (changed("levels", 2, "minimum", to=0.5), [("rubric.levels[2].minimum", "out_of_range")]),
        (changed("levels", 3, "minimum", to=0.7), [("rubric.levels[3].minimum", "out_of_range")]),
        (
            changed("levels", to=[]),
            [("rubric.levels", "out_of_range"), ("rubric.questions[2].options[1].level", "out_of_range")],
        ),
        (
            changed("options", to=...),
            [
                ("rubric.questions[0].options", "required"),
                ("rubric.questions[1].options", "required"),
                ("answers.a", "out_of_range"),
                ("answers.b", "out_of_range"),
            ],
        ),
        (changed("options", 1, "points", to=-1), [("rubric.options[1].points", "out_of_range")]),
        (changed("options", 1, "level", to="none"), [("rubric.options[1].level", "out_of_range")]),
        (
            changed("questions", 2, "options", to=[{"id": "small", "points": 0}]),
            [("rubric.questions[2].options[0].points", "out_of_range")],
        ),
        (
            changed("questions", 1, "id", to="a"),
            [("rubric.questions[1].id", "duplicate"), ("answers.b", "unknown_field")],
        ),
        (changed("questions", 1, "id", to=...), [("rubric.questions[1].id", "required")]),
        (changed("questions", 1, "text", to="Why?"), [("rubric.questions[1].text", "unknown_field")]),
        (changed("questions", to="a"), [("rubric.questions", "bad_json")]),
        ([], [("rubric", "bad_json")]),
    ],
)
def test_rubrics_are_checked(rubric: object, found: list[tuple[str, str]]) -> None:
    assert refused(rubric) == found


def test_unknown_fields_beside_them() -> None:
    assert refused(weight=1) == [("weight", "unknown_field")]
