"""Which names of facts rows an installed library has."""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from forklint.errors import CouldNotLook
from forklint.knowledge.facts import Facts
from forklint.knowledge.schema import TypeFact
from forklint.proofs.stages import GUEST

_SECONDS = 60.0
_SILENT: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "check": False}


def missing(rows: Sequence[TypeFact], facts: Facts, python: str) -> list[str]:
    """The rows of whose names the library has none. Rows whose names only facts use are not looked for."""
    made = {call.makes for call in facts.calls.values()} | {
        name for row in facts.types.values() for name in _given(row)
    }
    wanted = {row.name: names for row in rows if row.name not in made and (names := _names(row))}
    if not wanted:
        return []
    there = _existing([name for names in wanted.values() for name in names], python)
    return [row for row, names in wanted.items() if not any(there.get(name) for name in names)]


def _given(row: TypeFact) -> set[str]:
    conditions = {condition.makes for condition in row.when}
    return {*row.gives.values(), *row.attributes.values(), *conditions, *(member.makes for member in row.member)}


def _names(row: TypeFact) -> list[str]:
    """What a process-wide row is called is ours, unless it says where a process has it."""
    names = row.runtime if row.process_wide else (row.name, *row.aliases, *row.runtime)
    return [name for name in names if all(part.isidentifier() for part in name.split("."))]


def _existing(names: list[str], python: str) -> dict[str, bool]:
    with tempfile.TemporaryDirectory(prefix="forklint-proof-", ignore_cleanup_errors=True) as folder:
        answer = Path(folder, "answer.json")
        task = json.dumps({"stage": "names", "names": names, "answer": str(answer)})
        try:
            with suppress(subprocess.TimeoutExpired):  # a thread of a library's may keep it from ending
                subprocess.run([python, str(GUEST)], input=task.encode(), cwd=folder, timeout=_SECONDS, **_SILENT)
            found: dict[str, bool] = json.loads(answer.read_text(encoding="utf-8"))["names"]
        except OSError as error:
            raise CouldNotLook(f"{python} did not say which names its libraries have") from error
    return found
