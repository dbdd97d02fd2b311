"""thriftpy2, with its own server in a process of its own."""

import subprocess
import sys
import time
from pathlib import Path

import thriftpy2
import thriftpy2.rpc

_SERVER = """
import os, socket
import thriftpy2, thriftpy2.rpc
class Shop:
    def echo(self, token):
        return token
with socket.create_server(("127.0.0.1", 0)) as free:
    port = free.getsockname()[1]
server = thriftpy2.rpc.make_server(thriftpy2.load("shop.thrift", "shop_thrift").Shop, Shop(), "127.0.0.1", port)
open("port.part", "w").write(str(port))
os.rename("port.part", "port")
server.serve()
"""


class Client:
    """A client, whose constructor connects."""

    row = "thriftpy2.thrift.TClient"
    rounds = 300
    deadline = 4.0

    def prepare(self):
        Path("shop.thrift").write_text("service Shop { string echo(1: string token) }")
        nothing = subprocess.DEVNULL
        subprocess.Popen([sys.executable, "-c", _SERVER], stdin=nothing, stdout=nothing, stderr=nothing)
        while not Path("port").exists():
            time.sleep(0.02)
        self.port = int(Path("port").read_text())
        self.service = thriftpy2.load("shop.thrift", "shop_thrift").Shop

    def build(self):
        for _ in range(50):
            try:
                self.own = thriftpy2.rpc.make_client(self.service, "127.0.0.1", self.port, timeout=2000)
            except thriftpy2.transport.TTransportException:
                time.sleep(0.05)  # the server says its port before it listens
            else:
                return self.own
        raise TimeoutError("the server does not answer")

    def release(self, client):
        client.close()

    def work(self, _client, token):
        return self.own.echo(token)

    def repair_in_worker_connect(self, _client):
        """connect in the worker"""
        self.build()
