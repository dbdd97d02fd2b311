"""A throw-away virtual environment with django and the tools that forklint is measured beside."""

from __future__ import annotations

import subprocess
import sys
import venv
from collections.abc import Iterator
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
def tools(folder: Path | None) -> Iterator[Tools]:
    """The environment in this folder, made where there is none; in a temporary one without a folder."""
    with TemporaryDirectory(prefix="forklint-benchmark-") as temporary:
        found = Tools(folder or Path(temporary) / "venv")
        if not (found.folder / "bin" / "python").exists():
            venv.create(found.folder, with_pip=True)
        install(found, DJANGO)
        for name in OTHERS:
            install(found, name)
        yield found


def install(tools: Tools, requirement: str) -> None:
    """Install into the environment. Only django has to be there; the other tools are left out where they fail."""
    python = tools.folder / "bin" / "python"
    done = subprocess.run(
        [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", requirement],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode and requirement == DJANGO:
        raise RuntimeError(done.stderr)
    if done.returncode:
        print(f"{requirement} cannot be installed: {done.stderr.strip()[-200:]}", file=sys.stderr)
