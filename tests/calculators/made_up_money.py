"""Made-up inputs that are valid, of the calculators of money: velocity, commission, unit-economics."""

from __future__ import annotations

import random


def made_up_velocity(chance: random.Random) -> dict[str, object]:
    inputs: dict[str, object] = {
        "opportunities": chance.choice([0, chance.randint(1, 10**6), round(chance.uniform(0, 10**9), 3)]),
        "average_deal": round(chance.uniform(0.01, 10 ** chance.randint(1, 14)), chance.randint(2, 6)),
        "win_rate": chance.choice([0, 1, round(chance.random(), chance.randint(1, 15))]),
        "cycle_days": round(chance.uniform(0.01, 10 ** chance.randint(0, 4)), chance.randint(2, 6)),
    }
    return inputs | ({"change": round(chance.uniform(0.001, 0.999), 3)} if chance.random() < 0.6 else {})


def made_up_commission(chance: random.Random) -> dict[str, object]:
    starts = [0.0, *sorted({round(chance.uniform(0.001, 4), 3) for _ in range(chance.randint(0, 9))})]
    quota = round(chance.uniform(0.01, 10 ** chance.randint(1, 9)), 2)
    inputs: dict[str, object] = {
        "sales": chance.choice([0, quota, round(chance.uniform(0, 5 * quota), chance.randint(2, 6))]),
        "quota": quota,
        "tiers": [{"from": start, "rate": round(chance.random(), chance.randint(1, 12))} for start in starts],
    }
    if chance.random() < 0.5:
        inputs["base_salary"] = round(chance.uniform(0, 10**6), 2)
    if chance.random() < 0.5:
        inputs["cap"] = round(chance.uniform(0, quota), 2)
    return inputs


def made_up_unit_economics(chance: random.Random) -> dict[str, object]:
    return {
        "sales_marketing_cost": chance.choice([0, round(chance.uniform(0, 10 ** chance.randint(1, 14)), 2)]),
        "new_customers": chance.choice([0, 1, chance.randint(2, 10 ** chance.randint(1, 9))]),
        "revenue_per_month": round(chance.uniform(0.01, 10 ** chance.randint(1, 9)), chance.randint(2, 6)),
        "gross_margin": chance.choice([0, 1, round(chance.random(), chance.randint(1, 15))]),
        "monthly_churn": chance.choice([0, 1, round(chance.random() ** 3, chance.randint(1, 15))]),
    }
