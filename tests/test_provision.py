"""What the set-up is made of: stamps and the lock, versions, causes of failures, how programs are asked."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tools.provision import BIN, ROOT, commands, node, python
from tools.provision.causes import Cause, cause
from tools.provision.stamps import exclusive, fingerprint, identity, read_stamp, write_stamp


class TestStamps:
    def test_fingerprint_tells_how_the_parts_are_cut(self) -> None:
        assert fingerprint("ab", "c") == fingerprint(b"ab", "c")
        assert len({fingerprint("ab", "c"), fingerprint("a", "bc"), fingerprint("abc"), fingerprint("abc", "")}) == 4

    def test_a_stamp_is_read_back_and_leaves_no_draft(self, tmp_path: Path) -> None:
        stamp = tmp_path / "folder" / "stamp"
        assert read_stamp(stamp) == ""
        write_stamp(stamp, "first")
        write_stamp(stamp, "second")
        assert read_stamp(stamp) == "second"
        assert list(stamp.parent.iterdir()) == [stamp]

    def test_a_garbled_stamp_is_no_stamp(self, tmp_path: Path) -> None:
        (tmp_path / "stamp").write_bytes(b"\xff\xfe\x00")
        assert read_stamp(tmp_path / "stamp") == ""

    def test_identity_changes_with_the_program_behind_a_link(self, tmp_path: Path) -> None:
        program, link = tmp_path / "program", tmp_path / "link"
        program.write_text("one")
        link.symlink_to(program)
        before = identity(link)
        program.write_text("another")
        assert before
        assert identity(link) not in {"", before}
        program.unlink()
        assert identity(link) == ""

    def test_identity_of_a_loop_of_links_is_empty(self, tmp_path: Path) -> None:
        (tmp_path / "a").symlink_to(tmp_path / "b")
        (tmp_path / "b").symlink_to(tmp_path / "a")
        assert identity(tmp_path / "a") == ""

    def test_a_second_set_up_waits_for_the_first(self, tmp_path: Path) -> None:
        code = (
            "import sys; from pathlib import Path; from tools.provision.stamps import exclusive\n"
            "with exclusive(Path(sys.argv[1]), lambda: print('waiting', flush=True)): print('in', flush=True)"
        )
        with exclusive(tmp_path / "lock", lambda: pytest.fail("nobody else is there")):
            other = subprocess.Popen(
                [sys.executable, "-c", code, str(tmp_path / "lock")],
                cwd=ROOT,
                stdout=subprocess.PIPE,
                text=True,
            )
            assert other.stdout
            assert other.stdout.readline() == "waiting\n"
        assert other.communicate(timeout=30)[0] == "in\n"
        assert other.returncode == 0


class TestVersions:
    @pytest.mark.parametrize(
        ("text", "version"),
        [
            ("pip 23.0.1 from /usr/lib/python3/dist-packages/pip (python 3.11)\n", (23, 0, 1)),
            ("pip 26.1 from /x (python 3.14)", (26, 1)),
            ("pip 22.3b1 from /x", (22,)),
            ("Python 3.11.2", ()),
            ("pip", ()),
            ("", ()),
        ],
    )
    def test_pip(self, text: str, version: tuple[int, ...]) -> None:
        assert python.pip_version(text) == version

    @pytest.mark.parametrize(
        ("text", "major"),
        [("v20.20.2\n", 20), ("v9.11.2", 9), ("v24.0.0-nightly", 24), ("20.1.0", 0), ("node: not found", 0), ("", 0)],
    )
    def test_node(self, text: str, major: int) -> None:
        assert node.major(text) == major


class TestCauses:
    @pytest.mark.parametrize(
        ("output", "wrong"),
        [
            (
                "NewConnectionError('… failed …')\nERROR: No matching distribution found for mkdocs==1.6.1",
                "no network, or the package registry cannot be reached",
            ),
            ("npm error code EAI_AGAIN", "no network, or the package registry cannot be reached"),
            ("Err:1 … Temporary failure resolving 'mirror'", "no network, or the package registry cannot be reached"),
            ("SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] …", "the registry's TLS"),
            ("npm error code SELF_SIGNED_CERT_IN_CHAIN", "the registry's TLS certificate is not trusted here"),
            ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "a downloaded package is"),
            ("npm error code EINTEGRITY", "a downloaded package is not the one that the lock file names"),
            ("OSError: [Errno 28] No space left on device", "the disk is full"),
            ("OSError: [Errno 13] Permission denied: '/x'", "a file may not be written"),
            ("E: Could not get lock /var/lib/dpkg/lock-frontend.", "another program is installing system packages"),
            ("ERROR: No matching distribution found for x==1", "a package has no build for this Python"),
        ],
    )
    def test_known(self, output: str, wrong: str) -> None:
        assert cause(output, "the.log").wrong.startswith(wrong)

    def test_otherwise_the_last_line_and_where_the_rest_is(self) -> None:
        found = cause("something\nERROR: the cat sat on it\n\n", "build/setup.log")
        assert found == Cause("the cat sat on it", "read the whole output in build/setup.log")
        assert cause("", "x").wrong == "it printed nothing"

    def test_each_is_one_line(self) -> None:
        assert "\n" not in str(commands.CommandError(cause("one\ntwo\nthree", "build/setup.log")))


class TestCommands:
    def test_installers_get_no_setting_that_leads_elsewhere(self) -> None:
        result = commands.environment({"PIP_TARGET": "/x", "PYTHONPATH": "/y", "HTTPS_PROXY": "p", "PATH": "/usr/bin"})
        assert result["HTTPS_PROXY"] == "p"
        assert not {"PIP_TARGET", "PYTHONPATH"} & set(result)
        assert result["PATH"].split(os.pathsep) == [str(BIN), "/usr/bin"]

    def test_probe_gives_output_or_none(self) -> None:
        assert commands.probe([sys.executable, "-c", "print('x')"]) == "x\n"
        assert commands.probe([sys.executable, "-c", "import sys; print('x'); sys.exit(1)"]) is None
        assert commands.probe(["/nowhere/program"]) is None
        assert commands.probe([sys.executable, "-c", "import time; time.sleep(30)"], seconds=0.2) is None
