"""Wall times of commands: taken in turns, so that a busy moment of the machine hits all of them."""

from __future__ import annotations

import compileall
import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

import forklint

LEFT_OUT = frozenset({"PYTHONDONTWRITEBYTECODE"})
"""What is installed has its bytecode: with this variable each run would compile the application of a benchmark."""


@dataclass(frozen=True, slots=True)
class Command:
    """Something to measure."""

    name: str
    words: Sequence[str]
    folder: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    statuses: frozenset[int] = frozenset({0, 1})
    """Exit statuses of a run that did its work: a linter that finds something says 1."""


@dataclass(frozen=True, slots=True)
class Timing:
    """How long one command took, in seconds."""

    name: str
    seconds: tuple[float, ...]

    @property
    def median(self) -> float:
        """The middle one: a single slow run does not count."""
        return median(self.seconds)

    def to(self, other: Timing) -> float:
        """How many times as long as the other."""
        return self.median / other.median


def measure(commands: Sequence[Command], repetitions: int) -> dict[str, Timing]:
    """Run every command once unmeasured, then all of them in turns."""
    compile_forklint()
    for command in commands:
        run(command)
    taken: dict[str, list[float]] = {command.name: [] for command in commands}
    for _ in range(repetitions):
        for command in commands:
            taken[command.name].append(run(command))
    return {name: Timing(name, tuple(seconds)) for name, seconds in taken.items()}


def compile_forklint() -> None:
    """As an installation does: the agent of a probe reads bytecode and writes none, so an edited checkout has none."""
    compileall.compile_dir(Path(forklint.__file__).parent, quiet=2)


def run(command: Command) -> float:
    """Seconds of wall time of one run.

    Raises RuntimeError where it did not do its work: a failure is quick, and would look good.
    """
    inherited = {name: value for name, value in os.environ.items() if name not in LEFT_OUT}
    start = time.perf_counter()
    done = subprocess.run(
        command.words,
        cwd=command.folder,
        env={**inherited, **command.environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    seconds = time.perf_counter() - start
    if done.returncode not in command.statuses:
        raise RuntimeError(f"{command.name}: exit status {done.returncode}\n{done.stderr.decode()[-2000:]}")
    return seconds
