"""PyMySQL, with a real MariaDB."""

import pymysql


def _connection(at, **options):
    """Without TLS: reading the certificates takes longer than the connection."""
    return pymysql.connect(
        host=at.host, port=at.port, user=at.user, password=at.password, ssl_disabled=True, **options
    )


class Connection:
    """A connection that is made while loading."""

    row = "pymysql.connections.Connection"
    service = "mariadb"
    deadline = 3.0

    def build(self):
        return _connection(self.at)

    def release(self, connection):
        with connection:
            pass

    def work(self, connection, token):
        return _answer(connection, token)

    def repair_in_worker_connect_anew(self, connection):
        """`connection.connect()` in the worker: the master's socket is dropped without a farewell"""
        connection.connect()

    def no_help_in_worker_ping(self, connection):
        """`connection.ping(reconnect=True)`: the answer comes over the shared socket"""
        connection.ping(reconnect=True)

    def no_help_in_worker_close(self, connection):
        """`connection.close()` and `connect()` in the worker: it ends the session of the master"""
        connection.close()
        connection.connect()


class DeferredConnection:
    """A connection with `defer_connect=True`, which `connect()` opens."""

    row = "pymysql.connections.Connection"
    service = "mariadb"
    deadline = 3.0
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
