"""crm: counts, values and averages of deals, by what they share; all sums are exact."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Generator, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from calculators.crm_deals import Deal
from calculators.crm_outcome import LOST, WON
from calculators.crm_progress import counted
from calculators.crm_records import Group
from calculators.exact import square_root

GROUPINGS = ("stage", "owner", "source", "month")


class Sum:
    """Adds up amounts with different numbers of decimals."""

    def __init__(self) -> None:
        self.count = 0
        self.valued = 0
        self._units: dict[int, int] = {}
        self._squares: dict[int, int] = {}

    def add(self, deal: Deal) -> None:
        """Count a deal, and its amount if it has one."""
        self.count += 1
        if deal.units is not None:
            self.valued += 1
            self._units[deal.decimals] = self._units.get(deal.decimals, 0) + deal.units
            self._squares[deal.decimals] = self._squares.get(deal.decimals, 0) + deal.units**2

    @property
    def value(self) -> Fraction:
        """The sum of the amounts."""
        return sum((Fraction(units, 10**decimals) for decimals, units in self._units.items()), Fraction(0))

    @property
    def average(self) -> Fraction | None:
        """The average of the deals that have an amount."""
        return self.value / self.valued if self.valued else None

    @property
    def variation(self) -> Fraction:
        """The coefficient of variation of the amounts: their sample standard deviation ÷ their average."""
        value, count = self.value, self.valued
        if count <= 1 or not value:
            return Fraction(0)
        squares = sum((Fraction(square, 100**decimals) for decimals, square in self._squares.items()), Fraction(0))
        return square_root((squares - value * value / count) / (count - 1)) * count / value


@dataclass(frozen=True, slots=True)
class Summary:
    """All sums of a file; ``cycles``: days from creation to closing of the deals won for which both are known."""

    total: Sum
    by_outcome: dict[str, Sum]
    groups: dict[str, dict[str, Sum]]
    cycles: Counter[int]
    has_closing_dates: bool

    @property
    def average_cycle(self) -> Fraction | None:
        """The average cycle in days."""
        days = sum(cycle * count for cycle, count in self.cycles.items())
        return Fraction(days, self.cycles.total()) if self.cycles else None

    @property
    def median_cycle(self) -> Fraction | None:
        """The cycle in the middle, of an even number the average of the two in the middle."""
        cycles = sorted(self.cycles.elements())
        half = len(cycles) // 2
        return Fraction(cycles[half] + cycles[~half], 2) if cycles else None


def summed(deals: Sequence[Deal], *, has_closing_dates: bool) -> Generator[float, None, Summary]:
    """Yield the share that is done; return the sums."""
    groups: dict[str, dict[str, Sum]] = {grouping: defaultdict(Sum) for grouping in GROUPINGS}
    summary = Summary(Sum(), defaultdict(Sum), groups, Counter(), has_closing_dates)
    for share, deal in counted(deals, len(deals)):
        if share is not None:
            yield share
        summary.total.add(deal)
        summary.by_outcome[deal.outcome].add(deal)
        for grouping, name in (
            ("stage", deal.stage),
            ("owner", deal.owner),
            ("source", deal.source),
            ("month", month_of(deal, has_closing_dates=has_closing_dates)),
        ):
            groups[grouping][name].add(deal)
        if deal.outcome == WON and deal.created and deal.closed and deal.closed >= deal.created:
            summary.cycles[(deal.closed - deal.created).days] += 1
    return summary


def month_of(deal: Deal, *, has_closing_dates: bool) -> str:
    """Return the month in which a deal closed or shall close, in files without such dates that of its creation."""
    day = deal.closed if has_closing_dates else deal.created
    return f"{day.year}-{day.month:02d}" if day else ""


def group_records(sums: dict[str, Sum], rank: Callable[[str, Sum], object]) -> tuple[Group, ...]:
    """Return groups in the order that ``rank`` gives; the deals that have no such name come last."""
    ordered = sorted(sums.items(), key=lambda item: (not item[0], rank(*item), item[0]))
    return tuple(
        Group(name=name or None, count=one.count, value=one.value, average=one.average) for name, one in ordered
    )


def by_value(_name: str, one: Sum) -> tuple[Fraction, int]:
    """Rank the most valuable group first."""
    return -one.value, -one.count


def by_place(order: Iterable[str]) -> Callable[[str, Sum], tuple[int, str]]:
    """Rank stages as they follow each other, those that are won or lost last."""
    places = {name: place for place, name in enumerate(order)}
    return lambda name, _: (places.get(name, len(places)), name)


def win_rate(summary: Summary) -> Fraction | None:
    """Return deals won ÷ deals decided."""
    won, lost = summary.by_outcome[WON].count, summary.by_outcome[LOST].count
    return Fraction(won, won + lost) if won + lost else None
