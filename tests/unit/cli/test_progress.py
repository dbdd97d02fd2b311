"""The moving line on standard error."""

from __future__ import annotations

import io
import time

import pytest

from forklint.cli import progress as module
from forklint.cli.progress import progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.01)
    monkeypatch.setattr(module, "_STEP", 0.01)
    monkeypatch.setenv("TERM", "xterm")


def drawn(stream: io.StringIO, monkeypatch: pytest.MonkeyPatch, seconds: float = 0.1) -> str:
    monkeypatch.setattr("sys.stderr", stream)
    with progress() as notice:
        notice("following load time, gunicorn: 12 modules")
        time.sleep(seconds)
    return stream.getvalue()


@pytest.mark.usefixtures("quick")
def test_a_long_run_is_shown_and_wiped_away(monkeypatch: pytest.MonkeyPatch) -> None:
    text = drawn(Terminal(), monkeypatch)
    assert "forklint: following load time, gunicorn: 12 modules (" in text
    assert text.endswith("\r\x1b[K")
    assert "\n" not in text


@pytest.mark.usefixtures("quick")
def test_a_pipe_hears_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert drawn(io.StringIO(), monkeypatch) == ""


@pytest.mark.usefixtures("quick")
def test_a_terminal_that_cannot_move_hears_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    assert drawn(Terminal(), monkeypatch) == ""


def test_a_short_run_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    assert drawn(Terminal(), monkeypatch, seconds=0) == ""
