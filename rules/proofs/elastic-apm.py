"""elastic-apm, with a server that is asked whether a message has come."""

import os
import time
from urllib.request import urlopen
from uuid import uuid4

# The agent imports eventlet where that is installed; its resolver does not load beside trio.
os.environ["EVENTLET_NO_GREENDNS"] = "yes"
import elasticapm
import flask
from elasticapm.contrib.flask import ElasticAPM


def _answered(at, client, name):
    """Whether the server has got a message that the client captured."""
    client.begin_transaction("proof")
    client.capture_message(name)
    client.end_transaction("proof", "right")
    with urlopen(f"http://{at.host}:{at.port}/seen/{name}", timeout=5) as answer:
        return answer.read().decode()


class Agent:
    """The agent's client with its threads."""

    row = "elasticapm.Client"
    service = "web"
    rounds = 2
    deadline = 15.0

    def prepare(self):
        self.run = uuid4().hex

    def build(self):
        url = f"http://{self.at.host}:{self.at.port}"
        return elasticapm.Client(service_name="proof", server_url=url, api_request_time="100ms", cloud_provider="none")

    def use(self, client):
        self.work(client, "first")
        time.sleep(0.5)  # its threads import when they begin; a fork meanwhile would leave a worker the import's lock

    def work(self, client, token):
        return _answered(self.at, client, f"{self.run}-{token}").removeprefix(f"{self.run}-")


class Flask:
    """The agent of a Flask application."""

    row = "elasticapm.contrib.flask.ElasticAPM"
    state = "live"
    service = "web"
    rounds = 2
    deadline = 15.0

    def prepare(self):
        self.run = uuid4().hex
        self.app = flask.Flask("proof")
        known = {"SERVICE_NAME": "proof", "CLOUD_PROVIDER": "none", "API_REQUEST_TIME": "100ms"}
        self.app.config["ELASTIC_APM"] = {**known, "SERVER_URL": f"http://{self.at.host}:{self.at.port}"}

    def build(self):
        return ElasticAPM(self.app)

    def use(self, agent):
        self.work(agent, "first")
        time.sleep(0.5)  # as above

    def work(self, agent, token):
        return _answered(self.at, agent.client, f"{self.run}-{token}").removeprefix(f"{self.run}-")
