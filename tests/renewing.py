"""Renewing what tests expect: ``PLAYBOOK_RENEW=1 .venv/bin/python -m pytest tests/test_bad_corpus.py``.

The same goes for ``tests/test_golden.py`` and ``tests/test_sidebar.py``.
Look at the difference before it is committed: it is what readers and authors will see.
"""

import os

import pytest


def renewing() -> bool:
    """Whether the tests write what they find instead of comparing it; never on a build machine."""
    if not os.environ.get("PLAYBOOK_RENEW"):
        return False
    if os.environ.get("CI"):
        pytest.fail("PLAYBOOK_RENEW is set on a build machine: expected results are renewed by people")
    return True
