"""elastic-apm, with a server that is asked whether a message has come."""

import os
import time
from urllib.request import urlopen
from uuid import uuid4

# The agent imports eventlet where that is installed; its resolver does not load beside trio.
os.environ["EVENTLET_NO_GREENDNS"] = "yes"
import elasticapm


class Agent:
    """The agent's client with its threads."""

    row = "elasticapm.Client"
    service = "web"
    rounds = 2

    def prepare(self):
        self.run = uuid4().hex

    def build(self):
        url = f"http://{self.at.host}:{self.at.port}"
        return elasticapm.Client(service_name="proof", server_url=url, api_request_time="100ms", cloud_provider="none")

    def use(self, client):
        time.sleep(1)  # its threads import when they begin; a fork meanwhile would leave a worker the import's lock

    def work(self, client, token):
        client.begin_transaction("proof")
        client.capture_message(f"{self.run}-{token}")
        client.end_transaction("proof", "right")
        with urlopen(f"http://{self.at.host}:{self.at.port}/seen/{self.run}-{token}", timeout=5) as answer:
            return answer.read().decode().removeprefix(f"{self.run}-")
