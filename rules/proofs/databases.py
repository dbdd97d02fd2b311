"""databases around aiomysql, with a real MariaDB."""

import asyncio
import os

from databases import Database

_LOOPS = {}


def _run(coroutine):
    """In the one event loop of this process."""
    if os.getpid() not in _LOOPS:
        _LOOPS[os.getpid()] = asyncio.new_event_loop()
    return _LOOPS[os.getpid()].run_until_complete(coroutine)


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
        _LOOPS.pop(os.getpid()).close()

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
