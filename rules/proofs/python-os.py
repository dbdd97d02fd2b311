"""What the system says of a process."""

import os


class Number:
    """The number of the process, kept while loading."""

    row = "os.getpid"
    rounds = 1

    def build(self):
        self.pid = os.getpid()
        return self.pid

    def work(self, _pid, _token):
        return self.pid

    def expected(self, _token):
        return os.getpid()

    def repair_in_worker_ask(self, _pid):
        """ask again in the worker"""
        self.build()
