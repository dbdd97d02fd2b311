"""The demo's database where it cannot be started."""

from __future__ import annotations

import errno
import os
import shutil
import socket
from pathlib import Path
from typing import Any, cast

import pytest

from forklint.demo.database import MARIADB, MIMIC, start
from forklint.errors import CouldNotLook
from forklint.probe.housing import House, housed


@pytest.fixture
def house(tmp_path: Path) -> House:
    """One in which nobody lives."""
    return House(tmp_path, cast(Any, None), cast(Any, None))


def test_no_free_port(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*words: object) -> socket.socket:
        raise OSError(errno.EADDRINUSE, os.strerror(errno.EADDRINUSE))

    monkeypatch.setattr(socket, "create_server", none)
    with pytest.raises(CouldNotLook, match=r"there is no free port on 127\.0\.0\.1: Address already in use"):
        start(MIMIC, house.folder / "database.py", house)


def test_a_server_that_is_not_installed(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name, path: None)
    with pytest.raises(CouldNotLook, match="mariadb-install-db is not installed"):
        start(MARIADB, house.folder / "database.py", house)


def test_a_server_that_ends_at_once_has_said_why(tmp_path: Path) -> None:
    program = tmp_path / "database.py"
    program.write_text("raise SystemExit('no tea today')", encoding="utf-8")
    with housed() as house, pytest.raises(CouldNotLook) as refused:
        start(MIMIC, program, house)
    assert refused.value.message == "the demo's database does not answer"
    assert refused.value.hint.endswith("\n  no tea today")
    assert not house.folder.exists()
