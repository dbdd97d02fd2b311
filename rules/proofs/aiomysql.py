"""aiomysql, with a real MariaDB."""

import aiomysql
from forklint_recipe import end_loop, inherit_loop, loop


def _run(coroutine):
    return loop().run_until_complete(coroutine)


def _login(at):
    return {"host": at.host, "port": at.port, "user": at.user, "password": at.password}


async def _answer(connection, token):
    async with connection.cursor() as cursor:
        await cursor.execute("SELECT %s", (token,))
        return (await cursor.fetchone())[0]


class _Later:
    """What is made without being awaited, and what awaiting it gives."""

    def __init__(self, awaitable):
        self.awaitable = awaitable
        self.made = None

    async def __call__(self):
        self.made = await self.awaitable


class AwaitedPool:
    """A pool that the master has awaited."""

    row = "aiomysql.Pool"
    service = "mariadb"
    deadline = 6.0

    def build(self):
        return _Later(aiomysql.create_pool(**_login(self.at)))

    def use(self, pool):
        _run(pool())

    def release(self, pool):
        _run(self._close(pool.made))
        end_loop()

    async def _close(self, pool):
        pool.close()
        await pool.wait_closed()

    def work(self, pool, token):
        return _run(self._lent(pool.made, token))

    async def _lent(self, pool, token):
        async with pool.acquire() as connection:
            return await _answer(connection, token)

    def no_help_in_worker_same_loop(self, _pool):
        """running the loop of the master in the worker, too"""
        inherit_loop()


class AwaitedConnection:
    """A connection that the master has awaited."""

    row = "aiomysql.Connection"
    service = "mariadb"
    deadline = 6.0

    def build(self):
        return _Later(aiomysql.connect(**_login(self.at)))

    def use(self, connection):
        _run(connection())

    def release(self, connection):
        _run(connection.made.ensure_closed())
        end_loop()

    def work(self, connection, token):
        return _run(_answer(connection.made, token))
