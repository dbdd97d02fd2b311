"""Run as a program: `python mimic_server.py PORT`. A MySQL-protocol server on loopback with the table `item`."""

from __future__ import annotations

import asyncio
import sys

from mysql_mimic import IdentityProvider, MysqlServer, NativePasswordAuthPlugin, Session, User
from mysql_mimic.results import AllowedResult
from sqlglot import exp
from sqlglot.executor import execute

TABLES = {"item": [{"id": 1, "name": "teapot"}]}
SCHEMA = {"item": {"id": "INT", "name": "VARCHAR"}}


class OneUser(IdentityProvider):
    """`shop` with its password, like the real servers of the tests."""

    async def get_user(self, username: str) -> User | None:
        """None: refused."""
        if username != "shop":
            return None
        secret = NativePasswordAuthPlugin.create_auth_string("shop-secret")
        return User(name=username, auth_string=secret, auth_plugin=NativePasswordAuthPlugin.name)


class Shop(Session):
    """One connection. The package answers SET, SHOW, COMMIT and a SELECT from no table, like CONNECTION_ID()."""

    async def query(self, expression: exp.Expression, sql: str, attrs: dict[str, str]) -> AllowedResult:
        """The rows of a SELECT."""
        table = execute(expression, tables=TABLES)
        return table.rows, table.columns

    async def schema(self) -> dict[str, dict[str, str]]:
        """For SHOW TABLES and the like."""
        return SCHEMA


if __name__ == "__main__":
    server = MysqlServer(session_factory=Shop, identity_provider=OneUser())
    asyncio.run(server.serve_forever(host="127.0.0.1", port=int(sys.argv[1])))
