"""The cases: one folder for each behaviour, with an application and a `case.toml` that says what the probe makes of it.

README.md explains the keys. `app.py:{here}` in them stands for the line of `app.py` that ends with `# <- here`.
"""

from __future__ import annotations

import importlib.util
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

FOLDER = Path(__file__).parent
PATIENCE = 10.0
_PLACE = re.compile(r"([\w./-]+\.py):\{(\w+)\}")
_CASE = {
    "entry", "behaviour", "outcome", "says", "never_says", "first", "finds", "environment", "unset", "server",
    "timeout", "needs", "plain",
}  # fmt: skip
_PLAIN = {"ends", "output", "proof", "at", "leaves"}


@dataclass(frozen=True, slots=True)
class Plain:
    """What plain Python does with the application, without a probe."""

    ends: str
    """`exit 3`, `signal SIGSEGV`, or `goes on`."""
    output: tuple[str, ...] = ()
    """Must stand in its output."""
    proof: str = ""
    """An expression that is true in the master once the application is loaded."""
    at: str = ""
    """Where it hangs, as `app.py:3`; for those that go on."""
    leaves: int = 0
    """Processes that are still there afterwards."""


@dataclass(frozen=True, slots=True)
class Case:
    """One behaviour."""

    name: str
    entry: str
    behaviour: str
    outcome: str
    """`could-not-look`, `looked` or `refused`."""
    plain: Plain
    says: tuple[str, ...] = ()
    never_says: tuple[str, ...] = ()
    first: str = ""
    """The place that the message must name before any other."""
    finds: tuple[str, ...] = ()
    """Code and place of findings that must be there: what it does not hide."""
    environment: dict[str, str] = field(default_factory=dict)
    unset: tuple[str, ...] = ()
    server: str = "generic"
    timeout: float = PATIENCE
    """Seconds that the probe is given for each stage."""
    needs: tuple[str, ...] = ()
    """Modules that the application's interpreter must have."""

    @property
    def folder(self) -> Path:
        """Where the application is, and where its server is started."""
        return FOLDER / self.name

    @property
    def hangs(self) -> bool:
        """Whether only a deadline ends it."""
        return self.timeout < PATIENCE

    @property
    def missing(self) -> list[str]:
        """Needed modules that this interpreter does not have."""
        return [name for name in self.needs if importlib.util.find_spec(name) is None]


def cases() -> list[Case]:
    """All cases, by name."""
    return [read(path) for path in sorted(FOLDER.glob("*/case.toml"))]


def read(path: Path) -> Case:
    """One `case.toml`; ValueError for a key that is not known or a mark that is not there exactly once."""
    values = tomllib.loads(path.read_text(encoding="utf-8"))
    plain = values.get("plain", {})
    if unknown := (set(values) - _CASE) | (set(plain) - _PLAIN):
        raise ValueError(f"{path}: unknown keys {sorted(unknown)}")
    resolved = _resolve(values, path.parent)
    return Case(**{**resolved, "name": path.parent.name, "plain": Plain(**resolved["plain"])})


def _resolve(value: Any, folder: Path) -> Any:
    if isinstance(value, str):
        return _PLACE.sub(lambda match: f"{match[1]}:{_line(folder / match[1], match[2])}", value)
    if isinstance(value, list):
        return tuple(_resolve(item, folder) for item in value)
    if isinstance(value, dict):
        return {key: _resolve(item, folder) for key, item in value.items()}
    return value


def _line(path: Path, mark: str) -> int:
    lines = path.read_text(encoding="utf-8").splitlines()
    found = [number for number, line in enumerate(lines, 1) if line.endswith(f"# <- {mark}")]
    if len(found) != 1:
        raise ValueError(f"{path}: {len(found)} lines end with '# <- {mark}'")
    return found[0]
