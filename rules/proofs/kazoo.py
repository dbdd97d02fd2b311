"""kazoo, with a few lines that speak ZooKeeper's protocol in a process of their own."""

from forklint_recipe import OfProcess, served
from kazoo.client import KazooClient

_SERVER = """
import socketserver, struct, sys

class One(socketserver.StreamRequestHandler):
    def handle(self):
        self._frame()
        self._say(struct.pack("!iiqi", 0, 10000, 1, 16) + bytes(17))
        while data := self._frame():
            number, kind = struct.unpack_from("!ii", data)
            head = struct.pack("!iqi", number, 1, 0)
            if kind == 4:
                size = struct.unpack_from("!i", data, 8)[0]
                name = data[13 : 12 + size]
                head += struct.pack("!i", len(name)) + name + bytes(68)
            self._say(head)

    def _frame(self):
        head = self.rfile.read(4)
        return head and self.rfile.read(struct.unpack("!i", head)[0])

    def _say(self, data):
        self.wfile.write(struct.pack("!i", len(data)) + data)

socketserver.ThreadingTCPServer.allow_reuse_address = True
socketserver.ThreadingTCPServer(("127.0.0.1", int(sys.argv[1])), One).serve_forever()
"""


class Client:
    """A client with the thread that keeps its session."""

    row = "kazoo.client.KazooClient"
    deadline = 3.0
    rounds = 3

    def prepare(self):
        self.hosts = f"127.0.0.1:{served(_SERVER)}"

    def build(self):
        return KazooClient(self.hosts)

    def use(self, client):
        if not isinstance(client, OfProcess):
            client.start(timeout=5)

    def release(self, client):
        client.stop()
        client.close()

    def work(self, client, token):
        return client.get(f"/{token}")[0].decode()

    def _started(self):
        client = self.build()
        client.start(timeout=5)
        return client

    def repair_build_of_process(self):
        """start the client on first use, in the worker"""
        return OfProcess(self._started)
