"""Executors of the standard library."""

from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor


class Threads:
    """A pool of threads after its first task."""

    row = "concurrent.futures.ThreadPoolExecutor"
    deadline = 4.0
    rounds = 5

    def build(self):
        return ThreadPoolExecutor(2)

    def use(self, pool):
        pool.submit(str, 1).result(2)

    def release(self, pool):
        pool.shutdown()

    def work(self, pool, token):
        return pool.submit(str, token).result()


class Processes:
    """A pool of processes after its first task: its manager is a thread of the master's."""

    row = "concurrent.futures.process.ProcessPoolExecutor"
    deadline = 4.0
    rounds = 50

    def build(self):
        self.own = ProcessPoolExecutor(1)
        return self.own

    def use(self, pool):
        pool.submit(str, 1).result(2)

    def work(self, pool, token):
        return (self.own or self.build()).submit(str, token).result(1.5)

    def repair_in_master_shutdown(self, pool):
        """shut it down before the fork, and create another where it is used"""
        pool.shutdown()
        self.own = None

    def no_help_build_unused(self):
        """submit nothing before the fork: the pipes are there, and workers take each other's tasks and answers"""
        self.use = lambda pool: None
        return self.build()
