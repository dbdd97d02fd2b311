"""OpenSearch's client, with a small web server."""

import http.client
import json

import opensearchpy


class Client:
    """A client with its pool of kept-alive connections."""

    row = "opensearchpy.OpenSearch"
    service = "web"
    deadline = 4.0
    rounds = 50

    def prepare(self):
        answer = json.dumps({"body": {"_id": "%TOKEN%", "found": True}}).encode()
        connection = http.client.HTTPConnection(self.at.host, self.at.port)
        connection.request("PUT", "/answers/shop", answer)
        connection.getresponse().read()
        connection.close()

    def build(self):
        return opensearchpy.OpenSearch(f"http://{self.at.host}:{self.at.port}", timeout=2)

    def use(self, client):
        self.work(client, "mr0")

    def release(self, client):
        client.close()

    def work(self, client, token):
        return client.get(index="shop", id=token)["_id"]

    def repair_in_master_closed(self, client):
        """`client.close()` at the end of loading"""
        client.close()

    def no_help_build_retrying(self):
        """`retry_on_timeout`: a lost answer is asked for again, a wrong one is not noticed"""
        where = f"http://{self.at.host}:{self.at.port}"
        return opensearchpy.OpenSearch(where, timeout=2, retry_on_timeout=True, max_retries=3)
