"""Servers of users that experiments talk to, named by addresses."""

from __future__ import annotations

import socket
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

from forklint.errors import UsageError

_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Known:
    """A sort of server that experiments name."""

    schemes: tuple[str, ...]
    port: int
    database: str = ""
    login: str = "user:password@"


KNOWN = {
    "redis": Known(("redis", "valkey"), 6379, "0"),
    "mariadb": Known(("mysql", "mariadb"), 3306, "test"),
    "mysql_mimic": Known(("mysql", "mariadb"), 3306, "test"),
    "postgres": Known(("postgresql", "postgres"), 5432, "postgres"),
    "postgres_tls": Known(("postgresqls",), 5432, "postgres"),
    "rabbitmq": Known(("amqp",), 5672, "/"),
    "memcached": Known(("memcached", "memcache"), 11211, login=""),
}
"""Service of an experiment -> how its address is spelt; one that is not here is spelt by its own name."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a server is reached."""

    scheme: str
    host: str
    port: int | None
    user: str
    password: str
    database: str

    def serves(self, service: str) -> bool:
        """Whether it is such a server."""
        return self.scheme in _schemes(service)

    def at(self, service: str) -> dict[str, Any]:
        """What the experiments find in `self.at`."""
        known = KNOWN.get(service, Known((), 0))
        at = {"name": service, "host": self.host, "port": self.port or known.port, "user": self.user}
        return {**at, "password": self.password, "database": self.database or known.database}


def address(url: str) -> Address:
    """Take an address apart. Raises UsageError, which never quotes it: it may hold a password."""
    try:
        parts = urlsplit(url)
        scheme, host, port = parts.scheme.partition("+")[0], parts.hostname, parts.port
    except ValueError as error:
        raise UsageError(f"--service: that is no address: {_tidy(str(error))}", _SPELLING) from error
    if not scheme or not host:
        raise UsageError(f"--service: that is no address: it names no {'host' if scheme else 'scheme'}", _SPELLING)
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return Address(scheme, host, port, user, password, unquote(parts.path.removeprefix("/")))


_SPELLING = "It is spelt scheme://user:password@host:port/database, with the password percent-encoded."


def _tidy(error: str) -> str:
    """`urllib` quotes what it takes for the port: the rest of a password with a slash in it."""
    return error.partition(" as ")[0].partition(" '")[0]


def spelling(service: str) -> str:
    """How the address of such a server is given."""
    known = KNOWN.get(service, Known((service,), 0, login=""))
    return f"{known.schemes[0]}://{known.login}host:port{'/database' if known.database else ''}"


def _schemes(service: str) -> tuple[str, ...]:
    return KNOWN[service].schemes if service in KNOWN else (service,)


def objection(at: dict[str, Any]) -> str:
    """Why nothing can be said to this server; empty where it takes a connection."""
    try:
        socket.create_connection((at["host"], at["port"]), _SECONDS).close()
    except OSError as error:
        return f"nothing answers at {at['host']}:{at['port']} ({error.strerror or error})"
    return ""
