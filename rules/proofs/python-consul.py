"""python-consul, with a small web server."""

import json
from urllib.request import Request, urlopen

import consul


class Client:
    """A client that has read a value."""

    row = "consul.Consul"
    service = "web"
    deadline = 6.0

    def prepare(self):
        answer = {"body": [{"Key": "%TOKEN%", "Value": None}], "headers": {"X-Consul-Index": "1"}}
        data = json.dumps(answer).encode()
        urlopen(Request(f"http://{self.at.host}:{self.at.port}/answers/v1/kv", data, method="PUT")).close()

    def build(self):
        self.own = consul.Consul(self.at.host, self.at.port)
        return self.own

    def use(self, client):
        self.work(client, "mr0")

    def work(self, _client, token):
        return self.own.kv.get(token)[1]["Key"]

    def repair_in_worker_new(self, _client):
        """create the client in the worker"""
        self.build()
