"""The entry of a form that takes a file: chosen, dropped or pasted, read in steps that can be stopped."""

from __future__ import annotations

from calculators.fields import Field
from calculators.views.context import View
from calculators.views.markup import Html, element, escape
from calculators.views.places import place_id, problem_place

WORDS = ("label", "help", "file", "drop", "paste", "reading", "cancel", "cancelled", "long")
"""Keys, after the field's label, of the words of a document."""

_TYPES = ".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain"
_ROWS = 6


def document_field(view: View, field: Field, value: object) -> Html:
    """Return the entries for a file and for its text, with ``value`` as the text, the progress and a cancel button."""
    label, path = field.meta.label, field.name
    file_id, text_id, help_id = place_id(view, path, "file"), place_id(view, path), place_id(view, path, "help")
    progress_id = place_id(view, path, "progress")
    described = f"{help_id} {place_id(view, path, 'problem')}"
    file = element(
        "div",
        element("label", view.say(f"{label}.file"), for_=file_id, id=place_id(view, path, "label")),
        element("input", id=file_id, type="file", accept=_TYPES, aria_describedby=described, data_file=True),
        element("p", view.say(f"{label}.drop"), class_="calculator-help"),
        class_="calculator-drop",
        data_drop=True,
    )
    progress = element(
        "div",
        element("label", view.say(f"{label}.reading"), for_=progress_id),
        element("progress", id=progress_id, max=1, value=0),
        element(
            "button",
            view.say(f"{label}.cancel"),
            type="button",
            class_="calculator-button",
            data_action="cancel-import",
        ),
        class_="calculator-progress",
        data_progress=True,
        hidden=True,
    )
    return element(
        "fieldset",
        element("legend", view.say(f"{label}.label")),
        element("p", view.say(f"{label}.help"), class_="calculator-help", id=help_id),
        file,
        element("label", view.say(f"{label}.paste"), for_=text_id),
        element(
            "textarea",
            # A line break would end the line that the page's Markdown takes for one block of HTML.
            Html(escape(value if isinstance(value, str) else "").replace("\n", "&#10;")),
            id=text_id,
            name=path,
            rows=_ROWS,
            wrap="off",
            dir="ltr",
            spellcheck="false",
            aria_describedby=described,
        ),
        progress,
        element(
            "div",
            element("p", view.say(f"{label}.cancelled"), data_note="cancelled", hidden=True),
            element("p", view.say(f"{label}.long"), data_note="long", hidden=True),
            role="status",
            class_="calculator-help",
        ),
        problem_place(view, path),
        class_="calculator-list calculator-document",
        data_document=path,
    )
