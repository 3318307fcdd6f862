"""Scenarios side by side: what differs in their entries, their headline results with the difference to the first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from calculators.places import Place, place_at, places
from calculators.registry import Calculator
from calculators.views import figures, tools
from calculators.views.context import View
from calculators.views.markup import Html, element, escape, join
from calculators.views.named_bars import NamedBar, named_bars
from calculators.views.place_names import difference, input_name, result_name, value
from calculators.views.result import part

MOST = 8
"""How many scenarios of a calculator are kept."""
WORDS = (
    "scenarios",
    "scenarios.help",
    "scenarios.name",
    "scenarios.new",
    "scenarios.save",
    "scenarios.kept",
    "scenarios.load",
    "scenarios.remove",
    "scenarios.full",
    "scenarios.memory",
    "scenarios.unusable",
    "scenarios.caption",
    "scenarios.entries",
    "scenarios.results",
    "scenarios.title",
    "scenarios.description",
    "scenarios.bar",
)
"""Keys, after ``calculator.``, of the words of scenarios."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """A scenario that the reader kept; ``inputs`` and ``result`` are ``None`` where it can no longer be opened."""

    id: str
    name: str
    inputs: object | None
    result: object | None


def scenarios_tool(view: View) -> Html:
    """Return the form that keeps scenarios; the list and the comparison come as a part."""
    return tools.tool(
        view,
        "scenarios",
        tools.note(view, "calculator.scenarios.memory", "memory"),
        element("div", data_part="scenarios-form"),
        element("div", data_part="scenarios"),
    )


def scenario_parts(view: View, calculator: Calculator, kept: Sequence[Scenario]) -> Html:
    """Return what the tool shows of the scenarios that are kept."""
    usable = [scenario for scenario in kept if scenario.inputs is not None]
    shown = [element("ul", *(_kept(view, scenario) for scenario in kept), class_="calculator-kept")] if kept else []
    shown += [_comparison(view, calculator, usable)] if len(usable) > 1 else []
    return join(part("scenarios-form", _form(view, kept)), part("scenarios", join(*shown)))


def _form(view: View, kept: Sequence[Scenario]) -> Html:
    if len(kept) >= MOST:
        return element("p", view.say_count("calculator.scenarios.full", len(kept)))
    taken = {scenario.name for scenario in kept}
    names = (view.say_plain("calculator.scenarios.new", n=str(number)) for number in range(1, MOST + 2))
    free = next(name for name in names if name not in taken)
    return join(
        tools.fields(tools.entry(view, "calculator.scenarios.name", "scenario", free, number=False)),
        tools.submit(view, "calculator.scenarios.save"),
    )


def _kept(view: View, scenario: Scenario) -> Html:
    """Return one scenario with its name, which can be changed there, and its buttons."""
    entry_id = f"{view.calculator_id}-scenario-{scenario.id}"
    gone = element("p", view.say("calculator.scenarios.unusable"), class_="calculator-note")
    load, remove = (
        tools.button(
            view,
            f"calculator.scenarios.{label}",
            action,
            id=f"{entry_id}-{action}",
            data_id=scenario.id,
            aria_describedby=entry_id,
        )
        for label, action in (("load", "load"), ("remove", "forget"))
    )
    return element(
        "li",
        element("label", view.say("calculator.scenarios.kept"), for_=entry_id, class_="unseen"),
        element(
            "div",
            element("input", id=entry_id, type="text", value=scenario.name, dir="auto", data_rename=scenario.id),
            class_="calculator-entry",
        ),
        gone if scenario.inputs is None else load,
        remove,
    )


def _comparison(view: View, calculator: Calculator, kept: Sequence[Scenario]) -> Html:
    names = [element("th", element("bdi", escape(scenario.name)), scope="col") for scenario in kept]
    head = element("thead", element("tr", element("td"), *names))
    groups = (("entries", _entry_rows(view, kept)), ("results", _result_rows(view, calculator, kept)))
    bodies = (
        element(
            "tbody",
            element(
                "tr", element("th", view.say(f"calculator.scenarios.{group}"), scope="rowgroup", colspan=len(kept) + 1)
            ),
            *rows,
        )
        for group, rows in groups
        if rows
    )
    caption = view.say("calculator.scenarios.caption")
    return join(
        figures.table(view, "scenarios-table", caption, head, *bodies),
        _picture(view, calculator, kept),
    )


def _entry_rows(view: View, kept: Sequence[Scenario]) -> list[Html]:
    """Return a row for each entry in which the scenarios differ."""
    names: dict[str, str] = {}
    for scenario in kept:
        for place in places(scenario.inputs):
            names.setdefault(place.path, input_name(view, place))
    rows = []
    for path, name in names.items():
        found = [place_at(scenario.inputs, path) for scenario in kept]
        if len({place.value if place else None for place in found}) > 1:
            rows.append(_row(name, [value(view, place) for place in found]))
    return rows


def _result_rows(view: View, calculator: Calculator, kept: Sequence[Scenario]) -> list[Html]:
    rows = []
    for path in calculator.headlines:
        found = [place_at(scenario.result, path) for scenario in kept]
        named = next((place for place in found if place), None)
        if named:
            cells = [_result(view, place, found[0]) for place in found]
            rows.append(_row(result_name(view, named), cells))
    return rows


def _result(view: View, place: Place | None, first: Place | None) -> Html:
    shown = value(view, place)
    if place is None or first is None or place.number is None or first.number is None or place.number == first.number:
        return shown
    change = difference(view, place.number - first.number, place.meta.unit)
    return join(shown, Html(" "), element("span", change, class_="calculator-difference"))


def _row(name: str, cells: list[Html]) -> Html:
    return element("tr", element("th", escape(name), scope="row"), *(element("td", cell) for cell in cells))


def _picture(view: View, calculator: Calculator, kept: Sequence[Scenario]) -> Html:
    """Return the first headline result of each scenario as a bar, where all have one."""
    found = [(scenario.name, place_at(scenario.result, calculator.headlines[0])) for scenario in kept]
    known = [(name, place, place.number) for name, place in found if place and place.number is not None]
    if len(known) < len(found) or min(number for _, _, number in known) < 0:
        return Html("")
    unit = known[0][1].meta.unit
    bars = [NamedBar(name, number, unit) for name, _, number in known]
    described = " ".join(
        view.say_plain("calculator.scenarios.bar", name=bar.name, value=view.plain_quantity(bar.value, unit))
        for bar in bars
    )
    title = view.say_plain("calculator.scenarios.title", result=result_name(view, known[0][1]))
    description = f"{view.say_plain('calculator.scenarios.description')} {described}"
    picture = named_bars(view, f"{view.calculator_id}-scenarios-bars", title, description, bars)
    return element("figure", picture, element("figcaption", escape(title)))
