"""crm as a whole: sample exports worked out by hand, ugly files, sums that must agree, inputs for other calculators."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from calculators import command_line
from calculators.crm_deals import REFUSALS
from calculators.crm_progress import finished
from calculators.crm_text import decoded
from calculators.problems import InvalidInputError
from tests.calculators import support

FILES = support.ROOT / "tests" / "crm"


def text_of(file: Path) -> str:
    return finished(decoded(file.read_bytes()))


def run(csv: str, **mapping: str) -> Any:
    inputs = {"csv": csv, **({"mapping": mapping} if mapping else {})}
    return json.loads(command_line.run("crm", json.dumps(inputs)))


def sample(name: str) -> Any:
    return run(text_of(FILES / name))


def refused(result: Any) -> list[tuple[int, str, str | None]]:
    return [(row["line"], row["reason"], row["column"]) for row in result["refused"]]


def groups(result: Any, grouping: str) -> dict[str | None, tuple[int, float, float | None]]:
    return {one["name"]: (one["count"], one["value"], one["average"]) for one in result[grouping]}


def test_pipedrive_by_hand() -> None:
    """5000 and 10000 are won, 7500 and 2500 lost, 4000 is open.

    Win rate 2 ÷ 4; average deal 15000 ÷ 2; cycles 6 January to 17 February = 42 and 15 January to 4 March = 48 days.
    """
    result = sample("pipedrive.csv")
    assert (result["crm"], result["currency"], result["warnings"], result["refused"]) == ("pipedrive", "USD", [], [])
    assert (result["rows"], result["deals"]) == (5, 5)
    assert (result["won"], result["lost"], result["open"]) == (2, 2, 1)
    assert (result["value"], result["revenue"]) == (29_000, 15_000)
    assert (result["win_rate"], result["average_deal"]) == (0.5, 7500)
    assert (result["average_cycle"], result["median_cycle"]) == (45, 45)
    assert groups(result, "by_stage") == {
        "Qualified": (1, 2500, 2500),
        "Contact Made": (1, 4000, 4000),
        "Proposal Made": (1, 7500, 7500),
        "Negotiations Started": (2, 15_000, 7500),
    }
    assert list(groups(result, "by_owner").items()) == [
        ("Omar Said", (3, 16_500, 5500)),
        ("Joy Reyes", (2, 12_500, 6250)),
    ]
    assert groups(result, "by_source") == {"Website": (3, 16_500, 5500), "Fair": (2, 12_500, 6250)}
    assert list(groups(result, "by_month").items()) == [
        ("2025-01", (1, 2500, 2500)),
        ("2025-02", (2, 12_500, 6250)),
        ("2025-03", (1, 10_000, 10_000)),
        (None, (1, 4000, 4000)),
    ]


def test_what_other_calculators_get_by_hand() -> None:
    """Of 4 decided deals one stopped as Qualified and one at Proposal Made, so 3 went past the first stage.

    Contact Made: 3, Proposal Made: 3, Negotiations Started: 2, customers 2. From Monday 17 February to Tuesday
    4 March are 12 working days. 45 days are 45 × 5 ÷ 7 = 32.14 working days. The values 5000 and 10000 have the sample
    standard deviation √(2 × 2500²) = 3535.53, which is 0.4714 of 7500.
    """
    ready = sample("pipedrive.csv")["ready"]
    names = ["Qualified", "Contact Made", "Proposal Made", "Negotiations Started", "customer"]
    counts = [4, 3, 3, 2, 2]
    assert ready["funnel"] == {
        "stages": [{"id": name, "count": count} for name, count in zip(names, counts, strict=True)],
        "average_deal": 7500,
    }
    steps = [
        {"id": name, "entered": count, "advanced": after}
        for name, count, after in zip(names[:-1], counts[:-1], counts[1:], strict=True)
    ]
    assert ready["velocity"] == {
        "opportunities": 1,
        "average_deal": 7500,
        "win_rate": 0.5,
        "cycle_days": 45,
        "change": 0.1,
    }
    plan = ready["goal-plan"]
    assert (plan["revenue_goal"], plan["average_deal"], plan["stages"]) == (15_000, 7500, steps)
    assert (plan["working_days"], plan["reps"], plan["cycle_days"]) == (12, 2, 32)
    forecast = ready["forecast"]
    assert (forecast["volume"], forecast["stages"], forecast["average_deal"]) == (4, steps, 7500)
    assert (forecast["deal_variation"], forecast["revenue_goal"]) == (0.4714, 15_000)


@pytest.mark.parametrize(
    ("name", "counts", "value", "revenue", "cycles"),
    [
        ("hubspot.csv", (6, 2, 1), 50_550.75, 8400, (30.5, 30.5)),
        ("salesforce.csv", (5, 2, 1), 225_500, 36_000, (25, 25)),
        ("salesforce-data.csv", (3, 1, 1), 42_000, 30_000, (40, 40)),
        ("rd-station.csv", (5, 2, 2), 32_950.5, 19_800, (39.5, 39.5)),
        ("rd-station-english.csv", (3, 1, 1), 23_700.5, 12_500, (51, 51)),
    ],
)
def test_the_other_exports(
    name: str, counts: tuple[int, int, int], value: float, revenue: float, cycles: tuple[float, float]
) -> None:
    result = sample(name)
    assert (result["deals"], result["won"], result["lost"]) == counts
    assert (result["value"], result["revenue"]) == (value, revenue)
    assert (result["average_cycle"], result["median_cycle"]) == cycles
    assert result["ready"].keys() == {"funnel", "velocity", "goal-plan", "forecast"}
    assert result["left_out"] == []


def test_the_lines_below_a_salesforce_report_are_refused() -> None:
    assert refused(sample("salesforce.csv")) == [(line, "cell_count", None) for line in (8, 9, 10)]


@pytest.mark.parametrize(
    "name", ["utf-8-bom.csv", "utf-16-le-bom.csv", "utf-16-be-bom.csv", "utf-16-le.csv", "windows-1252.csv"]
)
def test_encodings(name: str) -> None:
    result = sample(f"ugly/{name}")
    assert (result["deals"], result["revenue"], result["refused"]) == (2, 1000, [])
    assert "Zoë Çelik" in groups(result, "by_owner")


@pytest.mark.parametrize(
    ("name", "deals", "value"),
    [
        ("semicolons-decimal-commas.csv", 3, 3334.4),
        ("tabs.tsv", 2, 3500.75),
        ("excel-sep.csv", 2, 300),
        ("quoted-newlines.csv", 2, 300),
        ("duplicate-headers.csv", 2, 300),
        ("missing-columns.csv", 2, 350),
        ("old-mac.csv", 2, 300),
    ],
)
def test_ugly_files_that_can_be_read(name: str, deals: int, value: float) -> None:
    result = sample(f"ugly/{name}")
    assert (result["deals"], result["value"], result["refused"]) == (deals, value, [])


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("nuls.csv", [(3, "nul", None)]),
        ("broken-quotes.csv", [(2, "broken_quotes", None), (4, "broken_quotes", None)]),
        ("ragged.csv", [(3, "cell_count", None), (5, "cell_count", None), (6, "empty_row", None)]),
        (
            "bad-values.csv",
            [
                (3, "not_a_number", "Amount"),
                (4, "negative", "Amount"),
                (5, "other_currency", "Currency"),
                (6, "not_a_date", "Close Date"),
                (7, "not_a_date", "Created Date"),
                (8, "duplicate", "Deal ID"),
            ],
        ),
    ],
)
def test_rows_that_are_refused(name: str, rows: list[tuple[int, str, str | None]]) -> None:
    result = sample(f"ugly/{name}")
    assert refused(result) == rows
    assert result["rows"] == result["deals"] + len(rows)
    assert {reason for _, reason, _ in rows} <= set(REFUSALS)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("empty.csv", "csv_empty"),
        ("blank.csv", "csv_empty"),
        ("workbook.csv", "csv_not_text"),
        ("one-column.csv", "csv_one_column"),
        ("unknown-columns.csv", "csv_no_columns"),
        ("header-only.csv", "csv_no_rows"),
    ],
)
def test_files_that_are_refused(name: str, reason: str) -> None:
    with pytest.raises(InvalidInputError) as raised:
        sample(f"ugly/{name}")
    assert [(problem.field, problem.reason, problem.code) for problem in raised.value.problems] == [
        ("csv", reason, "bad_csv")
    ]


@pytest.mark.parametrize(
    ("inputs", "found"),
    [
        ({}, [("csv", "required")]),
        ({"csv": 5}, [("csv", "bad_json")]),
        ({"csv": "Stage,Amount\nWon,1\n", "mapping": []}, [("mapping", "bad_json")]),
        ({"csv": "Stage,Amount\nWon,1\n", "mapping": {"colour": "Stage"}}, [("mapping.colour", "unknown_field")]),
        (
            {"csv": "Stage,Amount\nWon,1\n", "mapping": {"stage": "Phase", "owner": "Rep"}},
            [("mapping.stage", "bad_csv"), ("mapping.owner", "bad_csv")],
        ),
        ({"csv": "", "x": 1}, [("x", "unknown_field"), ("csv", "bad_csv")]),
    ],
)
def test_all_problems_are_told_at_once(inputs: dict[str, object], found: list[tuple[str, str]]) -> None:
    with pytest.raises(InvalidInputError) as raised:
        command_line.run("crm", json.dumps(inputs))
    assert [(problem.field, problem.code) for problem in raised.value.problems] == found


def test_columns_can_be_chosen() -> None:
    text = "Colour,Taste,Price\nWon,sweet,10\nLost,sour,20\n"
    result = run(text, stage="Colour", amount="Price", source="Taste")
    assert (result["won"], result["lost"], result["revenue"]) == (1, 1, 10)
    assert groups(result, "by_source") == {"sour": (1, 20, 20), "sweet": (1, 10, 10)}
    without = run("Stage,Amount,Owner\nWon,1,Ann\n", owner="-")
    assert groups(without, "by_owner") == {None: (1, 1, 1)}
    assert without["columns"]["owner"] is None


def test_what_stands_above_the_header_is_refused() -> None:
    result = run("Report of deals\nMade on Monday,\n\nStage,Amount\nClosed Won,5\n")
    assert refused(result) == [(1, "before_header", None), (2, "before_header", None)]
    assert (result["rows"], result["deals"], result["revenue"]) == (3, 1, 5)


def test_a_file_without_a_single_good_row() -> None:
    result = run("Stage,Amount\nClosed Won,many\n")
    assert (result["rows"], result["deals"], result["win_rate"], result["average_deal"]) == (1, 0, None, None)
    assert result["ready"] == {}
    assert {row["calculator"] for row in result["left_out"]} == {"funnel", "velocity", "goal-plan", "forecast"}


def test_what_is_missing_is_told() -> None:
    result = run("Stage,Amount\nClosed Won,100\nClosed Lost,50\n")
    assert result["ready"].keys() == {"funnel", "forecast"}
    assert [(row["calculator"], row["reason"]) for row in result["left_out"]] == [
        ("velocity", "no_cycle"),
        ("goal-plan", "no_owner"),
        ("goal-plan", "no_closing_dates"),
    ]


def test_sums_that_no_calculator_takes() -> None:
    result = run("Stage,Amount\n" + "Closed Won,999999999999999\n" * 3)
    assert result["revenue"] == 3 * 999_999_999_999_999
    assert {row["reason"] for row in result["left_out"] if row["calculator"] == "forecast"} == {"out_of_range"}
    assert result["ready"].keys() == {"funnel"}


@pytest.mark.parametrize(
    ("header", "rows", "warning"),
    [
        ("Stage,Amount,Close Date", ["Won,1,03/04/2025"], "day_first_assumed"),
        ("Stage,Amount", ["Won,1.234"], "groups_assumed"),
        ("Stage,Amount", ["Won,"], "no_amounts"),
        ("Stage,Amount", ["Proposal,5"], "no_outcomes"),
        ("Stage,Amount", ["Closed Won,5", "Closed Lost,5"], "no_stages_of_lost_deals"),
    ],
)
def test_warnings(header: str, rows: list[str], warning: str) -> None:
    assert warning in run("\n".join([header, *rows]))["warnings"]


def test_deals_that_close_before_they_are_created_have_no_cycle() -> None:
    text = "Stage,Amount,Created Date,Close Date\nWon,1,2025-02-10,2025-02-01\nWon,1,2025-02-01,2025-02-04\n"
    result = run(text)
    assert (result["deals"], result["won"], result["average_cycle"]) == (2, 2, 3)


def test_the_median_of_an_even_number_of_cycles() -> None:
    days = [1, 2, 10, 20]
    rows = "".join(f"Won,1,2025-01-01,2025-01-{1 + day:02d}\n" for day in days)
    result = run("Stage,Amount,Created Date,Close Date\n" + rows)
    assert (result["average_cycle"], result["median_cycle"]) == (8.25, 6)


def test_without_closing_dates_the_month_is_that_of_creation() -> None:
    result = run("Stage,Amount,Created Date\nWon,1,2025-02-10\nLost,2,2025-03-01\n")
    assert groups(result, "by_month") == {"2025-02": (1, 1, 1), "2025-03": (1, 2, 2)}


def test_the_command_line_says_what_is_wrong(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "inputs.json"
    file.write_text(json.dumps({"csv": "PK\x03\x04"}), "utf-8")
    assert command_line.main(["run", "crm", "--input", str(file)]) == command_line.BAD_INPUT
    told = capsys.readouterr()
    assert told.out == ""
    assert [error["code"] for error in json.loads(told.err)["errors"]] == ["bad_csv"]
