"""Random numbers that are the same in every Python.

Of the module ``random`` only the seeding and ``random()`` are promised to stay as they are; the other methods may
change from one version to the next. So the distributions are made here, from ``random()`` alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import cos, log, log1p, pi, sin, sqrt
from random import Random

_THIRD = 1 / 3
_TURN = 2 * pi


class Chance:
    """A stream of draws; the same ``seed`` and the same calls give the same draws."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed).random  # noqa: S311  # a simulation, nothing here is secret

    def uniforms(self, count: int) -> list[float]:
        """Return draws from 0 (excluded) to 1 (included), so that each has a logarithm."""
        draw = self._random
        return [1.0 - draw() for _ in range(count)]

    def beta(self, alpha: int, beta: int) -> float:
        """Return a draw from Beta(``alpha``, ``beta``), both ≥ 1: X / (X + Y) of two gamma draws."""
        x, y = self._gamma(alpha), self._gamma(beta)
        return x / (x + y)

    def _gamma(self, shape: int) -> float:
        """Return a draw from Gamma(``shape``, 1), ``shape`` ≥ 1.

        G. Marsaglia and W. W. Tsang, A simple method for generating gamma variables, ACM Transactions on Mathematical
        Software 26 (2000): d·v with d = shape − 1/3, v = (1 + x / √(9d))³ and x normal, accepted where
        ln u < x²/2 + d − d·v + d·ln v. The last terms nearly cancel out for large shapes, hence ``log1p``.
        """
        draw = self._random
        d = shape - _THIRD
        c = 1 / sqrt(9 * d)
        while True:
            x = sqrt(-2 * log(1.0 - draw())) * cos(_TURN * draw())
            u = 1.0 - draw()
            e = c * x
            if e <= -1:
                continue
            growth = e * (3 + e * (3 + e))  # v − 1
            if u < 1 - 0.0331 * x * x * x * x or log(u) < x * x / 2 + d * (3 * log1p(e) - growth):
                return d + d * growth


def normals(uniforms: list[float]) -> Iterator[float]:
    """Yield as many standard normal draws as there are uniform ones, an even number.

    G. E. P. Box and M. E. Muller, A note on the generation of random normal deviates, Annals of Mathematical
    Statistics 29 (1958): √(−2 ln u) times cosine and sine of 2πv.
    """
    pairs = iter(uniforms)
    for u in pairs:
        radius, angle = sqrt(-2 * log(u)), _TURN * next(pairs)
        yield radius * cos(angle)
        yield radius * sin(angle)
