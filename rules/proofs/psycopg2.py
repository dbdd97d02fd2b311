"""psycopg2, with a real PostgreSQL."""

import psycopg2
from psycopg2.pool import SimpleConnectionPool, ThreadedConnectionPool


def _connect(at, **more):
    return psycopg2.connect(
        host=at.host, port=at.port, user=at.user, password=at.password, dbname=at.database, connect_timeout=3, **more
    )


def _pool(made, at, minimum):
    return made(minimum, 4, host=at.host, port=at.port, user=at.user, password=at.password, dbname=at.database)


def _ask(connection, token):
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s", (token,))
        return cursor.fetchone()[0]


def _ask_from(pool, token):
    connection = pool.getconn()
    try:
        return _ask(connection, token)
    finally:
        pool.putconn(connection)


class Connection:
    """A connection: two workers send their queries over one session."""

    row = "psycopg2.extensions.connection"
    service = "postgres"
    rounds = 200
    deadline = 3.0

    def build(self):
        return _connect(self.at)

    def use(self, connection):
        _ask(connection, "used")

    def release(self, connection):
        connection.close()

    def work(self, connection, token):
        return _ask(connection, token)

    def repair_in_worker_connect(self, _connection):
        """connect in the worker, and leave the inherited connection alone"""
        own = _connect(self.at)
        self.work = lambda _, token: _ask(own, token)

    def repair_in_master_close(self, connection):
        """close the connection before the fork, and connect on first use"""
        connection.close()
        self.own = None
        self.work = self._on_first_use

    def _on_first_use(self, _connection, token):
        self.own = self.own or _connect(self.at)
        return _ask(self.own, token)

    def no_help_in_worker_close(self, connection):
        """close the inherited connection in the worker and connect anew: the master's session ends with it"""
        connection.close()
        self.repair_in_worker_connect(connection)

    def no_help_build_autocommit(self):
        """autocommit"""
        connection = _connect(self.at)
        connection.autocommit = True
        return connection


class Encrypted:
    """A connection with TLS: two workers continue one stream of ciphers, and the other end cannot decrypt it."""

    row = "psycopg2.extensions.connection"
    service = "postgres_tls"
    rounds = 50
    deadline = 3.0

    def build(self):
        return _connect(self.at, sslmode="require")

    def use(self, connection):
        _ask(connection, "used")

    def work(self, connection, token):
        return _ask(connection, token)

    def repair_in_worker_connect(self, _connection):
        """connect in the worker, and leave the inherited connection alone"""
        own = self.build()
        self.work = lambda _, token: _ask(own, token)

    def no_help_build_older_tls(self):
        """an older TLS"""
        return _connect(self.at, sslmode="require", ssl_max_protocol_version="TLSv1.2")


class SimplePool:
    """The pool for one thread, filled by its constructor."""

    row = "psycopg2.pool.SimpleConnectionPool"
    service = "postgres"
    rounds = 200
    deadline = 3.0

    def build(self):
        return _pool(SimpleConnectionPool, self.at, 2)

    def release(self, pool):
        pool.closeall()

    def work(self, pool, token):
        return _ask_from(pool, token)

    def repair_build_empty(self):
        """make it with `minconn=0`: it keeps no connection, and every `getconn()` connects anew"""
        self.work = self._seldom
        return _pool(SimpleConnectionPool, self.at, 0)

    def _seldom(self, pool, token):
        return _ask_from(pool, token) if token.endswith("0") else token

    def repair_in_master_closeall(self, pool):
        """`closeall()` before the fork, and a new pool in the worker"""
        pool.closeall()
        self.work = self._own

    def repair_in_worker_pool(self, _pool):
        """make a pool in the worker, and leave the inherited one alone"""
        self.work = self._own

    def _own(self, _inherited, token):
        self.pool = getattr(self, "pool", None) or _pool(SimpleConnectionPool, self.at, 1)
        return type(self).work(self, self.pool, token)

    def no_help_in_worker_closeall(self, pool):
        """`closeall()` in the worker and a new pool: the master's sessions end with it"""
        pool.closeall()
        self.work = self._own


class ThreadedPool:
    """The pool for threads: its lock keeps threads apart, not processes."""

    row = "psycopg2.pool.ThreadedConnectionPool"
    service = "postgres"
    rounds = 200
    deadline = 3.0

    def build(self):
        return _pool(ThreadedConnectionPool, self.at, 2)

    def release(self, pool):
        pool.closeall()

    def work(self, pool, token):
        return _ask_from(pool, token)


class EmptyPool:
    """A pool with `minconn=0`, from which the master took a connection that it did not give back."""

    row = "psycopg2.pool.ThreadedConnectionPool(minconn=0)"
    service = "postgres"
    rounds = 10
    deadline = 3.0

    def build(self):
        return _pool(ThreadedConnectionPool, self.at, 0)

    def use(self, pool):
        self.taken = pool.getconn()

    def release(self, pool):
        pool.putconn(self.taken)

    def work(self, pool, token):
        return _ask(self.taken, token)

    def repair_in_master_putconn(self, pool):
        """give the connection back before the fork: the pool closes it"""
        pool.putconn(self.taken)
        self.work = _ask_from
