"""The tests on every supported Python that this machine has; a missing one is skipped by name.

    nox --session tests              all of them
    nox --session tests-3.12         one
    nox --session tests -- -n 4      what follows -- goes to pytest
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import nox

SUPPORTED = ("3.10", "3.11", "3.12", "3.13")
RUNNING = f"{sys.version_info.major}.{sys.version_info.minor}"
OTHERS = [version for version in SUPPORTED if version != RUNNING]
PARTS: dict[str, tuple[str, ...]] = {}
"""What a version runs, where that is not everything."""
if os.environ.get("FORKLINT_OTHERS") == "edges":  # CI has twenty minutes: what hardly depends on the Python is left out
    OTHERS = [OTHERS[0], OTHERS[-1]]
    STATIC, PROBE = ("tests/unit/static",), ("tests/unit/probe", "tests/probe")
    PARTS = {OTHERS[0]: (*STATIC, "tests/loadtime"), OTHERS[-1]: (*STATIC, *PROBE)}
PYENV = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))


def search_path() -> str:
    """PATH with pyenv's versions instead of its shims: a shim fails for versions that are not selected."""
    folders = [folder for folder in os.environ["PATH"].split(os.pathsep) if Path(folder) != PYENV / "shims"]
    versions = [str(PYENV / "versions" / name / "bin") for name in pyenv_versions()]
    return os.pathsep.join([*folders, *versions])


def pyenv_versions() -> list[str]:
    """Installed versions, newest first: of two patch releases the newer one is found first."""
    names = [path.name for path in PYENV.glob("versions/3.*") if path.name.replace(".", "").isdigit()]
    return sorted(names, key=lambda name: [int(part) for part in name.split(".")], reverse=True)


os.environ["PATH"] = search_path()
nox.options.download_python = "never"
nox.options.error_on_missing_interpreters = False
nox.options.reuse_venv = "yes"
nox.options.default_venv_backend = "uv|virtualenv"


@nox.session(python=OTHERS)
def tests(session: nox.Session) -> None:
    """Every supported Python but the one that runs nox: `make test` runs that one itself."""
    session.install("--quiet", "--editable", ".[test]")
    session.run("python", "-m", "pytest", "--quiet", *session.posargs, *PARTS.get(str(session.python), ()))
