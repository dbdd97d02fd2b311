"""MariaDB: a data folder of its own, one user, one database with one table."""

from __future__ import annotations

from forklint.demo import mariadb
from tests.services.recipe import HOST, SHOP, Place, Recipe, answers, me, path_of


def prepare(place: Place) -> None:
    """The system tables, and what the server executes before it lets the first client in."""
    place.run(*mariadb.install(path_of("mariadb-install-db"), place.folder, me()))


def commands(place: Place) -> list[list[str]]:
    """As the demo has it."""
    return [mariadb.serve(path_of("mariadbd"), place.folder, me(), HOST, place.port)]


def ready(place: Place) -> bool:
    """The greeting names the way to log in."""
    return answers(place, b"", b"mysql_native_password")


RECIPE = Recipe(
    name="mariadb",
    programs=("mariadbd", "mariadb-install-db", "my_print_defaults"),
    install="apt-get install mariadb-server-core mariadb-client-core",
    prepare=prepare,
    commands=commands,
    ready=ready,
    login=SHOP,
    deadline=60,
)
