"""aiohttp, with a web server that keeps connections open."""

import asyncio

import aiohttp


class Session:
    """A session after a request in the loop of the master; the worker goes on with that loop."""

    row = "aiohttp.ClientSession"
    service = "web"
    deadline = 4.0

    def prepare(self):
        self.loop = asyncio.new_event_loop()

    def build(self):
        return self.loop.run_until_complete(self._made())

    def use(self, session):
        self.work(session, "mr0")

    def release(self, session):
        self.loop.run_until_complete(session.close())

    def work(self, session, token):
        if self.loop is None:
            self.loop = asyncio.new_event_loop()
            self.own = self.build()
        return self.loop.run_until_complete(self._ask(session or self.own, token))

    def repair_build_where_used(self):
        """a loop and a session that each process makes when it first asks"""
        self.use = print
        self.loop = self.own = None

    def no_help_in_worker_loop(self, _):
        """a loop of the worker's own for the inherited session"""
        self.inherited = self.loop
        self.loop = asyncio.new_event_loop()

    async def _made(self):
        return aiohttp.ClientSession(f"http://{self.at.host}:{self.at.port}")

    async def _ask(self, session, token):
        async with session.get(f"/{token}") as answer:
            return await answer.text()
