"""PyMySQL, with a real MariaDB."""

import pymysql


def _connection(at, **options):
    """Without TLS: reading the certificates takes longer than the connection."""
    return pymysql.connect(
        host=at.host, port=at.port, user=at.user, password=at.password, ssl_disabled=True, **options
    )


class Connection:
    """A connection that is made while loading, in a variable of its own."""

    row = "pymysql.connections.Connection"
    service = "mariadb"
    deadline = 4.0

    def build(self):
        return [_connection(self.at)]

    def release(self, held):
        with held[0]:
            pass

    def work(self, held, token):
        return _answer(held[0], token)

    def repair_in_worker_connect_anew(self, held):
        """`connection.connect()` in the worker: the master's socket is dropped without a farewell"""
        held[0].connect()

    def repair_in_worker_replace(self, held):
        """a new connection in the place of the inherited one, which is dropped without a farewell"""
        held[0] = _connection(self.at)

    def no_help_in_worker_ping(self, held):
        """`connection.ping(reconnect=True)`: the answer comes over the shared socket"""
        held[0].ping(reconnect=True)

    def no_help_in_worker_close(self, held):
        """`connection.close()` and `connect()` in the worker: it ends the session of the master"""
        held[0].close()
        held[0].connect()


class DeferredConnection:
    """A connection with `defer_connect=True`, which `connect()` opens."""

    row = "pymysql.connections.Connection"
    service = "mariadb"
    deadline = 4.0
    state = "dormant"

    def build(self):
        return _connection(self.at, defer_connect=True)

    def use(self, connection):
        connection.connect()

    def release(self, connection):
        connection.close()

    def work(self, connection, token):
        return _answer(connection, token)


def _answer(connection, token):
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s", (token,))
        return cursor.fetchone()[0]
