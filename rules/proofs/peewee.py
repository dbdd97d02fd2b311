"""peewee around PyMySQL, with a real MariaDB."""

from peewee import MySQLDatabase
from playhouse.pool import PooledMySQLDatabase
from playhouse.sqliteq import SqliteQueueDatabase


def _login(at):
    """Without TLS: reading the certificates takes longer than the connection."""
    return {"host": at.host, "port": at.port, "user": at.user, "password": at.password, "ssl_disabled": True}


def _answer(database, token):
    return database.execute_sql("SELECT %s", (token,)).fetchone()[0]


class Connected:
    """A database whose connection is left open by the importing thread."""

    row = "peewee.Database().connection()"
    service = "mariadb"
    packages = ("PyMySQL",)
    deadline = 4.0

    def build(self):
        return MySQLDatabase(self.at.database, **_login(self.at))

    def use(self, database):
        database.connect()

    def release(self, database):
        database.close()

    def work(self, database, token):
        return _answer(database, token)

    def repair_in_master_close(self, database):
        """`db.close()` at the end of loading"""
        database.close()

    def repair_in_worker_dispose(self, database):
        """`db.dispose()` in the worker, which forgets the inherited connection without closing it"""
        database.dispose()

    def no_help_in_worker_connect_again(self, database):
        """`db.connect(reuse_if_open=True)` in the worker"""
        database.connect(reuse_if_open=True)

    def no_help_in_worker_close(self, database):
        """`db.close()` in the worker: it ends the session of the master"""
        database.close()


class Pooled:
    """A pool, after its connection was given back."""

    row = "peewee.Database().connection()"
    service = "mariadb"
    packages = ("PyMySQL",)
    deadline = 4.0

    def build(self, **options):
        return PooledMySQLDatabase(self.at.database, **options, **_login(self.at))

    def use(self, database):
        self.work(database, "first")

    def release(self, database):
        database.close_all()

    def work(self, database, token):
        with database.connection_context():
            return _answer(database, token)

    def repair_in_master_close_all(self, database):
        """`db.close_all()` at the end of loading"""
        database.close_all()

    def repair_in_worker_dispose(self, database):
        """`db.dispose()` in the worker, which forgets the inherited connections without closing them"""
        database.dispose()

    def no_help_build_stale_timeout(self):
        """`stale_timeout=300`: a connection is renewed by its age"""
        return self.build(stale_timeout=300)

    def no_help_in_master_close(self, database):
        """`db.close()` gives the connection back to the pool"""
        database.close()


class WriterThread:
    """A database that one thread writes to."""

    row = "playhouse.sqliteq.SqliteQueueDatabase"
    rounds = 3
    deadline = 4.0

    def build(self, **options):
        return SqliteQueueDatabase("words.db", **options)

    def use(self, database):
        if not database.is_stopped():
            _written(database, "CREATE TABLE word (text)")

    def release(self, database):
        database.stop()
        database.close()

    def work(self, database, token):
        if database.is_stopped():
            database.start()
        _written(database, "CREATE TABLE IF NOT EXISTS word (text)")
        _written(database, "INSERT INTO word VALUES (?)", (token,))
        return database.execute_sql("SELECT text FROM word WHERE text = ?", (token,)).fetchone()[0]

    def repair_build_started_in_worker(self):
        """`autostart=False`, and `db.start()` in the worker"""
        return self.build(autostart=False)

    def no_help_in_worker_start(self, database):
        """`db.start()` in the worker alone: the database takes the master's thread for its own"""
        database.start()


def _written(database, statement, values=()):
    """The number of rows is known once the thread has done it."""
    return database.execute_sql(statement, values).rowcount
