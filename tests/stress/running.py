"""`forklint stress` as a command, and its result."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.services.service import Service

ODD = Path(__file__).parent / "odd"
FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
PAGE = FIXTURES.parent / "docs" / "stress.md"
"""Where what was measured is written down."""
SECONDS = 100


@dataclass(frozen=True, slots=True)
class Outcome:
    """How it ended, and what it printed."""

    status: int
    output: str
    errors: str

    @property
    def document(self) -> dict[str, Any]:
        """The JSON."""
        document: dict[str, Any] = json.loads(self.output)
        return document

    def side(self, name: str) -> dict[str, Any]:
        """`reference`, `subject` or `repaired`."""
        return next(side for side in self.document["sides"] if side["name"] == name)

    def answers(self, name: str) -> dict[str, list[tuple[int | None, str, str, bool]]]:
        """Request -> status, body, trouble, whether the reference never gave it."""
        found: dict[str, list[tuple[int | None, str, str, bool]]] = {}
        for one in self.side(name)["answers"]:
            told = (one["status"], one["body"], one["trouble"], one["strange"])
            found.setdefault(one["request"], []).append(told)
        return found


def command(*words: str) -> list[str]:
    """The command line."""
    return [sys.executable, "-m", "forklint", *words]


def stress(
    folder: Path,
    *words: str,
    environment: dict[str, str] | None = None,
    text: bool = False,
    seconds: float = SECONDS,
) -> Outcome:
    """Run it in a folder, as JSON unless its text is wanted."""
    how = [] if text else ["--output-format", "json"]
    more = {"PYTHONDONTWRITEBYTECODE": "1", "COLUMNS": "80", "PYTHONUTF8": "1", **(environment or {})}
    done = subprocess.run(
        command("stress", *words[:1], *how, *words[1:]),
        cwd=folder,
        env={**os.environ, **more},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=seconds,
        check=False,
    )
    return Outcome(done.returncode, done.stdout, done.stderr)


def address_of(service: Service) -> dict[str, str]:
    """The variables by which the shops of `fixtures/` find their database."""
    place = {"DB_HOST": service.host, "DB_PORT": str(service.port), "DB_NAME": service.database}
    return {**place, "DB_USER": service.user, "DB_PASSWORD": service.password}
