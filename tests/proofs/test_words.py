"""What a process tells of an exception, and what recipes share."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from forklint.proofs.guest.words import LONGEST, failed
from forklint.proofs.tools import forklint_recipe


class Mute(Exception):
    def __str__(self) -> str:
        raise ValueError("no text")


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (KeyError("tea"), "KeyError: 'tea'"),
        (RuntimeError("at /home/me/.venv/lib/site-packages/pool/one.py:7>"), "RuntimeError: at pool/one.py:7>"),
        (OSError("/run/mysqld/mysqld.sock"), "OSError: /run/mysqld/mysqld.sock"),
        (Mute(), "Mute: "),
    ],
)
def test_an_exception_is_told_without_where_the_machine_has_its_libraries(error: Exception, told: str) -> None:
    assert failed(error) == {"outcome": "error", "detail": told}


def test_a_long_text_is_cut() -> None:
    assert len(failed(ValueError("x" * 1000))["detail"]) == LONGEST


def test_a_server_that_does_not_start_is_not_waited_for() -> None:
    with pytest.raises(RuntimeError, match="status 7"):
        forklint_recipe.served("raise SystemExit(7)")


def test_each_process_has_its_own_object_and_loop() -> None:
    """In a process of its own, because it forks."""
    program = """
import os
from forklint_recipe import OfProcess, end_loop, inherit_loop, loop

class Made:
    def __init__(self):
        self.pid = os.getpid()

made, own = OfProcess(Made), loop()
assert made.pid == os.getpid() and loop() is own
if not (pid := os.fork()):
    different = made.pid == os.getpid() and loop() is not own
    end_loop()
    inherit_loop()
    os._exit(0 if different and loop() is own else 1)
raise SystemExit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
"""
    folder = Path(forklint_recipe.__file__).parent
    assert subprocess.run([sys.executable, "-c", program], cwd=folder, timeout=20, check=False).returncode == 0
