"""aiopg, with a real PostgreSQL."""

import asyncio

import aiopg


def _login(at):
    return {"host": at.host, "port": at.port, "user": at.user, "password": at.password, "dbname": at.database}


async def _awaited(awaited):
    return await awaited


async def _ask(connection, token):
    async with connection.cursor() as cursor:
        await cursor.execute("SELECT %s", (token,))
        return (await cursor.fetchone())[0]


async def _ask_from(pool, token):
    async with pool.acquire() as connection:
        return await _ask(connection, token)


class Connection:
    """A connection that the master's event loop awaited."""

    row = "aiopg.Connection"
    service = "postgres"
    rounds = 100
    deadline = 3.0

    def prepare(self):
        self.loop = asyncio.new_event_loop()

    def build(self):
        return {"awaited": self.loop.run_until_complete(self._called())}

    async def _called(self):
        return aiopg.connect(**_login(self.at))

    def use(self, made):
        made["connection"] = self.loop.run_until_complete(_awaited(made.pop("awaited")))

    def release(self, made):
        self.loop.run_until_complete(_awaited(made["connection"].close()))

    def work(self, made, token):
        return self.loop.run_until_complete(_ask(made["connection"], token))

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

    def no_help_in_worker_connect(self, _made):
        """connect in a loop of the worker's own: when it exits, the inherited connection ends the master's session"""
        self.work = self._own


class Pool:
    """A pool that the master's event loop filled."""

    row = "aiopg.Pool"
    service = "postgres"
    rounds = 100
    deadline = 3.0

    def prepare(self):
        self.loop = asyncio.new_event_loop()

    def build(self):
        return {"awaited": aiopg.create_pool(**_login(self.at), minsize=2)}

    def use(self, made):
        made["pool"] = self.loop.run_until_complete(_awaited(made.pop("awaited")))

    def release(self, made):
        made["pool"].close()
        self.loop.run_until_complete(made["pool"].wait_closed())

    def work(self, made, token):
        return self.loop.run_until_complete(_ask_from(made["pool"], token))

    def repair_in_master_wait_closed(self, made):
        """`close()` and `wait_closed()` before the fork, and a pool in a loop of the worker's own"""
        self.release(made)
        self.work = self._own

    def _own(self, _made, token):
        if not hasattr(self, "own"):
            self.prepare()
            self.own = self.build()
            self.use(self.own)
        return type(self).work(self, self.own, token)

    def no_help_in_worker_pool(self, _made):
        """make a pool in a loop of the worker's own: when it exits, the inherited one ends the master's sessions"""
        self.work = self._own

    def no_help_in_worker_loop(self, _made):
        """use the inherited pool in a loop of the worker's own"""
        self.prepare()

    def no_help_build_recycle(self):
        """`pool_recycle`: it looks at the age of a connection, not at the process"""
        return {"awaited": aiopg.create_pool(**_login(self.at), minsize=2, pool_recycle=60)}
