"""How fast is `forklint check`? On the django package, beside `ast.parse` and other tools, as ratios of one run.

    python -m benchmarks.static [--repetitions 5] [--venv FOLDER] [--print]

Writes the table of docs/performance.md; `--print` only shows it. Exit status 1 where a target is missed.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import page
from benchmarks.timing import Command, Timing, measure
from benchmarks.tools import OTHERS, Tools, tools

PARSE = """
import ast, sys
from pathlib import Path
for path in sorted(Path(sys.argv[1]).rglob("*.py")):
    ast.parse(path.read_bytes())
"""
SEMGREP_RULE = """
rules:
  - id: thread-started
    languages: [python]
    severity: WARNING
    message: a thread is started
    pattern: threading.Thread(...).start()
"""
BASE, COLD, WARM, RUFF = "`ast.parse`, one process", "forklint, cold", "forklint, unchanged second run", "ruff"
BANDIT, SEMGREP = "bandit", "semgrep, one rule"
FULL_RATE = {BASE, COLD, WARM, RUFF}
"""Repeated as often as asked; the slow tools run twice."""


def commands(found: Tools, work: Path) -> list[Command]:
    """What is measured; tools that could not be installed are left out."""
    here = found.packages
    forklint = [str(Path(sys.executable).with_name("forklint")), "check", "django", "--output-format", "concise"]
    (work / "rule.yaml").write_text(SEMGREP_RULE, encoding="utf-8")
    options = {
        RUFF: ("ruff", ["check", "--no-cache", "--isolated", "--quiet", "django"]),
        BANDIT: ("bandit", ["--recursive", "--quiet", "django"]),
        SEMGREP: ("semgrep", ["scan", "--metrics", "off", "--quiet", "--config", str(work / "rule.yaml"), "django"]),
    }
    others = [
        Command(name, [str(script), *words], here, {"SEMGREP_ENABLE_VERSION_CHECK": "0"})
        for name, (tool, words) in options.items()
        if (script := found.command(tool))
    ]
    return [
        Command(BASE, [sys.executable, "-c", PARSE, "django"], here),
        Command(COLD, [*forklint, "--no-cache"], here),
        Command(WARM, [*forklint, "--cache-dir", str(work / "cache")], here),
        *others,
    ]


def take(found: Tools, repetitions: int) -> dict[str, Timing]:
    """All timings; the unmeasured first run fills the cache of the second."""
    with TemporaryDirectory(prefix="forklint-benchmark-") as folder:
        every = commands(found, Path(folder))
        timings = measure([command for command in every if command.name in FULL_RATE], repetitions)
        return timings | measure([command for command in every if command.name not in FULL_RATE], min(2, repetitions))


def rows(timings: dict[str, Timing]) -> list[tuple[str, ...]]:
    """One row for each command, as ratios to `ast.parse`."""
    base = timings[BASE]
    return [
        (name, f"{timing.median:.2f} s", spread(timing), f"{timing.to(base):.2f}")
        for name, timing in timings.items()
    ]


def spread(timing: Timing) -> str:
    """Fastest to slowest."""
    return f"{min(timing.seconds):.2f} to {max(timing.seconds):.2f} s"


def targets(timings: dict[str, Timing]) -> list[tuple[str, float, float]]:
    """(what, measured, at most)."""
    found = [("cold, to `ast.parse`", timings[COLD].to(timings[BASE]), 1.5)]
    if RUFF in timings:
        found.append(("unchanged second run, to ruff", timings[WARM].to(timings[RUFF]), 1.0))
    return found


def size(package: Path) -> str:
    """How much is read."""
    files = list(package.rglob("*.py"))
    return f"{len(files)} files, {sum(path.read_bytes().count(10) for path in files):,} lines"


def text(timings: dict[str, Timing], found: Tools, repetitions: int) -> str:
    """The section of the page."""
    verdicts = [
        (what, f"{measured:.2f}", f"{limit:.2f}", "met" if measured <= limit else "missed")
        for what, measured, limit in targets(timings)
    ]
    absent = [tool for tool in OTHERS if found.command(tool) is None]
    lines = [
        page.table(("command", "median", "range", "to `ast.parse`"), rows(timings)),
        page.table(("ratio", "measured", "at most", ""), verdicts),
        f"{page.machine()} {size(found.packages / 'django')}; medians of {repetitions} runs in turns.",
    ]
    if absent:
        lines.append(f"Could not be installed here: {', '.join(absent)}.")
    return "\n\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repetitions", type=int, default=5)
    parser.add_argument("--venv", type=Path, help="a virtual environment to use and keep")
    parser.add_argument("--print", action="store_true", dest="only_print")
    options = parser.parse_args()
    with tools(options.venv and options.venv.resolve()) as found:
        timings = take(found, options.repetitions)
        result = text(timings, found, options.repetitions)
    print(result)
    if not options.only_print:
        page.put("static", result)
    return 0 if all(measured <= limit for _, measured, limit in targets(timings)) else 1


if __name__ == "__main__":
    sys.exit(main())
