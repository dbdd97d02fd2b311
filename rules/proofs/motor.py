"""Motor 3, with a server that speaks MongoDB's protocol."""

import asyncio
import os

from motor.motor_asyncio import AsyncIOMotorClient

_LOOPS = {}


def _loop():
    """A server's worker has an event loop of its own."""
    return _LOOPS.get(os.getpid()) or _LOOPS.setdefault(os.getpid(), asyncio.new_event_loop())


class Client:
    """A client that is made while loading, and first used in the workers."""

    row = "motor.motor_asyncio.AsyncIOMotorClient"
    service = "mongo"
    unseen = True
    rounds = 5

    def build(self):
        return AsyncIOMotorClient(self.at.host, self.at.port, serverSelectionTimeoutMS=2000)

    def work(self, client, token):
        return _loop().run_until_complete(self._asked(client, token))

    async def _asked(self, client, token):
        return (await client.shop.item.find_one({"_id": token}))["_id"]
