"""posthog, with a server that is asked whether an event has come."""

from urllib.request import urlopen
from uuid import uuid4

import posthog


def _came(at, name):
    with urlopen(f"http://{at.host}:{at.port}/seen/{name}", timeout=5) as answer:
        return answer.read().decode()


class Client:
    """A client with the thread that sends."""

    row = "posthog.Posthog"
    service = "web"
    rounds = 5

    def prepare(self):
        self.run = uuid4().hex

    def build(self):
        return posthog.Posthog("key", host=f"http://{self.at.host}:{self.at.port}", flush_interval=0.1)

    def use(self, client):
        self.work(client, "mr0")

    def work(self, client, token):
        client.capture(f"{self.run}-{token}", distinct_id="somebody")
        return _came(self.at, f"{self.run}-{token}").removeprefix(f"{self.run}-")


class Module:
    """The client that the functions of the module share."""

    row = "posthog.default_client"
    service = "web"
    rounds = 5

    def prepare(self):
        self.run = uuid4().hex
        posthog.api_key = posthog.project_api_key = "key"
        posthog.host = f"http://{self.at.host}:{self.at.port}"

    def build(self):
        return None

    def use(self, _):
        posthog.capture("loaded", distinct_id="master")

    def work(self, _, token):
        posthog.capture(f"{self.run}-{token}", distinct_id="somebody")
        posthog.flush()
        return _came(self.at, f"{self.run}-{token}").removeprefix(f"{self.run}-")
