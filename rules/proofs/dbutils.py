"""DBUtils around PyMySQL, with a real MariaDB."""

import pymysql
from dbutils.persistent_db import PersistentDB
from dbutils.pooled_db import PooledDB
from dbutils.steady_db import connect


def _login(at):
    """Without TLS: reading the certificates takes longer than the connection."""
    return {"host": at.host, "port": at.port, "user": at.user, "password": at.password, "ssl_disabled": True}


def _answer(connection, token):
    cursor = connection.cursor()
    cursor.execute("SELECT %s", (token,))
    (answer,) = cursor.fetchone()
    cursor.close()
    return answer


def _lent(pool, token):
    connection = pool.connection()
    try:
        return _answer(connection, token)
    finally:
        connection.close()


class UsedPool:
    """A pool that is made empty and used once."""

    row = "dbutils.pooled_db.PooledDB"
    service = "mariadb"
    packages = ("PyMySQL",)
    deadline = 4.0

    def build(self):
        return PooledDB(pymysql, **_login(self.at))

    def use(self, pool):
        _lent(pool, "first")

    def release(self, pool):
        pool.close()

    def work(self, pool, token):
        return _lent(pool, token)

    def repair_in_master_close(self, pool):
        """`pool.close()` at the end of loading"""
        pool.close()

    def no_help_build_ping(self):
        """`ping=7`"""
        return PooledDB(pymysql, ping=7, **_login(self.at))


class FilledPool:
    """A pool that its constructor fills."""

    row = "dbutils.pooled_db.PooledDB"
    service = "mariadb"
    packages = ("PyMySQL",)
    deadline = 4.0
    state = "live"

    def build(self):
        return PooledDB(pymysql, mincached=2, **_login(self.at))

    def release(self, pool):
        pool.close()

    def work(self, pool, token):
        return _lent(pool, token)


class ConnectionPerThread:
    """One connection for each thread: the thread that loads is the main thread of the workers."""

    row = "dbutils.persistent_db.PersistentDB"
    service = "mariadb"
    packages = ("PyMySQL",)
    deadline = 4.0

    def build(self):
        return PersistentDB(pymysql, **_login(self.at))

    def use(self, connections):
        _lent(connections, "first")

    def work(self, connections, token):
        return _lent(connections, token)

    def no_help_build_ping(self):
        """`ping=7`"""
        return PersistentDB(pymysql, ping=7, **_login(self.at))


class SteadyConnection:
    """A connection that is opened anew where it is lost."""

    row = "dbutils.steady_db.SteadyDBConnection"
    service = "mariadb"
    packages = ("PyMySQL",)
    deadline = 4.0

    def build(self, **options):
        return connect(pymysql, **options, **_login(self.at))

    def release(self, connection):
        connection.close()

    def work(self, connection, token):
        return _answer(connection, token)

    def no_help_build_ping(self):
        """`ping=7`"""
        return self.build(ping=7)
