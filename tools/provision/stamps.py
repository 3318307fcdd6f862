"""Remembering what is installed: fingerprints, stamp files, and the lock between two runs."""

import fcntl
import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


def fingerprint(*parts: bytes | str) -> str:
    """SHA-256 in hexadecimal over the parts, each with its length, so that no two lists of parts share one."""
    digest = hashlib.sha256()
    for part in parts:
        content = part.encode() if isinstance(part, str) else part
        digest.update(b"%d:" % len(content))
        digest.update(content)
    return digest.hexdigest()


def identity(program: Path) -> str:
    """A text that changes when the program behind a path is replaced; empty if there is none."""
    try:
        target = program.resolve(strict=True)
        status = target.stat()
    except (OSError, RuntimeError):  # RuntimeError: a loop of symbolic links
        return ""
    return f"{target} {status.st_size} {status.st_mtime_ns}"


def read_stamp(stamp: Path) -> str:
    """What the stamp file says; empty if it is missing or unreadable."""
    try:
        return stamp.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def write_stamp(stamp: Path, content: str) -> None:
    """Write a stamp file in one move, so that a reader sees the old one or the new one and never a part."""
    stamp.parent.mkdir(parents=True, exist_ok=True)
    draft = stamp.with_name(f"{stamp.name}.{os.getpid()}")
    draft.write_text(content, encoding="utf-8")
    draft.replace(stamp)


@contextmanager
def exclusive(lock: Path, waiting: Callable[[], None]) -> Iterator[int]:
    """Hold the lock file; `waiting` is called once if another process holds it. Gives the file descriptor.

    The descriptor is for programs that the holder starts: one that outlives a killed set-up keeps the lock until it
    has ended too, so the next set-up never works against it.
    """
    descriptor = os.open(lock, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waiting()
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield descriptor
    finally:
        os.close(descriptor)
