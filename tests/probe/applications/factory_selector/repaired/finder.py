"""Asks several neighbours at once and counts who answers in time."""

import select
import socket


class Finder:
    def answers(self, count):
        pairs = [socket.socketpair() for _ in range(count)]
        with select.epoll() as epoll:
            for ours, theirs in pairs:
                epoll.register(ours, select.EPOLLIN)
                theirs.send(b"here")
            found = len(epoll.poll(timeout=1))
        for ours, theirs in pairs:
            ours.close()
            theirs.close()
        return found
