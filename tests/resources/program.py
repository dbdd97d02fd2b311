"""Programs: a fault and its repair in one text file each.

# What is wrong.
# needs: sqlalchemy
# file: app.py
engine = ...  # <- FL103
# repaired: what the repair is
# file: app.py
engine = ...
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PROGRAMS = Path(__file__).parent / "programs"
REPAIRED = "# repaired: "

KEYS = ("needs", "not run", "check", "ask", "wrong", "known gap")
"""Keys of a program's header.

`needs`: import name of the library without which the oracle cannot run it. `not run`: why the oracle does not run it at
all. `check`: the target of the check instead of the current folder. `ask`, `wrong`: an expression that the oracle
evaluates in the master and in the worker, and the condition over `master` and `worker` that shows the fault, where
neither descriptors nor threads do. `known gap`: why forklint does not get this right yet.
"""


@dataclass(frozen=True, slots=True)
class Program:
    """A faulty program, its repaired twin, and how to see the difference."""

    name: str
    """`category/program`."""
    what: str
    faulty: str
    repaired: str
    cure: str
    header: dict[str, str]


def parse(name: str, text: str) -> Program:
    """A program from the text of its file."""
    lines = text.splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith("# file: "))
    middle = next(number for number, line in enumerate(lines) if line.startswith(REPAIRED))
    prose, header = [], {}
    for line in (line.removeprefix("#").strip() for line in lines[:start]):
        key, colon, value = line.partition(": ")
        if colon and key in KEYS:
            header[key] = value
        else:
            prose.append(line)
    faulty, repaired = ("\n".join(part) + "\n" for part in (lines[start:middle], lines[middle + 1 :]))
    return Program(name, "\n".join(prose), faulty, repaired, lines[middle].removeprefix(REPAIRED), header)


def read_programs(folder: Path = PROGRAMS) -> Iterator[Program]:
    """Every program below a folder, by name."""
    for path in sorted(folder.rglob("*.txt")):
        name = path.relative_to(folder).with_suffix("").as_posix()
        yield parse(name, path.read_text(encoding="utf-8"))
