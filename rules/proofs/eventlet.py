"""eventlet's pool of native threads, and its hub."""

import os

os.environ["EVENTLET_NO_GREENDNS"] = "yes"  # or it would import whatever resolver is installed

from eventlet import tpool


class Pool:
    """A call through the pool in the master, and one in each worker."""

    row = "eventlet.tpool"
    deadline = 4.0
    rounds = 2

    def build(self):
        return tpool

    def use(self, pool):
        pool.execute(str, "first")

    def work(self, pool, token):
        return pool.execute(str, token)

    def repair_in_master_killall(self, pool):
        """call `killall()` before the fork"""
        pool.killall()
