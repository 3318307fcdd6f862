"""capacity: can this team carry the number.

Expected values: a cohort of c people of tenure t at the start of a month brings c × ramp(t) × the revenue of a ramped
rep; at the end of each month it keeps the share (1 − a)^(1/12) and is a month older. Leavers are not replaced.

Attrition makes most results irrational. Counts of hires are exact whole numbers nevertheless, and every other number is
the true one rounded once to the 28 significant digits with which it is written; ``calculate`` says how.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from itertools import accumulate
from operator import mul

from calculators.exact import quotient_as_written
from calculators.fields import MONEY, NUMBER, RATE, integer, number, numbers, records
from calculators.problems import Problem
from calculators.registry import Values
from calculators.survival import Shares, survival

MOST_HIRES = 10_000
"""More hires than these are no answer."""
DIGITS = 40
"""Significant digits of the shares that remain, at first."""


@dataclass(frozen=True, kw_only=True)
class Cohort:
    """People who are in the team at the start, with the whole months that they have been in the job."""

    count: Fraction = field(metadata=number(NUMBER, "fields.team.count", minimum=0))
    tenure_months: int = field(metadata=integer("months", "fields.team.tenure_months", minimum=0))


@dataclass(frozen=True, kw_only=True)
class Hire:
    """People who start at the beginning of a month, 0 being the first."""

    month: int = field(metadata=integer("months", "fields.hires.month", minimum=0))
    count: Fraction = field(metadata=number(NUMBER, "fields.hires.count", minimum=0))


@dataclass(frozen=True, kw_only=True)
class Inputs:
    """The period, what a rep brings, the team, and the number it has to carry."""

    months: int = field(metadata=integer("months", "fields.months", minimum=1, maximum=60))
    full_rep_per_month: Fraction = field(metadata=number(MONEY, "fields.full_rep_per_month", above=0, step=1000))
    ramp: tuple[Fraction, ...] = field(
        metadata=numbers(RATE, "fields.ramp", (0, None), minimum=0, maximum=1, step="0.05")
    )
    team: tuple[Cohort, ...] = field(metadata=records(Cohort, "fields.team"))
    hires: tuple[Hire, ...] = field(metadata=records(Hire, "fields.hires"))
    annual_attrition: Fraction = field(
        default=Fraction(0),
        metadata=number(RATE, "fields.annual_attrition", minimum=0, below=1, step="0.01", slider=True),
    )
    target: Fraction = field(metadata=number(MONEY, "fields.target", minimum=0, step=1000))

    def ramp_at(self, tenure: int) -> Fraction:
        """Return the share of a ramped rep's revenue that a rep brings after so many months."""
        return self.ramp[tenure] if tenure < len(self.ramp) else Fraction(1)


@dataclass(frozen=True, kw_only=True)
class Month:
    """What is expected of a month, 0 being the first: people, how many ramped reps they are worth, and revenue."""

    month: int = field(metadata=integer(NUMBER, "results.months.month"))
    headcount: Fraction = field(metadata=number(NUMBER, "results.months.headcount"))
    ramped_equivalent: Fraction = field(metadata=number(NUMBER, "results.months.ramped_equivalent"))
    capacity: Fraction = field(metadata=number(MONEY, "results.months.capacity"))


@dataclass(frozen=True, kw_only=True)
class HiresNeeded:
    """How many more must start at the beginning of a month to close the gap; ``None`` where too many would be."""

    month: int = field(metadata=integer(NUMBER, "results.hires_needed.month"))
    count: int | None = field(metadata=integer(NUMBER, "results.hires_needed.count", optional=True))


@dataclass(frozen=True, kw_only=True)
class Result:
    """What the team can carry, and what it takes to close the gap for each month in which hires could start."""

    months: tuple[Month, ...] = field(metadata=records(Month, "results.months"))
    total: Fraction = field(metadata=number(MONEY, "results.total"))
    gap: Fraction = field(metadata=number(MONEY, "results.gap"))
    hires_needed: tuple[HiresNeeded, ...] = field(metadata=records(HiresNeeded, "results.hires_needed"))


def check(values: Values) -> Iterator[Problem]:
    """Find hires that start after the last month."""
    months = values.get("months")
    for index, hire in enumerate(values.get("hires", ())):
        month = hire.get("month")
        if months is not None and month is not None and month >= months:
            yield Problem(f"hires[{index}].month", "at_most", months - 1)


def calculate(inputs: Inputs) -> Result:
    """Work out the months, the gap = max(target − total, 0) and the hires = ⌈gap / what one of them brings⌉.

    All is worked out with a lower and with an upper bound of the shares that remain, and again with closer bounds until
    both give the same. That ends: a sum of shares (1 − a)^(k/12) with factors ≥ 0 is irrational as soon as one of them
    counts and is, so it never equals the target nor the middle between two last digits; and rational shares are exact.
    """
    plan = _Plan(inputs)
    digits = DIGITS
    while True:
        low, high = survival(inputs.annual_attrition, inputs.months, digits)
        figures = plan.figures(low)
        if low == high or figures == plan.figures(high):
            return figures.result()
        digits *= 2


