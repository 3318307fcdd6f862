"""Write the lock files anew: `make lock`.

`pyproject.toml` and `package.json` say what is wanted; the locks say exactly which files that is, by hash, for every
platform and every Python that the project supports. No lock names a registry, so each machine asks its own.
"""

import json
import subprocess
import sys
import tomllib

from tools.provision import BIN, ROOT
from tools.provision.node import MANIFEST_LOCK, NPM
from tools.provision.python import LOCKS

# What each lock is made from: the portal's own packages (the whole of pyproject.toml), a dependency group, or both.
SOURCES: dict[str, list[str]] = {
    "run": ["pyproject.toml"],
    "dev": ["pyproject.toml", "--group", "dev", "--constraint", LOCKS["run"].name],
    "node": ["--group", "node"],
    "lock": ["--group", "lock"],
}


def oldest_python(project: str) -> str:
    """The oldest Python that the text of a pyproject.toml asks for ("3.11" of ">=3.11")."""
    return str(tomllib.loads(project)["project"]["requires-python"]).removeprefix(">=")


def python_command(lock: str, oldest: str) -> list[str]:
    """The command that writes one Python lock (a key of `LOCKS`) for all platforms, from the oldest Python on."""
    command = [str(BIN / "uv"), "pip", "compile", "--quiet", "--upgrade", "--universal", "--python-version", oldest]
    return [*command, "--generate-hashes", "--no-header", "--output-file", LOCKS[lock].name, *SOURCES[lock]]


def without_addresses(lock: str) -> str:
    """The text of a package-lock.json less the addresses that npm leaves in it: where to send the authors money."""
    content = json.loads(lock)
    for package in content["packages"].values():
        package.pop("funding", None)
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def main() -> int:
    """Write all locks; gives the exit status of the first command that fails, else 0."""
    oldest = oldest_python((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    commands = [python_command(lock, oldest) for lock in LOCKS]
    # npm keeps what the lock has as long as package.json allows it: its versions are exact, and those below them new.
    commands.append([str(NPM), "update", "--package-lock-only"])
    for command in commands:
        print(" ".join(command), flush=True)
        status = subprocess.run(command, cwd=ROOT, check=False).returncode
        if status:
            return status
    MANIFEST_LOCK.write_text(without_addresses(MANIFEST_LOCK.read_text(encoding="utf-8")), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
