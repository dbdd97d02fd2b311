"""Asks several neighbours at once and counts who answers in time."""

import select
import socket


class Finder:
    def __init__(self):
        self.epoll = select.epoll()  # expect: FL105

    def answers(self, count):
        pairs = [socket.socketpair() for _ in range(count)]
        for ours, theirs in pairs:
            self.epoll.register(ours, select.EPOLLIN)
            theirs.send(b"here")
        found = len(self.epoll.poll(timeout=1))
        for ours, theirs in pairs:
            self.epoll.unregister(ours)
            ours.close()
            theirs.close()
        return found
