"""Goal seek and sensitivity on the page: their forms, the lists to choose from, and their answers."""

from __future__ import annotations

from fractions import Fraction

from calculators.fields import RATE
from calculators.goal_seek import Sought
from calculators.number_format import format_entry
from calculators.places import Place, places
from calculators.registry import Calculator
from calculators.sensitivity import USUAL_SHARE, Swing
from calculators.validate import LARGEST
from calculators.views import figures, tools, tornado
from calculators.views.context import View
from calculators.views.markup import Html, element, escape, join
from calculators.views.place_names import difference, input_name, options, result_name, value
from calculators.views.result import part

SEEK_WORDS = (
    "seek",
    "seek.help",
    "seek.result",
    "seek.target",
    "seek.input",
    "seek.find",
    "seek.found",
    "seek.passes",
    "seek.already",
    "seek.no-effect",
    "seek.missed",
    "seek.missed-from",
    "seek.unknown",
    "seek.apply",
)
"""Keys, after ``calculator.``, of the words of goal seek."""
SENSITIVITY_WORDS = (
    "sensitivity",
    "sensitivity.help",
    "sensitivity.result",
    "sensitivity.share",
    "sensitivity.show",
    "sensitivity.caption",
    "sensitivity.entry",
    "sensitivity.lower",
    "sensitivity.higher",
    "sensitivity.result-then",
    "sensitivity.nothing",
    "sensitivity.title",
    "sensitivity.description",
    "sensitivity.swing",
)
"""Those of sensitivity."""


def movable(calculator: Calculator, inputs: object) -> list[Place]:
    """Return the entries that goal seek may move."""
    return [place for place in places(inputs) if place.is_numeric and place.kind_path not in calculator.settings]


def seek_tool(view: View) -> Html:
    """Return the form of goal seek."""
    return tools.tool(
        view,
        "seek",
        tools.fields(
            tools.choice(view, "calculator.seek.result", "result", "seek-results"),
            tools.entry(view, "calculator.seek.target", "target"),
            tools.choice(view, "calculator.seek.input", "moved", "seek-inputs"),
        ),
        tools.submit(view, "calculator.seek.find"),
        tools.note(view, "calculator.tool.busy", "busy"),
        tools.place("seek-answer"),
    )


def sensitivity_tool(view: View) -> Html:
    """Return the form of sensitivity."""
    share = format_entry(USUAL_SHARE, RATE, view.locale) + view.locale.percent.replace("{n}", "")
    return tools.tool(
        view,
        "sensitivity",
        tools.fields(
            tools.choice(view, "calculator.sensitivity.result", "headline", "sensitivity-results"),
            tools.entry(view, "calculator.sensitivity.share", "share", share),
        ),
        tools.submit(view, "calculator.sensitivity.show"),
        tools.note(view, "calculator.tool.busy", "busy"),
        tools.place("sensitivity-answer"),
    )


def choices(view: View, calculator: Calculator, inputs: object, result: object) -> Html:
    """Return the options of the lists of both tools, the headline results first."""
    numeric = [place for place in places(result) if place.is_numeric]
    headlines = _headlines(calculator, numeric)
    results = [(place, result_name(view, place)) for place in (*headlines, *_others(numeric, headlines))]
    inputs_named = [(place, input_name(view, place)) for place in movable(calculator, inputs)]
    return join(
        element("select", *options(view, results), data_part="seek-results"),
        element("select", *options(view, inputs_named), data_part="seek-inputs"),
        element("select", *options(view, results[: len(headlines)]), data_part="sensitivity-results"),
    )


def seek_answer(view: View, moved: Place, wanted: Place, target: Fraction, sought: Sought) -> Html:
    """Return what goal seek found in words, with a button that puts the value into the entry."""
    names = {"input": _quoted(input_name(view, moved)), "result": _quoted(result_name(view, wanted))}
    goal = view.quantity(target, wanted.meta.unit)
    if sought.now == target:
        return _sentence(view, "seek.already", target=goal, **names)
    if sought.found is None:
        return _not_found(view, moved, wanted, sought, {"target": goal, **names})
    found = view.quantity(sought.found.value, moved.meta.unit)
    reached = view.quantity(sought.found.result, wanted.meta.unit)
    key = "seek.found" if reached == goal else "seek.passes"
    apply = element(
        "button",
        view.say("calculator.seek.apply", value=found),
        type="button",
        class_="calculator-button",
        data_action="apply",
        data_path=moved.path,
        data_text=format_entry(sought.found.value, moved.meta.unit, view.locale),
    )
    sentence = view.say(f"calculator.{key}", value=found, reached=reached, target=goal, now=value(view, moved), **names)
    return part("seek-answer", join(element("p", sentence), apply))


