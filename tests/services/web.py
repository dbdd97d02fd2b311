"""A web server that answers as it was told and remembers what it was sent: for HTTP clients and telemetry."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.services.recipe import Place, Recipe, answers

PROGRAM = Path(__file__).with_name("web_server.py")


def commands(place: Place) -> list[list[str]]:
    """Standard library only."""
    return [[sys.executable, str(PROGRAM), str(place.port)]]


def ready(place: Place) -> bool:
    """It answers with the token that it was asked for."""
    return answers(place, b"GET /mr0 HTTP/1.0\r\n\r\n", b"mr0")


RECIPE = Recipe(name="web", programs=(), install="", commands=commands, ready=ready)
