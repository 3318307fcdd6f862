"""Whose export a file is, and which column holds what."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from calculators.crm_columns import FIELDS, NO_COLUMN, folded, recognised, unique_names
from calculators.crm_layouts import COMMON, LAYOUTS
from calculators.crm_records import Columns
from calculators.fields import fields_of
from tests.calculators import support

FILES = support.ROOT / "tests" / "crm"

RECOGNISED: dict[str, tuple[str, dict[str, str]]] = {
    "hubspot.csv": (
        "hubspot",
        {
            "stage": "Deal Stage",
            "amount": "Amount",
            "owner": "Deal owner",
            "source": "Original Traffic Source",
            "created": "Create Date",
            "closed": "Close Date",
            "probability": "Deal probability",
            "id": "Record ID",
        },
    ),
    "salesforce.csv": (
        "salesforce",
        {
            "stage": "Stage",
            "amount": "Amount",
            "owner": "Opportunity Owner",
            "source": "Lead Source",
            "created": "Created Date",
            "closed": "Close Date",
            "probability": "Probability (%)",
        },
    ),
    "salesforce-data.csv": (
        "salesforce",
        {
            "stage": "StageName",
            "amount": "Amount",
            "currency": "CurrencyIsoCode",
            "owner": "OwnerId",
            "source": "LeadSource",
            "created": "CreatedDate",
            "closed": "CloseDate",
            "won": "IsWon",
            "decided": "IsClosed",
            "probability": "Probability",
            "id": "Id",
        },
    ),
    "pipedrive.csv": (
        "pipedrive",
        {
            "stage": "Deal - Stage",
            "status": "Deal - Status",
            "amount": "Deal - Value",
            "currency": "Deal - Currency",
            "owner": "Deal - Owner",
            "source": "Deal - Source channel",
            "created": "Deal - Deal created",
            "closed": "Deal - Deal closed on",
            "won": "Deal - Won time",
            "lost": "Deal - Lost time",
            "probability": "Deal - Probability",
            "id": "Deal - ID",
        },
    ),
    "rd-station.csv": (
        "rd-station",
        {
            "stage": "Etapa",
            "status": "Estado",
            "amount": "Valor Único",
            "owner": "Responsável",
            "source": "Fonte",
            "created": "Data de criação",
            "closed": "Data de fechamento",
        },
    ),
    "rd-station-english.csv": (
        "rd-station",
        {
            "stage": "Stage",
            "status": "State",
            "amount": "One-time value",
            "owner": "Responsible",
            "source": "Source",
            "created": "Creation date",
            "closed": "Closing date",
        },
    ),
}


def header_of(file: Path) -> list[str]:
    line = file.read_text("utf-8").partition("\n")[0]
    return next(csv.reader([line], delimiter=";" if ";" in line else ","))


@pytest.mark.parametrize("file", RECOGNISED)
def test_exports_are_recognised(file: str) -> None:
    names = header_of(FILES / file)
    found = recognised(names)
    crm, columns = RECOGNISED[file]
    assert found.crm == crm
    assert {field: names[place] for field, place in found.columns.items()} == columns


def test_pipedrive_without_the_word_deal() -> None:
    names = [name.removeprefix("Deal - ") for name in header_of(FILES / "pipedrive.csv")]
    found = recognised(names)
    assert found.crm == "pipedrive"
    assert len(found.columns) == len(RECOGNISED["pipedrive.csv"][1])


def test_columns_of_other_programs() -> None:
    names = ["Sales stage", "Deal value", "Sales rep", "Channel", "Opened", "Date closed", "Notes"]
    found = recognised(names)
    assert found.crm == "other"
    assert dict(found.columns) == {"stage": 0, "amount": 1, "owner": 2, "source": 3, "created": 4, "closed": 5}


def test_no_column_is_used_twice() -> None:
    found = recognised(["Deal Stage", "Stage", "Amount", "Value", "Owner", "Deal owner", "Closed", "Close Date"])
    assert len(set(found.columns.values())) == len(found.columns)


def test_what_a_reader_chooses_goes_first() -> None:
    names = ["Stage", "Amount", "Value", "Owner"]
    found = recognised(names, {"amount": "Value", "owner": NO_COLUMN, "source": "Owner"})
    assert dict(found.columns) == {"stage": 0, "amount": 2, "source": 3}


def test_converted_amounts_have_one_currency() -> None:
    names = ["Record ID", "Deal Name", "Deal Stage", "Amount", "Amount in company currency", "Currency"]
    assert dict(recognised(names).columns) == {"stage": 2, "amount": 4, "id": 0}


def test_names_are_told_apart() -> None:
    assert unique_names(["Amount", " Amount\n", "", "-", "Amount"]) == (
        "Amount",
        "Amount (2)",
        "#3",
        "#4",
        "Amount (3)",
    )


def test_a_very_long_name_is_cut() -> None:
    assert len(unique_names(["x" * 500])[0]) == 80


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Deal - Won time", "deal won time"),
        (" Valor Único ", "valor unico"),
        ("Probability (%)", "probability"),
        ("CloseDate", "closedate"),
        ("AÇÃO_1", "acao 1"),
        ("%", ""),
    ],
)
def test_names_are_compared_without_trimmings(name: str, plain: str) -> None:
    assert folded(name) == plain


def test_layouts_name_fields_that_exist_in_folded_names() -> None:
    for names in (COMMON, *(layout.names for layout in LAYOUTS)):
        assert names.keys() <= set(FIELDS)
        assert all(folded(name) == name for group in names.values() for name in group)
    assert all(folded(sign) == sign for layout in LAYOUTS for sign in layout.signs)
    assert tuple(field.name for field in fields_of(Columns)) == FIELDS
