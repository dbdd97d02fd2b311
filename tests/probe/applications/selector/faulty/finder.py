"""Asks several neighbours at once and counts who answers in time."""

import selectors
import socket

selector = selectors.DefaultSelector()  # expect: FL105


def answers(count):
    pairs = [socket.socketpair() for _ in range(count)]
    for ours, theirs in pairs:
        selector.register(ours, selectors.EVENT_READ)
        theirs.send(b"here")
    found = len(selector.select(timeout=1))
    for ours, theirs in pairs:
        selector.unregister(ours)
        ours.close()
        theirs.close()
    return found
