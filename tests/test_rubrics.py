"""Rubrics in the content: a company changes them in YAML, and the check finds what does not fit together."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from calculators.command_line import run
from playbook.catalogue import Catalogue
from playbook.cli import main
from playbook.kinds import KINDS
from playbook.languages import Language
from playbook.load import Item, Library, load, load_file
from playbook.localise import localise
from playbook.messages import messages
from playbook.model.interface import CalculatorPage
from playbook.project import Project
from playbook.rubrics import example_inputs, rubric_data, rubric_pages, rubric_words
from tests.base_project import CALCULATORS

ROOT = Path(__file__).parents[1]
FILE = "playbook/content/calculators/lead-temperature.yml"


def entry(text: str) -> tuple[CalculatorPage, Item]:
    items, problems, _ = load_file(KINDS["calculator"], FILE, text.encode())
    assert not problems, [str(problem) for problem in problems]
    return items[0].entry, items[0]


def real() -> str:
    return (ROOT / FILE).read_text("utf-8")


def level(page: CalculatorPage, **answers: str) -> str:
    inputs = example_inputs(page) | {"answers": example_inputs(page)["answers"] | answers}
    return str(json.loads(run(page.id, json.dumps(inputs)))["level"])


def test_a_company_changes_the_limit_without_touching_code() -> None:
    page, _ = entry(real())
    assert level(page, date="later") == "cold"
    changed, _ = entry(real().replace("points: 1, level: cold}", "points: 1, level: warm}", 1))
    assert level(changed, date="later") == "warm"


def test_a_company_adds_a_question() -> None:
    question = """
      - id: budget
        text: "Is there a budget?"
        help: "Ask."
        dimension: readiness
        weight: 50
        options: [{id: yes-there-is, text: "Yes", points: 1}, {id: no-there-is-not, text: "No", points: 0}]
  example:"""
    text = real().replace("\n  example:", question, 1).replace("answers: {", "answers: {budget: yes-there-is, ", 1)
    page, _ = entry(text)
    # readiness: (50 × 1 + 3 × 2/3 + 2 × 1) ÷ 55 = 54/55
    result = json.loads(run(page.id, json.dumps(example_inputs(page))))
    assert result["dimensions"][1]["score"] == pytest.approx(54 / 55)
    assert rubric_words(page)["questions.budget.options.yes-there-is"] == "Yes"


def test_the_data_holds_no_texts_and_the_words_all_of_them() -> None:
    page, _ = entry(real())
    assert page.rubric
    written = yaml.safe_load(real())[0]["rubric"]
    data = json.dumps(rubric_data(page.rubric))
    for question in written["questions"]:
        assert question["text"] not in data
        assert rubric_words(page)[f"questions.{question['id']}"] == question["text"]
        assert rubric_words(page)[f"questions.{question['id']}.help"] == question["help"]
    assert rubric_words(page)["levels.hot.advice"] == written["levels"][3]["advice"]


def test_translations_hang_on_ids() -> None:
    _, item = entry(real())
    contexts = {message.context.partition("#")[2] for message in messages(Library((item,)))}
    assert {
        "lead-temperature.rubric.levels.hot.advice",
        "lead-temperature.rubric.dimensions.interest.title",
        "lead-temperature.rubric.questions.need.text",
        "lead-temperature.rubric.questions.need.options.now.text",
    } <= contexts


def test_pages_are_linked_from_the_page_of_the_calculator(base: Path) -> None:
    project = Project(base)
    library, _ = load(project.root, project.content)
    italian = next(language for language in project.languages if language.code == "it")
    for language, catalogue, expected in (
        (project.languages[0], Catalogue(""), {}),
        (italian, Catalogue(""), {"language": "en"}),
    ):
        assert (
            _pages(library, language, catalogue)["role/sdr"].items()
            >= {"address": "../../roles/sdr/", **expected}.items()
        )
    assert "language" not in _pages(library, project.languages[0], Catalogue(""))["role/sdr"]


def _pages(library: Library, language: Language, catalogue: Catalogue) -> Any:
    localised = localise(library, language, catalogue)
    page = next(item.entry for item in localised.of("calculator") if item.entry.id == "diagnosis")
    return rubric_pages(page, localised)


def test_the_check_finds_what_does_not_fit(project: Project) -> None:
    file = project.root / CALCULATORS
    entries = yaml.safe_load(file.read_text("utf-8"))
    page = next(one for one in entries if one["id"] == "lead-temperature")
    page["rubric"]["levels"][1]["read"] = ["role/nobody"]
    page["rubric"]["questions"][0]["dimension"] = "nothing"
    page["rubric"]["questions"][1]["options"][0]["level"] = "boiling"
    page["rubric"]["questions"][1]["colour"] = "red"
    file.write_text(yaml.safe_dump(entries, allow_unicode=True, sort_keys=False), "utf-8")
    found = CliRunner().invoke(main, ["--root", str(project.root), "check"]).stdout
    assert "rubric.questions[1].colour: " in found
    del page["rubric"]["questions"][1]["colour"]
    file.write_text(yaml.safe_dump(entries, allow_unicode=True, sort_keys=False), "utf-8")
    found = CliRunner().invoke(main, ["--root", str(project.root), "check"]).stdout
    for line in (
        "rubric.levels[1].read[0]: there is no role “nobody”",
        "rubric.questions[0].dimension: there is no such option: choose one that is there",
        "rubric.questions[1].options[0].level: there is no such option: choose one that is there",
    ):
        assert line in found
