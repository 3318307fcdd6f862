"""Running other programs: quietly, with signs of life, the output kept in a log."""

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence

from tools.provision import BIN, ROOT
from tools.provision.causes import Cause, cause

LOG = ROOT / "build" / "setup.log"
SECONDS_BETWEEN_SIGNS = 15
# Settings of the user's that would send packages elsewhere than into the project's own environment.
UNWANTED = ("PYTHONHOME", "PYTHONPATH", "PIP_TARGET", "PIP_PREFIX", "PIP_REQUIREMENT", "VIRTUAL_ENV", "NODE_OPTIONS")
# English, so that causes are recognised; no questions, for nobody may be there to answer. Playwright brings a Node that
# needs a library which a bare Debian has not, so it is given ours.
WANTED = {
    "LC_ALL": "C.UTF-8",
    "PIP_USER": "0",
    "PIP_NO_INPUT": "1",
    "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    "PLAYWRIGHT_NODEJS_PATH": str(BIN / "node"),
}
UNATTENDED = "DEBIAN_FRONTEND=noninteractive"


def say(text: str) -> None:
    """Print a progress line at once."""
    print(f"setup: {text}", flush=True)


def environment(current: Mapping[str, str]) -> dict[str, str]:
    """The environment for installers: the user's own, less what would lead them astray, our programs first."""
    kept = {name: value for name, value in current.items() if name not in UNWANTED}
    return {**kept, **WANTED, "PATH": os.pathsep.join((str(BIN), current.get("PATH", os.defpath)))}


def probe(command: Sequence[str], seconds: float = 60) -> str | None:
    """What a short command prints on standard output; None if it cannot be run, fails or takes too long."""
    try:
        done = subprocess.run(
            list(command),
            cwd=ROOT,
            env=environment(os.environ),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=seconds,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.decode(errors="replace") if done.returncode == 0 else None


class CommandError(Exception):
    """A program failed; `why` says what its output tells, `killed` whether it was ended before it could tidy up."""

    def __init__(self, why: Cause, *, killed: bool = False) -> None:
        """Keep the cause and whether the program was killed."""
        super().__init__(f"{why.wrong}: {why.advice}")
        self.why = why
        self.killed = killed


class Runner:
    """Runs the installers of one set-up; they inherit the lock, see `stamps.exclusive`."""

    def __init__(self, lock: int) -> None:
        """Take the descriptor of the held lock file and begin a new log."""
        self.lock = lock
        LOG.parent.mkdir(parents=True, exist_ok=True)
        LOG.write_bytes(b"")

    def run(self, command: Sequence[str], doing: str) -> None:
        """Run a command to its end, saying what it does and, every quarter of a minute, that it still does.

        Raises `CommandError` with the cause if the command cannot be started or does not succeed.
        """
        say(doing)
        with LOG.open("ab") as log:
            log.write(f"\n$ {' '.join(command)}\n".encode())
            log.flush()
            start = log.tell()
            try:
                program = subprocess.Popen(
                    list(command),
                    cwd=ROOT,
                    env=environment(os.environ),
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=subprocess.STDOUT,
                    pass_fds=(self.lock,),
                )
            except OSError as error:
                raise CommandError(
                    Cause(f"{command[0]} does not start", error.strerror or "see if it is there")
                ) from error
            status = wait(program, doing)
        if status:
            output = LOG.read_bytes()[start:].decode(errors="replace")
            raise CommandError(cause(output, str(LOG.relative_to(ROOT))), killed=status < 0)

    def install_system_packages(self, *names: str) -> Cause | None:
        """Install Debian packages where that is possible without a question; None if it was, else why not."""
        prefix = privilege()
        if not shutil.which("apt-get"):
            return Cause("this system has no apt-get", "install it with the system's own packages")
        if prefix is None:
            return Cause("this user may not install system packages", f"run: sudo apt-get install {' '.join(names)}")
        apt = [*prefix, "env", UNATTENDED, "apt-get", "-o", "DPkg::Lock::Timeout=300"]
        install = [*apt, "install", "--yes", "--no-install-recommends", *names]
        doing = f"installing the system package {', '.join(names)} with apt-get"
        stale = None
        try:
            self.run(install, doing)
        except CommandError:
            # A fresh system has no package lists, one left alone has old ones. Not all lists must come for it to work.
            try:
                self.run([*apt, "-o", "APT::Update::Error-Mode=any", "update"], "fetching the system's package lists")
            except CommandError as failure:
                stale = failure.why
            try:
                self.run(install, doing)
            except CommandError as failure:
                return stale or failure.why
        return None


def wait(program: subprocess.Popen[bytes], doing: str) -> int:
    """Wait for a program and give its exit status; it does not outlive an interrupted set-up."""
    seconds = 0
    try:
        while True:
            try:
                return program.wait(SECONDS_BETWEEN_SIGNS)
            except subprocess.TimeoutExpired:
                seconds += SECONDS_BETWEEN_SIGNS
                say(f"{doing} ({seconds} s)")
    except BaseException:
        program.terminate()
        program.wait()
        raise


def privilege() -> list[str] | None:
    """What to put before a command that needs root: nothing as root, sudo if it asks for no password, else None."""
    if os.geteuid() == 0:
        return []
    return ["sudo", "-n"] if shutil.which("sudo") and probe(["sudo", "-n", "true"]) is not None else None
