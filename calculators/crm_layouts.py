"""crm: the columns of deal exports as the four CRMs publish them, and the names that other exports use.

Names are folded as ``crm_columns.folded`` does it: small letters without accents and signs; ``Deal - Won time`` is
``won time``. Of several names the first that a file has counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

OTHER = "other"
"""The CRM of a file that none of the layouts fits."""

Names = Mapping[str, tuple[str, ...]]
"""Folded column names by the field that they fill."""


@dataclass(frozen=True, slots=True)
class Layout:
    """One CRM's export. ``signs``: columns that fill no field but tell whose export it is."""

    crm: str
    names: Names
    signs: frozenset[str]


CONVERTED = frozenset({"amount in company currency", "amount converted"})
"""Amounts that are in one currency whatever the column with the currency says."""

LAYOUTS = (
    Layout(
        "hubspot",
        MappingProxyType(
            {
                "stage": ("deal stage", "stage"),
                "amount": ("amount in company currency", "amount"),
                "currency": ("currency",),
                "owner": ("deal owner", "owner"),
                "source": ("original traffic source", "original source type", "original source", "deal source"),
                "created": ("create date",),
                "closed": ("close date",),
                "won": ("is closed won",),
                "lost": ("is closed lost",),
                "decided": ("is deal closed",),
                "probability": ("deal probability", "probability"),
                "id": ("record id", "deal id"),
            }
        ),
        frozenset({"deal name", "record id", "deal type", "pipeline", "associated company", "associated contact"}),
    ),
    Layout(
        "salesforce",
        MappingProxyType(
            {
                "stage": ("stage", "stagename"),
                "amount": ("amount converted", "amount"),
                "currency": ("amount currency", "opportunity currency", "currencyisocode"),
                "owner": ("opportunity owner", "owner full name", "owner name", "ownerid"),
                "source": ("lead source", "leadsource"),
                "created": ("created date", "createddate"),
                "closed": ("close date", "closedate"),
                "won": ("won", "iswon"),
                "decided": ("closed", "isclosed"),
                "probability": ("probability",),
                "id": ("opportunity id", "id"),
            }
        ),
        frozenset(
            {
                "opportunity name",
                "opportunity owner",
                "account name",
                "fiscal period",
                "expected revenue",
                "age",
                "next step",
                "owner role",
                "forecast category",
                "accountid",
                "stagename",
            }
        ),
    ),
    Layout(
        "pipedrive",
        MappingProxyType(
            {
                "stage": ("stage", "stage pipeline"),
                "status": ("status",),
                "amount": ("value",),
                "currency": ("currency", "currency of value", "value currency"),
                "owner": ("owner",),
                "source": ("source channel", "source", "lead source", "source origin"),
                "created": ("deal created", "add time"),
                "closed": ("deal closed on", "closed on", "close time"),
                "won": ("won time",),
                "lost": ("lost time",),
                "probability": ("probability",),
                "id": ("id",),
            }
        ),
        frozenset(
            {
                "title",
                "organization",
                "contact person",
                "weighted value",
                "label",
                "lost reason",
                "last stage change",
                "next activity date",
                "visible to",
                "won time",
            }
        ),
    ),
    Layout(
        "rd-station",
        MappingProxyType(
            {
                "stage": ("etapa", "etapa do funil"),
                "status": ("estado", "status"),
                "amount": ("valor total", "valor unico", "valor"),
                "currency": ("moeda",),
                "owner": ("responsavel", "dono"),
                "source": ("fonte", "origem"),
                "created": ("data de criacao", "criada em", "criado em"),
                "closed": ("data de fechamento", "fechada em", "fechado em"),
                "probability": ("probabilidade",),
                "id": ("id",),
            }
        ),
        frozenset(
            {
                "nome",
                "nome da negociacao",
                "empresa",
                "qualificacao",
                "funil de vendas",
                "motivo de perda",
                "pausada",
                "valor recorrente",
                "campanha",
                "hora de criacao",
                "hora de fechamento",
                "equipes do responsavel",
            }
        ),
    ),
    Layout(
        "rd-station",
        MappingProxyType(
            {
                "stage": ("stage",),
                "status": ("state", "status"),
                "amount": ("total value", "one time value", "single value"),
                "currency": ("currency",),
                "owner": ("responsible", "owner"),
                "source": ("source",),
                "created": ("creation date", "created at"),
                "closed": ("closing date", "closed at"),
                "probability": ("probability",),
                "id": ("id",),
            }
        ),
        frozenset(
            {
                "qualification",
                "sales funnel",
                "sales pipeline",
                "loss reason",
                "paused",
                "recurring value",
                "one time value",
                "creation time",
                "responsible",
                "state",
            }
        ),
    ),
)
"""The exports that are recognised by themselves; the one whose columns a file has most of is taken."""

COMMON: Names = MappingProxyType(
    {
        "stage": ("pipeline stage", "sales stage", "phase"),
        "status": ("outcome", "result", "situacao"),
        "amount": ("deal value", "deal amount", "value", "total", "revenue"),
        "currency": ("currency code",),
        "owner": ("sales rep", "salesperson", "rep", "assigned to", "account executive", "vendedor"),
        "source": ("channel", "origin", "lead origin", "canal"),
        "created": ("created", "created on", "date created", "creation date", "open date", "opened"),
        "closed": ("closed date", "date closed", "closed on", "closing date", "won date", "end date"),
        "won": ("is won",),
        "lost": ("is lost",),
        "decided": ("is closed",),
        "probability": ("win probability",),
        "id": ("deal id", "opportunity id"),
    }
)
"""Names of columns in exports of other CRMs and in sheets kept by hand."""
