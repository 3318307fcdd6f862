"""The golden results: what a calculator's result looks like, word for word and shape for shape.

``python -m tests.calculators.golden`` writes them anew; read the difference before keeping it.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from calculators import page
from playbook.locale_data import locale_data
from tests.calculators import support

FOLDER = Path(__file__).parent / "golden"
LANGUAGES = ("en", "ar")
"""One language that runs left to right, one that runs right to left."""
EXAMPLES: dict[str, dict[str, Any]] = {
    "capacity": {
        "months": 4,
        "full_rep_per_month": 1000.5,
        "ramp": [0.25, 0.5],
        "team": [{"count": 1.5, "tenure_months": 1}],
        "hires": [{"month": 1, "count": 1}],
        "annual_attrition": 0.3,
        "target": 12_000,
    },
    "sla": {
        "revenue_goal": 34_000,
        "marketing_share": 0.4,
        "average_deal": 999.5,
        "grades": [{"id": "fit", "share": 0.25, "close_rate": 0.3}, {"id": "rest", "share": 0.75, "close_rate": 0.05}],
        "working_days": 20,
        "sdr_minutes_per_day": 90,
        "sdrs": 1,
    },
    "tracker": {"targets": [1000, 0, 2000.5, 1500], "actuals": [1100, 25.5]},
    "commission": {
        "sales": 1250.5,
        "quota": 1000,
        "base_salary": 300,
        "tiers": [{"from": 0, "rate": 0.05}, {"from": 1.1, "rate": 0.08}, {"from": 1.5, "rate": 0.1}],
        "cap": 60,
    },
    "crm": {
        "csv": "Stage;Status;Value;Owner;Created;Closed\n"
        "1. Call;Lost;1.234,50;Ann;01.02.2025;13.02.2025\n"
        "2. Offer;Won;2.000;Ben;03.02.2025;28.02.2025\n"
        "2. Offer;Won;much;Ben;04.02.2025;28.02.2025\n",
        "mapping": {"source": "Owner", "owner": "-"},
    },
    "unit-economics": {
        "sales_marketing_cost": 5000,
        "new_customers": 4,
        "revenue_per_month": 99.9,
        "gross_margin": 0.75,
        "monthly_churn": 0.08,
    },
    "diagnosis": {
        "rubric": {
            "levels": [{"id": "low"}, {"id": "high", "minimum": 0.6, "read": ["article/high"]}],
            "dimensions": [
                {"id": "one", "enough": 0.5, "read": ["article/one"]},
                {"id": "two", "weight": 2.5, "enough": 1, "read": ["article/two"]},
                {"id": "three", "enough": 0.9},
            ],
            "options": [{"id": "no", "points": 0}, {"id": "yes", "points": 3}],
            "questions": [
                {"id": "a", "dimension": "one"},
                {"id": "b", "dimension": "two", "weight": 2},
                {"id": "c", "dimension": "two", "options": [{"id": "small", "points": 1}, {"id": "big", "points": 8}]},
                {"id": "d", "dimension": "three"},
            ],
        },
        "answers": {"a": "no", "b": "yes", "c": "small", "d": "yes"},
    },
    "lead-temperature": {
        "rubric": {
            "levels": [{"id": "cold"}, {"id": "hot", "read": ["article/hot"]}],
            "dimensions": [{"id": "one", "enough": 0.9, "read": ["article/one"]}],
            "questions": [
                {"id": "a", "dimension": "one", "options": [{"id": "now", "points": 3, "level": "hot"}]},
                {"id": "b", "dimension": "one", "options": [{"id": "no", "points": 0}, {"id": "yes", "points": 1}]},
            ],
        },
        "answers": {"a": "now", "b": "no"},
    },
    "velocity": {"opportunities": 12, "average_deal": 999.5, "win_rate": 0.95, "cycle_days": 30, "change": 0.2},
    "forecast": {
        "volume": 60,
        "stages": [{"id": "lead", "entered": 40, "advanced": 16}, {"id": "offer", "entered": 16, "advanced": 9}],
        "average_deal": 999.5,
        "deal_variation": 0.3,
        "revenue_goal": 15_000,
        "runs": 100,
        "seed": 7,
    },
    "funnel": {
        "stages": [
            {"id": "lead", "count": 1200, "benchmark": 0.1},
            {"id": "offer", "count": 90},
            {"id": "deal", "count": 30},
        ],
        "average_deal": 999.5,
    },
    "goal-plan": {
        "revenue_goal": 34_000,
        "average_deal": 1000,
        "stages": [{"id": "lead", "rate": 0.22}, {"id": "offer", "entered": 10, "advanced": 5}],
        "working_days": 20,
        "reps": 1,
        "contacts_per_opportunity": 7.5,
        "cac": 80,
        "cycle_days": 25,
    },
}
PAGES = {"article/two": {"title": "Two & more", "address": "../../articles/two/", "language": "en"}}
"""A page of the site that a rubric recommends; the others have none."""


def file(calculator_id: str, language: str) -> Path:
    """Where the golden result is kept."""
    return FOLDER / f"{calculator_id}.{language}.html"


def result(calculator_id: str, language: str) -> str:
    """The element with the example's result, one tag a line. A word is its own key and the values put into it."""
    keys = page.word_keys(calculator_id, EXAMPLES[calculator_id]) | page.shared_word_keys()
    placeholders = {key: re.findall(r"\{\w+\}", json.dumps(support.words(calculator_id).get(key, ""))) for key in keys}
    words = {key: " ".join([f"[{key}]", *dict.fromkeys(found)]) for key, found in placeholders.items()}
    locale = locale_data(language, "EUR")
    html = page.render(calculator_id, words, locale, EXAMPLES[calculator_id], PAGES)
    return re.sub(r"<script.*</script>", "", html).replace("><", ">\n<") + "\n"


def write() -> None:
    """Write all golden results."""
    FOLDER.mkdir(exist_ok=True)
    for calculator_id in EXAMPLES:
        for language in LANGUAGES:
            file(calculator_id, language).write_text(result(calculator_id, language), "utf-8")


if __name__ == "__main__":
    write()
