"""qdrant-client, with a web server in place of the service."""

import json
from urllib.request import Request, urlopen

import httpx
from qdrant_client import QdrantClient


class Client:
    """A client after a request."""

    row = "qdrant_client.QdrantClient"
    service = "web"
    deadline = 5.0

    def prepare(self):
        body = {"time": 0.1, "status": "ok", "result": {"aliases": [{"alias_name": "%TOKEN%", "collection_name": "c"}]}}
        data = json.dumps({"body": body, "headers": {"Content-Type": "application/json"}}).encode()
        urlopen(Request(f"http://{self.at.host}:{self.at.port}/answers/collections/", data, method="PUT")).close()

    def build(self):
        return QdrantClient(
            f"http://{self.at.host}:{self.at.port}",
            check_compatibility=False,
            limits=httpx.Limits(),  # the client keeps none open to this host unless it is told so
        )

    def use(self, client):
        self.work(client, "mr0")

    def release(self, client):
        client.close()

    def work(self, client, token):
        return client.get_collection_aliases(token).aliases[0].alias_name
