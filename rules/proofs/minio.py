"""minio, with a web server in place of S3."""

import json
from urllib.request import Request, urlopen

from minio import Minio


class Client:
    """A client after a request."""

    row = "minio.Minio"
    service = "web"
    deadline = 5.0

    def prepare(self):
        answer = {"body": "%TOKEN%", "headers": {"Content-Type": "text/plain", "ETag": '"1"'}}
        data = json.dumps(answer).encode()
        urlopen(Request(f"http://{self.at.host}:{self.at.port}/answers/bucket", data, method="PUT")).close()

    def build(self):
        return Minio(f"{self.at.host}:{self.at.port}", "nobody", "nothing", secure=False, region="eu-west-1")

    def use(self, client):
        self.work(client, "mr0")

    def work(self, client, token):
        answer = client.get_object(bucket_name="bucket", object_name=token)
        try:
            return answer.read().decode()
        finally:
            answer.close()
            answer.release_conn()

    def repair_build_where_used(self):
        """a client that each process makes when it first asks"""
        self.use = print
        self.work = lambda own, token: Client.work(self, own[0] if own else own.append(self.build()) or own[0], token)
        return []
