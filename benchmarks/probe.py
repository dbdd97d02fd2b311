"""What does a probe cost? A load under the agent beside a plain load of the same application, and the whole command.

    python -m benchmarks.probe [--repetitions 11] [--venv FOLDER] [--print]

Writes the table of docs/performance.md; `--print` only shows it. Exit status 1 where a target is missed.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from statistics import median

from benchmarks import page
from benchmarks.application import LIBRARIES
from benchmarks.loads import BASE, PROBE, Clock, Loads, Sample, take
from benchmarks.tools import tools

GUNICORN = "gunicorn==27.*"


def targets(loads: Loads) -> list[tuple[str, float, float]]:
    """(what, measured, at most)."""
    return [
        ("load under the agent, to the plain load", loads.ratio(_wall), 1.10),
        ("`forklint probe`, seconds more than the plain load", loads.over(PROBE), 1.50),
    ]


def load_rows(loads: Loads) -> list[tuple[str, ...]]:
    """The load alone, by both clocks."""
    clocks: dict[str, Clock] = {"wall time": _wall, "processor time": lambda sample: sample.processor}
    return [
        (name, *(f"{loads.middle(key, clock):.2f} s" for key in (BASE, PROBE)), f"{loads.ratio(clock):.2f}")
        for name, clock in clocks.items()
    ]


def whole_rows(loads: Loads) -> list[tuple[str, ...]]:
    """Each command from its start to its end."""
    rows: list[tuple[str, ...]] = []
    for name, samples in loads.samples.items():
        whole = [sample.whole for sample in samples]
        spread = f"{min(whole):.2f} to {max(whole):.2f} s"
        rows.append((name, f"{median(whole):.2f} s", spread, f"{loads.over(name):+.2f} s"))
    return rows


def _wall(sample: Sample) -> float:
    return sample.wall


def text(loads: Loads, repetitions: int) -> str:
    """The section of the page."""
    verdicts = [
        (what, f"{measured:.2f}", f"{limit:.2f}", "met" if measured <= limit else "missed")
        for what, measured, limit in targets(loads)
    ]
    about = f"An application of {loads.modules} modules; medians of {repetitions} rounds, and of the pairs in them."
    lines = [
        page.table(("until it is loaded", "plain", "under the agent", "ratio"), load_rows(loads)),
        page.table(("command", "median", "range", "more than the plain load"), whole_rows(loads)),
        page.table(("target", "measured", "at most", ""), verdicts),
        f"{page.machine()} {about}",
    ]
    return "\n\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repetitions", type=int, default=11)
    parser.add_argument("--venv", type=Path, help="a virtual environment to use and keep")
    parser.add_argument("--print", action="store_true", dest="only_print")
    options = parser.parse_args()
    with tools(options.venv and options.venv.resolve(), LIBRARIES, (GUNICORN,)) as found:
        loads = take(found, options.repetitions)
    result = text(loads, options.repetitions)
    print(result)
    if not options.only_print:
        page.put("probe", result)
    return 0 if all(measured <= limit for _, measured, limit in targets(loads)) else 1


if __name__ == "__main__":
    sys.exit(main())
