"""azure-storage-blob, with a web server in place of the service."""

import json
from urllib.request import Request, urlopen

from azure.storage.blob import BlobServiceClient


class Client:
    """A client after a request."""

    row = "azure.storage.blob.BlobServiceClient"
    service = "web"
    deadline = 5.0

    def prepare(self):
        headers = {"x-ms-version": "2021-12-02", "ETag": "%TOKEN%", "Last-Modified": "Sun, 01 Feb 2026 00:00:00 GMT"}
        data = json.dumps({"headers": headers}).encode()
        urlopen(Request(f"http://{self.at.host}:{self.at.port}/answers/account/", data, method="PUT")).close()

    def build(self):
        return BlobServiceClient(f"http://{self.at.host}:{self.at.port}/account", retry_total=0)

    def use(self, client):
        self.work(client, "mr0")

    def release(self, client):
        client.close()

    def work(self, client, token):
        return client.get_container_client(token).get_container_properties().etag.strip('"')
