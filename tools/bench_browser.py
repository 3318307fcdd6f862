"""``make bench``, in the browser: how soon Python answers, from a new profile and in a browser that was here before.

Three ways in turn, each run in a Chromium of its own: (a) Pyodide as it comes, (b) the portal's, (c) only loading and
compiling the WebAssembly file, the floor. Then the first two from a slow server, and recalculations with their charts.
All milliseconds from asking for a worker to the first result, medians; what counts are ratios within one run.
"""

from __future__ import annotations

import os
import statistics
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserType, Page, sync_playwright

from playbook.project import Project
from tools.bench_content import ROOT
from tools.bench_site import Line, make_site, served
from tools.provision import BIN
from tools.provision.browser import chromium

_WAYS = ("plain", "ours", "floor")
_KEPT_FILES = {"plain": 0, "ours": 2, "floor": 0}
"""How many files each way has in Cache storage after a first visit."""
_SLOW = {"latency": 0.040, "rate": 20e6 / 8}
_RECALCULATIONS = 100
_LOOKING_MS = 3000
"""How long readers look at a page before they change something."""
_LONG = ("forecast", "crm")
"""The calculators whose recalculation may take longer: thousands of draws, a whole file of deals."""
_FRAME_MS = 16.0

_Times = dict[str, list[float]]
Check = tuple[str, float, float]
"""What is compared, the figure, and the most it may be."""


def measure(runs: int) -> list[Check]:
    """Measure, print the figures and return what is to be checked."""
    # Playwright brings a Node that needs a library which a bare Debian has not
    os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", str(BIN / "node"))
    with tempfile.TemporaryDirectory(prefix="playbook-bench-") as folder, sync_playwright() as playwright:
        site, line = Path(folder) / "site", Line()
        make_site(Project(ROOT), site)
        with served(site, line) as address:
            bench = _Bench(playwright.chromium, address, line, Path(folder))
            cold, warm, sent = bench.starts(runs)
            line.latency, line.rate = _SLOW["latency"], _SLOW["rate"]
            slow, _, _ = bench.starts(runs, ways=("plain", "ours"), again=False)
            line.latency = line.rate = 0
            recalculated = bench.recalculations()
    _print_starts(cold, warm, slow, sent)
    return [*_start_checks(cold, warm, slow, sent), *_recalculation_checks(recalculated)]


class _Bench:
    """Starts browsers, one a run, with new profiles below ``folder``."""

    def __init__(self, browser: BrowserType, address: str, line: Line, folder: Path) -> None:
        self._browser, self._address, self._line, self._folder = browser, address, line, folder

    def starts(self, runs: int, ways: Sequence[str] = _WAYS, *, again: bool = True) -> tuple[_Times, _Times, _Times]:
        """Milliseconds of first visits, of later ones, and bytes of first visits, by way."""
        cold, warm, sent = ({way: list[float]() for way in ways} for _ in range(3))
        for run in range(runs):
            for way in ways:
                profile = Path(tempfile.mkdtemp(dir=self._folder))
                with self._page(profile) as page:
                    before = self._line.sent
                    cold[way].append(page.evaluate(f"bench.{way}()"))
                    sent[way].append(self._line.sent - before)
                    if again:
                        page.evaluate(f"bench.kept({_KEPT_FILES[way]})")
                if again:
                    with self._page(profile) as page:
                        warm[way].append(page.evaluate(f"bench.{way}()"))
            shown = ", ".join(f"{way} {values[-1]:.0f}" for way, values in cold.items())
            print(f"start of Python, run {run + 1} of {runs}: {shown} ms", flush=True)
        return cold, warm, sent

    def recalculations(self) -> dict[str, list[float]]:
        """Milliseconds of recalculations by calculator."""
        with self._page(Path(tempfile.mkdtemp(dir=self._folder))) as page:
            page.evaluate(f"bench.looked_at({_LOOKING_MS})")
            found: dict[str, list[float]] = page.evaluate(f"bench.recalculations({_RECALCULATIONS})")
            return found

    @contextmanager
    def _page(self, profile: Path) -> Iterator[Page]:
        context = self._browser.launch_persistent_context(profile, **_launch())
        try:
            page = context.pages[0]
            page.goto(self._address)
            page.wait_for_load_state("networkidle")
            # the pages of a portal have had the plan's data and the theme's modules long before
            page.evaluate("fetch('plan.json').then((response) => response.text())")
            yield page
        finally:
            context.close()


def _launch() -> dict[str, Any]:
    quiet = ("background-networking", "component-update", "gpu", "quic", "sync")
    arguments = ["--no-sandbox", "--no-first-run", *(f"--disable-{name}" for name in quiet)]
    return {"executable_path": str(chromium()), "args": arguments}


def _print_starts(cold: _Times, warm: _Times, slow: _Times, sent: _Times) -> None:
    print("\nmedian milliseconds to Python's first result, and kilobytes sent for it")
    print(f"{'':>24} {'new profile':>12} {'restarted':>10} {'20 Mbit/s, 40 ms':>17} {'KB':>6}")
    names = {"plain": "(a) plain Pyodide", "ours": "(b) ours", "floor": "(c) WebAssembly only"}
    for way in _WAYS:
        shown = f"{_median(slow[way]):.0f}" if way in slow else ""
        kilobytes = _median(sent[way]) / 1000
        print(f"{names[way]:>24} {_median(cold[way]):>12.0f} {_median(warm[way]):>10.0f} {shown:>17} {kilobytes:>6.0f}")


def _start_checks(cold: _Times, warm: _Times, slow: _Times, sent: _Times) -> list[Check]:
    return [
        ("new profile, (b) : (a)", _ratio(cold, "ours", "plain"), 0.30),
        ("browser restarted, (b) : (a)", _ratio(warm, "ours", "plain"), 0.22),
        ("new profile, (b) : (c)", _ratio(cold, "ours", "floor"), 3.0),
        ("bytes, (b) : (a)", _ratio(sent, "ours", "plain"), 1.0),
        ("slow server, new profile, (b) : (a)", _ratio(slow, "ours", "plain"), 0.55),
    ]


def _recalculation_checks(found: dict[str, list[float]]) -> list[Check]:
    print("\nmilliseconds of a recalculation with its charts: median, 95th percentile")
    checks: list[Check] = []
    for calculator, times in sorted(found.items()):
        high = statistics.quantiles(times, n=20)[-1]
        print(f"{calculator:>24} {_median(times):>6.1f} {high:>6.1f}")
        if calculator not in _LONG:
            checks.append((f"{calculator}, 95th percentile in ms", high, _FRAME_MS))
    return checks


def _median(values: Sequence[float]) -> float:
    return statistics.median(values)


def _ratio(times: _Times, one: str, other: str) -> float:
    return _median(times[one]) / _median(times[other])
