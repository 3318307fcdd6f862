"""crm on its page: the form, and files that the browser has read in steps."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from calculators.command_line import run
from calculators.crm_job import read_file
from calculators.hand_over import offers
from calculators.views.figures import MOST_ROWS
from playbook.locale_data import locale_data
from tests.calculators import support
from tests.calculators.made_up_crm import reported
from tests.calculators.support import parsed

FILES = support.ROOT / "tests" / "crm"


def job(data: bytes, language: str = "en", **columns: str) -> tuple[list[float], Any]:
    """The shares that the page hears of, and the answer."""
    entries = {f"mapping.{field}": name for field, name in columns.items()}
    request = {"entries": entries, "words": support.words("crm"), "locale": locale_data(language, "EUR")}
    shares, answer = reported(read_file(json.dumps(request), data))
    return shares, json.loads(answer)


def read(file: Path, **columns: str) -> Any:
    return job(file.read_bytes(), **columns)[1]


def parts(answer: Any) -> dict[str, Any]:
    return {part.attrib["data-part"]: part for part in parsed(answer["result_html"])}


def chosen(part: Any) -> dict[str, str]:
    """The chosen column by field."""
    return {
        one.attrib["name"]: option.attrib["value"]
        for one in part.iter("select")
        for option in one
        if "selected" in option.attrib
    }


def test_the_form_takes_a_file_and_text() -> None:
    root = support.element("crm")
    files = [one for one in root.iter("input") if one.get("type") == "file"]
    assert [("name" in file.attrib, file.attrib["data-file"]) for file in files] == [(False, "")]
    area = next(root.iter("textarea"))
    assert area.text == support.example("crm")["csv"]
    labels = {label.attrib["for"] for label in root.iter("label")}
    fields = [*files, area, next(root.iter("progress")), *root.iter("select")]
    assert {field.attrib["id"] for field in fields} <= labels


def test_the_form_shows_the_recognised_columns() -> None:
    found = chosen(support.element("crm"))
    assert found["mapping.stage"] == "Deal - Stage"
    assert found["mapping.closed"] == "-"


def test_the_result_can_be_saved() -> None:
    answer = read(FILES / "hubspot.csv")
    saved = json.loads(answer["exported"]["json"])
    told = json.loads(run("crm", json.dumps({"csv": (FILES / "hubspot.csv").read_text("utf-8")})))
    assert saved == {"calculator": "crm", "version": 1, "inputs": {"mapping": {}}, "result": told}
    table = list(csv.reader(io.StringIO(answer["exported"]["csv"])))
    assert {part for part, *_ in table[1:]} == {"Result"}
    assert {path: value for _, path, _, value in table[1:]}["deals"] == "6"
    actions = {button.get("data-action") for button in parts(answer)["tools"].iter("button")}
    assert actions == {"save-csv", "save-json", "print"}


@pytest.mark.parametrize("name", ["hubspot.csv", "rd-station.csv", "ugly/utf-16-le-bom.csv", "ugly/windows-1252.csv"])
def test_a_file_is_read_in_steps(name: str) -> None:
    shares, answer = job((FILES / name).read_bytes())
    assert shares == sorted(shares)
    assert (shares[0] >= 0, shares[-1]) == (True, 1)
    assert (answer["state"], answer["errors"], answer["inputs"]) == ("ready", [], None)
    assert parts(answer).keys() == {"columns", "answer", "figures", "picture", "working", "hand-over", "tools"}


def test_the_answer_is_that_of_the_command_line() -> None:
    figures = parts(read(FILES / "pipedrive.csv"))["figures"]
    values = {datum.attrib["data-field"]: datum.attrib["value"] for datum in figures.iter("data")}
    assert (values["deals"], values["revenue"], values["win_rate"]) == ("5", "15000", "0.5")
    assert values["by_month.3.name"] == ""


def test_amounts_are_shown_in_the_currency_of_the_file() -> None:
    answer = "".join(parts(read(FILES / "pipedrive.csv"))["answer"].itertext())
    assert "7,500\N{NO-BREAK SPACE}USD" in answer
    assert "€" not in answer
    assert "€15,500" in "".join(parts(job(b"Stage,Amount,Owner\nWon,15500 EUR,Ann\n")[1])["answer"].itertext())


def test_chosen_columns_come_back() -> None:
    answer = read(FILES / "hubspot.csv", owner="Associated Company", source="-", stage="Deal Stage")
    found = chosen(parts(answer)["columns"])
    assert (found["mapping.owner"], found["mapping.source"]) == ("Associated Company", "-")
    assert answer["state"] == "ready"


def test_a_column_that_is_not_there() -> None:
    answer = read(FILES / "hubspot.csv", owner="Colour")
    assert [(error["path"], error["code"]) for error in answer["errors"]] == [("mapping.owner", "bad_csv")]
    assert chosen(parts(answer)["columns"])["mapping.owner"] == "Deal owner"


def test_unknown_columns_are_offered() -> None:
    answer = read(FILES / "ugly" / "unknown-columns.csv")
    assert [(error["path"], error["code"]) for error in answer["errors"]] == [("csv", "bad_csv")]
    part = parts(answer)["columns"]
    assert set(chosen(part).values()) == {"-"}
    first = next(part.iter("select"))
    assert [option.attrib["value"] for option in first] == ["-", "Colour", "Taste"]


@pytest.mark.parametrize("name", ["empty.csv", "workbook.csv"])
def test_files_without_columns(name: str) -> None:
    answer = read(FILES / "ugly" / name)
    assert answer["state"] == "error"
    assert [error["code"] for error in answer["errors"]] == ["bad_csv"]


def test_hostile_cells_stay_text() -> None:
    hostile = "<script>alert(1)</script>"
    data = f'Stage,Amount,"{hostile}"\n"{hostile}",5,"<img src=x>"\n'.encode()
    for part in parts(job(data, owner=hostile)[1]).values():
        assert not list(part.iter("script"))
        assert not list(part.iter("img"))


def test_long_tables_are_cut() -> None:
    rows = "".join(f"Won,{index},Owner {index}\n" for index in range(MOST_ROWS + 50))
    figures = parts(job(f"Stage,Amount,Owner\n{rows}".encode())[1])["figures"]
    shown = [datum for datum in figures.iter("data") if datum.attrib["data-field"].startswith("by_owner.")]
    assert len({datum.attrib["data-field"].split(".")[1] for datum in shown}) == MOST_ROWS
    assert "50 more rows are not shown here." in "".join(figures.itertext())


def test_reading_can_be_stopped() -> None:
    rows = "Won,1,Ann\n" * 10_000
    request = {"entries": {}, "words": support.words("crm"), "locale": locale_data("en", "EUR")}
    steps = read_file(json.dumps(request), f"Stage,Amount,Owner\n{rows}".encode())
    assert next(steps) > 0
    steps.close()
    with pytest.raises(StopIteration):
        next(steps)


def test_what_is_handed_over() -> None:
    result = support.calculate("crm", {"csv": (FILES / "pipedrive.csv").read_text("utf-8")})
    handed: dict[str, Any] = {name: dict(some) for name, some in offers("crm", None, result).items()}
    assert handed.keys() == {"funnel", "velocity", "goal-plan", "forecast"}
    assert handed["funnel"]["stages"][0] == {"id": "Qualified", "count": 4}
    assert handed["goal-plan"].keys() == {
        *("revenue_goal", "average_deal", "stages", "working_days", "reps", "cycle_days"),
    }
    assert "runs" not in handed["forecast"]


def test_numbers_stand_left_to_right_in_arabic() -> None:
    answer = parts(job((FILES / "pipedrive.csv").read_bytes(), "ar")[1])["answer"]
    assert [one.attrib["dir"] for one in answer.iter("bdi") if "dir" in one.attrib]
