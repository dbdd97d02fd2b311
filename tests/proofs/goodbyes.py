"""What a call in a child does to the session of its parent: run by the Python that has the libraries.

`python goodbyes.py CASE '{"host": ...}'` prints `ended` or `goes on`.
"""
# mypy: disable-error-code="import-not-found,import-untyped"

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

SECONDS = 5


@dataclass(frozen=True)
class Case:
    """One call of a row; `ends` is what the facts claim of it."""

    row: str
    call: str
    service: str
    make: Callable[[Any], Any]
    let_go: Callable[[Any], object]
    use: Callable[[Any], object]
    ends: bool = True


def _postgres(at: Any) -> dict[str, Any]:
    return {"host": at.host, "port": at.port, "user": at.user, "password": at.password, "dbname": at.database}


def _mysql(at: Any) -> dict[str, Any]:
    return {"host": at.host, "port": at.port, "user": at.user, "password": at.password, "database": at.database}


def _ask(connection: Any) -> None:
    cursor = connection.cursor()
    cursor.execute("SELECT 1")
    cursor.fetchall()
    cursor.close()


def _ask_from(pool: Any) -> None:
    connection = pool.getconn()
    _ask(connection)
    pool.putconn(connection)


def _psycopg2(at: Any) -> Any:
    import psycopg2

    return psycopg2.connect(**_postgres(at))


def _psycopg2_pool(at: Any) -> Any:
    from psycopg2.pool import ThreadedConnectionPool

    return ThreadedConnectionPool(1, 2, **_postgres(at))


def _psycopg(at: Any) -> Any:
    import psycopg

    return psycopg.connect(**_postgres(at))


def _engine(at: Any) -> Any:
    import sqlalchemy

    known = (at.user, at.password or None, at.host, at.port, at.database)
    return sqlalchemy.create_engine(sqlalchemy.URL.create("postgresql+psycopg2", *known))


def _select(engine: Any) -> None:
    with engine.connect() as connection:
        connection.exec_driver_sql("SELECT 1")


def _django(at: Any) -> Any:
    import django
    from django.conf import settings
    from django.db import connections

    known = {"NAME": at.database, "USER": at.user, "PASSWORD": at.password, "HOST": at.host, "PORT": at.port}
    settings.configure(DATABASES={"default": {"ENGINE": "django.db.backends.postgresql", **known}})
    django.setup()
    return connections


def _query(connections: Any) -> None:
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT 1")


def _close_old(_connections: Any) -> None:
    from django.db import close_old_connections

    close_old_connections()


def _peewee(at: Any) -> Any:
    import peewee

    known = _postgres(at)
    database = peewee.PostgresqlDatabase(known.pop("dbname"), **known)
    database.connect()
    return database


def _pymysql(at: Any) -> Any:
    import pymysql

    return pymysql.connect(**_mysql(at))


def _connector(at: Any) -> Any:
    import mysql.connector

    return mysql.connector.connect(**_mysql(at))


def _dbutils(at: Any) -> Any:
    """Without its own remedy, which connects again where a session was ended."""
    import pymysql
    from dbutils.pooled_db import PooledDB

    return PooledDB(pymysql, mincached=1, ping=0, failures=(KeyError,), **_mysql(at))


def _steady(at: Any) -> Any:
    import pymysql
    from dbutils import steady_db

    return steady_db.connect(pymysql, ping=0, failures=(KeyError,), **_mysql(at))


def _pika(at: Any) -> Any:
    import pika

    known = pika.PlainCredentials(at.user, at.password)
    return pika.BlockingConnection(pika.ConnectionParameters(at.host, at.port, credentials=known))


def _borrow(pool: Any) -> None:
    connection = pool.connection()
    _ask(connection)
    connection.close()


def _memcached(at: Any) -> Any:
    from pymemcache.client.base import Client

    return Client((at.host, at.port))


