"""Hashes that name assets by what is in them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from playbook.problems import PlaybookError, Problem


def hash_of(parts: Iterable[bytes]) -> str:
    """Twelve hexadecimal digits that tell these parts, in this order, from any others."""
    total = hashlib.sha256()
    for part in parts:
        total.update(len(part).to_bytes(8, "big") + part)
    return total.hexdigest()[:12]


def tree_parts(folder: Path, pattern: str = "*") -> Iterator[bytes]:
    """The files below a folder that match, each as its path and its content."""
    for path in sorted(folder.rglob(pattern)):
        if path.is_file() and "__pycache__" not in path.parts:
            yield path.relative_to(folder).as_posix().encode()
            yield path.read_bytes()


def tree_hash(folder: Path, pattern: str = "*") -> str:
    """The hash of all files below a folder that match."""
    return hash_of(tree_parts(folder, pattern))


def npm_version(node_modules: Path, package: str) -> str:
    """The version of an npm package. Raises PlaybookError when it is not installed."""
    try:
        return str(json.loads((node_modules / package / "package.json").read_text("utf-8"))["version"])
    except (OSError, ValueError, KeyError):
        what = f"the npm package {package} is not installed"
        raise PlaybookError(
            [Problem("package.json", 0, 0, package, what, "run `make site`, which installs it")]
        ) from None
