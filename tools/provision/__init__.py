"""The parts of the set-up: what each needs, how it tells that it is done, how it is put right.

Nothing here may need more than the standard library, for it runs before anything is installed.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from tools.provision.commands import Runner

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
BIN = VENV / "bin"
STAMPS = VENV / "setup"


class SetupError(Exception):
    """The set-up cannot go on; the text is one line: what is wrong: what to do."""


class Step(Protocol):
    """One thing that the set-up provides."""

    def done(self) -> bool:
        """Say whether it is there and the right one; looks at files only, for it is asked at every run."""

    def install(self, runner: "Runner") -> None:
        """Provide it, whatever an earlier run left behind. Raises `SetupError` or `commands.CommandError`."""
