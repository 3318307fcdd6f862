"""The tiny project of the tests: made once, copied for each test that changes it, built once."""

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import settings

from playbook.project import Project
from tests.base_project import make_base

# A busy machine is no failure; a build machine must find tomorrow what it finds today.
settings.register_profile("tests", deadline=None, max_examples=60, derandomize=bool(os.environ.get("CI")))
settings.load_profile("tests")


@pytest.fixture(scope="session")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny project, complete and clean; to be read only."""
    return make_base(tmp_path_factory.mktemp("tiny") / "base").root


@pytest.fixture
def project(base: Path, tmp_path: Path) -> Project:
    """A copy of the tiny project to change."""
    root = tmp_path / "project"
    shutil.copytree(base, root)
    return Project(root)
