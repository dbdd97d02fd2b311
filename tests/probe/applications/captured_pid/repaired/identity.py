"""Who this worker is, for pages, logs and names of lock owners."""

import os

HOST = os.uname().nodename


def name():
    return f"{HOST}/{os.getpid()}"
