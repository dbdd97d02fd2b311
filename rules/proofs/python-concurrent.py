"""Executors of the standard library."""

from concurrent.futures import ThreadPoolExecutor


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
