"""Plural forms from a table instead of code: the cardinal rules of Unicode's CLDR, exactly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

OTHER = "other"


@dataclass(frozen=True, slots=True)
class Relation:
    """``operand % modulus in ranges``, or its denial; ``modulus`` 0 leaves the operand whole."""

    operand: str
    modulus: int
    denied: bool
    ranges: tuple[tuple[int, int], ...]

    def holds(self, operands: Mapping[str, Fraction | int]) -> bool:
        """Whether the relation is true of a number; a fraction is in no range of whole numbers."""
        operand = operands[self.operand]
        value = operand % self.modulus if self.modulus else operand
        within = value.denominator == 1 and any(low <= value <= high for low, high in self.ranges)
        return within != self.denied


@dataclass(frozen=True, slots=True)
class PluralTable:
    """For each category but ``other``: conditions of which one must hold, each being relations that all hold."""

    rules: tuple[tuple[str, tuple[tuple[Relation, ...], ...]], ...]

    @classmethod
    def from_mapping(cls, mapping: Mapping[str, Sequence[Sequence[Sequence[Any]]]]) -> PluralTable:
        """Read ``{category: [[[operand, modulus, denied, [[low, high], …]], …], …]}``."""
        return cls(
            tuple(
                (
                    category,
                    tuple(
                        tuple(
                            Relation(operand, modulus, denied, tuple((low, high) for low, high in ranges))
                            for operand, modulus, denied, ranges in condition
                        )
                        for condition in conditions
                    ),
                )
                for category, conditions in mapping.items()
            )
        )

    def category(self, number: Decimal) -> str:
        """Return the category of a number as it is written: 1 and 1.0 may differ."""
        operands = _operands(number)
        for category, conditions in self.rules:
            if any(all(relation.holds(operands) for relation in condition) for condition in conditions):
                return category
        return OTHER


def _operands(number: Decimal) -> dict[str, Fraction | int]:
    """Return the operands of CLDR's rules; e and c, the exponent of compact numbers, are 0 for all that we write."""
    whole, _, decimals = f"{abs(number):f}".partition(".")
    significant = decimals.rstrip("0")
    return {
        "n": Fraction(abs(number)),
        "i": int(whole),
        "v": len(decimals),
        "w": len(significant),
        "f": int(decimals or 0),
        "t": int(significant or 0),
        "e": 0,
        "c": 0,
    }
