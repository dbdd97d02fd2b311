"""records around SQLAlchemy and PyMySQL, with a real MariaDB."""

import records


class Queried:
    """A database that was queried while loading."""

    row = "records.Database"
    service = "mariadb"
    packages = ("PyMySQL",)
    deadline = 5.0

    def build(self, **options):
        at = self.at
        address = f"mysql+pymysql://{at.user}:{at.password}@{at.host}:{at.port}/{at.database}"
        return records.Database(address, connect_args={"ssl_disabled": True}, **options)

    def use(self, database):
        self.work(database, "first")

    def release(self, database):
        database.close()

    def work(self, database, token):
        with database.get_connection() as connection:
            return connection.query("SELECT :token AS answer", fetchall=True, token=token)[0].answer

    def repair_in_master_dispose(self, database):
        """`db.get_engine().dispose()` at the end of loading"""
        database.get_engine().dispose()

    def repair_in_worker_dispose_without_closing(self, database):
        """`db.get_engine().dispose(close=False)` in the worker"""
        database.get_engine().dispose(close=False)

    def no_help_in_master_close(self, database):
        """`db.close()` at the end of loading leaves a database that nobody can use"""
        database.close()

    def no_help_build_ping(self):
        """`pool_pre_ping=True`"""
        return self.build(pool_pre_ping=True)
