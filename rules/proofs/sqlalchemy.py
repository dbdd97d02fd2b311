"""SQLAlchemy: pools, connections, sessions and the asyncio engine, with a real MariaDB."""

import os

import pymysql
from forklint_recipe import end_loop, loop
from sqlalchemy import create_engine, event, exc, pool, text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.orm import Session, scoped_session, sessionmaker

ANSWER = text("SELECT :token")


def _address(at, driver):
    return f"{driver}://{at.user}:{at.password}@{at.host}:{at.port}/{at.database}"


def _engine(at, **options):
    """Without TLS: reading the certificates takes longer than the connection."""
    return create_engine(_address(at, "mysql+pymysql"), connect_args={"ssl_disabled": True}, **options)


def _answer(engine, token):
    with engine.connect() as connection:
        return connection.execute(ANSWER, {"token": token}).scalar()


class UsedEngine:
    """An engine whose pool keeps the connection of its first use."""

    row = "sqlalchemy.engine.Engine"
    service = "mariadb"
    packages = ("PyMySQL",)
    deadline = 5.0

    def build(self, **options):
        return _engine(self.at, **options)

    def use(self, engine):
        _answer(engine, "first")

    def release(self, engine):
        engine.dispose()

    def work(self, engine, token):
        return _answer(engine, token)

    def repair_in_master_dispose(self, engine):
        """`engine.dispose()` at the end of loading"""
        engine.dispose()

    def repair_in_worker_dispose_without_closing(self, engine):
        """`engine.dispose(close=False)` in the worker"""
        engine.dispose(close=False)

    def repair_build_checkout_listener(self):
        """listeners that note the pid on `connect` and compare it on `checkout`"""
        engine = self.build()
        event.listen(engine, "connect", _note_the_pid)
        event.listen(engine, "checkout", _compare_the_pid)
        return engine

    def no_help_build_ping_and_recycle(self):
        """`pool_pre_ping=True` and `pool_recycle=3600`"""
        return self.build(pool_pre_ping=True, pool_recycle=3600)

    def no_help_in_worker_dispose(self, engine):
        """`engine.dispose()` in the worker: it closes the connection of the master"""
        engine.dispose()


def _note_the_pid(_connection, record):
    record.info["pid"] = os.getpid()


def _compare_the_pid(_connection, record, proxy):
    if record.info["pid"] != os.getpid():
        record.dbapi_connection = proxy.dbapi_connection = None
        raise exc.DisconnectionError("made in another process")


class EngineOfAPoliteDriver:
    """An engine over MySQL Connector/Python, which ends the session of a connection that is dropped."""

    row = "sqlalchemy.engine.Engine"
    service = "mariadb"
    packages = ("mysql-connector-python",)
    deadline = 6.0
    rounds = 20

    def build(self):
        options = {"use_pure": True, "ssl_disabled": True, "collation": "utf8mb4_general_ci"}
        return create_engine(_address(self.at, "mysql+mysqlconnector"), connect_args=options)

    def use(self, engine):
        _answer(engine, "first")

    def release(self, engine):
        engine.dispose()

    def work(self, engine, token):
        return _answer(engine, token)

    def repair_in_master_dispose(self, engine):
        """`engine.dispose()` at the end of loading"""
        engine.dispose()

    def no_help_in_worker_dispose_without_closing(self, engine):
        """`engine.dispose(close=False)` in the worker: what it drops ends the session of the master"""
        engine.dispose(close=False)


class EngineWithoutPool:
    """An engine with `poolclass=NullPool`: each connection is closed where it is given back."""

    row = "sqlalchemy.engine.Engine"
    service = "mariadb"
    packages = ("PyMySQL",)
    state = "harmless"

    def build(self):
        return _engine(self.at, poolclass=pool.NullPool)

    def use(self, engine):
        _answer(engine, "first")

    def work(self, engine, token):
        return _answer(engine, token)


class TakenConnection:
    """A connection that is taken out of its pool at the fork."""

    row = "sqlalchemy.engine.Connection"
    service = "mariadb"
    packages = ("PyMySQL",)
    deadline = 4.0

    def build(self):
        return _engine(self.at, poolclass=pool.NullPool).connect()

    def release(self, connection):
        connection.close()

    def work(self, connection, token):
        return connection.execute(ANSWER, {"token": token}).scalar()

    def no_help_in_worker_dispose_without_closing(self, connection):
        """`engine.dispose(close=False)` in the worker does not reach it"""
        connection.engine.dispose(close=False)


