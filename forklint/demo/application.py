"""The demo's application and its repaired twin: in the wheel beside this file, in a checkout among the fixtures."""

from __future__ import annotations

import shutil
from pathlib import Path

from forklint.errors import UsageError

FAULTY, REPAIRED = "shop", "shop_repaired"
DATABASE = "database.py"
_IN_CHECKOUT = {
    FAULTY: "fixtures/shop",
    REPAIRED: "fixtures/shop_post_fork",
    "mimic_server.py": "tests/services/mimic_server.py",
}
_NOT_COPIED = shutil.ignore_patterns("__pycache__")


def copied(folder: Path) -> None:
    """Put both into a folder, with the program that is the database.

    Raises UsageError where there is something of that name already, or nothing can be written.
    """
    for name in (FAULTY, REPAIRED):
        if (folder / name).exists():
            raise UsageError(f"{folder / name} exists already", "Name a new folder after --keep.")
    try:
        for name in (FAULTY, REPAIRED):
            shutil.copytree(_shipped(name), folder / name, ignore=_NOT_COPIED)
        shutil.copyfile(_shipped("mimic_server.py"), folder / DATABASE)
    except OSError as error:
        hint = "Make room, or name another folder: after --keep, or in TMPDIR."
        raise UsageError(f"{folder} cannot be written: {error.strerror}", hint) from error


def _shipped(name: str) -> Path:
    here = Path(__file__).resolve().parent
    beside = here / name
    return beside if beside.exists() else here.parents[1] / _IN_CHECKOUT[name]
