"""The corpus of bad input: reading a case file and laying it over the tiny project.

A case is one text file, ``tests/bad/<group>/<name>.case``. What stands before its first section says what it is about;
then come sections, each begun by a line ``=== <what> [<file>] [<more>]``:

=== file <file>                  the file's whole content
=== edit <file>                  lines to change: ``-`` takes a line away, ``+`` adds one; ``@@`` parts the changes
=== escaped <file> [<encoding>]  content with Python's escapes (``\\t``, ``\\x00``), in UTF-8 or another encoding
=== repeated <file> <times>      content so many times over
=== delete <file>                the file or folder is taken away
=== translated                   catalogues are laid beside the content and must be complete
=== warnings                     what ``playbook check --warnings`` prints is expected
=== expected [clean]             the exact lines on standard output; ``clean``: those before a clean bill
"""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass, field
from pathlib import Path

CASES = Path(__file__).with_name("bad")

_SECTION = re.compile(r"^=== (\w+)(?: (\S+))?(?: (\S+))?$", re.MULTILINE)


@dataclass(frozen=True)
class Case:
    """One case: what it changes in the tiny project and what the check must say then."""

    path: Path
    changes: tuple[tuple[str, str, str, str], ...]
    options: frozenset[str]
    expected: str
    clean: bool

    @property
    def name(self) -> str:
        """``group/name``."""
        return self.path.relative_to(CASES).with_suffix("").as_posix()

    def lay_over(self, root: Path) -> None:
        """Change the tiny project at ``root``."""
        if "translated" not in self.options:
            shutil.rmtree(root / "playbook/locale")
            settings = root / "mkdocs.yml"
            wanted = settings.read_text("utf-8")
            settings.write_text(re.sub(r"^(  translated\w*): {.*}$", r"\1: {}", wanted, flags=re.MULTILINE), "utf-8")
        for what, file, more, content in self.changes:
            _CHANGES[what](root / file, more, content)

    def renew(self, lines: str) -> None:
        """Write other expected lines into the case."""
        text = self.path.read_text("utf-8")
        head = text[: text.rindex("=== expected")]
        self.path.write_text(f"{head}=== expected\n{lines}", "utf-8")


@dataclass
class _Reading:
    changes: list[tuple[str, str, str, str]] = field(default_factory=list)
    options: set[str] = field(default_factory=set)
    expected: str = ""
    clean: bool = False


def read_case(path: Path) -> Case:
    """Read one case file."""
    text = path.read_text("utf-8")
    found = list(_SECTION.finditer(text))
    assert found, f"{path} has no sections"
    assert text[: found[0].start()].strip(), f"{path} does not say what it is about"
    read = _Reading()
    for number, match in enumerate(found):
        end = found[number + 1].start() if number + 1 < len(found) else len(text)
        content = text[match.end() + 1 : end]
        what, file, more = match[1], match[2] or "", match[3] or ""
        if what == "expected":
            read.expected, read.clean = content, file == "clean"
        elif what in _CHANGES:
            read.changes.append((what, file, more, content))
        else:
            assert what in ("translated", "warnings"), f"{path} has an unknown section {what}"
            read.options.add(what)
    return Case(path, tuple(read.changes), frozenset(read.options), read.expected, read.clean)


def _file(path: Path, _more: str, content: str) -> None:
    _escaped_or_plain(path, content.encode("utf-8"))


def _escaped(path: Path, encoding: str, content: str) -> None:
    text = content.removesuffix("\n").encode("latin-1", "backslashreplace").decode("unicode_escape")
    _escaped_or_plain(path, text.encode(encoding or "utf-8"))


def _escaped_or_plain(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _repeated(path: Path, times: str, content: str) -> None:
    _escaped_or_plain(path, content.encode("utf-8") * int(times))


def _edit(path: Path, _more: str, content: str) -> None:
    text = path.read_text("utf-8")
    for change in content.removesuffix("\n").split("\n@@\n"):
        lines = change.split("\n")
        assert all(line[:1] in "-+" for line in lines), f"{path}: {change}"
        old = "".join(f"{line[1:]}\n" for line in lines if line.startswith("-"))
        new = "".join(f"{line[1:]}\n" for line in lines if line.startswith("+"))
        assert text.count(f"\n{old}") + text.startswith(old) == 1, f"{path} holds this not exactly once: {old}"
        text = text.replace(old, new, 1)
    path.write_text(text, "utf-8")


def _delete(path: Path, _more: str, _content: str) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()


_CHANGES = {"file": _file, "edit": _edit, "escaped": _escaped, "repeated": _repeated, "delete": _delete}
