"""unit-economics: what a customer costs and brings, and when the cost is back."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Context, Decimal
from fractions import Fraction

from calculators.fields import MONEY, NUMBER, RATE, codes, integer, number

HEADLINES = ("ratio", "payback_months", "cac", "ltv")
"""The results that matter most, the first above all."""
_DIGITS = 40
"""How many digits the average customer's profit is right to."""


@dataclass(frozen=True, kw_only=True)
class Inputs:
    """Costs and new customers of one period; revenue and churn for each customer and month."""

    sales_marketing_cost: Fraction = field(metadata=number(MONEY, "fields.sales_marketing_cost", minimum=0, step=1000))
    new_customers: int = field(metadata=integer(NUMBER, "fields.new_customers", minimum=0))
    revenue_per_month: Fraction = field(metadata=number(MONEY, "fields.revenue_per_month", above=0, step=10))
    gross_margin: Fraction = field(
        metadata=number(RATE, "fields.gross_margin", minimum=0, maximum=1, step="0.01", slider=True)
    )
    monthly_churn: Fraction = field(metadata=number(RATE, "fields.monthly_churn", minimum=0, maximum=1, step="0.001"))


@dataclass(frozen=True, kw_only=True)
class Result:
    """Acquisition cost and lifetime value of a customer, their ratio, and the months until the cost is back."""

    cac: Fraction | None = field(metadata=number(MONEY, "results.cac", optional=True))
    ltv: Fraction | None = field(metadata=number(MONEY, "results.ltv", optional=True))
    ratio: Fraction | None = field(metadata=number(NUMBER, "results.ratio", optional=True))
    payback_months: Fraction | None = field(metadata=number(NUMBER, "results.payback_months", optional=True))
    warnings: tuple[str, ...] = field(metadata=codes("results.warnings", "ratio_below_one", "no_churn_given"))


def calculate(inputs: Inputs) -> Result:
    """Work out what a customer costs and brings.

    CAC = cost of sales and marketing ÷ new customers; LTV = revenue a month × gross margin ÷ monthly churn, the sum of
    the gross profit of a customer of whom each month the same share is left (a geometric series); payback = CAC ÷ gross
    profit a month, of a customer who stays.
    """
    profit = inputs.revenue_per_month * inputs.gross_margin
    cac = inputs.sales_marketing_cost / inputs.new_customers if inputs.new_customers else None
    ltv = profit / inputs.monthly_churn if inputs.monthly_churn else None
    ratio = ltv / cac if ltv is not None and cac else None
    warnings = {
        "ratio_below_one": ratio is not None and ratio < 1,
        "no_churn_given": not inputs.monthly_churn,
    }
    return Result(
        cac=cac,
        ltv=ltv,
        ratio=ratio,
        payback_months=cac / profit if cac is not None and profit else None,
        warnings=tuple(code for code, applies in warnings.items() if applies),
    )


def average_profit(inputs: Inputs, months: int) -> Fraction:
    """Return the gross profit that the average customer has brought after ``months`` ≥ 0, to about 40 digits.

    revenue × margin × (1 − (1 − churn)^months) ÷ churn: each month the churn's share of those who are left leaves after
    paying. It grows towards the lifetime value.
    """
    profit, churn = inputs.revenue_per_month * inputs.gross_margin, inputs.monthly_churn
    if not churn or months <= 1:
        return profit * months
    # A small churn leaves a share near 1, whose difference from 1 must keep its digits.
    context = Context(prec=_DIGITS + len(str(months)) + len(str(int(1 / churn))))
    staying = context.divide(Decimal((1 - churn).numerator), Decimal((1 - churn).denominator))
    return profit * (1 - Fraction(context.power(staying, months))) / churn
