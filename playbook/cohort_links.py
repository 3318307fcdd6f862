"""Start links of fixed cohorts: the assignment of each person, packed into the address of the page My learning.

The page unpacks it; ``packed`` is the counterpart of the script's function of the same name.
"""

from __future__ import annotations

import base64
import itertools
import json
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import segno

from playbook.addresses import page_url, portal_path
from playbook.localise import Localised
from playbook.markdown_text import without_marks
from playbook.model.assignment import Assignment, Learner
from playbook.safe_markdown import Safe

_FORM, _VERSION = "open-sales-playbook/assignment", 1
_EVERYBODY = Learner.model_construct(id="", name="")
_DEFLATE_WITHOUT_HEADER = -15
_QUIET = 4
"""Light modules around a code: what cameras need to find it."""
_LONGEST = 1_200
"""Beyond it, in letters, the modules get too small for the camera of a telephone."""


@dataclass(frozen=True, slots=True)
class StartLink:
    """What one person opens to begin.

    ``name`` is empty where one link serves everybody; ``code`` is a QR code as inline SVG, empty where the site's
    address is not known or the assignment is too long for one.
    """

    name: str
    href: str
    code: Safe


StartLinks = Callable[[Assignment, Localised], list[StartLink]]
"""Makes the links of a cohort in the words of a language."""


def start_links(site_url: str) -> StartLinks:
    """Links for a site at ``site_url``, which may be empty: then there are no codes, for they need whole addresses."""

    def links(entry: Assignment, localised: Localised) -> list[StartLink]:
        return list(_links(entry, localised, site_url))

    return links


def packed(value: Any) -> str:
    """JSON of ``value``, deflated without a header, in base64 for addresses."""
    deflate = zlib.compressobj(9, zlib.DEFLATED, _DEFLATE_WITHOUT_HEADER)
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    deflated = deflate.compress(text.encode()) + deflate.flush()
    return base64.urlsafe_b64encode(deflated).decode().rstrip("=")


def assignment_of(entry: Assignment, localised: Localised, learner: Learner | None = None) -> dict[str, Any]:
    """The assignment as it is handed to ``learner``, or to whoever opens it, in the words of a language."""
    owner = next(item.entry for item in localised.of("role") if item.entry.id == entry.owner)
    due = entry.due.model_dump(mode="json", exclude_none=True) if entry.due else None
    person = learner or _EVERYBODY
    return {
        "form": _FORM,
        "version": _VERSION,
        # The entry's id never changes, so a second look at the page gives the same assignment.
        "id": entry.id,
        "made": f"{entry.reviewed.isoformat()}T00:00:00.000Z",
        "trainer": without_marks(str(owner.title)),
        "person": {"id": person.id, "name": person.name},
        "title": without_marks(str(entry.title)),
        "note": without_marks(str(entry.note or "")),
        "language": entry.language or "",
        "modules": list(entry.modules),
        "path": entry.path or "",
        "due": due,
    }


def _links(entry: Assignment, localised: Localised, site_url: str) -> Iterator[StartLink]:
    learning = page_url(portal_path("learning"))
    # The cohort's own page lies in a folder of its kind.
    up = "../../"
    for learner in entry.people or (None,):
        target = f"{learning}#assignment={packed(assignment_of(entry, localised, learner))}"
        whole = f"{site_url.rstrip('/')}/{localised.language.prefix}{target}" if site_url else ""
        name = learner.name if learner else ""
        yield StartLink(name, f"{up}{target}", _code(whole))


def _code(address: str) -> Safe:
    if not address or len(address) > _LONGEST:
        return Safe("")
    code = segno.make(address, error="m", boost_error=False, micro=False)
    rows = list(code.matrix_iter(border=_QUIET))
    path = "".join(_bars(y, row) for y, row in enumerate(rows))
    box = f'viewBox="0 0 {len(rows)} {len(rows)}"'
    return Safe(f'<svg class="qr" aria-hidden="true" {box}><path fill="currentColor" d="{path}"/></svg>')


def _bars(y: int, row: Iterable[int]) -> str:
    """A bar for each run of dark modules, as the script draws them."""
    path, x = "", 0
    for dark, run in itertools.groupby(row):
        length = len(list(run))
        path += f"M{x} {y}h{length}v1h-{length}z" if dark else ""
        x += length
    return path
