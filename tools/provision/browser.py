"""Chromium, which the browser tests drive."""

import os
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tools.provision import BIN, VENV, SetupError
from tools.provision.commands import CommandError, Runner, probe
from tools.provision.stamps import read_stamp, write_stamp

FOUND = VENV / "chromium-path"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SECONDS_TO_START = 90
WHERE_PLAYWRIGHT_PUTS_IT = (
    "from playwright.sync_api import sync_playwright\n"
    "with sync_playwright() as playwright: print(playwright.chromium.executable_path)"
)


def chromium() -> Path:
    """The Chromium that the set-up found, for tests to start. Raises `SetupError` if it found none or it is gone."""
    path = Path(read_stamp(FOUND).strip() or "/nowhere")
    if not path.is_file():
        raise SetupError("the tests need Chromium and the set-up has not found it: run: make test")
    return path


@dataclass(frozen=True)
class Chromium:
    """A Chromium that starts, its path written to `.venv/chromium-path`; env CHROMIUM names one to use."""

    def done(self) -> bool:
        """Say whether the one that was found is still there, and still the one that the user names."""
        path = Path(read_stamp(FOUND).strip() or "/nowhere")
        return path.is_file() and os.access(path, os.X_OK) and named(os.environ) in {None, path}

    def install(self, runner: Runner) -> None:
        """Find one on the machine, else install it: from the system's packages, else with Playwright."""
        FOUND.unlink(missing_ok=True)
        own = named(os.environ)
        if own:
            if not starts(own):
                raise SetupError(f"CHROMIUM names {own}, which does not start as a browser: correct it or unset it")
            path: Path | None = own
        else:
            path = on_machine() or self.from_elsewhere(runner)
        write_stamp(FOUND, f"{path}\n")

    def from_elsewhere(self, runner: Runner) -> Path:
        """Install Chromium. Raises `SetupError` if there is no way to."""
        refused = runner.install_system_packages("chromium")
        path = None if refused else on_machine()
        if path:
            return path
        python = str(BIN / "python")
        try:
            runner.run([python, "-m", "playwright", "install", "chromium"], "downloading Chromium with Playwright")
        except CommandError as failure:
            why = refused or failure.why
        else:
            downloaded = Path((probe([python, "-c", WHERE_PLAYWRIGHT_PUTS_IT]) or "").strip() or "/nowhere")
            if starts(downloaded):
                return downloaded
            raise SetupError(
                "the downloaded Chromium does not start, for system libraries are missing: "
                f"run: sudo {python} -m playwright install-deps chromium",
            )
        raise SetupError(
            f"the browser tests need Chromium, and there is none: {why.wrong}: {why.advice}, "
            "or name a browser of your own: CHROMIUM=/path/to/chrome make test",
        )


def named(environment: Mapping[str, str]) -> Path | None:
    """The browser that the user names with CHROMIUM: a path, or a program's name to look for."""
    name = environment.get("CHROMIUM", "").strip()
    return Path(shutil.which(name) or name).absolute() if name else None


def on_machine() -> Path | None:
    """The first installed Chromium or Chrome that starts; None if there is none."""
    for name in NAMES:
        program = shutil.which(name)
        if program and starts(Path(program)):
            return Path(program)
    return None


def starts(program: Path) -> bool:
    """Say whether a browser can be started and read a page; a missing library or an empty shell shows only then."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [str(program), "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        page = probe([*command, f"--user-data-dir={profile}", "--dump-dom", "about:blank"], SECONDS_TO_START)
    return page is not None and "<html" in page
