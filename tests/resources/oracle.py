"""The oracle: a faulty program shares a descriptor, loses a thread or copies a state; its repaired twin does not.

    python -m tests.resources.oracle

names the programs of which that is not so, among those whose libraries are installed.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from tests import programs
from tests.resources.program import Program, read_programs

OBSERVER = Path(__file__).with_name("observer.py")


@dataclass(frozen=True, slots=True)
class Seen:
    """What two processes of one program had in common."""

    shared: list[list[str]]
    """[number, target] of descriptors that load time opened and that the worker still has."""
    lost: int
    """Threads that the master has and the worker has not."""
    wrong: bool | None
    """Whether the program's own condition holds; None where it has none."""
    error: str

    @property
    def faulty(self) -> bool:
        """Whether something is wrong in the worker."""
        return bool(self.shared) or self.lost > 0 if self.wrong is None else self.wrong


def runs(program: Program) -> bool:
    """Whether this machine has what the program needs."""
    needs = program.header.get("needs")
    return "not run" not in program.header and (needs is None or find_spec(needs) is not None)


def observe(found: list[Program]) -> dict[str, tuple[Seen, Seen]]:
    """Name -> what was seen of the faulty program and of its twin."""
    with tempfile.TemporaryDirectory() as temporary:
        orders = []
        for program in found:
            for kind, text in (("faulty", program.faulty), ("repaired", program.repaired)):
                folder = Path(temporary).resolve() / program.name / kind
                folder.mkdir(parents=True)
                programs.write(folder, text)
                header = {key: program.header.get(key, "") for key in ("ask", "wrong")}
                orders.append({"folder": str(folder), **header})
        done = subprocess.run(
            [sys.executable, str(OBSERVER)],
            input="".join(json.dumps(order) + "\n" for order in orders),
            stdout=subprocess.PIPE,
            text=True,
            timeout=300,
            check=True,
        )
    seen = [Seen(**json.loads(line)) for line in done.stdout.splitlines()]
    return {program.name: (seen[2 * number], seen[2 * number + 1]) for number, program in enumerate(found)}


def main() -> int:
    """Run every program that this machine can run; 1 where one is not what it is said to be."""
    found = [program for program in read_programs() if runs(program)]
    wrong = {
        name: pair
        for name, pair in observe(found).items()
        if pair[0].error or pair[1].error or not pair[0].faulty or pair[1].faulty
    }
    for name, (faulty, repaired) in wrong.items():
        print(f"{name}\n  faulty:   {faulty}\n  repaired: {repaired}")
    print(f"{len(found)} run, {len(wrong)} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
