"""What the scripts read from a quiz's page is what its author wrote, in every language."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

from playbook.model.learning import (
    AnyQuestion,
    MatchQuestion,
    MultipleQuestion,
    NumericQuestion,
    OrderQuestion,
    SingleQuestion,
)
from tests.browser.portal import Portal
from tests.browser.quiz_page import QUIZ, questions

READ_ALL = """
async (addresses) => {
  const main = document.querySelector('script[src$="js/main.js"]').src;
  const { questionsOf, plainOf } = await import(new URL("training/quiz-source.js", main).href);
  const found = [];
  for (const address of addresses) {
    const page = new DOMParser().parseFromString(await (await fetch(address)).text(), "text/html");
    for (const { name, key, words, options, rights, because, link } of questionsOf(page, address)) {
      const told = [words, link, ...(because ? [because] : options.map((one) => one.because))];
      const texts = [...told, ...options.map((one) => one.words), ...rights.map((one) => one.words)];
      const complete = texts.every((one) => one && plainOf(one));
      found.push([name, key, options.map((one) => one.id).sort(), rights.length, complete]);
    }
  }
  return found;
}
"""


def test_every_quiz_of_every_language_reads_as_it_was_written(portal: Portal, page: Page, code: str) -> None:
    page.goto(portal.address(code, f"quizzes/{QUIZ}/"))
    keys = questions(portal)
    quizzes = sorted({name.partition("/")[0] for name in keys})
    found = page.evaluate(READ_ALL, [portal.address(code, f"quizzes/{quiz}/") for quiz in quizzes])
    expected = [[name, *as_read(keys[name]), True] for quiz in quizzes for name in keys if name.startswith(f"{quiz}/")]
    assert found == expected


def as_read(question: AnyQuestion) -> tuple[dict[str, Any], list[str], int]:
    """The key, the ids of the options and the number of right sides."""
    number, tolerance, rights = 0.0, 0.0, 0
    ids: list[str] = []
    right: list[str] = []
    match question:
        case SingleQuestion() | MultipleQuestion():
            ids = [option.id for option in question.options]
            right = [option.id for option in question.options if option.correct]
        case OrderQuestion():
            ids = right = [item.id for item in question.items]
        case MatchQuestion():
            ids = right = [pair.id for pair in question.pairs]
            rights = len(ids)
        case NumericQuestion():
            number, tolerance = question.answer, question.tolerance
    return {"type": question.type, "right": right, "number": number, "tolerance": tolerance}, sorted(ids), rights
