"""The analyzer as the cases use it: in this process, on a folder whose entry is `main.py`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from forklint.knowledge.facts import Facts
from forklint.model.levels import Ternary
from forklint.model.plan import LoadPlan, PlannedModule
from forklint.static.analyze import analyze


@dataclass(frozen=True, slots=True)
class Seen:
    """What the analyzer says that load time executes."""

    functions: frozenset[str]
    modules: tuple[str, ...]


@cache
def facts() -> Facts:
    """The facts that forklint ships, read once."""
    return Facts()


def load_time(folder: Path) -> Seen:
    """Load `main` from a folder, as a master would that preloads it."""
    base = str(folder.resolve())
    entry = PlannedModule("main", f"{base}/main.py")
    plan = LoadPlan(base=base, roots=(base,), modules=(entry,), preload=Ternary.YES)
    seen = analyze(plan, facts()).load_time
    return Seen(
        frozenset(function.name for function in seen.functions),
        tuple(module.name for module in seen.modules),
    )
