"""The oracle: what CPython executes is what a case expects.

    python -m tests.loadtime.oracle [--write] [FOLDER]

Without `--write` it names the cases whose header is not what CPython does; with it, it rewrites their headers.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tests.loadtime.case import CASES, Case, read_cases
from tests.loadtime.names import function_names, module_name

RECORDER = Path(__file__).with_name("recorder.py")


@dataclass(frozen=True, slots=True)
class Truth:
    """What CPython did with a case."""

    executes: tuple[str, ...]
    loads: tuple[str, ...]
    error: str


def run_cases(cases: list[Case]) -> list[Truth]:
    """Import each case's `main` under CPython, one process per case."""
    with tempfile.TemporaryDirectory() as temporary:
        folders = [Path(temporary).resolve() / case.name for case in cases]
        for case, folder in zip(cases, folders, strict=True):
            case.unpack(folder)
        done = subprocess.run(
            [sys.executable, "-I", "-S", str(RECORDER)],
            input="".join(f"{folder}\n" for folder in folders),
            capture_output=True,
            text=True,
            timeout=300,
            check=True,
        )
    return [_truth(case, json.loads(line)) for case, line in zip(cases, done.stdout.splitlines(), strict=True)]


def _truth(case: Case, answer: dict[str, Any]) -> Truth:
    names = {key: name for path, text in case.files.items() for key, name in _names(path, text).items()}
    keys = [(path, line, name) for path, line, name in answer["calls"]]
    loads = tuple(module_name(path) for path, _, name in keys if name == "<module>")
    executes = tuple(sorted({names[key] for key in keys if key in names}))
    return Truth(executes, loads if len(loads) > 1 else (), answer["error"])


def _names(path: str, text: str) -> dict[tuple[str, int, str], str]:
    return function_names(path, text) if path.endswith(".py") else {}


def defined(case: Case) -> frozenset[str]:
    """Every function that the case's files define."""
    return frozenset(name for path, text in case.files.items() for name in _names(path, text).values())


def main(arguments: list[str] | None = None) -> int:
    """Check or rewrite the headers below a folder; 1 where one is wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=CASES)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args(arguments)
    cases = [case for case in read_cases(options.folder) if not case.not_run]
    checked = [_check(*pair, options.folder, options.write) for pair in zip(cases, run_cases(cases), strict=True)]
    return 0 if all(checked) else 1


def _check(case: Case, truth: Truth, folder: Path, write: bool) -> bool:
    if truth.error:
        print(f"{case.name}: does not run\n{truth.error}")
        return False
    proven = replace(case, executes=truth.executes, loads=truth.loads)
    if write:
        (folder / f"{case.name}.txt").write_text(proven.text(), encoding="utf-8")
        return True
    if proven != case:
        print(f"{case.name}: executes {' '.join(truth.executes)}; loads {' '.join(truth.loads)}")
    return proven == case


if __name__ == "__main__":
    sys.exit(main())
