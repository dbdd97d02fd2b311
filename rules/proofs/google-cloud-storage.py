"""google-cloud-storage, with a web server in place of the service."""

import json
from urllib.request import Request, urlopen

from google.auth.credentials import AnonymousCredentials
from google.cloud import storage


class Client:
    """A client after a request."""

    row = "google.cloud.storage.Client"
    service = "web"
    deadline = 5.0

    def prepare(self):
        data = json.dumps({"body": {"kind": "storage#bucket", "name": "%TOKEN%", "id": "%TOKEN%"}}).encode()
        urlopen(Request(f"http://{self.at.host}:{self.at.port}/answers/storage/", data, method="PUT")).close()

    def build(self):
        options = {"api_endpoint": f"http://{self.at.host}:{self.at.port}"}
        return storage.Client("proof", AnonymousCredentials(), client_options=options)

    def use(self, client):
        self.work(client, "mr0")

    def release(self, client):
        client.close()

    def work(self, client, token):
        return client.get_bucket(token).id

    def repair_in_master_closed(self, client):
        """`close()` before the fork; the client goes on with new connections"""
        client.close()
