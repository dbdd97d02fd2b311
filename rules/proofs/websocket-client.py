"""websocket-client, with a server of websockets in a process of its own."""

import websocket
from forklint_recipe import served

SERVER = """
import sys
from websockets.sync.server import serve

def echo(connection):
    for message in connection:
        connection.send(message)

serve(echo, "127.0.0.1", int(sys.argv[1])).serve_forever()
"""


class Socket:
    """A socket that is made first and connected later."""

    row = "websocket.WebSocket"
    packages = ("websockets",)
    deadline = 3.0

    def prepare(self):
        self.url = f"ws://127.0.0.1:{served(SERVER)}"

    def build(self):
        return websocket.WebSocket()

    def use(self, client):
        client.connect(self.url)

    def release(self, client):
        client.close()

    def work(self, client, token):
        client.send(token)
        return client.recv()

    def repair_in_worker_connected_there(self, _):
        """another connection in the worker, which leaves the inherited one alone"""
        own = websocket.create_connection(self.url)
        self.work = lambda _, token: Socket.work(self, own, token)

    def no_help_build_timeout(self):
        """a timeout: what is read in time may be another's"""
        client = websocket.WebSocket()
        client.settimeout(2)
        return client

    def no_help_in_worker_ping(self, client):
        """`ping` in the worker: it goes over the same connection"""
        client.ping()


class Created:
    """What `create_connection` gives, which is connected."""

    row = "websocket.WebSocket"
    state = "live"
    packages = ("websockets",)
    deadline = 3.0

    def prepare(self):
        self.url = f"ws://127.0.0.1:{served(SERVER)}"

    def build(self):
        return websocket.create_connection(self.url)

    def release(self, client):
        client.close()

    def work(self, client, token):
        client.send(token)
        return client.recv()
