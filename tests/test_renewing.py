"""Expected results are renewed by people who look at them, never by a machine that builds."""

import pytest

from tests.renewing import renewing


def test_only_where_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PLAYBOOK_RENEW", raising=False)
    assert not renewing()


def test_where_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLAYBOOK_RENEW", "1")
    monkeypatch.delenv("CI", raising=False)
    assert renewing()


def test_never_on_a_build_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLAYBOOK_RENEW", "1")
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="build machine"):
        renewing()
