"""docker, with a web server in place of the daemon."""

import json
from urllib.request import Request, urlopen

import docker


class Client:
    """A client, which asks the daemon for its version while it is made."""

    row = "docker.DockerClient"
    service = "web"
    deadline = 5.0

    def prepare(self):
        version = {"ApiVersion": "1.47", "Version": "27.0", "MinAPIVersion": "1.24"}
        for where, body in (("version", version), ("v1.47/images/", {"Id": "%TOKEN%", "RepoTags": []})):
            data = json.dumps({"body": body}).encode()
            urlopen(Request(f"http://{self.at.host}:{self.at.port}/answers/{where}", data, method="PUT")).close()

    def build(self):
        return docker.DockerClient(f"tcp://{self.at.host}:{self.at.port}")

    def release(self, client):
        client.close()

    def work(self, client, token):
        return client.images.get(token).id

    def repair_in_master_closed(self, client):
        """`close()` before the fork; the client goes on with new connections"""
        client.close()


class OfKnownVersion:
    """A client that is told the version of the API."""

    row = "docker.DockerClient"
    service = "web"
    state = "dormant"
    deadline = 5.0

    def prepare(self):
        data = json.dumps({"body": {"Id": "%TOKEN%", "RepoTags": []}}).encode()
        urlopen(Request(f"http://{self.at.host}:{self.at.port}/answers/v1.47/images/", data, method="PUT")).close()

    def build(self):
        return docker.DockerClient(f"tcp://{self.at.host}:{self.at.port}", version="1.47")

    def use(self, client):
        self.work(client, "mr0")

    def release(self, client):
        client.close()

    def work(self, client, token):
        return client.images.get(token).id
