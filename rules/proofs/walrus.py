"""walrus, with a real server."""

import walrus


class Database:
    """A database, which is a client of redis-py."""

    row = "walrus.Database"
    service = "redis"

    def build(self):
        return walrus.Database(host=self.at.host, port=self.at.port)

    def use(self, database):
        database.ping()

    def work(self, database, token):
        database[token] = token
        return database[token].decode()
