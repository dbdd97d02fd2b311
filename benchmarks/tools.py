"""A throw-away virtual environment with what is measured, and what forklint is measured beside."""

from __future__ import annotations

import subprocess
import sys
import venv
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

DJANGO = "django==5.2.*"
OTHERS = ("ruff", "bandit", "semgrep")


@dataclass(frozen=True, slots=True)
class Tools:
    """Where things are."""

    folder: Path
    """The virtual environment."""

    @property
    def packages(self) -> Path:
        """Its site-packages, which hold the django package."""
        return next(self.folder.glob("lib/python3.*/site-packages"))

    def command(self, name: str) -> Path | None:
        """A tool's console script; None where it could not be installed."""
        script = self.folder / "bin" / name
        return script if script.exists() else None


@contextmanager
def tools(folder: Path | None, needed: Sequence[str] = (DJANGO,), wanted: Sequence[str] = OTHERS) -> Iterator[Tools]:
    """The environment in this folder, made where there is none; in a temporary one without a folder.

    Raises RuntimeError where something that is needed cannot be installed; what is only wanted is left out then.
    """
    with TemporaryDirectory(prefix="forklint-benchmark-") as temporary:
        found = Tools(folder or Path(temporary) / "venv")
        if not (found.folder / "bin" / "python").exists():
            venv.create(found.folder, with_pip=True)
        for requirement in (*needed, *wanted):
            failure = install(found, requirement)
            if failure and requirement in needed:
                raise RuntimeError(failure)
            if failure:
                print(f"{requirement} cannot be installed: {failure.strip()[-200:]}", file=sys.stderr)
        yield found


def install(tools: Tools, requirement: str) -> str:
    """Install into the environment; returns what went wrong, empty for nothing."""
    python = tools.folder / "bin" / "python"
    done = subprocess.run(
        [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", requirement],
        capture_output=True,
        text=True,
        check=False,
    )
    return (done.stderr or "pip failed") if done.returncode else ""