_ENGINE = "sqlalchemy.engine.Engine"
_CONNECTIONS = "django.db.connections"
_MEMCACHED = "pymemcache.client.base.Client"
_CONNECTOR = "mysql.connector.MySQLConnection"
CASES = {
    "psycopg2": Case("psycopg2.extensions.connection", "close", "postgres",
                     _psycopg2, lambda it: it.close(), _ask),
    "psycopg2 pool": Case("psycopg2.pool.ThreadedConnectionPool", "closeall", "postgres",
                          _psycopg2_pool, lambda it: it.closeall(), _ask_from),
    "psycopg": Case("psycopg.Connection", "close", "postgres", _psycopg, lambda it: it.close(), _ask),
    "sqlalchemy": Case(_ENGINE, "dispose", "postgres", _engine, lambda it: it.dispose(), _select),
    "sqlalchemy, told not to close": Case(_ENGINE, "dispose", "postgres", _engine,
                                          lambda it: it.dispose(close=False), _select, ends=False),
    "sqlalchemy pool": Case("sqlalchemy.pool.QueuePool", "dispose", "postgres",
                            _engine, lambda it: it.pool.dispose(), _select),
    "sqlalchemy pool, made anew": Case("sqlalchemy.pool.QueuePool", "recreate", "postgres",
                                       _engine, lambda it: it.pool.recreate(), _select, ends=False),
    "django": Case(_CONNECTIONS, "close_all", "postgres", _django, lambda it: it.close_all(), _query),
    "django, old ones": Case(_CONNECTIONS, "close_old_connections", "postgres", _django, _close_old, _query),
    "django, one": Case("django.db.connection", "close", "postgres",
                        _django, lambda it: it["default"].close(), _query),
    "peewee": Case("peewee.Database", "close", "postgres",
                   _peewee, lambda it: it.close(), lambda it: it.execute_sql("SELECT 1")),
    "peewee, forgotten": Case("peewee.Database", "dispose", "postgres",
                              _peewee, lambda it: it.dispose(), lambda it: it.execute_sql("SELECT 1"), ends=False),
    "pymysql": Case("pymysql.connections.Connection", "close", "mariadb",
                    _pymysql, lambda it: it.close(), _ask),
    "pymysql, connected anew": Case("pymysql.connections.Connection", "connect", "mariadb",
                                    _pymysql, lambda it: it.connect(), _ask, ends=False),
    "mysql.connector": Case(_CONNECTOR, "close", "mariadb",
                            _connector, lambda it: it.close(), _ask),
    "mysql.connector, shut down": Case(_CONNECTOR, "shutdown", "mariadb",
                                       _connector, lambda it: it.shutdown(), _ask),
    "dbutils": Case("dbutils.pooled_db.PooledDB", "close", "mariadb",
                    _dbutils, lambda it: it.close(), _borrow),
    "dbutils, one": Case("dbutils.steady_db.SteadyDBConnection", "close", "mariadb",
                         _steady, lambda it: it.close(), _ask),
    "pika": Case("pika.BlockingConnection", "close", "rabbitmq",
                 _pika, lambda it: it.close(), lambda it: it.channel().close()),
    "pymemcache": Case(_MEMCACHED, "quit", "memcached",
                       _memcached, lambda it: it.quit(), lambda it: it.get("name")),
    "pymemcache, closed": Case(_MEMCACHED, "close", "memcached",
                               _memcached, lambda it: it.close(), lambda it: it.get("name"), ends=False),
}  # fmt: skip


def ended(case: Case, at: Any) -> bool:
    """Whether the parent's session is over once a child has made the call."""
    thing = case.make(at)
    case.use(thing)
    child = os.fork()
    if not child:
        signal.alarm(SECONDS)
        case.let_go(thing)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if status:
        raise SystemExit(f"the child ended with status {status}")
    signal.alarm(SECONDS)
    try:
        case.use(thing)
    except Exception as error:  # every library has its own
        sys.stderr.write(f"{type(error).__name__}: {error}\n")
        return True
    return False


if __name__ == "__main__":
    sys.stdout.write("ended" if ended(CASES[sys.argv[1]], SimpleNamespace(**json.loads(sys.argv[2]))) else "goes on")
    sys.stdout.flush()
    os._exit(0)
