"""``make bench``: how long our build takes compared with plain mkdocs, and how soon Python answers in a browser.

The build: plain is mkdocs + Material + static-i18n + search in one process, on the Markdown that our own build staged.
Every run is a process of its own, start included. The browser: see ``tools.bench_browser``. The figures that count are
ratios within one run of this program.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from playbook.project import Project
from tools.bench_browser import Check
from tools.bench_browser import measure as measure_browser
from tools.bench_content import ROOT, change_one_text, make_project
from tools.bench_plain import prepare_plain

_SMALL, _LARGE = 40, 400
_BUILD_RUNS, _BROWSER_RUNS = 3, 5
_COLD_TARGET, _WARM_TARGET, _GROWTH_TARGET = 0.35, 0.15, 12.0


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print the table; 1 when a target is missed."""
    parser = argparse.ArgumentParser(prog="tools.bench", description=__doc__)
    parser.add_argument("part", nargs="?", choices=("build", "browser"), help="only this part")
    parser.add_argument("--runs", type=int, help="runs of each; the median counts (default: build 3, browser 5)")
    options = parser.parse_args(arguments)
    checks: list[Check] = []
    if options.part != "browser":
        checks += _build_checks(options.runs or _BUILD_RUNS)
    if options.part != "build":
        checks += measure_browser(options.runs or _BROWSER_RUNS)
    print()
    for name, figure, target in checks:
        print(f"{name}: {figure:.3g} (at most {target:g}): {'reached' if figure <= target else 'MISSED'}")
    return int(any(figure > target for _, figure, target in checks))


def _build_checks(runs: int) -> list[Check]:
    """Measure builds, print the table and return what is to be checked."""
    with tempfile.TemporaryDirectory(prefix="playbook-bench-") as folder:
        times = {pages: _measure(Path(folder) / str(pages), pages, runs) for pages in (_SMALL, _LARGE)}
    print("\nmedian seconds of a build in 6 languages, process start included")
    print(f"{'pages a language':>17} {'plain':>8} {'ours, cold':>11} {'ours, one text changed':>23}")
    for pages, (plain, cold, warm) in times.items():
        print(f"{pages:>17} {plain:>8.1f} {cold:>11.1f} {warm:>23.1f}")
    plain, cold, warm = times[_LARGE]
    return [
        (f"cold at {_LARGE} pages, ours : plain", cold / plain, _COLD_TARGET),
        (f"one text changed at {_LARGE} pages, ours : plain", warm / plain, _WARM_TARGET),
        (f"ours cold, {_LARGE} : {_SMALL} pages", cold / times[_SMALL][1], _GROWTH_TARGET),
    ]


def _measure(folder: Path, pages: int, runs: int) -> tuple[float, float, float]:
    """Medians of plain, ours cold and ours after one changed text, the three taken in turn."""
    project = make_project(folder, pages)
    _ours(project)
    plain = prepare_plain(project, folder / "plain")
    results: tuple[list[float], list[float], list[float]] = ([], [], [])
    for run in range(runs):
        results[0].append(
            _timed(lambda: _run(["-m", "mkdocs", "build", "--quiet", "--config-file", str(plain)], folder))
        )
        _clean(project)
        results[1].append(_timed(lambda: _ours(project)))
        change_one_text(project)
        results[2].append(_timed(lambda: _ours(project)))
        shown = ", ".join(f"{values[-1]:.1f}" for values in results)
        print(f"{pages} pages, run {run + 1} of {runs}: plain, cold, one text changed: {shown} s", flush=True)
    return (statistics.median(results[0]), statistics.median(results[1]), statistics.median(results[2]))


def _ours(project: Project) -> None:
    _run(["-m", "playbook", "--root", str(project.root), "build"], ROOT)


def _clean(project: Project) -> None:
    shutil.rmtree(project.build, ignore_errors=True)
    shutil.rmtree(project.site, ignore_errors=True)


def _run(command: Sequence[str], folder: Path) -> None:
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(
        [sys.executable, *command], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"bench: {' '.join(command)} failed:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")


def _timed(work: Callable[[], None]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main())
