"""Notices that this process shall end."""

import signal

near_end = []


def note(number, frame):
    near_end.append(number)


signal.signal(signal.SIGTERM, note)  # expect: FL602
