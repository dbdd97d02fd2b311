"""memcached: TCP only."""

from __future__ import annotations

from tests.services.recipe import HOST, Place, Recipe, answers, me, path_of


def commands(place: Place) -> list[list[str]]:
    """One thread and 16 MB are enough; the user must be named where it is root."""
    options = ("-l", HOST, "-p", str(place.port), "-U", "0", "-t", "1", "-m", "16", "-u", me())
    return [[path_of("memcached"), *options]]


def ready(place: Place) -> bool:
    """It says which version it is."""
    return answers(place, b"version\r\n", b"VERSION")


RECIPE = Recipe(
    name="memcached",
    programs=("memcached",),
    install="apt-get install memcached",
    commands=commands,
    ready=ready,
)
