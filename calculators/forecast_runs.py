"""The runs of forecast: each is one possible future, in which first-stage items come one after the other.

**The path of a run.** Its rates are drawn once. A customer passes every stage, so an item becomes one with the chance
p = Π rates: of n items Binomial(n, p) become customers, which is what chained binomials with these rates give. The gaps
between customers are geometric, and each customer brings a deal value. So a run says for *every* volume how many
customers and how much revenue it yields, and with which item the goal is met.

**Why the volume for a chance needs no search, and is fair.** More items only add customers to a path and more customers
only add revenue: in each run the goal is met from one volume on. The share of runs that meet it with n items is the
share of such volumes ≤ n, the same count that gives the probability at the volume asked for, and the smallest volume
for a chance is an order statistic of them. For each volume by itself the draws are those of the model; that all volumes
share them (common random numbers) removes noise from the comparison and favours none. Volume, goal and deal values do
not change how many draws a run takes, so that they are compared on the same futures too.

**Large numbers.** The first ``ONE_BY_ONE`` customers, or items that do not become customers where these are fewer, are
drawn one by one. Beyond them the customers among n more items are the normal approximation of Binomial(n, p) with
continuity correction, ⌊n·p + z·√(n·p·(1−p)) + ½⌋ within 0..n, with one normal draw z a run. It never falls as n grows:
where it would, it is below 0. The first ``ONE_BY_ONE`` deal values are drawn one by one; the sum of more is lognormal
with the mean and the variance of the true sum (L. F. Fenton, The sum of log-normal probability distributions in scatter
transmission systems, IRE Transactions on Communications Systems 8, 1960), with one normal draw a run too.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from math import ceil, exp, floor, inf, log, log1p, sqrt

from calculators.chance import Chance, normals

ONE_BY_ONE = 64
"""How many customers of a run, or items that do not become customers where these are fewer, are drawn one by one."""
LARGEST_VOLUME = 10_000_000
"""The largest volume that is told for a chance."""

_HALF = 0.5
_NEVER = 1e-30
"""A chance that does not come true among any number of items that an input can hold."""
_FARTHEST_SUM = 4.0
"""Bound of the normal draw for the sum of many deals: below 4.14 more deals never bring less, and 4 is passed by
one draw in 16,000."""
_BEYOND_REACH = Fraction(10**60)
"""A goal in average deals that no run meets."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one run gives.

    ``worth``: the revenue at the volume asked for, in average deals, a whole number where all deals are alike; ``met``:
    whether that is the goal; ``volume``: the smallest one that meets the goal, infinite above ``LARGEST_VOLUME``.
    """

    worth: float
    met: bool
    volume: float


@dataclass(frozen=True, slots=True)
class Arrivals:
    """When customers come.

    Of items that become customers and items that do not, the first of the rarer kind are known: ``rare`` counts the
    items up to and with each of them. ``wanted``: whether they are the customers. ``chance`` of an item to become a
    customer and ``draw`` rule what comes after the last of them.
    """

    rare: Sequence[int]
    wanted: bool
    chance: float
    draw: float

    def customers(self, volume: int) -> int:
        """Return how many of the first ``volume`` items become customers."""
        passed = bisect_right(self.rare, volume)
        known = volume if passed < len(self.rare) or not self.rare else self.rare[-1]
        return (passed if self.wanted else known - passed) + self._more(volume - known)

    def volume(self, customers: int) -> float:
        """Return the smallest volume that holds so many customers, infinite above ``LARGEST_VOLUME``."""
        if self.customers(LARGEST_VOLUME) < customers:
            return inf
        if not self.rare or customers <= self.customers(self.rare[-1]):
            return self._known_volume(customers)
        start = self.rare[-1]
        missing = customers - self.customers(start)
        # n·p + z·√(n·p·(1−p)) = missing − ½, solved for √n; then to the very item, as rounding has it.
        p = self.chance
        linear = self.draw * sqrt(p * (1 - p))
        root = (sqrt(linear * linear + 4 * p * (missing - 0.5)) - linear) / (2 * p)
        more = min(max(ceil(root * root), missing), LARGEST_VOLUME - start)
        while self._more(more) < missing:
            more += 1
        while self._more(more - 1) >= missing:
            more -= 1
        return start + more

    def _known_volume(self, customers: int) -> int:
        if self.wanted:
            return self.rare[customers - 1] if customers else 0
        # Before each of the others stand the customers that are not among the others before it.
        return customers + bisect_left([item - index for index, item in enumerate(self.rare, start=1)], customers)

    def _more(self, items: int) -> int:
        """Return how many of so many items after the last known one become customers."""
        p = self.chance
        return max(0, min(items, floor(items * p + self.draw * sqrt(items * p * (1 - p)) + 0.5)))


@dataclass(frozen=True, slots=True)
class AlikeDeals:
    """Deals that are all worth the average; ``goal`` is the number of them that meets the goal."""

    goal: int

    def worth(self, customers: int) -> float:
        """Return the value of the first customers' deals in average deals."""
        return customers

    def customers(self, _arrivals: Arrivals) -> int:
        """Return how many customers meet the goal."""
        return self.goal


