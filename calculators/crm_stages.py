"""crm: the order of a pipeline's stages, and how many of the deals that are decided got how far."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from fractions import Fraction

from calculators.crm_columns import folded
from calculators.crm_deals import Deal
from calculators.crm_outcome import LOST, OPEN, WON, outcome_in

DEALS, CUSTOMERS = "opportunity", "customer"
"""Ids that the calculators have names for: all deals that are decided, and those that are won."""
MOST_STAGES = 9
"""Stages before the customers: a funnel has ten."""

_NUMBERED = re.compile(r"\W*(\d{1,2})(?!\d)")
_PIPELINES = (
    # The pipelines that the CRMs bring along.
    (
        "appointment scheduled",
        "qualified to buy",
        "presentation scheduled",
        "decision maker bought in",
        "contract sent",
    ),
    (
        "prospecting",
        "qualification",
        "needs analysis",
        "value proposition",
        "id decision makers",
        "perception analysis",
        "proposal price quote",
        "negotiation review",
    ),
    ("lead in", "qualified", "contact made", "demo scheduled", "proposal made", "negotiations started"),
    (
        "sem contato",
        "contato feito",
        "identificacao do interesse",
        "apresentacao",
        "proposta enviada",
        "negociacao",
    ),
)


def stage_order(deals: Iterable[Deal]) -> tuple[str, ...] | None:
    """Return the stages on the way in their order, ``None`` where the file does not tell it.

    Told by numbers before all the names, else by the average probability of each stage's open deals, else by the
    pipelines that the CRMs bring along.
    """
    met: dict[str, list[Fraction]] = defaultdict(list)
    for deal in deals:
        if deal.stage and outcome_in(deal.stage) not in (WON, LOST):
            known = met[deal.stage]
            if deal.outcome == OPEN and deal.probability:
                known.append(Fraction(deal.probability.units, 10**deal.probability.decimals))
    return _by_number(met) or _by_probability(met) or _by_pipeline(met)


def reached(deals: Iterable[Deal], order: Sequence[str] | None) -> tuple[tuple[str, int], ...] | None:
    """Return how many decided deals reached each stage and became customers; ``None`` where nothing is decided.

    Deals that are still open would look as if they had stopped where they are, so they do not count. A deal that was
    won passed all stages, one that was lost those up to its own. Where it is not known for all at which stage they were
    lost there are two steps: all of them, and the customers.
    """
    won, lost_at = 0, Counter[str]()
    for deal in deals:
        won += deal.outcome == WON
        lost_at[deal.stage] += deal.outcome == LOST
    lost = +lost_at
    decided = won + lost.total()
    if not decided:
        return None
    if not order or not lost or not lost.keys() <= set(order) or not _fits(order):
        return (DEALS, decided), (CUSTOMERS, won)
    counts = [won + sum(lost[stage] for stage in order[index:]) for index in range(len(order))]
    return (*zip(order, counts, strict=True), (CUSTOMERS, won))


def has_two_steps(deals: Sequence[Deal], order: Sequence[str] | None) -> bool:
    """Whether deals were lost and it is not known at which stages."""
    steps = reached(deals, order)
    return steps is not None and steps[0] == (DEALS, steps[0][1]) and steps[0][1] > steps[1][1]


def _fits(order: Sequence[str]) -> bool:
    return len(order) <= MOST_STAGES and CUSTOMERS not in order


def _by_number(stages: Iterable[str]) -> tuple[str, ...] | None:
    found = {stage: match for stage in stages if (match := _NUMBERED.match(stage))}
    places = {int(match[1]) for match in found.values()}
    if not found or len(found) != len(list(stages)) or len(places) != len(found):
        return None
    return tuple(sorted(found, key=lambda stage: int(found[stage][1])))


def _by_probability(met: dict[str, list[Fraction]]) -> tuple[str, ...] | None:
    average = {stage: sum(known) / len(known) for stage, known in met.items() if known}
    if not average or len(average) != len(met) or len(set(average.values())) != len(average):
        return None
    return tuple(sorted(average, key=lambda stage: average[stage]))


def _by_pipeline(stages: Iterable[str]) -> tuple[str, ...] | None:
    names = {stage: folded(stage) for stage in stages}
    for pipeline in _PIPELINES:
        if names and len(set(names.values())) == len(names) and set(names.values()) <= set(pipeline):
            return tuple(sorted(names, key=lambda stage: pipeline.index(names[stage])))
    return None
