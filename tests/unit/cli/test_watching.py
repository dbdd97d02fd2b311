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

from forklint.cli.main import main
from tests.running import SCRIPT
from tests.unit.trees import write

pytestmark = [pytest.mark.timeout(60), pytest.mark.real("watchfiles")]
EMPTY = '{"version": 2, "forklint": "0.1.0", "targets": [], "findings": []}'
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


def test_whatever_a_run_goes_by_is_watched(tmp_path: Path) -> None:
    """Settings and the baseline above the folder, targets beside it, a folder that is renamed; not what it writes."""
    write(tmp_path, {"web/app.py": "import jobs.beat\n", "web/jobs/beat.py": FAULT, "other/app.py": ""})
    write(tmp_path, {"forklint.toml": "baseline = 'known.json'", "known.json": EMPTY})
    with watching(tmp_path / "web", ".", "../other", "--output-format", "full=out.txt") as (_, lines):
        until("exit status 1", lines)
        write(tmp_path, {"other/app.py": "import os\n"})
        assert "../other/app.py changed" in until("exit status 1", lines)
        write(tmp_path, {"known.json": "{"})
        assert "known.json: is no baseline" in until("exit status 2", lines)
        write(tmp_path, {"forklint.toml": "ignore = ['FL2']"})
        until("exit status 0", lines)
        write(tmp_path, {"forklint.toml": ""})
        until("exit status 1", lines)
        (tmp_path / "web" / "jobs").rename(tmp_path / "web" / "work")
        write(tmp_path, {"web/work/beat.py": "x = 1\n"})
        until("exit status 0", lines)
        assert lines.empty()


def test_a_mistake_is_told_each_time(tmp_path: Path) -> None:
    with watching(tmp_path, "--select", "FL999") as (_, lines):
        assert "FL999" in until("exit status 2", lines)


def test_a_system_that_watches_no_more_folders_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(*folders: Path, **options: object) -> None:
        raise OSError('OS file watch limit reached. about ["/shop"] (Error { kind: MaxFilesWatch })')

    monkeypatch.setattr("watchfiles.watch", full)
    monkeypatch.chdir(tmp_path)
    assert main(["check", "--watch"]) == 3
    said = capsys.readouterr().err
    assert said.startswith('forklint: --watch: OS file watch limit reached. about ["/shop"]\n')
    assert "WATCHFILES_FORCE_POLLING" in said


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
