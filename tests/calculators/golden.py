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


def file(calculator_id: str, language: str) -> Path:
    """Where the golden result is kept."""
    return FOLDER / f"{calculator_id}.{language}.html"


def result(calculator_id: str, language: str) -> str:
    """The element with the example's result, one tag a line. A word is its own key and the values put into it."""
    keys = page.word_keys(calculator_id, EXAMPLES[calculator_id]) | page.shared_word_keys()
    placeholders = {key: re.findall(r"\{\w+\}", json.dumps(support.words(calculator_id).get(key, ""))) for key in keys}
    words = {key: " ".join([f"[{key}]", *dict.fromkeys(found)]) for key, found in placeholders.items()}
    locale = locale_data(language, "EUR")
    html = page.render(calculator_id, words, locale, EXAMPLES[calculator_id])
    return re.sub(r"<script.*</script>", "", html).replace("><", ">\n<") + "\n"


def write() -> None:
    """Write all golden results."""
    FOLDER.mkdir(exist_ok=True)
    for calculator_id in EXAMPLES:
        for language in LANGUAGES:
            file(calculator_id, language).write_text(result(calculator_id, language), "utf-8")


if __name__ == "__main__":
    write()
