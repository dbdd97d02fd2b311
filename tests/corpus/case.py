"""The corpus as data: `cases.json` (bugs, each with its repaired twin) and `safe.json`."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from tests.running import Outcome

HERE = Path(__file__).parent
Case = dict[str, Any]


@cache
def bugs() -> tuple[Case, ...]:
    """Real bugs whose cause stands in the source; the others only a run can tell."""
    return tuple(case for case in _read("cases.json") if case["statically_detectable"] != "no")


@cache
def all_bugs() -> tuple[Case, ...]:
    """Those too that only a run can tell."""
    return tuple(_read("cases.json"))


@cache
def safe() -> tuple[Case, ...]:
    """Snippets that open nothing before the fork, or repair it."""
    return tuple(_read("safe.json"))


def _read(name: str) -> list[Case]:
    cases: list[Case] = json.loads((HERE / name).read_text(encoding="utf-8"))
    return cases


def track(case: Case) -> str:
    """`preload`: the server forks after loading the application; `in-program`: the program forks by itself."""
    return "in-program" if case["server"] == "multiprocessing" or case["where"] == "other" else "preload"


def trigger_lines(case: Case, files: dict[str, list[str]]) -> set[tuple[str, int]]:
    """(file, line) of the statements that a finding has to name."""
    triggers = [case["trigger"], *case.get("trigger_alt", ())]
    return {
        (name, number)
        for name, lines in files.items()
        for number, line in enumerate(lines, 1)
        if any(trigger in line for trigger in triggers)
    }


def named_lines(outcome: Outcome) -> set[tuple[str, int]]:
    """(file, line) of every loud finding and of every step of its trace."""
    return {(place["path"], place["line"]) for finding in outcome.loud for place in (finding, *finding["trace"])}
