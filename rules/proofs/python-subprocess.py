"""Programs that the standard library starts."""

import subprocess


class Program:
    """A program that answers each line with itself; master and workers have its pipes."""

    row = "subprocess.Popen"
    deadline = 4.0
    rounds = 300

    def build(self):
        self.own = subprocess.Popen(["/bin/cat"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0)
        return self.own

    def release(self, program):
        program.communicate()
        self.own = None

    def work(self, program, token):
        if not self.own:
            return token
        self.own.stdin.write(token.encode() + b"\n")
        return self.own.stdout.read(100).decode().strip()

    def repair_in_worker_new(self, program):
        """start the program in the worker"""
        self.build()


class Running:
    """A program that runs on: in a worker it seems to have ended."""

    row = "subprocess.Popen"
    rounds = 1

    def prepare(self):
        """What the row says of pipes is shown by the other experiment."""
        self.own = None

    def build(self):
        self.own = subprocess.Popen(["/bin/sleep", "5"], stdout=subprocess.PIPE)
        return self.own

    def work(self, program, token):
        return token if self.own.poll() is None else f"ended with {self.own.returncode}"

    def repair_in_worker_new(self, program):
        """start the program in the worker"""
        self.build()
