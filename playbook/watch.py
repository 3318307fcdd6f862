"""Which source files change while the site is served."""

from __future__ import annotations

import queue
import time
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from watchdog.events import (
    DirModifiedEvent,
    FileClosedNoWriteEvent,
    FileOpenedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer

from playbook.documents import PICTURES
from playbook.project import ENGINE, Project

_SUFFIXES = {".yml", ".po", ".j2", ".md", ".py", ".html", ".css", ".js", ".xml", *PICTURES}
_QUIET_SECONDS = 0.15


class Watcher(FileSystemEventHandler):
    """Collects changes of the project's sources; use as a context manager."""

    def __init__(self, project: Project) -> None:
        """Watch content, catalogues, hand-written pages, templates, theme and calculators."""
        self._root = project.root
        self._queue: queue.Queue[str] = queue.Queue()
        self._observer = Observer()
        folders = {project.content, project.locale, project.docs, project.templates, project.theme}
        folders |= {ENGINE.parent / "calculators"}
        for folder in sorted(folders):
            if folder.is_dir():
                self._observer.schedule(self, str(folder), recursive=True)
        self._observer.schedule(self, str(project.root), recursive=False)

    def __enter__(self) -> Self:
        """Start watching."""
        self._observer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop watching."""
        self._observer.stop()
        self._observer.join()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Note a change, unless it is none of ours."""
        if isinstance(event, DirModifiedEvent | FileOpenedEvent | FileClosedNoWriteEvent):
            return
        for name in (event.src_path, event.dest_path):
            path = Path(str(name))
            if path.suffix in _SUFFIXES and not path.name.startswith(".") and "__pycache__" not in path.parts:
                self._queue.put(self._name(path))

    def changes(self) -> Iterator[frozenset[str]]:
        """Wait for changes and hand them on in groups, each once nothing more has come for a moment."""
        while True:
            found = {self._queue.get()}
            time.sleep(_QUIET_SECONDS)
            while not self._queue.empty():
                found.add(self._queue.get())
                if self._queue.empty():
                    time.sleep(_QUIET_SECONDS)
            yield frozenset(found)

    def _name(self, path: Path) -> str:
        return path.relative_to(self._root).as_posix() if path.is_relative_to(self._root) else path.name
