"""Made-up inputs, all valid, of the calculators of targets, teams and agreements."""

from __future__ import annotations

import random


def made_up_tracker(chance: random.Random) -> dict[str, object]:
    months, scale = chance.randint(1, 12), 10 ** chance.randint(1, 13)
    targets = [0 if chance.random() < 0.1 else round(chance.uniform(0, scale), 2) for _ in range(months)]
    actuals = [round(chance.uniform(-scale / 20, 1.5 * scale), 2) for _ in range(chance.randint(0, months))]
    return {"targets": targets, "actuals": actuals}


def made_up_capacity(chance: random.Random) -> dict[str, object]:
    months = chance.randint(1, 60)
    full = round(chance.uniform(0.01, 10 ** chance.randint(1, 6)), 2)

    def count() -> float:
        return chance.choice([0, 1, 2, 0.5, round(chance.uniform(0, 500), 3)])

    inputs: dict[str, object] = {
        "months": months,
        "full_rep_per_month": full,
        "ramp": [round(chance.uniform(0, 1), chance.randint(0, 6)) for _ in range(chance.randint(0, 18))],
        "team": [{"count": count(), "tenure_months": chance.randint(0, 40)} for _ in range(chance.randint(0, 6))],
        "hires": [{"month": chance.randrange(months), "count": count()} for _ in range(chance.randint(0, 6))],
        "target": round(full * months * chance.uniform(0, 10 ** chance.randint(0, 5)), 2),
    }
    if chance.random() < 0.8:
        inputs["annual_attrition"] = chance.choice([0, 0.19, 0.75, round(chance.uniform(0, 0.999999), 6)])
    return inputs


def made_up_sla(chance: random.Random) -> dict[str, object]:
    weights = [chance.randint(0, 1000) for _ in range(chance.randint(1, 6))]
    weights[0] += 1
    inputs: dict[str, object] = {
        "revenue_goal": round(chance.uniform(0.01, 10 ** chance.randint(1, 13)), 2),
        "marketing_share": round(chance.uniform(0, 1), chance.randint(0, 6)),
        "average_deal": round(chance.uniform(0.01, 10 ** chance.randint(1, 7)), 2),
        "grades": [
            {
                "id": f"grade {index}",
                "share": round(weight / sum(weights), 12),
                "close_rate": round(chance.uniform(0.0001, 1), 6),
            }
            for index, weight in enumerate(weights)
        ],
        "working_days": chance.randint(1, 400),
        "sdrs": chance.randint(0, 50),
    }
    if chance.random() < 0.6:
        inputs |= {
            "attempts": chance.randint(1, 12),
            "minutes_per_attempt": round(chance.uniform(0.1, 60), 1),
            "sdr_minutes_per_day": round(chance.uniform(1, 600), 1),
        }
    return inputs
