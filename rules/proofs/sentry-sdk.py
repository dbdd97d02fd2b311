"""sentry-sdk, with a server that is asked whether a message has come."""

import os
import time
from urllib.request import urlopen
from uuid import uuid4

# The client imports eventlet where that is installed; its resolver does not load beside trio.
os.environ["EVENTLET_NO_GREENDNS"] = "yes"
import sentry_sdk

PLAIN = {"default_integrations": False, "_experiments": {"transport_compression_level": 0}}


def _came(at, name):
    with urlopen(f"http://{at.host}:{at.port}/seen/{name}", timeout=5) as answer:
        return answer.read().decode()


class Client:
    """A client that has sent something in the master."""

    row = "sentry_sdk.Client"
    service = "web"
    rounds = 3

    def prepare(self):
        self.run = uuid4().hex

    def build(self):
        return sentry_sdk.Client(f"http://key@{self.at.host}:{self.at.port}/1", **PLAIN)

    def use(self, client):
        self.work(client, "mr0")
        time.sleep(0.3)  # the answer, too

    def work(self, client, token):
        client.capture_event({"message": f"{self.run}-{token}"})
        return _came(self.at, f"{self.run}-{token}").removeprefix(f"{self.run}-")

    def repair_build_not_used(self):
        """nothing captured while loading: the thread starts in the worker"""
        self.use = print
        return self.build()


class Global:
    """The client that `init` makes."""

    row = "sentry_sdk.transport"
    service = "web"
    rounds = 3

    def prepare(self):
        self.run = uuid4().hex

    def build(self):
        sentry_sdk.init(f"http://key@{self.at.host}:{self.at.port}/1", **PLAIN)

    def use(self, _):
        self.work(None, "mr0")
        time.sleep(0.3)

    def work(self, _, token):
        sentry_sdk.capture_message(f"{self.run}-{token}")
        return _came(self.at, f"{self.run}-{token}").removeprefix(f"{self.run}-")

    def repair_in_worker_init(self, _):
        """`sentry_sdk.init` in the worker"""
        self.build()
