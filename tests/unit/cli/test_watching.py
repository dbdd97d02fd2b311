"""`forklint check --watch`, as a person meets it: a report, a repair, the next report, Ctrl-C."""

from __future__ import annotations

import queue
import signal
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pytest

from tests.running import SCRIPT
from tests.unit.trees import write

pytestmark = [pytest.mark.timeout(60), pytest.mark.real("watchfiles")]
FAULT = "import threading\n\nthreading.Thread(target=print).start()\n"


def test_it_looks_again_after_a_change(tmp_path: Path) -> None:
    write(tmp_path, {"app.py": FAULT})
    with watching(tmp_path, "--output-format", "concise", "--output-format", "json=out.json") as (process, lines):
        assert "FL201" in until("exit status 1", lines)
        write(tmp_path, {"app.py": "import threading\n"})
        assert "FL201" not in until("exit status 0", lines)
        assert lines.empty()  # the file that it writes is no change
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0


def test_a_mistake_is_told_each_time(tmp_path: Path) -> None:
    with watching(tmp_path, "--select", "FL999") as (_, lines):
        assert "FL999" in until("exit status 2", lines)


@contextmanager
def watching(folder: Path, *arguments: str) -> Iterator[tuple[subprocess.Popen[str], queue.Queue[str]]]:
    """The command, and the lines that it prints."""
    lines: queue.Queue[str] = queue.Queue()
    command = [str(SCRIPT), "check", "--watch", *arguments]
    with subprocess.Popen(
        command, cwd=folder, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as process:
        assert process.stdout
        threading.Thread(target=_collect, args=[process.stdout, lines]).start()
        try:
            yield process, lines
        finally:
            process.kill()


def until(words: str, lines: queue.Queue[str]) -> str:
    """All that is printed up to a line with these words."""
    text = ""
    while words not in text:
        text += lines.get(timeout=30)
    return text


def _collect(printed: IO[str], lines: queue.Queue[str]) -> None:
    for line in printed:
        lines.put(line)
