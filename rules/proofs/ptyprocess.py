"""ptyprocess, which starts a program on a terminal."""

import ptyprocess


class Program:
    """A program that answers each line with itself."""

    row = "ptyprocess.PtyProcess"
    deadline = 4.0
    rounds = 30

    def build(self):
        self.own = ptyprocess.PtyProcess.spawn(["/bin/cat"], echo=False)
        return self.own

    def release(self, program):
        program.close(force=True)

    def work(self, program, token):
        if self.own.closed:
            return token
        self.own.write(token.encode() + b"\n")
        return self.own.readline().decode().strip()

    def repair_in_worker_new(self, program):
        """start the program in the worker"""
        self.build()
