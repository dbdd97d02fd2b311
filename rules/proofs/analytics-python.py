"""analytics-python, with a server that is asked whether an event has come."""

from urllib.request import urlopen
from uuid import uuid4

import analytics as analytics
from analytics.client import Client as Sender


def _came(at, name):
    with urlopen(f"http://{at.host}:{at.port}/seen/{name}", timeout=5) as answer:
        return answer.read().decode()


class Client:
    """A client with the thread that sends."""

    row = "analytics.client.Client"
    service = "web"
    rounds = 1

    def prepare(self):
        self.run = uuid4().hex

    def build(self):
        return Sender("key", host=f"http://{self.at.host}:{self.at.port}")

    def release(self, client):
        client.shutdown()

    def work(self, client, token):
        client.track("somebody", f"{self.run}-{token}")
        return _came(self.at, f"{self.run}-{token}").removeprefix(f"{self.run}-")

    def repair_build_in_the_callers_thread(self):
        """`sync_mode=True`: it sends in the thread that tracks"""
        return Sender("key", host=f"http://{self.at.host}:{self.at.port}", sync_mode=True)

    def repair_in_worker_made_there(self, _):
        """a client of the worker's own"""
        own = self.build()
        self.work = lambda _, token: Client.work(self, own, token)

    def no_help_build_retries(self):
        """more `max_retries`: nothing is tried once"""
        return Sender("key", host=f"http://{self.at.host}:{self.at.port}", max_retries=20)


class Module:
    """The client that the functions of the module share."""

    row = "analytics.default_client"
    service = "web"
    rounds = 1

    def prepare(self):
        self.run = uuid4().hex
        analytics.write_key = "key"
        analytics.host = f"http://{self.at.host}:{self.at.port}"

    def build(self):
        return None

    def use(self, _):
        analytics.track("master", "loaded")

    def work(self, _, token):
        analytics.track("somebody", f"{self.run}-{token}")
        return _came(self.at, f"{self.run}-{token}").removeprefix(f"{self.run}-")
