"""walrus, with a real server."""

import walrus


def _login(at):
    """A server without a password is told none."""
    login = {"username": at.user or None, "password": at.password or None}
    return {"host": at.host, "port": at.port, "db": int(at.database or 0), **login}


class Database:
    """A database, which is a client of redis-py."""

    row = "walrus.Database"
    service = "redis"

    def build(self):
        return walrus.Database(**_login(self.at))

    def use(self, database):
        database.ping()

    def work(self, database, token):
        database[token] = token
        return database[token].decode()
