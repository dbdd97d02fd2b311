"""TinyDB, whose storage is one open file of JSON."""

import tinydb


class Database:
    """A database in a file: each worker adds documents and looks them up."""

    row = "tinydb.TinyDB"
    rounds = 50

    def build(self):
        return tinydb.TinyDB("shop.json")

    def use(self, database):
        database.insert({"token": "used"})

    def release(self, database):
        database.close()

    def work(self, database, token):
        database.insert({"token": token})
        found = database.get(tinydb.where("token") == token)
        return found and found["token"]


class Memory:
    """A database in memory: each worker has its own copy."""

    row = "tinydb.TinyDB"
    state = "harmless"

    def build(self):
        return tinydb.TinyDB(storage=tinydb.storages.MemoryStorage)

    def work(self, database, token):
        database.insert({"token": token})
        return database.get(tinydb.where("token") == token)["token"]
