"""What does starting forklint cost? `forklint --version` against a Python that does nothing.

    python -m benchmarks.startup [--repetitions 20] [--print]

Writes the table of docs/performance.md; `--print` only shows it. Exit status 1 where the target is missed.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from benchmarks import page
from benchmarks.timing import Command, Timing, measure

TARGET = 0.100
"""Seconds that `forklint --version` may take longer than `python -c pass`."""


def commands() -> list[Command]:
    """What is measured."""
    here = Path.cwd()
    forklint = Path(sys.executable).with_name("forklint")
    return [
        Command("python -c pass", [sys.executable, "-c", "pass"], here),
        Command("forklint --version", [str(forklint), "--version"], here),
        Command("forklint --help", [str(forklint), "--help"], here),
    ]


def rows(timings: dict[str, Timing]) -> list[tuple[str, ...]]:
    """One row for each command."""
    base = timings["python -c pass"]
    return [
        (f"`{name}`", f"{timing.median * 1000:.0f} ms", f"+{(timing.median - base.median) * 1000:.0f} ms")
        for name, timing in timings.items()
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repetitions", type=int, default=20)
    parser.add_argument("--print", action="store_true", dest="only_print")
    options = parser.parse_args()
    timings = measure(commands(), options.repetitions)
    extra = timings["forklint --version"].median - timings["python -c pass"].median
    text = page.table(("command", "median", "more than Python"), rows(timings))
    text += f"\n\n{page.machine()} Medians of {options.repetitions} runs."
    print(text)
    if not options.only_print:
        page.put("startup", text)
    return 0 if extra <= TARGET else 1


if __name__ == "__main__":
    sys.exit(main())
