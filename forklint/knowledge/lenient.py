"""Facts files of users: what is wrong with a row is told, with file, row and key, and the other rows count."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from forklint.errors import KnowledgeError
from forklint.knowledge.decode import plain
from forklint.knowledge.mistake import Mistake, mistake
from forklint.knowledge.objections import objections
from forklint.knowledge.schema import FactsFile

TABLES = ("type", "call", "duck", "imports", "subclass")


@dataclass(frozen=True, slots=True)
class Read:
    """One file, as far as it can be understood."""

    path: Path
    file: FactsFile | None
    """Without the rows that are wrong; None where the file as a whole is."""
    problems: tuple[str, ...]
    """Each with file, row and key."""


def read_facts(path: Path) -> Read:
    """What can be understood of a facts file; nothing is raised."""
    try:
        data = plain(path)
    except KnowledgeError as error:
        return Read(path, None, (error.message,))
    left = {table: list(enumerate(rows)) for table in TABLES if isinstance(rows := data.get(table), list)}
    problems: list[str] = []
    while True:
        file, wrong = _converted({**data, **{table: [row for _, row in rows] for table, rows in left.items()}})
        if wrong is None:
            return Read(path, file, tuple(problems))
        if wrong.table not in left:
            return Read(path, None, (*problems, f"{path}: {wrong.said(data)}"))
        index, _ = left[wrong.table].pop(wrong.index)
        problems.append(f"{path}: {wrong.said(data, index)}")


def _converted(data: dict[str, Any]) -> tuple[FactsFile | None, Mistake | None]:
    """The file, and the first thing that is wrong with it."""
    try:
        file = msgspec.convert(data, FactsFile)
    except msgspec.ValidationError as error:
        return None, mistake(str(error))
    return file, next(objections(file), None)
