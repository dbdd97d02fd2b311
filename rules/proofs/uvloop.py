"""uvloop's event loop."""

import socket

import uvloop


class Loop:
    """A loop that waits for a socket: a worker that stops waiting stops the master's, too."""

    row = "uvloop.Loop"
    deadline = 4.0
    rounds = 1

    def build(self):
        self.heard = []
        return uvloop.new_event_loop()

    def use(self, loop):
        self.loop = loop
        self.ours, self.theirs = socket.socketpair(type=socket.SOCK_DGRAM)
        loop.add_reader(self.ours, self._hear)
        loop.call_later(0.05, loop.stop)
        loop.run_forever()

    def work(self, loop, token):
        if self.loop is None:
            self.loop = uvloop.new_event_loop()
            self.loop.add_reader(self.ours, self._hear)
        if token.startswith("w"):
            self.loop.remove_reader(self.ours)
            self.loop.call_later(0.05, self.loop.stop)
            self.loop.run_forever()
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
        self.loop = uvloop.new_event_loop()

    def repair_in_master_close(self, loop):
        """close it before the fork, and create it anew where it is used"""
        loop.remove_reader(self.ours)
        loop.close()
        self.loop = None
