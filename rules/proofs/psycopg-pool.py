"""The pools of psycopg 3, with a real PostgreSQL."""

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor

import psycopg_pool


def _make(made, at, **more):
    login = {"host": at.host, "port": at.port, "user": at.user, "password": at.password, "dbname": at.database}
    return made(kwargs=login, timeout=2, **more)


def _ask(pool, token):
    with pool.connection() as connection:
        return connection.execute("SELECT %s::text", (token,)).fetchone()[0]


def _close(pool):
    pool.close()
    time.sleep(0.2)  # a thread that was joined is there for a moment more


class Pool:
    """A pool that its constructor opens: it has threads and connections."""

    row = "psycopg_pool.ConnectionPool"
    service = "postgres"
    rounds = 100
    deadline = 3.0

    def build(self):
        return _make(psycopg_pool.ConnectionPool, self.at, min_size=2, open=True)

    def use(self, pool):
        pool.wait()

    def release(self, pool):
        _close(pool)

    def work(self, pool, token):
        return _ask(pool, token)

    def repair_build_open_in_worker(self):
        """`open=False`, and `pool.open()` in the worker"""
        self.use = lambda pool: None
        self.work = self._opened
        return _make(psycopg_pool.ConnectionPool, self.at, min_size=2, open=False)

    def _opened(self, pool, token):
        if pool.closed:
            pool.open()
        return _ask(pool, token)

    def no_help_in_master_reopen(self, pool):
        """close it before the fork and open it again in the worker: a pool that was closed cannot be opened"""
        pool.close()
        self.work = self._opened

    def no_help_build_check(self):
        """`check=ConnectionPool.check_connection`: a shared session is alive"""
        check = psycopg_pool.ConnectionPool.check_connection
        return _make(psycopg_pool.ConnectionPool, self.at, min_size=2, open=True, check=check)

    def no_help_build_max_lifetime(self):
        """a short `max_lifetime`: it ends when the connection is given back"""
        return _make(psycopg_pool.ConnectionPool, self.at, min_size=2, open=True, max_lifetime=1)

    def no_help_in_worker_close(self, pool):
        """close the inherited pool in the worker and open a new one: the master's sessions end with it"""
        pool.close(timeout=0.5)
        own = _make(psycopg_pool.ConnectionPool, self.at, min_size=1, open=True)
        self.work = lambda _, token: _ask(own, token)


class Closed:
    """A pool with `open=False` that the master opens."""

    row = "psycopg_pool.ConnectionPool"
    state = "dormant"
    service = "postgres"
    rounds = 100
    deadline = 3.0

    def build(self):
        return _make(psycopg_pool.ConnectionPool, self.at, min_size=2, open=False)

    def use(self, pool):
        pool.open(wait=True)

    def release(self, pool):
        _close(pool)

    def work(self, pool, token):
        return _ask(pool, token)


class NullPool:
    """A pool that keeps no idle connection, while it is full: a second client waits for the connection of the first."""

    row = "psycopg_pool.NullConnectionPool"
    service = "postgres"
    rounds = 3
    deadline = 5.0

    def build(self):
        return self._make(open=True)

    def use(self, pool):
        _ask(pool, "used")

    def release(self, pool):
        _close(pool)

    def work(self, pool, token):
        with ThreadPoolExecutor(1) as second:
            with pool.connection():
                waiting = second.submit(_ask, pool, token)
                time.sleep(0.1)
            return waiting.result()

    def repair_build_open_in_worker(self):
        """`open=False`, and `pool.open()` in the worker"""
        self.use = lambda pool: None
        self.work = self._opened
        return self._make(open=False)

    def _make(self, **more):
        return _make(psycopg_pool.NullConnectionPool, self.at, max_size=1, reset=lambda connection: None, **more)

    def _opened(self, pool, token):
        if pool.closed:
            pool.open()
        return type(self).work(self, pool, token)


class NullPoolWaits:
    """A pool that keeps no idle connection, of which a worker asks whether the server can be reached."""

    row = "psycopg_pool.NullConnectionPool"
    service = "postgres"
    rounds = 3
    deadline = 5.0

    def build(self):
        return _make(psycopg_pool.NullConnectionPool, self.at, open=True)

    def work(self, pool, token):
        pool.wait(2)
        return token


class AsyncPool:
    """A pool that an event loop of the master's has opened."""

    row = "psycopg_pool.AsyncConnectionPool"
    service = "postgres"
    rounds = 100
    deadline = 4.0

    def prepare(self):
        self.loop = asyncio.new_event_loop()

    def build(self):
        self.own = _make(psycopg_pool.AsyncConnectionPool, self.at, min_size=2, open=False)
        return self.own

    def use(self, pool):
        self.loop.run_until_complete(pool.open(wait=True))

    def release(self, pool):
        self.loop.run_until_complete(pool.close())

    def work(self, _pool, token):
        return self.loop.run_until_complete(self._asked(token))

    async def _asked(self, token):
        if self.own.closed:
            await self.own.open()
        async with self.own.connection() as connection:
            return (await (await connection.execute("SELECT %s::text", (token,))).fetchone())[0]

    def repair_build_open_in_worker(self):
        """`open=False`, and `await pool.open()` in the worker"""
        self.use = lambda pool: None
        self.loop = None
        pool = self.build()
        self.work = self._in_own_loop
        return pool

    def _in_own_loop(self, pool, token):
        self.loop = self.loop or asyncio.new_event_loop()
        return type(self).work(self, pool, token)
