"""google-cloud-logging over HTTP, with a web server in place of the service."""

import logging
from urllib.request import Request, urlopen
from uuid import uuid4

from google.auth.credentials import AnonymousCredentials
from google.cloud import logging as cloud
from google.cloud.logging.handlers import CloudLoggingHandler
from google.cloud.logging_v2.handlers.transports import SyncTransport
from google.cloud.logging_v2.resource import Resource


class Handler:
    """The handler whose thread sends the records."""

    row = "google.cloud.logging.handlers.CloudLoggingHandler"
    service = "web"
    rounds = 1
    deadline = 4.0

    def prepare(self):
        self.run = uuid4().hex
        options = {"api_endpoint": f"http://{self.at.host}:{self.at.port}"}
        urlopen(Request(f"http://{self.at.host}:{self.at.port}/answers/v2/", b'{"body": {}}', method="PUT")).close()
        self.client = cloud.Client(
            project="proof", credentials=AnonymousCredentials(), client_options=options, _use_grpc=False
        )

    def build(self):
        return CloudLoggingHandler(self.client, resource=Resource("global", {}))

    def work(self, handler, token):
        name = f"{self.run}-{token}"
        handler.handle(logging.LogRecord("proof", logging.ERROR, "", 0, name, (), None))
        with urlopen(f"http://{self.at.host}:{self.at.port}/seen/{name}", timeout=5) as answer:
            return answer.read().decode().removeprefix(f"{self.run}-")

    def repair_build_in_the_callers_thread(self):
        """`SyncTransport`: it sends in the thread that logs"""
        return CloudLoggingHandler(self.client, transport=SyncTransport, resource=Resource("global", {}))

    def no_help_in_worker_flush(self, handler):
        """`flush()` in the worker: nobody empties the queue"""
        handler.flush()
