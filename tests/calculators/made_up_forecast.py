"""Made-up inputs of forecast that are valid."""

from __future__ import annotations

import random


def made_up_forecast(chance: random.Random) -> dict[str, object]:
    stages: list[dict[str, object]] = []
    for index in range(chance.randint(1, 10)):
        entered = chance.randint(1, 10 ** chance.choice((1, 2, 3, 6, 12)))
        stages.append({"id": f"étape {index}", "entered": entered, "advanced": chance.randint(0, entered)})
    deal = round(chance.uniform(0.01, 10 ** chance.randint(1, 8)), chance.randint(2, 6))
    volume = chance.randint(0, 10 ** chance.choice((1, 2, 3, 4, 7, 15)))
    inputs: dict[str, object] = {
        "volume": volume,
        "stages": stages,
        "average_deal": deal,
        "revenue_goal": round(chance.choice((0.0, 0.02, 0.2, 0.6)) * min(deal * volume, 10**15), 3),
        "runs": chance.randint(100, 300),
    }
    if chance.random() < 0.5:
        inputs["deal_variation"] = round(chance.choice((0.3, 1, 4, 1000)) * chance.random(), 3)
    if chance.random() < 0.7:
        inputs["seed"] = chance.randint(-(10**15), 10**15)
    return inputs
