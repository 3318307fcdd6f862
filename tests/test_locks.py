"""The lock files: hashes for everything, addresses for nothing, and the versions that the project asks for."""

import json
import re
import tomllib

import pytest

from tools import lock as lock_tool
from tools.provision import ROOT, node, python

PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[a-z]+\])?==([^ ;\\\n]+)", re.MULTILINE)


def pins(text: str) -> dict[str, str]:
    return {name.lower().replace("_", "-"): version for name, version in PIN.findall(text)}


class TestLocks:
    @pytest.mark.parametrize("name", sorted(python.LOCKS))
    def test_every_package_has_hashes_and_no_address(self, name: str) -> None:
        text = python.LOCKS[name].read_text(encoding="utf-8")
        packages = re.split(r"\n(?=[A-Za-z0-9])", re.sub(r"^ *#.*\n?", "", text, flags=re.MULTILINE).strip())
        assert packages
        for package in packages:
            assert re.match(r"[A-Za-z0-9._-]+(\[[a-z]+\])?==", package), package
            assert "--hash=sha256:" in package
        assert "://" not in text
        assert "--index" not in text
        assert "--find-links" not in text

    def test_what_the_project_asks_for_is_what_is_locked(self) -> None:
        project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
        asked = {"run": project["project"]["dependencies"], **project["dependency-groups"]}
        for name, requirements in asked.items():
            locked = pins(python.LOCKS[name].read_text(encoding="utf-8"))
            for package, version in pins("\n".join(requirements)).items():
                assert locked[package] == version
            assert len(pins("\n".join(requirements))) == len(requirements), "every version is exact"

    def test_the_tests_run_on_the_portals_own_versions(self) -> None:
        run, dev = (pins(python.LOCKS[name].read_text(encoding="utf-8")) for name in ("run", "dev"))
        assert run.items() <= dev.items()

    def test_npm_packages_have_hashes_and_no_address(self) -> None:
        text = node.MANIFEST_LOCK.read_text(encoding="utf-8")
        packages = {path: package for path, package in json.loads(text)["packages"].items() if path}
        assert packages
        assert all(package["integrity"].startswith("sha512-") for package in packages.values())
        assert "://" not in text

    def test_npm_versions_are_exact(self) -> None:
        manifest = json.loads(node.MANIFEST.read_text(encoding="utf-8"))
        locked = json.loads(node.MANIFEST_LOCK.read_text(encoding="utf-8"))["packages"]
        for name, version in {**manifest["dependencies"], **manifest["devDependencies"]}.items():
            assert locked[f"node_modules/{name}"]["version"] == version

    def test_addresses_are_taken_out_of_npms_lock(self) -> None:
        lock = {"packages": {"": {"name": "x"}, "node_modules/y": {"version": "1", "funding": {"url": "https://y"}}}}
        assert json.loads(lock_tool.without_addresses(json.dumps(lock))) == {
            "packages": {"": {"name": "x"}, "node_modules/y": {"version": "1"}},
        }

    def test_the_locks_are_made_for_the_oldest_python(self) -> None:
        project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
        assert lock_tool.oldest_python(project) == "3.11"
        command = lock_tool.python_command("dev", "3.11")
        assert command[command.index("--python-version") + 1] == "3.11"
        assert {"--universal", "--generate-hashes"} <= set(command)
