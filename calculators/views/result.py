"""The result of a calculator: words first, then the tables, then the picture, then how it is worked out.

Each part stands in an element with ``data-part``; the page keeps those elements and exchanges what is in them, so that
screen readers hear a new answer and an opened working stays open.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from calculators import views
from calculators.hand_over import assumed_cases, offers
from calculators.registry import Calculator
from calculators.views import plain
from calculators.views.context import View
from calculators.views.figures import figure_words, figures, warnings
from calculators.views.markup import Html, element, join
from calculators.views.share import hand_over_links


@dataclass(frozen=True, slots=True)
class ResultView:
    """What a view module provides: the words it needs, and three pieces of HTML from a view, inputs and a result.

    ``adapted`` makes the view that they and the tables take, where the result says how it is to be written.
    """

    words: frozenset[str]
    answer: Callable[[View, Any, Any], Html]
    picture: Callable[[View, Any, Any], Html]
    working: Callable[[View, Any, Any], Html]
    adapted: Callable[[View, Any], View]


def result_view(calculator: Calculator) -> ResultView:
    """Return the view of a calculator, the plain one where it has no module for it."""
    name = f"{views.__name__}.{calculator.module_name}"
    try:
        module = importlib.import_module(name)
    except ModuleNotFoundError as error:
        if error.name != name:  # something that the view itself imports
            raise
        module = plain
    adapted = getattr(module, "adapted", _as_it_is)
    return ResultView(module.WORDS, module.answer, module.picture, module.working, adapted)


def _as_it_is(view: View, _result: object) -> View:
    return view


def result_words(calculator: Calculator) -> frozenset[str]:
    """Return the keys of the words that the result needs of the calculator's own."""
    return figure_words(calculator.result) | result_view(calculator).words


def result_parts(view: View, calculator: Calculator, inputs: object, result: object) -> dict[str, Html]:
    """Return the content of each part by the name of the part."""
    own = result_view(calculator)
    view = own.adapted(view, result)
    return {
        "answer": join(own.answer(view, inputs, result), warnings(view, result)),
        "figures": figures(view, result),
        "picture": own.picture(view, inputs, result),
        "working": own.working(view, inputs, result),
        "hand-over": hand_over_links(view, offers(calculator.id, inputs, result), assumed_cases(inputs)),
    }


def part(name: str, content: Html, **attributes: str) -> Html:
    """Return one part in its element."""
    return element("div", content, data_part=name, class_=f"calculator-{name}", **attributes)


def result_section(view: View, parts: dict[str, Html]) -> Html:
    """Return the section of the page that holds the result and says what the calculator is doing."""
    heading = f"{view.calculator_id}-result"
    retry = element(
        "button", view.say("calculator.retry"), type="button", class_="calculator-button", data_action="retry"
    )
    states = (
        element("p", view.say("calculator.example"), data_when="example"),
        element("p", view.say("calculator.loading"), data_when="loading", hidden=True),
        element("p", view.say("calculator.ready"), data_when="ready", hidden=True),
        element("p", view.say("calculator.failed"), Html(" "), retry, data_when="failed", role="alert", hidden=True),
    )
    return element(
        "section",
        element("h2", view.say("calculator.result"), id=heading),
        element("div", *states, class_="calculator-status"),
        element("noscript", element("p", view.say("calculator.no-script"))),
        part("answer", parts["answer"], role="status", aria_atomic="true"),
        part("figures", parts["figures"]),
        part("picture", parts["picture"]),
        element(
            "details",
            element("summary", view.say("calculator.working")),
            part("working", parts["working"]),
            element("p", view.say("calculator.working-note"), class_="calculator-help"),
            class_="calculator-details",
        ),
        part("hand-over", parts["hand-over"]),
        class_="calculator-result",
        aria_labelledby=heading,
    )
