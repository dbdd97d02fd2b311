"""pexpect, which talks to a program over a terminal."""

import pexpect


class Program:
    """A program that answers each line with itself."""

    row = "pexpect.spawn"
    deadline = 5.0
    rounds = 30

    def build(self):
        self.own = pexpect.spawn("/bin/cat", echo=False, timeout=1, encoding="utf-8")
        return self.own

    def release(self, program):
        program.close(force=True)

    def work(self, program, token):
        if self.own.closed:
            return token
        self.own.sendline(token)
        return self.own.readline().strip()

    def repair_in_worker_new(self, program):
        """start the program in the worker"""
        self.build()
