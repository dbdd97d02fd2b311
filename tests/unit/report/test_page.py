"""Lines on a page: with styles where something shows them, else as text, for which rich is not imported."""

from __future__ import annotations

import io
import subprocess
import sys

import pytest

from forklint.report.terminal.page import Page

CLEAN = """
import io, sys
from pathlib import Path
from forklint.model.report import Report
from forklint.report.registry import FORMATS, Context
FORMATS["full"]()(Report((), (), ()), Context(io.StringIO(), Path()))
print(sorted(name for name in sys.modules if name.partition(".")[0] == "rich"))
"""


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def _drawn(stream: io.StringIO, color: bool | None) -> str:
    page = Page(stream, color)
    page.line(("bold", "bold"), " and plain", indent=2)
    page.prose("with `code` in it", indent=2, style="bold")
    page.blank()
    return stream.getvalue()


@pytest.fixture(autouse=True)
def _no_wishes(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("FORCE_COLOR", "NO_COLOR", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")


@pytest.mark.parametrize(("stream", "color"), [(io.StringIO, None), (io.StringIO, False), (_Terminal, False)])
def test_text_alone(stream: type[io.StringIO], color: bool | None) -> None:
    assert _drawn(stream(), color) == "  bold and plain\n  with `code` in it\n\n"


@pytest.mark.parametrize(("stream", "color"), [(_Terminal, None), (_Terminal, True), (io.StringIO, True)])
def test_styles(stream: type[io.StringIO], color: bool | None) -> None:
    drawn = _drawn(stream(), color)
    assert drawn.startswith("  \x1b[1mbold\x1b[0m and plain\n")
    assert "\x1b[1;36m`code`\x1b[0m" in drawn


def test_the_environment_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" in _drawn(io.StringIO(), None)
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in _drawn(_Terminal(), None)


def test_a_clean_report_needs_no_rich() -> None:
    done = subprocess.run([sys.executable, "-c", CLEAN], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout == "[]\n"
