"""Fifty runs of `forklint stress` and `forklint demo` by turns, ten of them ended at random moments: what is left?

    python -m tests.stress.fifty [NUMBER] [--ended NUMBER] [--seed NUMBER] [--print]

Writes the sentence of docs/stress.md; `--print` only shows it. The demos that nobody ends have to tell the whole
story: wrong answers before the repair, none after it. Exit status 1 where one does not, where a run ended otherwise
than it should, or where a process, a socket or a file is left.
"""

from __future__ import annotations

import argparse
import random
import signal
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks import page
from tests.stress.ending import Interruption, Left, run
from tests.stress.running import PAGE, command

RUNS, ENDED = 50, 10
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGKILL)
STRANGE = "← never given by the reference"


@dataclass(frozen=True, slots=True)
class Command:
    """What is run, how it ends by itself, and how long it takes at the least, in seconds."""

    words: tuple[str, ...]
    status: int
    seconds: float


STRESS = Command(("stress", "app:app", "--path", "/body", "--rounds", "2"), 1, 3.0)
DEMO = Command(("demo",), 0, 15.0)


@dataclass(frozen=True, slots=True)
class Run:
    """One of the fifty."""

    command: Command
    interruption: Interruption | None
    left: Left

    @property
    def wrong(self) -> str:
        """What is not as it should be; empty where nothing is."""
        statuses = self.interruption.statuses if self.interruption else (self.command.status,)
        if self.left.status not in statuses:
            return f"exit status {self.left.status}: {self.left.errors or self.left.output[-400:]}"
        if "Traceback" in self.left.errors:
            return self.left.errors
        if self.interruption is None and STRANGE not in self.left.output:
            return "no wrong answer was shown"
        return f"left behind: {self.left.census}" if self.left.census else ""


def runs(number: int, ended: int, chance: random.Random) -> Iterator[Run]:
    """One after the other."""
    interrupted = set(chance.sample(range(number), ended))
    for index in range(number):
        chosen = (DEMO, STRESS)[index % 2]
        moment = Interruption(round(chance.uniform(0.1, chosen.seconds), 2), chance.choice(SIGNALS))
        interruption = moment if index in interrupted else None
        yield Run(chosen, interruption, run(command(*chosen.words), interruption))


def text(done: Sequence[Run], seed: int) -> str:
    """The sentence of the page."""
    ended, wrong = sum(bool(one.interruption) for one in done), sum(bool(one.wrong) for one in done)
    demos = [one for one in done if one.command is DEMO and not one.interruption]
    told = sum(not one.wrong for one in demos)
    return (
        f"{len(done)} runs, {ended} of them ended at random moments (seed {seed}): {len(done) - wrong} ended as they "
        f"should and left nothing. {told} of the {len(demos)} demos that nobody ended told the whole story. "
        f"{page.machine()}"
    )


def main(arguments: list[str]) -> int:
    """Run and tell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("number", type=int, nargs="?", default=RUNS)
    parser.add_argument("--ended", type=int, default=ENDED)
    parser.add_argument("--seed", type=int, default=random.randrange(1000))
    parser.add_argument("--print", action="store_true", dest="only_print")
    options = parser.parse_args(arguments)
    signal.signal(signal.SIGINT, signal.default_int_handler)  # in the background it is ignored, by all below too
    done = []
    for one in runs(options.number, options.ended, random.Random(options.seed)):
        how = f"{one.interruption.number.name} after {one.interruption.seconds} s" if one.interruption else "to its end"
        print(f"{one.command.words[0]}, {how}: {one.wrong or 'as it should be'}", flush=True)
        done.append(one)
    print(text(done, options.seed))
    if not options.only_print:
        page.put("fifty", text(done, options.seed), PAGE)
    return int(any(one.wrong for one in done))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
