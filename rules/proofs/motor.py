"""Motor 3, with a server that speaks MongoDB's protocol."""

from forklint_recipe import loop
from motor.motor_asyncio import AsyncIOMotorClient


class Client:
    """A client that is made while loading, and first used in the workers."""

    row = "motor.motor_asyncio.AsyncIOMotorClient"
    service = "mongo"
    unseen = True
    rounds = 5

    def build(self):
        return AsyncIOMotorClient(self.at.host, self.at.port, serverSelectionTimeoutMS=2000)

    def work(self, client, token):
        return loop().run_until_complete(self._asked(client, token))

    async def _asked(self, client, token):
        return (await client.shop.item.find_one({"_id": token}))["_id"]
