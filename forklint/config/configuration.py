"""What a project says once and for all."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Configuration:
    """The settings of a project; the command line wins over them. Each but the last two is a key (`keys.py`)."""

    targets: tuple[str, ...] = ()
    """What to look at where the command line names nothing; paths from the current folder after reading."""
    select: tuple[str, ...] = ()
    """Code prefixes; empty for all."""
    ignore: tuple[str, ...] = ()
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Pattern -> code prefixes."""
    severity: tuple[tuple[str, str], ...] = ()
    """Code prefix -> `error`, `warning` or `info`."""
    fail_on: str = "warning"
    min_confidence: str = "low"
    require_reason: bool = False
    baseline: str = ""
    """Absolute after reading; empty for none."""
    facts: tuple[str, ...] = ()
    """Folders with the project's own facts files; absolute after reading."""
    follow: tuple[str, ...] = ()
    """Import names of installed packages that are opened as if they were the application's."""
    exclude: tuple[str, ...] = ()
    """Patterns as in `.gitignore`, relative to the current folder."""
    deployments: tuple[str | dict[str, Any], ...] = ()
    """Each a command line, or a table with `command`, and perhaps `folder` and `environment`."""
    python: str = ""
    """The application's interpreter or virtual environment, as written: a path counts from `home`."""
    cache: bool | str = True
    """Whether there is one, or its folder, absolute after reading."""
    file: str = ""
    """Where it was read; empty for none."""
    given: tuple[str, ...] = ()
    """The keys that stand in it."""

    @property
    def home(self) -> Path | None:
        """The folder that its paths and patterns are relative to; None where nothing was read."""
        return Path(self.file).parent if self.file else None
