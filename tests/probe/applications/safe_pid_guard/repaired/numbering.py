"""Numbers for one process; a forked child begins anew."""

import os


class Numbering:
    def __init__(self):
        self.begin()

    def begin(self):
        self.pid = os.getpid()
        self.last = 0

    def take(self):
        if self.pid != os.getpid():
            self.begin()
        self.last += 1
        return self.last
