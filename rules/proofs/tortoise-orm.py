"""Tortoise around aiomysql, with a real MariaDB."""

import contextvars

from forklint_recipe import end_loop, loop
from tortoise import Tortoise

_CONTEXT = contextvars.copy_context()


def _run(coroutine):
    """In the one event loop of this process, and always in the same context: Tortoise keeps its state there."""
    return loop().run_until_complete(loop().create_task(coroutine, context=_CONTEXT))


class Queried:
    """Connections that the master has used."""

    row = "tortoise.connections"
    service = "mariadb"
    packages = ("aiomysql",)
    deadline = 6.0

    def __init__(self):
        self.closed = True

    def build(self):
        return f"mysql://{self.at.user}:{self.at.password}@{self.at.host}:{self.at.port}/{self.at.database}"

    def use(self, address):
        self.work(address, "first")

    def release(self, _address):
        _run(Tortoise.close_connections())
        end_loop()

    def work(self, address, token):
        return _run(self._answer(address, token))

    async def _answer(self, address, token):
        if self.closed:
            self.closed = False
            await Tortoise.init(db_url=address, modules={"models": ["tortoise.models"]})
        rows = await Tortoise.get_connection("default").execute_query_dict("SELECT %s AS answer", [token])
        return rows[0]["answer"]

    def repair_in_master_close_connections(self, _address):
        """`await Tortoise.close_connections()` before loading ends, and `init()` in the worker"""
        _run(Tortoise.close_connections())
        self.closed = True
