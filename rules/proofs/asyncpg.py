"""asyncpg, with a real PostgreSQL."""

import asyncio

import asyncpg


def _login(at):
    return {"host": at.host, "port": at.port, "user": at.user, "password": at.password, "database": at.database}


async def _awaited(awaited):
    return await awaited


class Connection:
    """A connection that the master's event loop awaited."""

    row = "asyncpg.connection.Connection"
    service = "postgres"
    rounds = 100
    deadline = 3.0

    def prepare(self):
        self.loop = asyncio.new_event_loop()

    def build(self):
        return {"awaited": asyncpg.connect(**_login(self.at), loop=self.loop)}

    def use(self, made):
        made["connection"] = self.loop.run_until_complete(made.pop("awaited"))

    def release(self, made):
        self.loop.run_until_complete(made["connection"].close())

    def work(self, made, token):
        return self.loop.run_until_complete(made["connection"].fetchval("SELECT $1::text", token))

    def repair_in_master_close(self, made):
        """close it before the fork, and connect in a loop of the worker's own"""
        self.release(made)
        self.work = self._own

    def _own(self, _made, token):
        if not hasattr(self, "own"):
            self.prepare()
            self.own = self.build()
            self.use(self.own)
        return type(self).work(self, self.own, token)

    def no_help_in_worker_connect(self, made):
        """connect in a loop of the worker's own: when it exits, the inherited connection ends the master's session"""
        self.work = self._own

    def no_help_in_worker_loop(self, _made):
        """use the inherited connection in a loop of the worker's own"""
        self.prepare()

    def no_help_build_no_cache(self):
        """no cache of prepared statements"""
        return {"awaited": asyncpg.connect(**_login(self.at), loop=self.loop, statement_cache_size=0)}


class Pool:
    """A pool that the master's event loop filled."""

    row = "asyncpg.pool.Pool"
    service = "postgres"
    rounds = 100
    deadline = 3.0

    def prepare(self):
        self.loop = asyncio.new_event_loop()

    def build(self):
        return self._made()

    def use(self, pool):
        self.loop.run_until_complete(_awaited(pool))

    def release(self, pool):
        self.loop.run_until_complete(pool.close())

    def work(self, pool, token):
        return self.loop.run_until_complete(pool.fetchval("SELECT $1::text", token))

    def _made(self):
        return asyncpg.create_pool(**_login(self.at), min_size=2, max_size=4, loop=self.loop)

    def repair_in_master_close(self, pool):
        """`await pool.close()` before loading ends, and a pool in a loop of the worker's own"""
        self.release(pool)
        self.work = self._in_own_pool

    def _in_own_pool(self, _pool, token):
        if not hasattr(self, "own"):
            self.prepare()
            self.own = self._made()
            self.use(self.own)
        return type(self).work(self, self.own, token)

    def no_help_in_worker_loop(self, _pool):
        """use the inherited pool in a loop of the worker's own"""
        self.prepare()

    def no_help_build_no_cache(self):
        """no cache of prepared statements"""
        return asyncpg.create_pool(**_login(self.at), min_size=2, loop=self.loop, statement_cache_size=0)

    def no_help_in_worker_close(self, pool):
        """close the inherited pool in the worker, and make a new one: the master's sessions end with it"""
        pool.terminate()
        self.work = self._in_own_pool
