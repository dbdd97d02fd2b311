"""What to do about an exception that ended a load."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from forklint.model.deployment import Entry
from forklint.probe.advice import IN_GENERAL, advice
from forklint.probe.request import ProbeRequest

OS = {"file": "/usr/lib/python3.9/os.py", "line": 679, "function": "__getitem__", "application": False}
OWN = {"file": "/shop/settings.py", "line": 3, "function": "<module>", "application": True}


Frames = tuple[dict[str, Any], ...]


def asked(folder: Path, kind: str, text: str = "", frames: Frames = (OWN,), **variables: str) -> str:
    base, entry = str(folder), Entry("shop.app", "app")
    environment = tuple(variables.items())
    request = ProbeRequest(entry, base, base, (base,), python="/venv/bin/python", environment=environment)
    return advice(request, {"type": kind, "text": text, "frames": list(frames)})


@pytest.mark.parametrize(
    ("kind", "text", "says"),
    [
        ("ModuleNotFoundError", "No module named 'redis'", "Install it for /venv/bin/python"),
        ("ModuleNotFoundError", "No module named 'shop'", "in the folder that shop is imported from"),
        ("django.core.exceptions.ImproperlyConfigured", "", "DJANGO_SETTINGS_MODULE"),
        ("sqlalchemy.exc.OperationalError", "", "Start the service"),
        ("ConnectionRefusedError", "", "Start the service"),
        ("MemoryError", "", "memory"),
        ("EOFError", "", "standard input"),
        ("ValueError", "no such shop", IN_GENERAL),
        ("KeyError", "'basket'", IN_GENERAL),
    ],
)
def test_advice(kind: str, text: str, says: str, tmp_path: Path):
    assert says in asked(tmp_path, kind, text)


@pytest.mark.parametrize("file", ["/usr/lib/python3.9/os.py", "<frozen os>"])
def test_a_variable_that_is_not_set(file: str, tmp_path: Path):
    told = asked(tmp_path, "KeyError", "'DATABASE_URL'", (OWN, {**OS, "file": file}))
    assert told.startswith("Set 'DATABASE_URL' in the environment")


def test_a_module_that_a_variable_names(tmp_path: Path):
    told = asked(tmp_path, "ModuleNotFoundError", "No module named 'site1'", DJANGO_SETTINGS_MODULE="site1.settings")
    assert "DJANGO_SETTINGS_MODULE" in told


def test_a_module_of_the_applications_own_is_nothing_to_install(tmp_path: Path):
    (tmp_path / "shop").mkdir()
    assert "nstall" not in asked(tmp_path, "ModuleNotFoundError", "No module named 'shop.billing'")
