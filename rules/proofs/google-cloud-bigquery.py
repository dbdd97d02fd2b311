"""google-cloud-bigquery, with a web server in place of the service."""

import json
from urllib.request import Request, urlopen

from google.auth.credentials import AnonymousCredentials
from google.cloud import bigquery


class Client:
    """A client after a request."""

    row = "google.cloud.bigquery.Client"
    service = "web"
    deadline = 5.0
    rounds = 300

    def prepare(self):
        reference = {"projectId": "proof", "datasetId": "%TOKEN%"}
        data = json.dumps({"body": {"kind": "bigquery#dataset", "datasetReference": reference}}).encode()
        urlopen(Request(f"http://{self.at.host}:{self.at.port}/answers/bigquery/", data, method="PUT")).close()

    def build(self):
        options = {"api_endpoint": f"http://{self.at.host}:{self.at.port}"}
        return bigquery.Client("proof", AnonymousCredentials(), client_options=options)

    def use(self, client):
        self.work(client, "mr0")

    def release(self, client):
        client.close()

    def work(self, client, token):
        return client.get_dataset(token).dataset_id

    def repair_in_master_closed(self, client):
        """`close()` before the fork; the client goes on with new connections"""
        client.close()