def kept_each_month(inputs: Inputs) -> Fraction:
    """Return the share (1 − a)^(1/12) of people who are still there after a month, to 28 digits."""
    kept = survival(inputs.annual_attrition, 2, DIGITS)[0]
    return Fraction(quotient_as_written(kept.numerators[1], kept.denominator))


def revenue_per_hire(inputs: Inputs, month: int) -> Fraction:
    """Return the revenue that one who starts at the beginning of ``month`` brings by the end, to 28 digits."""
    kept = survival(inputs.annual_attrition, inputs.months, DIGITS)[0]
    ramped = sum(
        (inputs.ramp_at(tenure) * kept.numerators[tenure] for tenure in range(inputs.months - month)), Fraction(0)
    )
    revenue = inputs.full_rep_per_month * ramped
    return Fraction(quotient_as_written(revenue.numerator, revenue.denominator * kept.denominator))


@dataclass(frozen=True, slots=True)
class _Figures:
    """A result in decimals as they are written: ``months`` with headcount, ramped equivalent and capacity."""

    months: tuple[tuple[Decimal, Decimal, Decimal], ...]
    total: Decimal
    gap: Decimal
    hires_needed: tuple[int | None, ...]

    def result(self) -> Result:
        """Return the same as fractions."""
        return Result(
            months=tuple(
                Month(
                    month=month,
                    headcount=Fraction(headcount),
                    ramped_equivalent=Fraction(ramped),
                    capacity=Fraction(capacity),
                )
                for month, (headcount, ramped, capacity) in enumerate(self.months)
            ),
            total=Fraction(self.total),
            gap=Fraction(self.gap),
            hires_needed=tuple(HiresNeeded(month=month, count=count) for month, count in enumerate(self.hires_needed)),
        )


class _Plan:
    """What does not depend on attrition, in whole numbers over common denominators."""

    def __init__(self, inputs: Inputs) -> None:
        self.months = inputs.months
        self.full = inputs.full_rep_per_month
        self.target = inputs.target
        ramp = Shares.of([*inputs.ramp, Fraction(1)])
        self.ramp_denominator = ramp.denominator
        self.ramp = [*ramp.numerators[:-1], *[ramp.denominator] * (inputs.months - len(inputs.ramp))]
        cohorts = [(0, cohort.tenure_months, cohort.count) for cohort in inputs.team]
        cohorts += [(hire.month, 0, hire.count) for hire in inputs.hires]
        counts = Shares.of([count for *_, count in cohorts])
        self.count_denominator = counts.denominator
        self.starts = self._by_start([(start, tenure) for start, tenure, _ in cohorts], counts.numerators)

    def _by_start(
        self, cohorts: Sequence[tuple[int, int]], counts: Sequence[int]
    ) -> list[tuple[int, int, tuple[int, ...]]]:
        """Return for each month in which people start how many do, and their ramped equivalent in each month after."""
        people: dict[int, int] = defaultdict(int)
        ramped: dict[int, tuple[int, ...]] = {}
        for (start, tenure), count in zip(cohorts, counts, strict=True):
            months = self.months - start
            shares = self.ramp[tenure : tenure + months]
            shares += [self.ramp_denominator] * (months - len(shares))
            people[start] += count
            before = ramped.get(start, (0,) * months)
            ramped[start] = tuple(one + count * share for one, share in zip(before, shares, strict=True))
        return [(start, people[start], ramped[start]) for start in people if people[start]]

    def figures(self, kept: Shares) -> _Figures:
        """Return what follows from given shares that remain."""
        people, ramped = [0] * self.months, [0] * self.months
        for start, count, ramped_by_age in self.starts:
            for age, (share, equivalent) in enumerate(zip(kept.numerators, ramped_by_age, strict=False)):
                people[start + age] += count * share
                ramped[start + age] += equivalent * share
        people_unit = self.count_denominator * kept.denominator
        ramped_unit = people_unit * self.ramp_denominator
        money, money_unit = self.full.numerator, self.full.denominator * ramped_unit
        total = sum(ramped) * money
        # Over the denominator of the target times ``money_unit``.
        gap = max(self.target.numerator * money_unit - total * self.target.denominator, 0)
        return _Figures(
            months=tuple(
                (
                    quotient_as_written(heads, people_unit),
                    quotient_as_written(equivalent, ramped_unit),
                    quotient_as_written(equivalent * money, money_unit),
                )
                for heads, equivalent in zip(people, ramped, strict=True)
            ),
            total=quotient_as_written(total, money_unit),
            gap=quotient_as_written(gap, money_unit * self.target.denominator),
            hires_needed=tuple(self._hires(kept, gap)),
        )

    def _hires(self, kept: Shares, gap: int) -> Iterator[int | None]:
        """Yield the hires for each month; ``gap`` as in ``figures``."""
        ramped = list(accumulate(map(mul, self.ramp, kept.numerators)))
        # What is left of gap ÷ (full × ramped) once the denominators that both share are gone.
        divisor = self.count_denominator * self.target.denominator * self.full.numerator
        for month in range(self.months):
            brought = ramped[self.months - 1 - month] * divisor
            count = 0 if not gap else -(-gap // brought) if brought else MOST_HIRES + 1
            yield count if count <= MOST_HIRES else None
