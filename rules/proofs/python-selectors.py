"""Selectors of the standard library."""

import selectors
import socket


class Epoll:
    """A selector that waits for a socket: a worker that stops waiting stops the master's, too."""

    row = "selectors.EpollSelector"
    rounds = 1

    def build(self):
        return selectors.EpollSelector()

    def use(self, selector):
        self.own = selector
        self.ours, self.theirs = socket.socketpair()
        selector.register(self.ours, selectors.EVENT_READ)

    def release(self, selector):
        selector.close()
        self.ours.close()
        self.theirs.close()
        self.own = None

    def work(self, selector, token):
        if self.own is None:
            return token
        if token.startswith("w"):
            self.own.unregister(self.ours)
            return token
        self.theirs.send(token.encode())
        return self.ours.recv(100).decode() if self.own.select(timeout=1) else "nothing was heard of the message"

    def repair_in_worker_new(self, selector):
        """create the selector in the worker"""
        self.own = selectors.EpollSelector()
        self.own.register(self.ours, selectors.EVENT_READ)
