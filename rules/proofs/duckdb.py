"""DuckDB, whose queries run in threads of its own."""

import duckdb


def _ask(connection, token):
    return connection.execute("SELECT max(?) FROM range(300000)", [token]).fetchone()[0]


class Connection:
    """A connection to a file, with threads."""

    row = "duckdb.DuckDBPyConnection"
    rounds = 20
    deadline = 3.0

    def build(self):
        return self._connect()

    def _connect(self):
        return duckdb.connect("shop.duckdb", config={"threads": 4})

    def use(self, connection):
        _ask(connection, "used")

    def release(self, connection):
        connection.close()

    def work(self, connection, token):
        return _ask(connection, token)

    def repair_in_master_close(self, connection):
        """close it before the fork, and connect in the worker (here only to read)"""
        connection.close()
        self.work = self._own

    def _own(self, _connection, token):
        self.own = getattr(self, "own", None) or duckdb.connect("shop.duckdb", read_only=True)
        return _ask(self.own, token)

    def no_help_build_one_thread(self):
        """one thread: DuckDB has others beside"""
        return duckdb.connect("shop.duckdb", config={"threads": 1})

    def no_help_in_worker_close(self, connection):
        """close the inherited connection in the worker"""
        connection.close()
        self.work = self._own


class Default:
    """The connection that the module's own functions share, after a query while loading."""

    row = "duckdb.default_connection"
    rounds = 5
    deadline = 6.0

    def build(self):
        return duckdb

    def use(self, module):
        _ask(module, "used")

    def release(self, module):
        module.close()

    def work(self, module, token):
        return _ask(module, token)

    def repair_in_master_close(self, module):
        """`duckdb.close()` before the fork, and a connection of the worker's own"""
        module.close()
        self.work = self._own

    def _own(self, _module, token):
        with duckdb.connect() as connection:
            return _ask(connection, token)

    def no_help_in_worker_connect(self, _module):
        """a connection of the worker's own, which it closes, beside the default one"""
        self.work = self._own
