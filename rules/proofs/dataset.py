"""dataset around PyMySQL, with a real MariaDB."""

import dataset


class Queried:
    """A database that was queried by the importing thread."""

    row = "dataset.Database"
    service = "mariadb"
    packages = ("PyMySQL",)
    deadline = 5.0

    def build(self, **options):
        at = self.at
        address = f"mysql+pymysql://{at.user}:{at.password}@{at.host}:{at.port}/{at.database}"
        return dataset.connect(address, engine_kwargs={"connect_args": {"ssl_disabled": True}, **options})

    def use(self, database):
        self.work(database, "first")

    def release(self, database):
        database.close()

    def work(self, database, token):
        return next(iter(database.query("SELECT :token AS answer", token=token)))["answer"]

    def repair_in_master_end_and_dispose(self, database):
        """the end of a `with` block, which gives the connection back, and then `db.engine.dispose()`"""
        with database:
            pass
        database.engine.dispose()

    def no_help_in_master_close(self, database):
        """`db.close()` at the end of loading leaves a database that nobody can use"""
        database.close()

    def no_help_in_master_dispose(self, database):
        """`db.engine.dispose()` does not reach the thread's connection"""
        database.engine.dispose()

    def no_help_build_ping(self):
        """`pool_pre_ping=True` in `engine_kwargs`"""
        return self.build(pool_pre_ping=True)
