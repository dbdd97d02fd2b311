"""boto3, with a web server in place of S3."""

import json
from urllib.request import Request, urlopen

import boto3
from botocore.config import Config

ACCOUNT = {"region_name": "eu-west-1", "aws_access_key_id": "nobody", "aws_secret_access_key": "nothing"}


def _teach(at):
    """The server answers below /bucket as S3 does for an object."""
    answer = {"body": "%TOKEN%", "headers": {"Content-Type": "text/plain", "ETag": '"1"'}}
    data = json.dumps(answer).encode()
    urlopen(Request(f"http://{at.host}:{at.port}/answers/bucket", data, method="PUT")).close()
    return f"http://{at.host}:{at.port}"


class Client:
    """A client of S3 after a request."""

    row = "botocore.client.BaseClient"
    service = "web"
    deadline = 4.0

    def prepare(self):
        self.url = _teach(self.at)

    def build(self):
        return boto3.client("s3", endpoint_url=self.url, **ACCOUNT)

    def use(self, client):
        self.work(client, "mr0")

    def release(self, client):
        client.close()

    def work(self, client, token):
        return client.get_object(Bucket="bucket", Key=token)["Body"].read().decode()

    def repair_in_master_closed(self, client):
        """`close()` before the fork; the client goes on with new connections"""
        client.close()

    def repair_in_worker_closed(self, client):
        """`close()` in the worker, before its first request"""
        client.close()

    def no_help_build_retries(self):
        """more `retries` in the configuration: only what fails is asked again"""
        config = Config(retries={"mode": "standard", "max_attempts": 5})
        return boto3.client("s3", endpoint_url=self.url, config=config, **ACCOUNT)


class Resource:
    """A resource of S3 after a request."""

    row = "boto3.resources.base.ServiceResource"
    service = "web"
    deadline = 4.0

    def prepare(self):
        self.url = _teach(self.at)

    def build(self):
        return boto3.resource("s3", endpoint_url=self.url, **ACCOUNT)

    def use(self, resource):
        self.work(resource, "mr0")

    def work(self, resource, token):
        return resource.Object("bucket", token).get()["Body"].read().decode()

    def repair_in_master_closed(self, resource):
        """`resource.meta.client.close()` before the fork"""
        resource.meta.client.close()
