"""The virtual environments that the cases run in."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from shutil import which

from tests.corpus.probed.data import read


def install(folder: Path) -> None:
    """Make those that are not there yet.

    Raises:
        subprocess.CalledProcessError: pip could not install something.
    """
    for name, told in read("environments.toml").items():
        if not python_of(folder, name).exists():
            subprocess.run([_interpreter(told["python"]), "-m", "venv", folder / name], check=True)
            subprocess.run([python_of(folder, name), "-m", "pip", "install", "--quiet", *told["packages"]], check=True)


def python_of(folder: Path, name: str) -> Path:
    """The interpreter of an environment."""
    return folder / name / "bin" / "python"


def _interpreter(version: str) -> str:
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    found = sorted(pyenv.glob(f"versions/{version}.*/bin/python3"))
    return str(found[-1]) if found else which(f"python{version}") or sys.executable
