"""The tools below a result: each is a form of its own that opens and shuts; their entries are no inputs.

An entry or list of a tool is named by ``data-name``, for ``name`` belongs to the inputs.
"""

from __future__ import annotations

from calculators.views.context import View
from calculators.views.markup import Html, element

WORDS = ("option", "in-row", "difference.points", "tool.busy", "tool.correct-first", "tool.gone")
"""Keys, after ``calculator.``, of the words that several tools share."""


def tool(view: View, name: str, *content: Html) -> Html:
    """Return a tool; ``calculator.<name>`` is its title, ``calculator.<name>.help`` explains it."""
    return element(
        "details",
        element("summary", view.say(f"calculator.{name}")),
        element("p", view.say(f"calculator.{name}.help"), class_="calculator-help"),
        element("form", *content, autocomplete="off", novalidate=True, data_tool=name),
        class_="calculator-details calculator-tool",
        data_tool=name,
    )


def fields(*content: Html) -> Html:
    """Return entries and lists side by side as there is room."""
    return element("div", *content, class_="calculator-fields")


def choice(view: View, label: str, name: str, part: str) -> Html:
    """Return a labelled list to choose from; its options come as the part with that name."""
    list_id = f"{view.calculator_id}-{part}"
    return _field(
        element("label", view.say(label), for_=list_id),
        element("select", id=list_id, data_name=name, data_part=part),
    )


def entry(view: View, label: str, name: str, value: str = "", *, number: bool = True) -> Html:
    """Return a labelled entry; ``name`` is unique on the page."""
    entry_id = f"{view.calculator_id}-{name}"
    typed: dict[str, str] = {"inputmode": "decimal"} if number else {"dir": "auto"}
    if number and view.locale.dir == "rtl":
        typed["dir"] = "ltr"
    return _field(
        element("label", view.say(label), for_=entry_id),
        element("input", id=entry_id, type="text", value=value, data_name=name, **typed),
    )


def button(view: View, label: str, action: str, **attributes: str) -> Html:
    """Return a button that the page's script knows by its action; ``attributes``: as ``element`` takes them."""
    return element(
        "button",
        view.say(label),
        type="button",
        class_="calculator-button",
        data_action=action,
        **attributes,
    )


def submit(view: View, label: str) -> Html:
    """Return the button that puts a tool to work, as the Enter key does."""
    return element("button", view.say(label), type="submit", class_="calculator-button")


def place(name: str) -> Html:
    """Return where the answer of a tool is shown and read out."""
    return element("div", data_part=name, class_="calculator-tool-answer", role="status")


def note(view: View, label: str, name: str) -> Html:
    """Return a sentence that the page's script shows when it is true."""
    return element("p", view.say(label), data_note=name, class_="calculator-note", hidden=True)


def _field(label: Html, control: Html) -> Html:
    return element("div", label, element("div", control, class_="calculator-entry"), class_="calculator-field")
