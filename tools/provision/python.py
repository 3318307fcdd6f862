"""The virtual environment and the Python packages in it."""

import shlex
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tools.provision import BIN, ROOT, STAMPS, VENV, SetupError
from tools.provision.commands import CommandError, Runner, probe
from tools.provision.stamps import fingerprint, read_stamp, write_stamp

# Each lock is complete by itself: the one for development holds the portal's own packages too.
LOCKS = {
    "run": ROOT / "requirements.txt",
    "dev": ROOT / "requirements-dev.txt",
    "node": ROOT / "requirements-node.txt",
    "lock": ROOT / "requirements-lock.txt",
}
HOLDING = {"run": ("run", "dev")}
# Locks that share packages share a stamp: the one installed last is the one that stands.
STAMP_NAMES = {"run": "packages", "dev": "packages", "node": "node-packages", "lock": "lock-packages"}
OLDEST_PIP = (22, 3)  # the first that can work for another environment (--python)
VERSION = f"{sys.version_info.major}.{sys.version_info.minor}"
# There while pip changes the environment: found at the next start, it means that pip was killed half-way.
UNFINISHED = STAMPS / "unfinished"

COMMAND = """#!/bin/sh
exec {python} -P -m playbook "$@"
"""


@dataclass(frozen=True)
class Environment:
    """An empty virtual environment in `.venv`, with the project itself to be found in it."""

    interpreter: Path

    @property
    def wanted(self) -> str:
        """What the environment depends on: this Python, and where the folder is (programs in it name it)."""
        return fingerprint(sys.version, str(self.interpreter), str(ROOT))

    def done(self) -> bool:
        """Say whether it is there, made by this Python and not left half-finished."""
        return (
            read_stamp(STAMPS / "environment") == self.wanted and (BIN / "python").exists() and not UNFINISHED.exists()
        )

    def install(self, runner: Runner) -> None:
        """Make it anew, from nothing."""
        plain = [str(self.interpreter), "-m", "venv", str(VENV)]
        doing = f"making the virtual environment .venv with Python {VERSION}"
        try:
            self.make(runner, plain, doing)
        except CommandError:
            # Debian and its kin leave ensurepip, which puts pip in, to a package of its own.
            if foreign_pip():
                self.make(runner, [*plain, "--without-pip"], f"{doing}, without a pip of its own")
            else:
                package = f"python{VERSION}-venv"
                refused = runner.install_system_packages(package)
                if refused:
                    missing = f"Python {VERSION} cannot make a virtual environment (no ensurepip, no pip)"
                    raise SetupError(f"{missing}, {package} is needed: {refused.wrong}: {refused.advice}") from None
                self.make(runner, plain, doing)
        (site_packages() / "open-sales-playbook.pth").write_text(f"{ROOT}\n", encoding="utf-8")
        playbook = BIN / "playbook"
        playbook.write_text(COMMAND.format(python=shlex.quote(str(BIN / "python"))), encoding="utf-8")
        playbook.chmod(0o755)
        write_stamp(STAMPS / "environment", self.wanted)

    def make(self, runner: Runner, command: Sequence[str], doing: str) -> None:
        """Run the command in place of whatever stands in `.venv`."""
        if VENV.exists():
            shutil.rmtree(VENV)
        runner.run(command, doing)


@dataclass(frozen=True)
class Packages:
    """The packages of one lock file (a key of `LOCKS`)."""

    lock: str

    @property
    def stamp(self) -> Path:
        """The file that tells which lock was installed last."""
        return STAMPS / STAMP_NAMES[self.lock]

    def done(self) -> bool:
        """Say whether this lock, or one that holds it, is installed as it stands."""
        installed = read_stamp(self.stamp)
        return any(installed == fingerprint(LOCKS[lock].read_bytes()) for lock in HOLDING.get(self.lock, (self.lock,)))

    def install(self, runner: Runner) -> None:
        """Install the lock's packages, their hashes checked; a lock that changed takes the older versions' place."""
        lock = LOCKS[self.lock]
        content = lock.read_bytes()
        count = content.count(b"==")
        command = [*pip_command(), "install", "--require-hashes", "--only-binary", ":all:", "--requirement", str(lock)]
        write_stamp(UNFINISHED, "")
        try:
            runner.run(command, f"installing the Python packages of {lock.name} ({count})")
        except CommandError as failure:
            # pip undoes what it cannot finish, unless it is killed.
            if not failure.killed:
                UNFINISHED.unlink()
            raise
        write_stamp(self.stamp, fingerprint(content))
        UNFINISHED.unlink()


def site_packages() -> Path:
    """The folder in the environment that packages go to."""
    return VENV / "lib" / f"python{VERSION}" / "site-packages"


def pip_command() -> list[str]:
    """The command that starts pip for the environment: its own, else one found on the machine.

    Raises `SetupError` if there is neither.
    """
    if (site_packages() / "pip").is_dir():
        return [str(BIN / "python"), "-m", "pip"]
    found = foreign_pip()
    if not found:
        raise SetupError(f"no pip is left to install packages with: install python{VERSION}-venv, then run it again")
    return [*found, "--python", str(VENV)]


def foreign_pip() -> list[str]:
    """The command of a pip outside the environment that can work for it; empty if there is none."""
    for command in (["python3", "-m", "pip"], ["pip3"], ["pip"]):
        program = shutil.which(command[0])
        if program and pip_version(probe([program, *command[1:], "--version"]) or "") >= OLDEST_PIP:
            return [program, *command[1:]]
    return []


def pip_version(text: str) -> tuple[int, ...]:
    """The version in what `pip --version` prints ("pip 23.0.1 from …"); empty if it is not such a text."""
    words = text.split()
    if len(words) < 2 or words[0] != "pip":  # noqa: PLR2004 - the program's name and its version
        return ()
    return tuple(int(part) for part in words[1].split(".") if part.isdigit())
