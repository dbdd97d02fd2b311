"""Who this worker is, for pages, logs and names of lock owners."""

import os

HOST = os.uname().nodename
PID = os.getpid()  # expect: FL502


def name():
    return f"{HOST}/{PID}"
