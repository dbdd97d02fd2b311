"""The embedded MySQL-protocol server: sessions as MySQL has them, without MySQL."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.services.recipe import SHOP, Place, Recipe, answers

PROGRAM = Path(__file__).with_name("mimic_server.py")


def commands(place: Place) -> list[list[str]]:
    """The Python that runs the tests has the package."""
    return [[sys.executable, str(PROGRAM), str(place.port)]]


def ready(place: Place) -> bool:
    """The greeting names the way to log in."""
    return answers(place, b"", b"mysql_native_password")


RECIPE = Recipe(
    name="mysql_mimic",
    programs=(),
    packages=("mysql_mimic",),
    install="pip install -e '.[real]'",
    commands=commands,
    ready=ready,
    login=SHOP,
)
