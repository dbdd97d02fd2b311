"""Notices that this process shall end, and tells the server."""

import signal

near_end = []


def listen():
    before = signal.getsignal(signal.SIGTERM)

    def note(number, frame):
        near_end.append(number)
        if callable(before):
            before(number, frame)

    signal.signal(signal.SIGTERM, note)
