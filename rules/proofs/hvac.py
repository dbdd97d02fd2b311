"""hvac, with a web server in place of Vault."""

import json
from urllib.request import Request, urlopen

import hvac


class Client:
    """A client after a request."""

    row = "hvac.Client"
    service = "web"
    deadline = 5.0

    def prepare(self):
        data = json.dumps({"body": {"data": {"value": "%TOKEN%"}}}).encode()
        urlopen(Request(f"http://{self.at.host}:{self.at.port}/answers/v1/secret/", data, method="PUT")).close()

    def build(self):
        return hvac.Client(f"http://{self.at.host}:{self.at.port}", "none")

    def use(self, client):
        self.work(client, "mr0")

    def work(self, client, token):
        return client.read(f"secret/{token}")["data"]["value"]

    def repair_in_master_closed(self, client):
        """`client.adapter.close()` before the fork; the client goes on with new connections"""
        client.adapter.close()
