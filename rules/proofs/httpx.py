"""httpx, with a web server that keeps connections open."""

import asyncio

import httpx


class Client:
    """A client after a request."""

    row = "httpx.Client"
    service = "web"
    deadline = 4.0

    def build(self):
        return httpx.Client()

    def use(self, client):
        self.work(client, "mr0")

    def release(self, client):
        client.close()

    def work(self, client, token):
        return client.get(f"http://{self.at.host}:{self.at.port}/{token}").text

    def repair_build_nothing_kept(self):
        """`limits` that keep no connection open"""
        return httpx.Client(limits=httpx.Limits(max_keepalive_connections=0))

    def no_help_build_retries(self):
        """a transport with `retries`: it only connects anew"""
        return httpx.Client(transport=httpx.HTTPTransport(retries=3))


class Async:
    """An asynchronous client after a request in the loop of the master; the worker goes on with that loop."""

    row = "httpx.AsyncClient"
    service = "web"
    deadline = 4.0

    def prepare(self):
        self.loop = asyncio.new_event_loop()

    def build(self):
        return httpx.AsyncClient()

    def use(self, client):
        self.work(client, "mr0")

    def release(self, client):
        self.loop.run_until_complete(client.aclose())

    def work(self, client, token):
        return self.loop.run_until_complete(self._ask(getattr(self, "own", client), token))

    def repair_in_worker_made_there(self, _):
        """a loop and a client of the worker's own, which leave the inherited ones alone"""
        self.inherited = self.loop
        self.loop = asyncio.new_event_loop()
        self.own = httpx.AsyncClient()

    def no_help_in_worker_loop(self, _):
        """a loop of the worker's own for the inherited client"""
        self.inherited = self.loop
        self.loop = asyncio.new_event_loop()

    async def _ask(self, client, token):
        return (await client.get(f"http://{self.at.host}:{self.at.port}/{token}")).text
