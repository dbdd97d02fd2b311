"""Pony around the driver that it finds (mysqlclient before PyMySQL), with a real MariaDB."""

from pony.orm import Database, db_session


class Bound:
    """A database whose `bind()` has opened a connection."""

    row = "pony.orm.Database"
    service = "mariadb"
    packages = ("PyMySQL",)

    def build(self):
        return Database()

    def use(self, database):
        at = self.at
        login = {"host": at.host, "port": at.port, "user": at.user, "passwd": at.password, "db": at.database}
        database.bind("mysql", **login)

    def release(self, database):
        database.disconnect()

    def work(self, database, token):
        with db_session:
            return database.select("$token")[0]


class BoundAtOnce:
    """A database that its constructor binds."""

    row = "pony.orm.Database"
    service = "mariadb"
    packages = ("PyMySQL",)
    state = "live"

    def build(self):
        at = self.at
        login = {"host": at.host, "port": at.port, "user": at.user, "passwd": at.password, "db": at.database}
        return Database("mysql", **login)

    def release(self, database):
        database.disconnect()

    def work(self, database, token):
        with db_session:
            return database.select("$token")[0]
