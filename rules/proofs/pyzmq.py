"""pyzmq, with an echo that is a process of its own."""

import socket
import subprocess
import sys

import zmq

_ECHO = """
import sys, zmq
echo = zmq.Context().socket(zmq.REP)
echo.bind(sys.argv[1])
while True:
    echo.send(echo.recv())
"""


def _echo():
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    subprocess.Popen([sys.executable, "-c", _ECHO, address])
    return address


class Context:
    """A context whose socket is connected in the master."""

    row = "zmq.Context"
    deadline = 4.0
    rounds = 5

    def prepare(self):
        self.address = _echo()
        self.sockets = []
        self.context = zmq.Context()  # its eventfd is not counted: nobody waits for it before there is a socket

    def build(self):
        self.connect = True
        return self.context

    def use(self, context):
        if self.connect:
            self.work(context, "first")

    def _connected(self, context):
        client = context.socket(zmq.REQ)
        client.setsockopt(zmq.RCVTIMEO, 1500)
        client.setsockopt(zmq.SNDTIMEO, 1500)
        client.connect(self.address)
        return client

    def release(self, context):
        context.destroy(linger=0)

    def work(self, context, token):
        if not self.sockets:
            self.sockets.append(self._connected(context))
        client = self.sockets[-1]
        client.send_string(token)
        return client.recv_string()

    def repair_in_worker_instance(self, context):
        """`zmq.Context.instance()` and its sockets in the worker"""
        self.sockets.append(self._connected(zmq.Context.instance()))

    def no_help_in_worker_socket(self, context):
        """another socket of the inherited context"""
        self.sockets.append(self._connected(context))

    def repair_build_without_socket(self):
        """make the context while loading, and its sockets in the worker"""
        self.connect = False
        return self.context
