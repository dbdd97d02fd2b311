"""Loads of one application: plain, under the agent, and the whole commands around them; all in turns."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.application import BEGIN, PLAIN, TIMES, WATCHING, make
from benchmarks.timing import Command, compile_forklint, run
from benchmarks.tools import Tools

BASE, PROBE = "plain load, until the process has ended", "`forklint probe`"
UNDER_GUNICORN, TWICE = "`forklint probe --server gunicorn`", "`forklint probe`, with a second load"


@dataclass(frozen=True, slots=True)
class Sample:
    """One run of one command, in seconds."""

    whole: float
    """Wall time, from its start to its end."""
    wall: float
    """From the interpreter's start until the application was loaded, the first time where it was loaded twice."""
    processor: float
    """Processor time of the same stretch."""


Clock = Callable[[Sample], float]


@dataclass(frozen=True, slots=True)
class Loads:
    """All that was taken: the samples of a round have the same index."""

    samples: dict[str, list[Sample]]
    modules: int
    """How many modules the application has."""

    def over(self, name: str) -> float:
        """Seconds that a whole command takes longer than the plain load of the same round: the middle one."""
        pairs = zip(self.samples[name], self.samples[BASE], strict=True)
        return median(sample.whole - plain.wall for sample, plain in pairs)

    def ratio(self, clock: Clock) -> float:
        """How many times as long a load takes under the agent as the plain one of the same round: the middle one."""
        pairs = zip(self.samples[PROBE], self.samples[BASE], strict=True)
        return median(clock(probed) / clock(plain) for probed, plain in pairs)

    def middle(self, name: str, clock: Clock) -> float:
        """The middle one of a command's samples."""
        return median(clock(sample) for sample in self.samples[name])


def commands(found: Tools, work: Path) -> list[Command]:
    """What is measured: each loads the same application in the same interpreter. Only the last one has a finding."""
    python, forklint = str(found.folder / "bin" / "python"), str(Path(sys.executable).with_name("forklint"))
    probe = [forklint, "probe", "--python", python, "--output-format", "concise"]
    words = {
        BASE: [python, "-c", f"import {PLAIN}"],
        PROBE: [*probe, f"{PLAIN}:application", "--server", "generic"],
        UNDER_GUNICORN: [*probe, f"{PLAIN}:application", "--server", "gunicorn"],
        TWICE: [*probe, f"{WATCHING}:application", "--server", "generic"],
    }
    if found.command("gunicorn") is None:
        del words[UNDER_GUNICORN]
    environment = {TIMES: str(work / "times"), "PYTHONPATH": str(work / "start")}
    return [
        Command(name, said, work / "application", environment, frozenset({int(name == TWICE)}))
        for name, said in words.items()
    ]


def take(found: Tools, repetitions: int) -> Loads:
    """All samples, in turns, after one round that is not measured: it compiles what is not compiled yet."""
    with TemporaryDirectory(prefix="forklint-benchmark-") as folder:
        work = Path(folder)
        modules = prepared(work)
        compile_forklint()
        every = commands(found, work)
        rounds = [[taken(command, work / "times") for command in every] for _ in range(repetitions + 1)][1:]
    columns = zip(*rounds, strict=True)
    return Loads({command.name: list(column) for command, column in zip(every, columns, strict=True)}, modules)


def prepared(work: Path) -> int:
    """Write the application and what starts the clock; returns how many modules it has."""
    (work / "start").mkdir()
    (work / "start" / "sitecustomize.py").write_text(BEGIN, encoding="utf-8")
    return make(work / "application")


def taken(command: Command, times: Path) -> Sample:
    """Run one command. Raises RuntimeError where the application was not loaded as often as it should be."""
    times.unlink(missing_ok=True)
    whole = run(command)
    lines = times.read_text(encoding="utf-8").splitlines()
    if len(lines) != (2 if command.name == TWICE else 1):
        raise RuntimeError(f"{command.name}: loaded {len(lines)} times")
    return Sample(whole, *map(float, lines[0].split()))
