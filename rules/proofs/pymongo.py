"""PyMongo, with a small server that speaks its protocol."""

import asyncio

import pymongo
from forklint_recipe import loop


def _run(coroutine):
    return loop().run_until_complete(asyncio.wait_for(coroutine, 2))


class Client:
    """A client, which watches the server from threads."""

    row = "pymongo.MongoClient"
    service = "mongo"
    deadline = 5.0

    def build(self):
        return pymongo.MongoClient(self.at.host, self.at.port)

    def use(self, client):
        client.admin.command("ping")

    def release(self, client):
        client.close()

    def work(self, client, token):
        return client.shop.item.find_one({"_id": token})["_id"]


class Lazy:
    """A client that waits for its first operation."""

    row = "pymongo.MongoClient"
    state = "dormant"
    service = "mongo"
    deadline = 5.0

    def build(self):
        return pymongo.MongoClient(self.at.host, self.at.port, connect=False)

    def use(self, client):
        client.admin.command("ping")

    def work(self, client, token):
        return client.shop.item.find_one({"_id": token})["_id"]


class AsyncClient:
    """The asynchronous client, awaited in the master's event loop."""

    row = "pymongo.AsyncMongoClient"
    service = "mongo"
    deadline = 5.0

    def prepare(self):
        loop()

    def build(self):
        return pymongo.AsyncMongoClient(self.at.host, self.at.port)

    def use(self, client):
        _run(client.admin.command("ping"))

    def release(self, client):
        _run(client.close())
        _run(loop().shutdown_default_executor())

    def work(self, client, token):
        return _run(self._find(client, token))

    async def _find(self, client, token):
        return (await client.shop.item.find_one({"_id": token}))["_id"]
