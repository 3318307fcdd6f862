"""The paper on learners' data says what the schemas and the scripts say."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from tests.training.modules import MODULES, call
from tools.learner_data import FILES, PAPER, main, schemas, with_tables
from tools.provision import ROOT

INTERFACE = ROOT / "playbook" / "content" / "interface" / "training-common.yml"
TEXT = PAPER.read_text("utf-8")


def test_its_tables_are_up_to_date() -> None:
    assert with_tables(TEXT, schemas()) == TEXT, "run: .venv/bin/python -m tools.learner_data"


def test_the_tool_writes_what_is_missing(tmp_path: Path) -> None:
    emptied = re.sub(r"(<!-- tables: \w+ -->\n).*?(<!-- end -->)", r"\1\2", TEXT, flags=re.DOTALL)
    assert emptied != TEXT
    paper = tmp_path / "paper.md"
    paper.write_text(emptied, "utf-8")
    main(paper)
    assert paper.read_text("utf-8") == TEXT


def test_it_names_every_type_and_every_form() -> None:
    for name, definition in schemas()["event"]["$defs"].items():
        if "." in name:
            assert re.search(rf"^\| `{re.escape(name)}`", TEXT, re.MULTILINE), name
            assert definition["description"] in TEXT
    for name in FILES:
        assert f"\n### {schemas()[name]['title']}\n" in TEXT


def test_it_names_the_limits() -> None:
    limits = [*call("training/data-file.js", "LARGEST_FILE").values()]
    limits += [call("training/data-file.js", name) for name in ("LONGEST_LINK", "LARGEST_IN_LINK")]
    assert [limit for limit in limits if f"{limit:,}" not in TEXT] == []


def test_it_names_every_problem() -> None:
    problems = set(re.findall(r"^\|[^|]+\| `([a-z-]+)` \|$", TEXT, re.MULTILINE))
    source = (MODULES / "training" / "data-file.js").read_text("utf-8")
    (listed,) = re.findall(r"@typedef \{(.+?)\} FileProblem", source)
    assert problems == set(re.findall(r'"([a-z-]+)"', listed))
    texts = {one["id"] for one in yaml.safe_load(INTERFACE.read_text("utf-8"))}
    assert {f"training.common.file-{problem}" for problem in problems} == {
        one for one in texts if one.startswith("training.common.file-")
    }


def test_it_names_every_trouble() -> None:
    troubles = set(re.findall(r"^\| `(\w+)` \| (?:the|a) ", TEXT, re.MULTILINE))
    (listed,) = re.findall(r"@typedef \{(.+?)\} Trouble", (MODULES / "event-log.js").read_text("utf-8"))
    assert troubles == set(re.findall(r'"(\w+)"', listed))
    texts = {one["id"] for one in yaml.safe_load(INTERFACE.read_text("utf-8"))}
    assert {f"training.common.trouble-{trouble}" for trouble in troubles} < texts
