"""Types that extensions make badly."""

from __future__ import annotations

import pytest

from forklint.probe.agent.objects import safe


class Odd:
    """Stands for a type that was never made ready: f2py's `fortran` says None for both."""


@pytest.fixture(autouse=True)
def never_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    assert safe.mro(Odd) == (Odd, object)
    assert "__doc__" in safe.namespace(Odd)
    monkeypatch.setattr(safe, "_mro", lambda cls: None)
    monkeypatch.setattr(safe, "_namespace", lambda cls: None)


def test_it_is_its_own_only_base():
    assert safe.mro(Odd) == (Odd,)
    assert safe.names(Odd) == {f"{__name__}.Odd"}


def test_it_has_nothing():
    assert not safe.namespace(Odd)
    assert safe.lookup(Odd, "__doc__") is safe.MISSING
    assert safe.dictionary(Odd()) == {}
    assert list(safe.slots(Odd)) == []
