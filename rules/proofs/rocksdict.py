"""rocksdict: a RocksDB database, which one process may write."""

from rocksdict import Rdict


class Database:
    """A database that is open in the master: what a process writes must be there when it is opened again."""

    row = "rocksdict.Rdict"
    alone = "w0"
    deadline = 4.0
    rounds = 2

    def build(self):
        self.master = Rdict("database")
        return self.master

    def use(self, database):
        database["first"] = "first"

    def work(self, database, token):
        database = self._opened(database, token)
        database[token] = token
        database.flush()
        if token.startswith("w"):
            return database[token]
        return token if "w0r1" in database or database is not self.master else "what the workers wrote is lost"

    def _opened(self, database, token):
        """What each process has, where the master has closed its own or never had one."""
        if self.master is not None:
            return database
        name = token.split("r")[0]
        self.own[name] = self.own.get(name) or Rdict(name)
        return self.own[name]

    def repair_build_in_the_worker(self):
        """open it in the worker only"""
        self.use = lambda database: None
        self.master, self.own = None, {}

    def no_help_in_master_close(self, database):
        """close it before the fork and open another in the worker: the library's threads stay in the master"""
        database.close()
        self.master, self.own = None, {}
