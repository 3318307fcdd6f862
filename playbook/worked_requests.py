"""What a browser asks Python when it opens the calculators' pages: the worked examples as requests."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree as ET

from playbook.catalogue import read_catalogue
from playbook.language_build import calculator_html
from playbook.load import Library
from playbook.localise import localise
from playbook.project import Project
from playbook.rubrics import example_inputs


def worked_examples(library: Library) -> str:
    """The inputs of all worked examples by calculator, as JSON."""
    examples = {item.entry.id: example_inputs(item.entry) for item in library.of("calculator")}
    return json.dumps(examples, sort_keys=True, default=str)


def worked_requests(project: Project, library: Library) -> dict[str, dict[str, Any]]:
    """What the page of each calculator asks first, by calculator: see ``calculators.page.respond``."""
    language = project.languages[0]
    localised = localise(library, language, read_catalogue(project.root, project.catalogue_path(language), library))
    render = calculator_html(project)
    ids = [item.entry.id for item in library.of("calculator")]
    return {one: request_of(one, render(one, localised)) for one in ids}


def request_of(calculator: str, html: str) -> dict[str, Any]:
    """The request that a calculator's element makes: its entries, and the data that it carries."""
    root = ET.fromstring(html)  # noqa: S314 - our own HTML, which is well-formed XML
    data = next(one.text or "{}" for one in root.iter("script") if one.get("class") == "calculator-words")
    return {"calculator": calculator, "entries": dict(_entries(root)), **json.loads(data)}


def _entries(root: ET.Element) -> Iterator[tuple[str, str]]:
    """The names and values that a browser's ``FormData`` takes from a form that nobody has touched."""
    for one in root:
        if one.tag == "template" or one.get("disabled") is not None:
            continue
        if name := one.get("name"):
            yield from ((name, value) for value in _values(one))
        yield from _entries(one)


def _values(control: ET.Element) -> list[str]:
    """The value of a control of a form, none where it has none to send."""
    if control.tag == "textarea":
        return [control.text or ""]
    if control.tag == "select":
        options = list(control.iter("option"))
        chosen = [option for option in options if option.get("selected") is not None] or options
        return [option.get("value", "") for option in chosen[:1]]
    if control.get("type") in ("radio", "checkbox") and control.get("checked") is None:
        return []
    return [control.get("value", "")]
