"""Pages that did not change are not rendered again.

Two layers: the Markdown of a page becomes HTML once for each content and configuration; the finished page is written
once for each content, sidebar and theme. A cached page still has its links checked, since their targets may have gone.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playbook.stage import write_text


def digest(*parts: object) -> str:
    """A short hash of the text of all parts."""
    return hashlib.sha256("\x00".join(map(str, parts)).encode("utf-8", "surrogatepass")).hexdigest()[:24]


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """What mkdocs keeps of a page after Markdown has been converted.

    ``links`` are (file, anchor, as written); ``targets`` the addresses inside the site that the page links to.
    """

    key: str
    content: str
    toc: list[dict[str, Any]]
    title: str | None
    anchors: list[str]
    links: list[tuple[str, str, str]]
    targets: list[str]


class PageCache:
    """The cache of one language, kept in one folder."""

    def __init__(self, folder: Path, salt: str) -> None:
        """``salt`` changes when anything but the page itself does: versions, settings, glossary."""
        self._folder = folder
        self._salt = salt
        self._outputs_file = folder / "outputs.json"
        self._outputs: dict[str, str] = _read_json(self._outputs_file) or {}
        self._outputs_file.unlink(missing_ok=True)  # from now on until `close` it may not be true
        self._seen: dict[str, str] = {}
        self.rendered = 0
        self.written = 0

    def key(self, *parts: object) -> str:
        """The key of a page's Markdown."""
        return digest(self._salt, *parts)

    def rendered_page(self, path: str, key: str) -> RenderedPage | None:
        """The converted page, if it was made from the same text under the same settings."""
        found = _read_json(self._file(path))
        if not found or found.get("key") != key:
            return None
        return RenderedPage(**{**found, "links": [(file, anchor, written) for file, anchor, written in found["links"]]})

    def keep(self, path: str, page: RenderedPage) -> None:
        """Remember a converted page."""
        self.rendered += 1
        values = {name: getattr(page, name) for name in RenderedPage.__slots__}
        write_text(self._file(path), json.dumps(values, ensure_ascii=False))

    def is_current(self, output: Path, key: str) -> bool:
        """Whether the finished page at ``output`` was made under ``key`` and is still there."""
        current = self._outputs.get(str(output)) == key and output.is_file()
        if current:
            self._seen[str(output)] = key
        return current

    def wrote(self, output: Path, key: str) -> None:
        """Remember under which key a page was written anew."""
        self._seen[str(output)] = key
        self.written += 1

    def close(self) -> None:
        """Write down which pages were made from what, also after a build that failed."""
        write_text(self._outputs_file, json.dumps(self._seen))

    def _file(self, path: str) -> Path:
        return self._folder / f"{digest(path)}.json"


def _read_json(path: Path) -> dict[str, Any] | None:
    try:
        content = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return content if isinstance(content, dict) else None
