"""A server that speaks MongoDB's protocol and keeps nothing: its own is not in Debian."""

from __future__ import annotations

import struct
import sys
from pathlib import Path

from tests.services.recipe import Place, Recipe, answers

PROGRAM = Path(__file__).with_name("mongo_server.py")


def commands(place: Place) -> list[list[str]]:
    """Standard library only."""
    return [[sys.executable, str(PROGRAM), str(place.port)]]


def ready(place: Place) -> bool:
    """It answers `ping`."""
    ping = b"\x10ping\x00\x01\x00\x00\x00\x00"
    document = struct.pack("<i", len(ping) + 4) + ping
    return answers(place, struct.pack("<iiiiiB", 21 + len(document), 1, 0, 2013, 0, 0) + document, b"ok")


RECIPE = Recipe(name="mongo", programs=(), install="", commands=commands, ready=ready)
