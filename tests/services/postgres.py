"""PostgreSQL: a cluster of its own, one user, one database with one table. The server refuses to be root."""

from __future__ import annotations

import dataclasses
import signal
import subprocess

from tests.services.recipe import HOST, SHOP, Place, Recipe, path_of

TABLE = """CREATE TABLE item (id INT PRIMARY KEY, name VARCHAR(40));
INSERT INTO item VALUES (1, 'teapot');
"""
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=16MB")


def prepare(place: Place) -> None:
    """The cluster, and in it the database: made by the server without a network, so that no client is needed."""
    data, secret = place.folder / "data", place.folder / "secret"
    secret.write_text(SHOP.password, encoding="utf-8")
    secret.chmod(0o644)
    place.run(
        path_of("initdb"),
        *("-D", data, "-U", SHOP.user, "--pwfile", secret),
        *("-A", "scram-sha-256", "-E", "UTF8", "--no-locale", "--no-sync"),
    )
    single = (path_of("postgres"), "--single", "-D", data)
    place.run(*single, "postgres", stdin=f"CREATE DATABASE {SHOP.database};\n")
    place.run(*single, SHOP.database, stdin=TABLE)


def commands(place: Place) -> list[list[str]]:
    """TCP only: a path in a temporary folder may be too long for a unix socket."""
    settings = [f"listen_addresses={HOST}", f"port={place.port}", "unix_socket_directories=", *FAST]
    return [[path_of("postgres"), "-D", str(place.folder / "data"), *(f"--{setting}" for setting in settings)]]


def prepare_tls(place: Place) -> None:
    """The same, with a certificate that it signs itself."""
    prepare(place)
    data = place.folder / "data"
    place.run(
        *(path_of("openssl"), "req", "-x509", "-nodes", "-newkey", "rsa:2048", "-days", "2", "-subj", f"/CN={HOST}"),
        *("-keyout", data / "server.key", "-out", data / "server.crt"),
    )


def commands_tls(place: Place) -> list[list[str]]:
    """The same, with TLS for clients that ask for it; clients of libpq do."""
    return [[*command, "--ssl=on"] for command in commands(place)]


def ready(place: Place) -> bool:
    """What PostgreSQL's own tool says: it tells a server that accepts clients from one that is still starting."""
    asked = [path_of("pg_isready"), "-q", "-t", "1", "-h", HOST, "-p", str(place.port)]
    return subprocess.run(asked, env=place.environment(), timeout=10).returncode == 0


RECIPE = Recipe(
    name="postgres",
    programs=("initdb", "postgres", "pg_isready"),
    install="apt-get install postgresql",
    prepare=prepare,
    commands=commands,
    ready=ready,
    login=SHOP,
    stop=signal.SIGINT,
    deadline=60,
    unprivileged=True,
)
TLS = dataclasses.replace(
    RECIPE,
    name="postgres_tls",
    programs=(*RECIPE.programs, "openssl"),
    install="apt-get install postgresql openssl",
    prepare=prepare_tls,
    commands=commands_tls,
)
