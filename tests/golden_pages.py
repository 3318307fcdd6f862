"""Rendering pages of the tiny project without building it, and comparing them with what was agreed on."""

from collections.abc import Mapping
from pathlib import Path

from playbook.catalogue import Catalogue
from playbook.cohort_links import StartLink
from playbook.languages import Language
from playbook.licences import Licences
from playbook.load import Library
from playbook.localise import Localised, localise
from playbook.model.assignment import Assignment
from playbook.project import ENGINE
from playbook.render import Renderer
from playbook.safe_markdown import Safe
from tests.renewing import renewing

GOLDEN = Path(__file__).with_name("golden")


def no_licences() -> Licences:
    """Licences of nothing: those of the installed packages are no business of the pages of entries."""
    return Licences((), ())


def start_links(entry: Assignment, _localised: Localised) -> list[StartLink]:
    """Links that are the same on every machine: what deflated text looks like is left to its library."""
    return [StartLink(person.name, f"../../learning/#assignment={person.id}", Safe("")) for person in entry.people]


def pages_of(localised: Localised) -> dict[str, str]:
    """The Markdown of every page by its path; calculators only say where they stand."""
    renderer = _RENDERERS.get(localised.language)
    if renderer is None:
        calculator = "<div>calculator {}</div>".format
        templates = ENGINE / "templates"
        renderer = Renderer(localised, templates, lambda name, _: calculator(name), no_licences(), start_links)
        _RENDERERS[localised.language] = renderer
    else:  # compiling the templates takes most of the time
        renderer.localised, renderer.words.interface = localised, localised.interface
        renderer.by_name = {item.name: item for found in localised.items.values() for item in found}
    return {page.path: page.text for page in renderer.pages()}


_RENDERERS: dict[Language, Renderer] = {}


def pages(library: Library, language: Language, catalogue: Catalogue) -> Mapping[str, str]:
    """The Markdown of every page of a library in one language."""
    return pages_of(localise(library, language, catalogue))


def compare(name: str, found: str) -> None:
    """Compare with the file of this name, or renew it."""
    path = GOLDEN / name
    if renewing():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(found, "utf-8")
    assert path.is_file(), f"{path} is missing: see tests/renewing.py"
    assert found == path.read_text("utf-8")
