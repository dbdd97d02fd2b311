"""LMDB, whose environment is a mapped file and a table of readers."""

import lmdb


class Environment:
    """An environment that loading wrote to."""

    row = "lmdb.Environment"
    rounds = 100
    deadline = 4.0

    def build(self):
        return lmdb.open("shop.lmdb", map_size=1 << 20)

    def use(self, environment):
        with environment.begin(write=True) as transaction:
            transaction.put(b"used", b"1")

    def release(self, environment):
        environment.close()

    def work(self, environment, token):
        with environment.begin(write=True) as transaction:
            transaction.put(token.encode(), token.encode())
        with environment.begin() as transaction:
            return transaction.get(token.encode()).decode()

    def repair_in_master_close(self, environment):
        """close it before the fork, and open it in the worker"""
        environment.close()
        self.work = self._own

    def no_help_in_worker_open(self, _environment):
        """open one in the worker, beside the inherited one: lmdb refuses to open the same folder twice"""
        self.work = self._own

    def _own(self, _environment, token):
        if token.startswith("m"):
            return token
        self.own = getattr(self, "own", None) or lmdb.open("shop.lmdb", map_size=1 << 20)
        return type(self).work(self, self.own, token)

    def no_help_build_more_readers(self):
        """`max_readers`: it only lasts longer"""
        return lmdb.open("shop.lmdb", map_size=1 << 20, max_readers=150)


class WithoutLocks:
    """An environment that is opened to read, without locks: it has no table of readers."""

    row = "lmdb.Environment"
    state = "harmless"
    rounds = 200

    def prepare(self):
        with lmdb.open("shop.lmdb", map_size=1 << 20) as environment, environment.begin(write=True) as transaction:
            for number in range(self.rounds):
                transaction.put(f"r{number}".encode(), b"%d" % number)

    def build(self):
        return lmdb.open("shop.lmdb", readonly=True, lock=False)

    def use(self, environment):
        self.work(environment, "mr0")

    def work(self, environment, token):
        number = token[token.index("r") :]
        with environment.begin() as transaction:
            return token.replace(number, "r" + transaction.get(number.encode()).decode())