@dataclass(frozen=True, slots=True)
class SpreadDeals:
    """Deals of lognormal value: ``sums`` of the first 0, 1, 2… of them, ``draw`` and ``variance`` rule the rest.

    All in average deals; ``variance`` of one deal, ``goal`` to be met.
    """

    sums: Sequence[float]
    draw: float
    variance: float
    goal: float

    def worth(self, customers: int) -> float:
        """Return the value of the first customers' deals in average deals."""
        return self.sums[customers] if customers <= ONE_BY_ONE else self.sums[-1] + self._more(customers - ONE_BY_ONE)

    def customers(self, arrivals: Arrivals) -> int | None:
        """Return how many customers meet the goal, ``None`` if not even those of ``LARGEST_VOLUME`` do."""
        if self.goal <= self.sums[-1]:
            return bisect_left(self.sums, self.goal)
        low, high = ONE_BY_ONE, arrivals.customers(LARGEST_VOLUME)
        if high <= low or self.worth(high) < self.goal:
            return None
        while high - low > 1:
            middle = (low + high) // 2
            if self.worth(middle) < self.goal:
                low = middle
            else:
                high = middle
        return high

    def _more(self, deals: int) -> float:
        square = log1p(self.variance / deals)
        return deals * exp(sqrt(square) * self.draw - square / 2)


@dataclass(frozen=True, kw_only=True)
class Model:
    """What is drawn: ``stages`` as pairs of entered and advanced; ``goal`` in average deals; ``variation`` of deals."""

    stages: Sequence[tuple[int, int]]
    volume: int
    goal: Fraction
    variation: Fraction
    runs: int
    seed: int

    def outcomes(self) -> Iterator[Outcome]:
        """Yield what each run gives."""
        chance = Chance(self.seed)
        variance = float(self.variation) ** 2
        for _ in range(self.runs):
            p = 1.0
            for entered, advanced in self.stages:
                p *= chance.beta(advanced + 1, entered - advanced + 1)
            gaps, values = chance.uniforms(ONE_BY_ONE), chance.uniforms(ONE_BY_ONE)
            z_customers, z_deals = normals(chance.uniforms(2))
            arrivals = _arrivals(p, gaps, z_customers)
            deals = _spread_deals(values, z_deals, variance, self.goal) if variance else AlikeDeals(ceil(self.goal))
            worth = deals.worth(arrivals.customers(self.volume))
            needed = deals.customers(arrivals)
            yield Outcome(worth, worth >= deals.goal, inf if needed is None else arrivals.volume(needed))


def _arrivals(p: float, gaps: Sequence[float], draw: float) -> Arrivals:
    """Return the path of the customers.

    A gap is 1 + ⌊ln u / ln(1−p)⌋ items (L. Devroye, Non-Uniform Random Variate Generation, 1986, chapter X.2).
    """
    wanted = p <= _HALF
    rarer = p if wanted else 1 - p
    if rarer < _NEVER:
        return Arrivals((), wanted, p, draw)
    per_log = 1 / log1p(-rarer)
    return Arrivals(list(accumulate(1 + int(log(gap) * per_log) for gap in gaps)), wanted, p, draw)


def _spread_deals(values: list[float], draw: float, variance: float, goal: Fraction) -> SpreadDeals:
    """Return the path of the deal values: exp(σz − σ²/2) with σ² = ln(1 + variance) has the mean 1."""
    square = log1p(variance)
    sigma, shift = sqrt(square), square / 2
    sums = list(accumulate((exp(sigma * z - shift) for z in normals(values)), initial=0.0))
    bounded = max(-_FARTHEST_SUM, min(_FARTHEST_SUM, draw))
    return SpreadDeals(sums, bounded, variance, float(min(goal, _BEYOND_REACH)))
