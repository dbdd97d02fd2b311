"""websockets, with its own server in a process of its own."""

import asyncio

from forklint_recipe import served
from websockets.asyncio.client import connect as connect_in_loop
from websockets.sync.client import connect

SERVER = """
import sys
from websockets.sync.server import serve

def echo(connection):
    for message in connection:
        connection.send(message)

serve(echo, "127.0.0.1", int(sys.argv[1])).serve_forever()
"""


class Connection:
    """A connection of the threading implementation."""

    row = "websockets.sync.client.ClientConnection"
    deadline = 3.0

    def prepare(self):
        self.url = f"ws://127.0.0.1:{served(SERVER)}"

    def build(self):
        return connect(self.url)

    def release(self, connection):
        connection.close()

    def work(self, connection, token):
        connection.send(token)
        return connection.recv()

    def repair_build_where_used(self):
        """connect in each process when it first sends"""
        return _Lazy(self.url)

    def no_help_in_worker_ping(self, connection):
        """`ping` in the worker: nobody is there to see the answer"""
        connection.ping()

    def no_help_in_worker_closed(self, connection):
        """`close()` in the worker: it ends the session of all"""
        connection.close()


class Async:
    """A connection of the asyncio implementation; the worker goes on with the loop of the master."""

    row = "websockets.asyncio.client.connect"
    deadline = 3.0

    def prepare(self):
        self.url = f"ws://127.0.0.1:{served(SERVER)}"
        self.loop = asyncio.new_event_loop()

    def build(self):
        return connect_in_loop(self.url)

    def use(self, connecting):
        self.connection = self.loop.run_until_complete(self._connected(connecting))

    def release(self, connecting):
        self.loop.run_until_complete(connecting.__aexit__(None, None, None))

    def work(self, _, token):
        if self.loop is None:
            self.loop = asyncio.new_event_loop()
            self.connection = self.loop.run_until_complete(self._connected(self.build()))
        return self.loop.run_until_complete(self._answer(token))

    def repair_build_where_used(self):
        """connect in each process when it first sends"""
        self.use = print
        self.loop = None

    async def _connected(self, connecting):
        return await connecting.__aenter__()

    async def _answer(self, token):
        await self.connection.send(token)
        return await self.connection.recv()


class _Lazy:
    """Connects when it is first used."""

    def __init__(self, url):
        self.url = url

    def __getattr__(self, name):
        self.connection = self.__dict__.get("connection") or connect(self.url)
        return getattr(self.connection, name)
