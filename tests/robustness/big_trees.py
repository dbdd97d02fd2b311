"""forklint over CPython's own tests and half a million lines of installed packages: minutes, so not part of the suite.

    python -m tests.robustness.big_trees [--library FOLDER] [--packages FOLDER] [--lines 500000]

Holds each run to: no traceback, an answer before the deadline, at most 400 MB, and a gap for every file that Python
itself cannot parse. Prints what it measured; exit status 1 where one of these fails.
"""

from __future__ import annotations

import argparse
import ast
import os
import sys
import sysconfig
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.robustness.child import Run, run

MEGABYTES = 400
DEADLINE = 600.0
"""Seconds for one tree."""


@dataclass(frozen=True, slots=True)
class Tree:
    """Targets below one folder."""

    name: str
    folder: Path
    targets: tuple[str, ...]

    def files(self) -> Iterator[Path]:
        """Every Python file of the targets."""
        for target in self.targets:
            path = self.folder / target
            yield from sorted(path.rglob("*.py")) if path.is_dir() else [path]


def library_tests() -> Path | None:
    """CPython's `test` package: of the running Python, else of the newest one that pyenv has."""
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    candidates = [Path(sysconfig.get_path("stdlib")) / "test"]
    candidates += sorted(pyenv.glob("versions/3.1[0-9].*/lib/python3.*/test"), reverse=True)
    return next((path for path in candidates if (path / "test_grammar.py").exists()), None)


def packages(folder: Path, lines: int) -> Tree:
    """As many installed packages as it takes to have so many lines."""
    chosen: list[str] = []
    for path in sorted(folder.iterdir()):
        if lines > 0 and (path / "__init__.py").exists():
            chosen.append(path.name)
            lines -= sum(file.read_bytes().count(10) for file in path.rglob("*.py"))
    return Tree("installed packages", folder, tuple(chosen))


def unparsable(tree: Tree) -> set[str]:
    """Files that Python does not parse, relative to the tree's folder."""
    found = set()
    for path in tree.files():
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                ast.parse(path.read_bytes())
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            found.add(path.relative_to(tree.folder).as_posix())
    return found


def check(tree: Tree) -> list[str]:
    """Look at a tree, print what was measured, and give what is wrong."""
    lines = sum(path.read_bytes().count(10) for path in tree.files())
    print(f"{tree.name}: {sum(1 for _ in tree.files())} files, {lines:,} lines in {tree.folder}", flush=True)
    with TemporaryDirectory() as output:
        options = ["--output-format", "json", "--no-cache"]
        done = run(tree.folder, "check", *tree.targets, *options, deadline=DEADLINE, output=Path(output))
    try:
        report = done.report
    except AssertionError as error:
        return [str(error)]
    problems = [*_memory(done), *_missing_gaps(tree, {gap["path"] for gap in report["gaps"]})]
    coverage = ", ".join(f"{count:,} {what}" for what, count in report["coverage"].items())
    print(f"  {done.seconds:.1f} s, {done.megabytes:.0f} MB; {len(report['findings'])} findings, "
          f"{len(report['gaps'])} gaps; {coverage}")
    return problems


def _memory(done: Run) -> list[str]:
    return [f"{done.megabytes:.0f} MB, more than {MEGABYTES}"] if done.megabytes > MEGABYTES else []


def _missing_gaps(tree: Tree, gaps: set[str]) -> list[str]:
    missing = unparsable(tree) - gaps
    print(f"  {len(gaps)} files with a gap; {len(missing)} that Python cannot parse are missing")
    return [f"no gap for {path}" for path in sorted(missing)]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--library", type=Path, default=library_tests(), help="CPython's test package")
    parser.add_argument("--packages", type=Path, default=Path(sysconfig.get_path("purelib")))
    parser.add_argument("--lines", type=int, default=500_000, help="of installed packages")
    options = parser.parse_args()
    trees = [packages(options.packages, options.lines)]
    if options.library:
        trees.insert(0, Tree("CPython's tests", options.library.parent, (options.library.name,)))
    else:
        print("CPython's tests: skipped, no Python here comes with them (--library FOLDER)")
    problems = [f"{tree.name}: {problem}" for tree in trees for problem in check(tree)]
    print("\n".join(problems) or "all well")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
