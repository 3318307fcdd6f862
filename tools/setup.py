"""Provide what a make target needs and what is not there yet: `python3 -m tools.setup TARGET`.

Started by make with the machine's own Python. What is there is not installed again; two that run at once wait for each
other. Errors are one line on standard error, `setup: what is wrong: what to do`, with exit status 1.
"""

import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

from tools.provision import ROOT, VENV, SetupError, Step
from tools.provision.browser import Chromium
from tools.provision.commands import CommandError, Runner, say
from tools.provision.node import Modules, Node
from tools.provision.python import Environment, Packages
from tools.provision.stamps import exclusive

LOCK = ROOT / ".setup.lock"
# Python's own path for the interpreter that a virtual environment was made from.
INTERPRETER = Path(getattr(sys, "_base_executable", sys.executable)).resolve()
INTERRUPTED = 130

PORTAL: tuple[Step, ...] = (Environment(INTERPRETER), Packages("run"), Node(), Modules(development=False))
TESTS: tuple[Step, ...] = (
    Environment(INTERPRETER),
    Packages("dev"),
    Node(),
    Modules(development=True),
    Chromium(),
)
STEPS: dict[str, tuple[Step, ...]] = {
    "check": (Environment(INTERPRETER), Packages("run")),
    "site": PORTAL,
    "serve": PORTAL,
    "bench": TESTS,
    "test": TESTS,
    "lock": (Environment(INTERPRETER), Packages("lock"), Node()),
}


def provide(steps: Sequence[Step]) -> None:
    """Install, in order, what is not done. Raises `SetupError` or `CommandError` at the first that cannot be."""
    if all(step.done() for step in steps):
        return
    with exclusive(LOCK, lambda: say("another set-up is at work in this folder: waiting for it")) as lock:
        runner = Runner(lock)
        for step in steps:
            if not step.done():
                step.install(runner)
    say("done")


def leave_own_environment() -> None:
    """Go on with the interpreter behind `.venv` if it is `.venv`'s own that runs: it may have to be made anew."""
    if Path(sys.prefix).resolve() == VENV:
        os.execv(INTERPRETER, [str(INTERPRETER), "-m", "tools.setup", *sys.argv[1:]])  # noqa: S606 - itself, again


def stop(_signal: int, _frame: FrameType | None) -> None:
    """End as an interrupt from the keyboard does, programs that were started included."""
    raise KeyboardInterrupt


def main(arguments: Sequence[str]) -> int:
    """Provide what the named target needs; gives the exit status."""
    if len(arguments) != 1 or arguments[0] not in STEPS:
        print(f"usage: python3 -m tools.setup {{{','.join(STEPS)}}}", file=sys.stderr)
        return 2
    signal.signal(signal.SIGTERM, stop)
    try:
        provide(STEPS[arguments[0]])
    except (SetupError, CommandError) as error:
        print(f"setup: {error}", file=sys.stderr)
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        print(f"setup: {where}{error.strerror}: see that this folder can be read and written", file=sys.stderr)
    except KeyboardInterrupt:
        print("setup: interrupted: run the same command again to go on", file=sys.stderr)
        return INTERRUPTED
    else:
        return 0
    return 1


if __name__ == "__main__":
    leave_own_environment()
    sys.exit(main(sys.argv[1:]))
