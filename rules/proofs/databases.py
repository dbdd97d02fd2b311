"""databases around aiomysql, with a real MariaDB."""

from databases import Database
from forklint_recipe import end_loop, loop


def _run(coroutine):
    return loop().run_until_complete(coroutine)


class Connected:
    """A database that the master has connected."""

    row = "databases.Database"
    service = "mariadb"
    packages = ("aiomysql",)
    deadline = 6.0

    def build(self):
        at = self.at
        return Database(f"mysql+aiomysql://{at.user}:{at.password}@{at.host}:{at.port}/{at.database}")

    def use(self, database):
        _run(database.connect())

    def release(self, database):
        _run(database.disconnect())
        end_loop()

    def work(self, database, token):
        return _run(self._answer(database, token))

    async def _answer(self, database, token):
        if not database.is_connected:
            await database.connect()
        return await database.fetch_val("SELECT :token", {"token": token})

    def repair_in_master_disconnect(self, database):
        """`await db.disconnect()` before loading ends, and `connect()` in the worker"""
        _run(database.disconnect())

    def no_help_in_worker_connect(self, database):
        """`await db.connect()` in the worker: it believes to be connected"""
        _run(database.connect())