def sensitivity_answer(view: View, wanted: Place, share: Fraction, base: Fraction, swings: tuple[Swing, ...]) -> Html:
    """Return the tornado and its table."""
    unit, name = wanted.meta.unit, result_name(view, wanted)
    if not swings:
        return _sentence(view, "sensitivity.nothing", part_name="sensitivity-answer", result=_quoted(name))
    drawn = [
        tornado.Swing(input_name(view, swing.place), swing.low, swing.high)
        for swing in swings
        if swing.low is not None and swing.high is not None
    ]
    described = " ".join(
        view.say_plain(
            "calculator.sensitivity.swing",
            entry=swing.label,
            low=view.plain_quantity(swing.low, unit),
            high=view.plain_quantity(swing.high, unit),
        )
        for swing in drawn
    )
    title = view.say_plain("calculator.sensitivity.title", result=name)
    description = f"{view.say_plain('calculator.sensitivity.description')} {described}"
    chart_id = f"{view.calculator_id}-sensitivity"
    chart = tornado.tornado_chart(view, chart_id, title, description, tornado.Tornado(base, unit, drawn))
    return part("sensitivity-answer", join(chart if drawn else escape(""), _table(view, wanted, share, base, swings)))


def _table(view: View, wanted: Place, share: Fraction, base: Fraction, swings: tuple[Swing, ...]) -> Html:
    heads = ("entry", "lower", "result-then", "higher", "result-then")
    caption = view.say(
        "calculator.sensitivity.caption",
        result=_quoted(result_name(view, wanted)),
        base=view.quantity(base, wanted.meta.unit),
        share=view.quantity(share, RATE),
    )
    rows = (
        element(
            "tr",
            element("th", escape(input_name(view, swing.place)), scope="row"),
            element("td", view.quantity(swing.lower, swing.place.meta.unit)),
            element("td", _moved(view, swing.low, base, wanted.meta.unit)),
            element("td", view.quantity(swing.higher, swing.place.meta.unit)),
            element("td", _moved(view, swing.high, base, wanted.meta.unit)),
        )
        for swing in swings
    )
    return figures.table(
        view,
        "sensitivity-table",
        caption,
        element(
            "thead",
            element("tr", *(element("th", view.say(f"calculator.sensitivity.{head}"), scope="col") for head in heads)),
        ),
        element("tbody", *rows),
    )


def _moved(view: View, result: Fraction | None, base: Fraction, unit: str) -> Html:
    if result is None:
        return view.say("calculator.not-available")
    shown = view.quantity(result, unit)
    if result == base:
        return shown
    return join(
        shown, Html(" "), element("span", difference(view, result - base, unit), class_="calculator-difference")
    )


def _not_found(view: View, moved: Place, wanted: Place, sought: Sought, said: dict[str, Html]) -> Html:
    if sought.nearest is None:
        return _sentence(view, "seek.unknown", **said)
    if not sought.moves:
        return _sentence(view, "seek.no-effect", **said)
    return _sentence(
        view,
        "seek.missed" if sought.high < LARGEST else "seek.missed-from",
        low=view.quantity(sought.low, moved.meta.unit),
        high=view.quantity(sought.high, moved.meta.unit),
        value=view.quantity(sought.nearest.value, moved.meta.unit),
        reached=view.quantity(sought.nearest.result, wanted.meta.unit),
        **said,
    )


def _sentence(view: View, key: str, /, part_name: str = "seek-answer", **values: Html) -> Html:
    return part(part_name, element("p", view.say(f"calculator.{key}", **values)))


def _quoted(name: str) -> Html:
    return element("bdi", escape(name))


def _headlines(calculator: Calculator, numeric: list[Place]) -> list[Place]:
    by_path = {place.path: place for place in numeric}
    return [by_path[path] for path in calculator.headlines if path in by_path]


def _others(numeric: list[Place], headlines: list[Place]) -> list[Place]:
    return [place for place in numeric if place not in headlines]
