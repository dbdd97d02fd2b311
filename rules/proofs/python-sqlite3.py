"""sqlite3 of the standard library: each worker writes rows, and another process counts what the file has of them."""

import os
import sqlite3
import subprocess
import sys

_COUNT = """
import sqlite3, sys
connection = sqlite3.connect("shop.db", timeout=1)
print(connection.execute("SELECT count(*) FROM seen WHERE token LIKE ?", sys.argv[1:]).fetchone()[0])
"""


def _write(connection, token):
    connection.execute("INSERT INTO seen VALUES (?)", (token,))
    connection.commit()


def _found(token):
    """How many rows of this process an observer finds."""
    mine = token.partition("r")[0] + "r%"
    told = subprocess.run([sys.executable, "-c", _COUNT, mine], capture_output=True, text=True, check=True)
    return int(told.stdout)


def _in_master(then):
    """Have the master do something once both workers are there."""
    forks = []

    def forked():
        forks.append(1)
        if len(forks) == 2:
            then()

    os.register_at_fork(after_in_parent=forked)


class WriteAhead:
    """A connection in WAL mode, without an open transaction, which the master closes after the fork."""

    row = "sqlite3.Connection"
    rounds = 40
    deadline = 6.0

    def build(self):
        return self._connect()

    def use(self, connection):
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE seen (token TEXT)")
        connection.commit()
        _in_master(connection.close)

    def release(self, connection):
        connection.close()

    def work(self, connection, token):
        if token.startswith("m"):
            return token
        _write(connection, token)
        return _found(token) if token.endswith(f"r{self.rounds - 1}") else token

    def expected(self, token):
        return self.rounds if token.endswith(f"r{self.rounds - 1}") else token

    def _connect(self, **more):
        return sqlite3.connect("shop.db", timeout=1, **more)

    def repair_in_master_close(self, connection):
        """close it before the fork, and connect in the worker"""
        connection.close()
        self.work = self._own

    def _own(self, connection, token):
        self.own = getattr(self, "own", None) or self._connect()
        return type(self).work(self, self.own, token)

    def no_help_build_any_thread(self):
        """`check_same_thread=False`: it is about threads"""
        return self._connect(check_same_thread=False)

    def no_help_build_autocommit(self):
        """`isolation_level=None`"""
        return self._connect(isolation_level=None)


class Transaction:
    """A connection with an open transaction, which the master commits after the fork."""

    row = "sqlite3.Connection"
    rounds = 40
    deadline = 6.0

    def prepare(self):
        self.commits, self.patience = True, 1

    def build(self):
        return sqlite3.connect("shop.db", timeout=self.patience)

    def use(self, connection):
        connection.execute("CREATE TABLE seen (token TEXT)")
        connection.commit()
        connection.execute("INSERT INTO seen VALUES ('of the master')")
        _in_master(lambda: self.commits and connection.commit())

    def work(self, connection, token):
        if token.startswith("m"):
            return token
        _write(connection, token)
        return _found(token) if token.endswith(f"r{self.rounds - 1}") else token

    def expected(self, token):
        return self.rounds if token.endswith(f"r{self.rounds - 1}") else token

    def repair_in_master_close(self, connection):
        """close it before the fork, and connect in the worker"""
        self.commits, self.patience = False, 5
        connection.commit()
        connection.close()
        self.work = self._own

    def _own(self, connection, token):
        self.own = getattr(self, "own", None) or self.build()
        return type(self).work(self, self.own, token)

    def no_help_in_worker_connect(self, connection):
        """connect in the worker, beside the inherited connection: SQLite believes that the worker holds the lock"""
        self.work = self._own


class Memory:
    """A database in memory: each worker has its own copy."""

    row = "sqlite3.Connection"
    state = "harmless"
    rounds = 100

    def build(self):
        return sqlite3.connect(":memory:")

    def use(self, connection):
        connection.execute("CREATE TABLE seen (token TEXT)")

    def work(self, connection, token):
        _write(connection, token)
        return connection.execute("SELECT token FROM seen WHERE token = ?", (token,)).fetchone()[0]
