"""stomp.py, with a few lines that speak its protocol in a process of their own."""

import queue
import time

import stomp
from forklint_recipe import OfProcess, served

_SERVER = """
import socketserver, sys

class One(socketserver.StreamRequestHandler):
    def handle(self):
        while data := self._frame():
            head, _, body = data.partition(b"\\n\\n")
            command = head.split(b"\\n")[0]
            if command in (b"CONNECT", b"STOMP"):
                self.wfile.write(b"CONNECTED\\nversion:1.1\\nheart-beat:0,0\\n\\n\\0")
            elif command == b"SEND":
                self.wfile.write(b"MESSAGE\\nsubscription:1\\nmessage-id:1\\ndestination:/shop\\n\\n" + body + b"\\0")
            elif command == b"DISCONNECT":
                number = head.split(b"receipt:")[1].split(b"\\n")[0]
                self.wfile.write(b"RECEIPT\\nreceipt-id:" + number + b"\\n\\n\\0")

    def _frame(self):
        data = b""
        while (one := self.rfile.read(1)) not in (b"", b"\\0"):
            data += one
        return data.lstrip()

socketserver.ThreadingTCPServer.allow_reuse_address = True
socketserver.ThreadingTCPServer(("127.0.0.1", int(sys.argv[1])), One).serve_forever()
"""


class _Listener(stomp.ConnectionListener):
    def __init__(self):
        self.got = queue.Queue()

    def on_message(self, frame):
        self.got.put(frame.body)


class Connection:
    """A connection with the thread that receives."""

    row = "stomp.Connection"
    deadline = 4.0
    rounds = 3

    def prepare(self):
        self.port = served(_SERVER)

    def build(self):
        connection = stomp.Connection([("127.0.0.1", self.port)])
        connection.set_listener("shop", _Listener())
        return connection

    def use(self, connection):
        if not isinstance(connection, OfProcess):
            connection.connect(wait=True)

    def release(self, connection):
        connection.disconnect()
        time.sleep(0.3)

    def work(self, connection, token):
        connection.send("/shop", token)
        return connection.get_listener("shop").got.get(timeout=1)

    def _connected(self):
        connection = self.build()
        connection.connect(wait=True)
        return connection

    def repair_build_of_process(self):
        """connect on first use, in the worker"""
        return OfProcess(self._connected)
