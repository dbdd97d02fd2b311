"""MySQL Connector/Python, with a real MariaDB."""

import mysql.connector
import mysql.connector.aio
from forklint_recipe import end_loop, loop
from mysql.connector.pooling import MySQLConnectionPool


def _login(at):
    """Without TLS; MariaDB does not have the collation that the connector asks for."""
    return {
        "host": at.host, "port": at.port, "user": at.user, "password": at.password,
        "ssl_disabled": True, "collation": "utf8mb4_general_ci",
    }  # fmt: skip


def _answer(connection, token):
    cursor = connection.cursor()
    cursor.execute("SELECT %s", (token,))
    (answer,) = cursor.fetchone()
    cursor.close()
    return answer


class PureConnection:
    """A connection of the implementation in Python, in a variable of its own."""

    row = "mysql.connector.MySQLConnection"
    service = "mariadb"
    deadline = 4.0

    def build(self):
        return [self._connect()]

    def _connect(self):
        return mysql.connector.connect(use_pure=True, **_login(self.at))

    def release(self, held):
        held[0].close()

    def work(self, held, token):
        return _answer(held[0], token)

    def no_help_in_worker_ping(self, held):
        """`connection.ping(reconnect=True)`: the answer comes over the shared socket"""
        held[0].ping(reconnect=True)

    def no_help_in_worker_reconnect(self, held):
        """`connection.reconnect()` in the worker: it ends the session of the master"""
        held[0].reconnect()

    def no_help_in_worker_replace(self, held):
        """a new connection in the place of the inherited one: dropping that ends the session of the master"""
        held[0] = self._connect()


class FilledPool:
    """A pool that its constructor fills."""

    row = "mysql.connector.pooling.MySQLConnectionPool"
    service = "mariadb"
    deadline = 4.0

    def build(self):
        return MySQLConnectionPool(pool_size=2, pool_name="proof", **_login(self.at))

    def work(self, pool, token):
        connection = pool.get_connection()
        try:
            return _answer(connection, token)
        finally:
            connection.close()


class PoolOfTheModule:
    """A call of `connect` with the name of a pool, which the module keeps."""

    row = "mysql.connector.connect(pool_name=...)"
    service = "mariadb"
    deadline = 4.0

    def build(self):
        self._connect().close()

    def _connect(self):
        return mysql.connector.connect(pool_name="proof", pool_size=2, **_login(self.at))

    def work(self, _nothing, token):
        connection = self._connect()
        try:
            return _answer(connection, token)
        finally:
            connection.close()


def _run(coroutine):
    return loop().run_until_complete(coroutine)


class AwaitedConnection:
    """A connection of asyncio that the master has awaited."""

    row = "mysql.connector.aio.MySQLConnection"
    service = "mariadb"
    deadline = 6.0

    def build(self):
        return [mysql.connector.aio.connect(**_login(self.at))]

    def use(self, held):
        held.append(_run(held.pop()))

    def release(self, held):
        _run(held[0].close())
        end_loop()

    def work(self, held, token):
        return _run(self._answer(held[0], token))

    async def _answer(self, connection, token):
        cursor = await connection.cursor()
        await cursor.execute("SELECT %s", (token,))
        (answer,) = await cursor.fetchone()
        await cursor.close()
        return answer
