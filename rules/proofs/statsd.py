"""statsd, with a server in a process of its own that only reads."""

import statsd
from forklint_recipe import served

SERVER = """
import socketserver, sys

class Sink(socketserver.StreamRequestHandler):
    def handle(self):
        for line in self.rfile:
            pass

socketserver.ThreadingTCPServer.allow_reuse_address = True
socketserver.ThreadingTCPServer(("127.0.0.1", int(sys.argv[1])), Sink).serve_forever()
"""


class Stream:
    """The client that writes to a stream: nothing is answered, so only the connection tells that it is shared."""

    row = "statsd.TCPStatsClient"

    def prepare(self):
        self.port = served(SERVER)

    def build(self):
        return statsd.TCPStatsClient("127.0.0.1", self.port)

    def use(self, client):
        client.incr("master")

    def release(self, client):
        client.close()

    def work(self, client, token):
        client.incr(token)
        return token

    def repair_in_master_closed(self, client):
        """`close()` before the fork; the client connects anew when it sends"""
        client.close()
