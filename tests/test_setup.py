"""The set-up: what it installs again and what not, and what it says when it cannot."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tools import setup
from tools.provision import ROOT, SetupError, browser, commands, node, python
from tools.provision.causes import Cause
from tools.provision.stamps import exclusive, fingerprint, write_stamp


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty project folder with locks of its own, in place of this one."""
    monkeypatch.setattr(python, "LOCKS", {name: tmp_path / f"{name}.txt" for name in python.LOCKS})
    monkeypatch.setattr(python, "STAMPS", tmp_path / "setup")
    monkeypatch.setattr(python, "UNFINISHED", tmp_path / "setup" / "unfinished")
    monkeypatch.setattr(commands, "LOG", tmp_path / "setup.log")
    monkeypatch.setattr(commands, "ROOT", tmp_path)
    for name, path in python.LOCKS.items():
        path.write_text(f"{name}==1\n")
    return tmp_path


@pytest.fixture
def runner(environment: Path) -> Iterator[commands.Runner]:
    with exclusive(environment / "lock", lambda: None) as descriptor:
        yield commands.Runner(descriptor)


class TestRunner:
    def test_a_failure_tells_its_cause_and_keeps_the_output(self, runner: commands.Runner) -> None:
        with pytest.raises(commands.CommandError, match=r"^the disk is full: make room"):
            runner.run([sys.executable, "-c", "import sys; sys.exit('No space left on device')"], "trying")
        assert "No space left on device" in commands.LOG.read_text()

    def test_a_program_that_is_not_there(self, runner: commands.Runner) -> None:
        with pytest.raises(commands.CommandError, match="^/nowhere/program does not start: No such file"):
            runner.run(["/nowhere/program"], "trying")

    def test_an_earlier_commands_output_is_not_a_later_ones_cause(self, runner: commands.Runner) -> None:
        runner.run([sys.executable, "-c", "print('No space left on device')"], "trying")
        with pytest.raises(commands.CommandError, match="^no luck: read the whole output in setup.log"):
            runner.run([sys.executable, "-c", "import sys; sys.exit('no luck')"], "trying again")

    def test_no_system_packages_for_a_user_without_rights(
        self,
        runner: commands.Runner,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setattr(commands, "privilege", lambda: None)
        monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
        assert runner.install_system_packages("chromium") == Cause(
            "this user may not install system packages",
            "run: sudo apt-get install chromium",
        )


class TestPackages:
    def test_the_larger_lock_holds_the_smaller(self, environment: Path) -> None:
        run, dev = python.Packages("run"), python.Packages("dev")
        assert not run.done()
        write_stamp(run.stamp, fingerprint((environment / "run.txt").read_bytes()))
        assert (run.done(), dev.done()) == (True, False)
        write_stamp(dev.stamp, fingerprint((environment / "dev.txt").read_bytes()))
        assert (run.done(), dev.done()) == (True, True)

    def test_a_changed_lock_is_not_installed(self, environment: Path) -> None:
        packages = python.Packages("dev")
        write_stamp(packages.stamp, fingerprint((environment / "dev.txt").read_bytes()))
        (environment / "dev.txt").write_text("dev==2\n")
        assert not packages.done()

    @pytest.mark.parametrize(
        ("program", "finished", "unfinished"),
        [
            ("pass", True, False),
            ("import sys; sys.exit('no')", False, False),
            ("import os; os.kill(os.getpid(), 9)", False, True),
        ],
        ids=["success", "failure", "killed"],
    )
    def test_only_a_killed_pip_leaves_the_environment_unfinished(
        self,
        runner: commands.Runner,
        monkeypatch: pytest.MonkeyPatch,
        program: str,
        finished: bool,
        unfinished: bool,
    ) -> None:
        monkeypatch.setattr(python, "pip_command", lambda: [sys.executable, "-c", program])
        packages = python.Packages("run")
        if finished:
            packages.install(runner)
        else:
            with pytest.raises(commands.CommandError):
                packages.install(runner)
        assert packages.done() is finished
        assert python.UNFINISHED.exists() is unfinished

    def test_an_unfinished_environment_is_made_anew(
        self,
        environment: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setattr(python, "BIN", environment)
        (environment / "python").write_text("")
        made = python.Environment(Path("/usr/bin/python3"))
        write_stamp(environment / "setup" / "environment", made.wanted)
        assert made.done()
        assert not python.Environment(Path("/usr/bin/python3.99")).done()
        write_stamp(python.UNFINISHED, "")
        assert not made.done()

    def test_no_way_to_an_environment_is_one_line(
        self,
        runner: commands.Runner,
        environment: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        def refuse(_self: commands.Runner, *names: str) -> Cause:
            return Cause("this user may not", f"run: sudo apt-get install {names[0]}")

        monkeypatch.setattr(python, "VENV", environment / "venv")
        monkeypatch.setattr(python, "foreign_pip", list)
        monkeypatch.setattr(commands.Runner, "install_system_packages", refuse)
        with pytest.raises(SetupError) as caught:
            python.Environment(Path("/bin/false")).install(runner)
        assert str(caught.value).endswith(f": this user may not: run: sudo apt-get install python{python.VERSION}-venv")


class TestModules:
    def test_all_packages_hold_the_portals(self, tmp_path: Path) -> None:
        portal = node.Modules(development=False, stamp=tmp_path / "stamp")
        everything = node.Modules(development=True, stamp=tmp_path / "stamp")
        assert not portal.done()
        write_stamp(portal.stamp, portal.wanted(development=False))
        assert (portal.done(), everything.done()) == (True, False)
        write_stamp(portal.stamp, portal.wanted(development=True))
        assert (portal.done(), everything.done()) == (True, True)


class TestBrowser:
    @pytest.fixture(autouse=True)
    def nothing_found(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(browser, "FOUND", tmp_path / "chromium-path")

    def test_tests_fail_without_a_browser(self, tmp_path: Path) -> None:
        with pytest.raises(SetupError, match="the tests need Chromium .*: run: make test"):
            browser.chromium()
        write_stamp(browser.FOUND, f"{tmp_path / 'gone'}\n")
        with pytest.raises(SetupError, match="the tests need Chromium"):
            browser.chromium()

    def test_the_found_one_is_given(self) -> None:
        write_stamp(browser.FOUND, f"{sys.executable}\n")
        assert browser.chromium() == Path(sys.executable)
        assert browser.Chromium().done()

    def test_another_one_named_is_looked_at_anew(self, monkeypatch: pytest.MonkeyPatch) -> None:
        write_stamp(browser.FOUND, f"{sys.executable}\n")
        monkeypatch.setenv("CHROMIUM", "/opt/other/chrome")
        assert not browser.Chromium().done()

    def test_a_named_one_that_does_not_start(self, runner: commands.Runner, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("CHROMIUM", "/bin/false")
        with pytest.raises(SetupError, match="^CHROMIUM names /bin/false, which does not start as a browser: correct"):
            browser.Chromium().install(runner)

    def test_no_way_to_a_browser_is_one_line(self, runner: commands.Runner, monkeypatch: pytest.MonkeyPatch) -> None:
        def fail(_self: commands.Runner, _command: list[str], _doing: str) -> None:
            raise commands.CommandError(Cause("no network", "check it"))

        def refuse(_self: commands.Runner, *names: str) -> Cause:
            return Cause("this user may not", f"run: sudo apt-get install {names[0]}")

        monkeypatch.delenv("CHROMIUM", raising=False)
        monkeypatch.setattr(browser, "on_machine", lambda: None)
        monkeypatch.setattr(commands.Runner, "run", fail)
        monkeypatch.setattr(commands.Runner, "install_system_packages", refuse)
        with pytest.raises(SetupError) as caught:
            browser.Chromium().install(runner)
        assert str(caught.value) == (
            "the browser tests need Chromium, and there is none: this user may not: run: sudo apt-get install chromium"
            ", or name a browser of your own: CHROMIUM=/path/to/chrome make test"
        )


class FakeStep:
    """A step that notes when it is asked to install."""

    def __init__(self, name: str, notes: list[str], *, done: bool, error: Exception | None = None) -> None:
        self.name, self.notes, self.is_done, self.error = name, notes, done, error

    def done(self) -> bool:
        return self.is_done

    def install(self, runner: commands.Runner) -> None:
        assert runner.lock > 0
        if self.error:
            raise self.error
        self.notes.append(self.name)
        self.is_done = True


class TestSetup:
    @pytest.fixture(autouse=True)
    def own_lock(self, environment: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(setup, "LOCK", environment / "lock")
        monkeypatch.setattr("signal.signal", lambda *_: None)

    def test_only_what_is_missing_is_installed_and_once(self, capsys: pytest.CaptureFixture[str]) -> None:
        notes: list[str] = []
        steps = [FakeStep(name, notes, done=name == "b") for name in "abc"]
        setup.provide(steps)
        assert notes == ["a", "c"]
        capsys.readouterr()
        setup.provide(steps)
        assert notes == ["a", "c"]
        assert capsys.readouterr().out == ""

    @pytest.mark.parametrize(
        ("error", "line"),
        [
            (SetupError("no pip: get one"), "setup: no pip: get one\n"),
            (commands.CommandError(Cause("no network", "check it")), "setup: no network: check it\n"),
            (PermissionError(13, "Permission denied", "/x"), "setup: /x: Permission denied: see that this folder"),
            (KeyboardInterrupt(), "setup: interrupted: run the same command again"),
        ],
        ids=["set-up", "command", "system", "interrupt"],
    )
    def test_an_error_is_one_line_and_stops(
        self,
        error: Exception,
        line: str,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        notes: list[str] = []
        steps = (FakeStep("a", notes, done=False, error=error), FakeStep("b", notes, done=False))
        monkeypatch.setitem(setup.STEPS, "check", steps)
        assert setup.main(["check"]) != 0
        printed = capsys.readouterr().err
        assert printed.startswith(line)
        assert printed.count("\n") == 1
        assert notes == []

    def test_an_unknown_target(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert setup.main(["cake"]) == 2
        assert capsys.readouterr().err.startswith("usage: ")

    def test_each_target_gets_what_it_needs_and_no_more(self) -> None:
        kinds = {target: [type(step) for step in steps] for target, steps in setup.STEPS.items()}
        assert [target for target, found in kinds.items() if browser.Chromium in found] == ["bench", "test"]
        assert node.Node not in kinds["check"]
        for target in ("check", "site", "serve"):
            assert python.Packages("dev") not in setup.STEPS[target]

    def test_make_asks_for_targets_that_there_are(self) -> None:
        makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
        assert set(re.findall(r"^(\w+):.*\n\t\$\(setup\)", makefile, re.MULTILINE)) == set(setup.STEPS)

    @pytest.mark.parametrize("interpreter", ["/nowhere/python3", "/bin/false"], ids=["missing", "too-old"])
    def test_make_says_which_python_it_needs(self, interpreter: str) -> None:
        done = subprocess.run(
            ["make", "--silent", "check", f"PYTHON={interpreter}"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode != 0
        assert done.stderr.startswith(
            f"setup: {interpreter} is missing or older than 3.11: install Python 3.11 or later"
        )
        assert "Traceback" not in done.stderr
