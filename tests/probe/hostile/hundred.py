"""A hundred probes in one process, one hostile application after the other: what is left of them all?

    python -m tests.probe.hostile.hundred [NUMBER] [--all]

`--all` takes those too that are ended by a deadline. Exit status 1 where something is left, or an outcome was not as
the case says.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

from tests.probe.hostile import leftovers
from tests.probe.hostile.cases import Case, cases
from tests.probe.hostile.probed import surroundings, told_of


@dataclass(frozen=True, slots=True)
class Runs:
    """What came of them."""

    names: tuple[str, ...]
    wrong: tuple[str, ...]
    """Cases with another outcome than theirs, each with what it said."""
    left: leftovers.Census
    seconds: float


def quick() -> list[Case]:
    """The cases that no deadline ends, and whose packages are here."""
    return [case for case in every() if not case.hangs]


def every() -> list[Case]:
    """The cases whose packages are here."""
    return [case for case in cases() if not case.missing]


def runs(chosen: Iterable[Case], folder: Path) -> Runs:
    """Probe them one after the other; count before the first and after the last."""
    token, began = os.urandom(16).hex(), time.monotonic()
    chosen = list(chosen)
    folders = [*{case.folder for case in chosen}, folder]
    with leftovers.adopting() as collect:
        with surroundings(chosen[0], folder, token):
            told_of(chosen[0])  # what is imported and opened once for all
            before = leftovers.census(token, folders)
        wrong = list(_wrong(chosen, folder, token))
        left = leftovers.left_behind(before, token, folders, 5.0, collect)
        leftovers.end_marked(token)
    return Runs(tuple(case.name for case in chosen), tuple(wrong), left, time.monotonic() - began)


def _wrong(chosen: Iterable[Case], folder: Path, token: str) -> Iterator[str]:
    for case in chosen:
        with surroundings(case, folder, token):
            told = told_of(case)
        if told.outcome != case.outcome:
            yield f"{case.name}: {told.text[:300]}"


def main(arguments: list[str]) -> int:
    """Run and tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("number", type=int, nargs="?", default=100)
    parser.add_argument("--all", action="store_true")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        done = runs(islice(cycle(every() if options.all else quick()), options.number), Path(folder))
    print(f"{len(done.names)} probes of {len(set(done.names))} applications in {done.seconds:.0f} s")
    print("\n".join(done.wrong) or "each ended as it should")
    print(f"left behind: {done.left}" if done.left else "nothing is left behind")
    return int(bool(done.left or done.wrong))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
