"""Redis: in memory, saves nothing, asks for no password."""

from __future__ import annotations

from tests.services.recipe import HOST, Login, Place, Recipe, answers, path_of


def commands(place: Place) -> list[list[str]]:
    """Without the configuration file of the machine."""
    options = {"bind": HOST, "port": str(place.port), "dir": str(place.folder), "save": "", "appendonly": "no"}
    return [[path_of("redis-server"), *(part for name, value in options.items() for part in (f"--{name}", value))]]


def ready(place: Place) -> bool:
    """It answers a ping."""
    return answers(place, b"PING\r\n", b"+PONG")


RECIPE = Recipe(
    name="redis",
    programs=("redis-server",),
    install="apt-get install redis-server",
    commands=commands,
    ready=ready,
    login=Login(database="0"),
)
