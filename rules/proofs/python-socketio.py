"""The client of Socket.IO, with the library's own server in a process of its own."""

import time

import socketio
from forklint_recipe import served

_SERVER = """
import sys
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer
import socketio

class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True

class Quiet(WSGIRequestHandler):
    def log_message(self, *told):
        pass

shop = socketio.Server(async_mode="threading")
shop.on("echo", lambda session, token: token)
server = Server(("127.0.0.1", int(sys.argv[1])), Quiet)
server.set_app(socketio.WSGIApp(shop))
server.serve_forever()
"""


class Client:
    """A client that is connected."""

    row = "socketio.Client"
    rounds = 2
    deadline = 5.0

    def prepare(self):
        self.url = f"http://127.0.0.1:{served(_SERVER)}"

    def build(self):
        self.own = socketio.Client()
        return self.own

    def use(self, client):
        client.connect(self.url, transports=["polling"])

    def release(self, client):
        client.disconnect()
        time.sleep(0.5)  # its threads end a little later

    def work(self, _client, token):
        return self.own.call("echo", token, timeout=2)

    def repair_in_worker_connect(self, _client):
        """connect in the worker"""
        self.use(self.build())
