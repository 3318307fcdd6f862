"""Every text of a page comes from the words of its language, and no word is left over."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from calculators import page
from calculators.crm_progress import finished
from calculators.crm_text import decoded
from calculators.read_json import read_json
from calculators.registry import load
from calculators.validate import validate
from calculators.views.context import View, Words
from calculators.views.form import form
from calculators.views.result import result_parts
from playbook.locale_data import locale_data
from tests.calculators import support
from tests.calculators.made_up_rubric import leading_cases
from tests.calculators.support import element


@pytest.fixture(params=support.CALCULATORS)
def calculator_id(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def token_words(calculator_id: str) -> dict[str, str]:
    """Words of which each says only its own key, and the names of its placeholders."""
    texts = {key: json.dumps(word) for key, word in support.words(calculator_id).items()}
    return {key: "‹" + "".join(sorted(set(re.findall(r"\{\w+\}", text)))) + "›" for key, text in texts.items()}


LETTERLESS: dict[str, dict[str, Any]] = {
    "crm": {"csv": "1,2,3\n11,22,33\n44,55,66\n", "mapping": {"stage": "1", "amount": "2", "owner": "3"}}
}
"""Inputs in place of a worked example that shows the reader's own words."""


@pytest.mark.parametrize("language", ["en", "ar"])
def test_all_text_comes_from_the_words(calculator_id: str, language: str) -> None:
    root = element(calculator_id, language, token_words(calculator_id), LETTERLESS.get(calculator_id))
    texts = [text for one in root.iter() if one.tag != "script" for text in (one.text, one.tail) if text]
    assert texts
    for text in texts:
        assert not re.search(r"[^\W\d_]", text), text
    shown = [one.attrib[name] for one in root.iter() for name in ("aria-label", "title", "alt") if name in one.attrib]
    assert shown == []


class Asked(dict[str, Any]):
    """Words that remember which of them were asked for."""

    def __init__(self, words: Words) -> None:
        super().__init__(words)
        self.keys_asked: set[str] = set()

    def __getitem__(self, key: str) -> Any:
        self.keys_asked.add(key)
        return super().__getitem__(key)

    def get(self, key: str, default: Any = None) -> Any:
        self.keys_asked.add(key)
        return super().get(key, default)


CHANGES: dict[str, list[dict[str, Any]]] = {
    "capacity": [{"target": 0}, {"target": 10**12}, {"months": 2, "hires": []}],
    "sla": [{"marketing_share": 0}, {"sdrs": 0}],
    "tracker": [
        {"actuals": []},
        {"actuals": [60_000]},
        {"actuals": [10**7]},
        {"targets": [0, 1], "actuals": [1]},
        {"targets": [2], "actuals": [1]},
    ],
    "commission": [{"sales": 0}, {"sales": 110_000}, {"cap": 1000}],
    "crm": [
        *({"csv": finished(decoded(file.read_bytes()))} for file in sorted((support.ROOT / "tests/crm").glob("*.csv"))),
        *(
            {"csv": finished(decoded((support.ROOT / "tests/crm/ugly" / name).read_bytes()))}
            for name in ("bad-values.csv", "broken-quotes.csv", "missing-columns.csv", "nuls.csv", "ragged.csv")
        ),
        {"csv": "Deals,\nStage,Amount\nWon,many\n"},
        {"csv": "Stage,Amount,Owner\nWon,,Ann\n,,Ben\n"},
        {"csv": "Stage,Amount,Close Date\nWon,,01/02/2025\n,1.234,\n"},
        {"csv": "Stage,Amount\n" + "Won,999999999999999\n" * 2},
    ],
    "forecast": [{"revenue_goal": 0}, {"revenue_goal": 200_000}, {"revenue_goal": 10**13}],
    "funnel": [{"stages": [{"id": "a", "count": 5}, {"id": "b", "count": 0}, {"id": "c", "count": 0}]}],
    "goal-plan": [
        {"revenue_closed": 10**6},
        {"cycle_days": 30, "contacts_per_opportunity": 50},
        {"minutes_per_contact": 500},
        {"stages": [{"id": "lead", "entered": 100, "advanced": 50}]},
    ],
    "unit-economics": [{"new_customers": 0}, {"gross_margin": 0}, {"monthly_churn": 0}],
    "velocity": [{"win_rate": 0.99}, {"opportunities": 0}],
}
"""Changes to the worked example that between them lead to every sentence."""


def cases(calculator_id: str) -> Iterator[dict[str, Any]]:
    """The worked example, then the same with each of the changes."""
    example = support.example(calculator_id)
    yield example
    yield from (example | change for change in CHANGES.get(calculator_id, []))
    if "rubric" in example:
        yield from leading_cases(example)


def test_words_are_declared_exactly(calculator_id: str) -> None:
    declared = page.word_keys(calculator_id, support.example(calculator_id))
    assert declared == support.words(calculator_id).keys() - support.shared_words().keys()
    asked = Asked(support.words(calculator_id))
    stages: set[str] = set()
    for inputs in cases(calculator_id):
        stages |= support.names(inputs).keys()
        show(calculator_id, asked, inputs)
    assert declared <= asked.keys_asked <= declared | page.shared_word_keys() | stages


def show(calculator_id: str, words: Words, inputs: object) -> None:
    """Make form and result without the words that a page carries along, which would all count as asked for."""
    calculator = load(calculator_id)
    view = View(calculator_id, words, support.locale("en"))
    valid = validate(calculator, read_json(json.dumps(inputs)))
    form(view, valid)
    result_parts(view, calculator, valid, calculator.calculate(valid))


def test_shared_words_are_declared_exactly() -> None:
    assert page.shared_word_keys() == support.shared_words().keys()


def test_every_placeholder_is_filled(calculator_id: str) -> None:
    for inputs in cases(calculator_id):
        words = support.words(calculator_id)
        html = page.render(calculator_id, {**words, **support.names(inputs)}, locale_data("en", ""), inputs)
        assert not re.findall(r"\{\w+\}", re.sub(r"<script.*?</script>", "", html))


def test_hostile_words_stay_words(calculator_id: str) -> None:
    hostile = "</script><script>alert(1)</script><img src=x onerror=alert(1)> & \" ' {revenue_goal}"
    words = dict.fromkeys(support.words(calculator_id), hostile)
    root = element(calculator_id, own_words=words)
    assert [one.attrib for one in root.iter("script")] == [{"type": "application/json", "class": "calculator-words"}]
    assert not list(root.iter("img"))
    block = root.find("script")
    assert block is not None
    assert json.loads(block.text or "")["words"]["calculator.retry"] == hostile