class UsedSession:
    """An engine that a session uses, between its first statement and its end."""

    row = "sqlalchemy.engine.Engine"
    service = "mariadb"
    packages = ("PyMySQL",)
    deadline = 4.0

    def build(self):
        return Session(_engine(self.at))

    def use(self, session):
        session.execute(ANSWER, {"token": "first"})

    def release(self, session):
        session.close()
        session.bind.dispose()

    def work(self, session, token):
        return session.execute(ANSWER, {"token": token}).scalar()

    def repair_in_master_close_and_dispose(self, session):
        """`session.close()` and `engine.dispose()` at the end of loading"""
        session.close()
        session.bind.dispose()

    def no_help_in_master_close(self, session):
        """`session.close()` alone gives the connection back to the pool"""
        session.close()

    def no_help_in_master_dispose(self, session):
        """`engine.dispose()` alone does not reach the session's connection"""
        session.bind.dispose()


class ScopedSession:
    """An engine that the session of the importing thread uses."""

    row = "sqlalchemy.engine.Engine"
    service = "mariadb"
    packages = ("PyMySQL",)
    deadline = 4.0

    def build(self):
        return scoped_session(sessionmaker(_engine(self.at)))

    def use(self, session):
        session.execute(ANSWER, {"token": "first"})

    def work(self, session, token):
        return session.execute(ANSWER, {"token": token}).scalar()

    def repair_in_master_remove_and_dispose(self, session):
        """`session.remove()` and `engine.dispose()` at the end of loading"""
        session.remove()
        session.bind.dispose()

    def no_help_in_master_remove(self, session):
        """`session.remove()` alone gives the connection back to the pool"""
        session.remove()


class PoolWithoutEngine:
    """A pool that is used by itself."""

    row = "sqlalchemy.pool.QueuePool"
    service = "mariadb"
    packages = ("PyMySQL",)
    deadline = 4.0

    def build(self, **options):
        return pool.QueuePool(self._connect, **options)

    def _connect(self):
        at = self.at
        return pymysql.connect(host=at.host, port=at.port, user=at.user, password=at.password, ssl_disabled=True)

    def use(self, connections):
        self.work(connections, "first")

    def release(self, connections):
        connections.dispose()

    def work(self, connections, token):
        connection = connections.connect()
        try:
            cursor = connection.cursor()
            cursor.execute("SELECT %s", (token,))
            return cursor.fetchone()[0]
        finally:
            connection.close()

    def repair_in_master_dispose(self, connections):
        """`pool.dispose()` at the end of loading"""
        connections.dispose()

    def no_help_build_ping_and_recycle(self):
        """`recycle=3600`, and `pre_ping=True` with the dialect that it needs"""
        return self.build(recycle=3600, pre_ping=True, dialect=_engine(self.at).dialect)


def _run(coroutine):
    return loop().run_until_complete(coroutine)


async def _answer_later(engine, token):
    async with engine.connect() as connection:
        return (await connection.execute(ANSWER, {"token": token})).scalar()


class AsyncEngine:
    """An engine of asyncio that the master has awaited, with aiomysql."""

    row = "sqlalchemy.ext.asyncio.AsyncEngine"
    service = "mariadb"
    packages = ("aiomysql", "greenlet")
    deadline = 6.0

    def build(self, **options):
        return create_async_engine(_address(self.at, "mysql+aiomysql"), **options)

    def use(self, engine):
        _run(_answer_later(engine, "first"))

    def release(self, engine):
        _run(engine.dispose())
        end_loop()

    def work(self, engine, token):
        return _run(_answer_later(engine, token))

    def repair_in_master_dispose(self, engine):
        """`await engine.dispose()` before loading ends"""
        _run(engine.dispose())

    def no_help_in_worker_dispose_without_closing(self, engine):
        """`engine.sync_engine.dispose(close=False)` in the worker: its end ends the session of the master"""
        engine.sync_engine.dispose(close=False)

    def no_help_in_worker_await_dispose_without_closing(self, engine):
        """`await engine.dispose(close=False)` in the worker: its end ends the session of the master"""
        _run(engine.dispose(close=False))

    def repair_build_null_pool(self):
        """`poolclass=NullPool`"""
        return self.build(poolclass=pool.NullPool)

    def no_help_build_ping_and_recycle(self):
        """`pool_pre_ping=True` and `pool_recycle=3600`"""
        return self.build(pool_pre_ping=True, pool_recycle=3600)


class AsyncEngineOfPostgres:
    """An engine of asyncio that the master has awaited, with asyncpg."""

    row = "sqlalchemy.ext.asyncio.AsyncEngine"
    service = "postgres"
    packages = ("asyncpg", "greenlet")
    deadline = 6.0

    def build(self):
        return create_async_engine(_address(self.at, "postgresql+asyncpg"))

    def use(self, engine):
        _run(_answer_later(engine, "first"))

    def release(self, engine):
        _run(engine.dispose())
        end_loop()

    def work(self, engine, token):
        return _run(_answer_later(engine, token))

    def no_help_in_worker_dispose_without_closing(self, engine):
        """`engine.sync_engine.dispose(close=False)` in the worker: its end ends the session of the master"""
        engine.sync_engine.dispose(close=False)
