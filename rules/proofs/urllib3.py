"""urllib3, with a web server that keeps connections open."""

import urllib3


class Manager:
    """A manager of pools after a request."""

    row = "urllib3.PoolManager"
    service = "web"
    deadline = 4.0

    def build(self):
        return urllib3.PoolManager()

    def use(self, manager):
        self.work(manager, "mr0")

    def release(self, manager):
        manager.clear()

    def work(self, manager, token):
        return manager.request("GET", f"http://{self.at.host}:{self.at.port}/{token}", retries=False).data.decode()

    def repair_in_master_cleared(self, manager):
        """`clear()` before the fork"""
        manager.clear()

    def repair_in_worker_cleared(self, manager):
        """`clear()` in the worker, before its first request"""
        manager.clear()

    def no_help_build_retries(self):
        """`retries`: only what fails is asked again"""
        return urllib3.PoolManager(retries=urllib3.Retry(3))

    def no_help_build_more_connections(self):
        """a larger `maxsize`: the idle connection is still the first one"""
        return urllib3.PoolManager(maxsize=10)


class OneHost:
    """The pool of one host."""

    row = "urllib3.HTTPConnectionPool"
    service = "web"
    deadline = 4.0

    def build(self):
        return urllib3.HTTPConnectionPool(self.at.host, self.at.port)

    def use(self, pool):
        self.work(pool, "mr0")

    def release(self, pool):
        pool.close()

    def work(self, pool, token):
        return pool.request("GET", f"/{token}", retries=False).data.decode()


class Function:
    """The function of the module, which keeps a pool of its own."""

    row = "urllib3.request()"
    service = "web"
    deadline = 4.0

    def build(self):
        return None

    def use(self, _):
        self.work(None, "mr0")

    def work(self, _, token):
        return urllib3.request("GET", f"http://{self.at.host}:{self.at.port}/{token}", retries=False).data.decode()

    def repair_build_manager(self):
        """a manager in a `with` block, instead of the function, while loading"""
        with urllib3.PoolManager() as manager:
            manager.request("GET", f"http://{self.at.host}:{self.at.port}/mr0")
        self.use = lambda _: None
