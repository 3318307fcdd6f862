"""Links, files and paper: the tool that takes entries along, and the links that carry them to the next calculator."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

from calculators.exact import decimal_text
from calculators.exchange import REFUSALS, fragment_of, partial_package
from calculators.hand_over import TARGETS
from calculators.places import Place, places
from calculators.views import tools
from calculators.views.context import View
from calculators.views.markup import Html, element, join
from calculators.views.place_names import input_name, plain_value, result_name

WORDS = (
    "share",
    "share.help",
    "share.copy",
    "share.link",
    "share.copied",
    "share.not-copied",
    "share.too-long",
    "share.csv",
    "share.json",
    "share.open",
    "share.print",
    "csv.part",
    "csv.field",
    "csv.name",
    "csv.value",
    "csv.input",
    "csv.result",
    "open.done",
    "open.done-partial",
    *(f"open.{reason}" for reason in REFUSALS),
    "hand-over",
    "to.cases",
    *(f"to.{target}" for target in TARGETS),
)
"""Keys, after ``calculator.``, of the words of this module."""

_SPREADSHEET_SIGNS = ("=", "+", "-", "@", "\t", "\r")
"""What spreadsheets take for the beginning of a formula."""


def result_buttons(view: View) -> Html:
    """Return the buttons that save a result and print it, for a page whose inputs cannot be taken along."""
    return element("div", *_saving(view), class_="calculator-actions")


def _saving(view: View) -> tuple[Html, ...]:
    return (
        tools.button(view, "calculator.share.csv", "save-csv"),
        tools.button(view, "calculator.share.json", "save-json"),
        tools.button(view, "calculator.share.print", "print"),
    )


def share_tool(view: View) -> Html:
    """Return the buttons that copy a link, save files, open one and print."""
    link_id, file_id = f"{view.calculator_id}-link", f"{view.calculator_id}-file"
    link = element(
        "div",
        element("label", view.say("calculator.share.link"), for_=link_id),
        element(
            "div",
            element("input", id=link_id, type="text", readonly=True, dir="ltr", data_name="link"),
            class_="calculator-entry",
        ),
        class_="calculator-field",
        data_link=True,
        hidden=True,
    )
    file = element(
        "div",
        element("label", view.say("calculator.share.open"), for_=file_id),
        element("input", id=file_id, type="file", accept=".json,application/json", data_name="file"),
        class_="calculator-field calculator-file",
    )
    return tools.tool(
        view,
        "share",
        element(
            "div",
            tools.button(view, "calculator.share.copy", "copy"),
            *_saving(view),
            class_="calculator-actions",
        ),
        link,
        element(
            "div",
            tools.note(view, "calculator.share.copied", "copied"),
            tools.note(view, "calculator.share.not-copied", "not-copied"),
            tools.note(view, "calculator.share.too-long", "too-long"),
            role="status",
        ),
        file,
        tools.place("share-answer"),
    )


def hand_over_links(view: View, offers: Mapping[str, Mapping[str, object]], cases: int) -> Html:
    """Return links that carry inputs to other calculators, whose folders lie beside this one's in every language.

    ``cases``: on how many a rate stands for the forecast that the reader has not counted, 0 where there is none.
    """
    links = []
    for target, inputs in offers.items():
        fragment = fragment_of(partial_package(target, {name: _named(view, value) for name, value in inputs.items()}))
        if fragment is not None:
            link = element("a", view.say(f"calculator.to.{target}"), href=f"../{target}/#{fragment}")
            assumed = cases and target == "forecast"
            note = (Html(" "), view.say_count("calculator.to.cases", cases)) if assumed else ()
            links.append(element("li", link, *note))
    if not links:
        return Html("")
    return join(
        element("p", view.say("calculator.hand-over"), class_="calculator-caption"),
        element("ul", *links),
    )


def csv_of(view: View, inputs: object | None, result: object) -> str:
    """Return inputs and result as a table in CSV: machine values with a point, in a column of their own.

    Without ``inputs`` there is the result alone.
    """
    written = io.StringIO()
    table = csv.writer(written)
    heads = ("part", "field", "name", "value")
    table.writerow([view.say_plain(f"calculator.csv.{head}") for head in heads])
    rows = (("input", inputs, input_name), ("result", result, result_name))
    for part, record, name_of in rows[inputs is None :]:
        title = view.say_plain(f"calculator.csv.{part}")
        for place in places(record):
            table.writerow([title, place.path, _harmless(name_of(view, place)), _csv_value(view, place)])
    return written.getvalue()


def _csv_value(view: View, place: Place) -> str:
    if place.number is not None:
        return decimal_text(place.number)
    return "" if place.value is None else _harmless(plain_value(view, place))


def _harmless(text: str) -> str:
    """Return text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_SPREADSHEET_SIGNS) else text


def _named(view: View, value: object) -> object:
    """Return rows with the names of their stages as the reader sees them: the other page may not know the ids."""
    if not isinstance(value, list):
        return value
    return [{**row, "id": view.plain_name("stages", row["id"])} if "id" in row else row for row in value]
