"""Event loops of asyncio."""

import asyncio
import socket


class Loop:
    """A loop that waits for a socket: a worker that stops waiting stops the master's, too."""

    row = "asyncio.AbstractEventLoop"
    rounds = 1

    def build(self):
        self.heard = []
        return asyncio.new_event_loop()

    def use(self, loop):
        self.loop = loop
        self.ours, self.theirs = socket.socketpair(type=socket.SOCK_DGRAM)
        loop.add_reader(self.ours, self._hear)

    def release(self, loop):
        loop.close()
        self.ours.close()
        self.theirs.close()

    def work(self, loop, token):
        if self.ours.fileno() < 0:
            return token
        if token.startswith("w"):
            self.loop.remove_reader(self.ours)
            return token
        self.theirs.send(token.encode())
        self.loop.call_later(1, self.loop.stop)
        self.loop.run_forever()
        return "".join(self.heard)

    def _hear(self):
        self.heard.append(self.ours.recv(100).decode())
        self.loop.stop()

    def repair_in_worker_new(self, loop):
        """create the loop in the worker"""
        self.loop = asyncio.new_event_loop()

    def repair_in_master_close(self, loop):
        """close it before the fork"""
        self.release(loop)

    def no_help_in_worker_close(self, loop):
        """remove what it waits for and close it in the worker"""
        loop.remove_reader(self.ours)
        loop.close()
        self.loop = asyncio.new_event_loop()


class Runner:
    """A runner whose loop waits for a socket."""

    row = "asyncio.Runner"
    rounds = 1

    def build(self):
        self.loop = Loop()
        self.loop.heard = []
        return asyncio.Runner()

    def use(self, runner):
        self.loop.use(runner.get_loop())

    def release(self, runner):
        runner.close()
        self.loop.ours.close()
        self.loop.theirs.close()

    def work(self, runner, token):
        return self.loop.work(runner, token)

    def repair_in_worker_new(self, _runner):
        """create the runner in the worker"""
        self.loop.loop = asyncio.Runner().get_loop()

    def repair_in_master_close(self, runner):
        """leave its `with` block before the fork"""
        self.release(runner)
