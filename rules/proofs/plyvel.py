"""plyvel: a LevelDB database, which one process may use."""

import plyvel


class Database:
    """A database that is open in the master: what a worker writes is not there for another process."""

    row = "plyvel.DB"
    deadline = 6.0
    alone = "w0"
    rounds = 100

    def build(self):
        return plyvel.DB("database", create_if_missing=True)

    def use(self, database):
        database.put(b"first", b"first")

    def release(self, database):
        database.close()
        self.work = lambda database, token: token

    def work(self, database, token):
        database.put(token.encode(), token.encode())
        if token.startswith("w"):
            return database.get(token.encode()).decode()
        return token if database.get(b"w0r5") else "what the workers wrote is not there"
