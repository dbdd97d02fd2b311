"""thriftpy2, with its own server in a process of its own."""

from pathlib import Path

import thriftpy2
import thriftpy2.rpc
from forklint_recipe import served

_SERVER = """
import sys
import thriftpy2, thriftpy2.rpc
class Shop:
    def echo(self, token):
        return token
service = thriftpy2.load("shop.thrift", "shop_thrift").Shop
thriftpy2.rpc.make_server(service, Shop(), "127.0.0.1", int(sys.argv[1])).serve()
"""


class Client:
    """A client, whose constructor connects."""

    row = "thriftpy2.thrift.TClient"
    rounds = 300
    deadline = 4.0

    def prepare(self):
        Path("shop.thrift").write_text("service Shop { string echo(1: string token) }")
        self.port = served(_SERVER)
        self.service = thriftpy2.load("shop.thrift", "shop_thrift").Shop

    def build(self):
        self.own = thriftpy2.rpc.make_client(self.service, "127.0.0.1", self.port, timeout=2000)
        return self.own

    def release(self, client):
        client.close()

    def work(self, _client, token):
        return self.own.echo(token)

    def repair_in_worker_connect(self, _client):
        """connect in the worker"""
        self.build()
