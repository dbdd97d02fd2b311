"""A class that declares itself `fork-safe`: believed without a probe, contradicted by processes that show otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.running import console
from tests.unit.trees import write

pytestmark = [pytest.mark.real, pytest.mark.timeout(120)]
PROGRAM = """import os
import threading


class Beat:  # forklint: fork-safe[FL201] starts again in every worker
    def __init__(self):
        self.start()
        {cure}

    def start(self):
        threading.Thread(target=threading.Event().wait, name="beat", daemon=True).start()


beat = Beat()


def app(environ, start_response):
    return []
"""
WORDS = "app.py:5 declares it `fork-safe` (starts again in every worker); the processes show otherwise"


@pytest.mark.parametrize(
    ("cure", "proofs"), [("pass", [WORDS]), ("os.register_at_fork(after_in_child=self.start)", [])]
)
def test_a_claim_is_held_against_real_processes(cure: str, proofs: list[str], tmp_path: Path) -> None:
    write(tmp_path, {"app.py": PROGRAM.format(cure=cure)})
    arguments = ("check", "app:app", "--no-cache", "--output-format", "json")
    assert [one for one in console(tmp_path, *arguments).findings if one["rule"] != "FL001"] == []
    probed = console(tmp_path, *arguments, "--probe", "--server", "generic")
    assert [one["proof"][-1] for one in probed.findings if one["rule"] == "FL201"] == proofs
