"""gevent's pools of native threads."""

import os

import gevent
import gevent.os
from gevent.threadpool import ThreadPool


class Pool:
    """A pool of the program's own, which has run a task."""

    row = "gevent.threadpool.ThreadPool"
    deadline = 4.0
    rounds = 3

    def prepare(self):
        ThreadPool(1)  # the hub, which all pools wake

    def build(self):
        self.own = ThreadPool(2)
        return self.own

    def use(self, pool):
        pool.apply(str, ["first"])

    def work(self, _pool, token):
        return self.own.spawn(str, token).get(timeout=1.5)

    def repair_in_worker_new(self, _pool):
        """`gevent.reinit()`, and a pool of the worker's own"""
        gevent.reinit()
        self.build()

    def no_help_in_worker_new_only(self, _pool):
        """a pool of the worker's own without `gevent.reinit()`: workers take each other's wake-up calls"""
        self.build()

    def no_help_in_worker_reinit(self, _pool):
        """`gevent.reinit()` in the worker: it renews the hub's own pool"""
        gevent.reinit()


class HubPool:
    """The pool of the hub, in a program whose `os.fork` is patched."""

    row = "gevent.hub.Hub().threadpool"
    deadline = 4.0
    rounds = 3

    def prepare(self):
        os.fork = gevent.os.fork
        ThreadPool(1)

    def build(self):
        return gevent.get_hub().threadpool

    def use(self, pool):
        pool.apply(str, ["first"])

    def work(self, _pool, token):
        return gevent.get_hub().threadpool.spawn(str, token).get(timeout=1.5)
