"""weaviate-client, with a web server in place of the service, and no gRPC."""

import json
from urllib.request import Request, urlopen

import weaviate


class Connected:
    """A client that is connected, which asks by HTTP."""

    row = "weaviate.WeaviateClient"
    service = "web"
    state = "live"
    deadline = 5.0

    def prepare(self):
        role = {"name": "%TOKEN%", "permissions": []}
        for where, body in (("meta", {"version": "1.34.0", "hostname": "proof"}), ("authz/roles/", role)):
            data = json.dumps({"body": body}).encode()
            urlopen(Request(f"http://{self.at.host}:{self.at.port}/answers/v1/{where}", data, method="PUT")).close()

    def build(self):
        return weaviate.connect_to_local(self.at.host, self.at.port, grpc_port=1, skip_init_checks=True)

    def work(self, client, token):
        return client.roles.get(role_name=token).name
