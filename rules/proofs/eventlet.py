"""eventlet's pool of native threads, and its hub."""

import os
import socket

os.environ["EVENTLET_NO_GREENDNS"] = "yes"  # or it would import whatever resolver is installed

import eventlet
from eventlet import hubs, tpool


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


class Hub:
    """A hub that waits for a socket: a worker that stops waiting stops the master's, too."""

    row = "eventlet.hub"
    rounds = 1

    def build(self):
        return hubs

    def use(self, _hubs):
        self.heard = []
        self.ours, self.theirs = socket.socketpair(type=socket.SOCK_DGRAM)
        eventlet.sleep(0)
        self.listener = hubs.get_hub().add("read", self.ours.fileno(), self._hear, self._hear, print)

    def _hear(self, _number):
        self.heard.append(self.ours.recv(100).decode())

    def work(self, _hubs, token):
        if token.startswith("w"):
            hubs.get_hub().remove(self.listener)
            return token
        self.theirs.send(token.encode())
        eventlet.sleep(0.5)
        return "".join(self.heard)
