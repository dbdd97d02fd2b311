"""mysqlclient, with a real MariaDB. It is built from source, which takes its headers (libmariadb-dev)."""

import MySQLdb


def _answer(connection, token):
    cursor = connection.cursor()
    cursor.execute("SELECT %s", (token,))
    return cursor.fetchone()[0]


class Connection:
    """A connection that is made while loading, in a variable of its own."""

    row = "MySQLdb.connections.Connection"
    service = "mariadb"
    deadline = 4.0

    def build(self):
        return [self._connect()]

    def _connect(self):
        at = self.at
        return MySQLdb.connect(host=at.host, port=at.port, user=at.user, password=at.password)

    def release(self, held):
        held[0].close()

    def work(self, held, token):
        return _answer(held[0], token)

    def no_help_in_worker_ping(self, held):
        """`connection.ping()`: the answer comes over the shared socket"""
        held[0].ping()

    def no_help_in_worker_replace(self, held):
        """a new connection in the place of the inherited one: dropping that ends the session of the master"""
        held[0] = self._connect()

    def repair_in_master_closed(self, held):
        """close it before the fork, and connect in the worker"""
        held.pop().close()
        self.work = self._work_anew

    def _work_anew(self, held, token):
        if not held:
            held.append(self._connect())
        return _answer(held[0], token)
