"""launchdarkly-server-sdk, with a server that is asked whether an event has come."""

import json
from urllib.request import Request, urlopen
from uuid import uuid4

import ldclient
from ldclient.config import Config


def _config(at):
    """Polling, of a project without flags."""
    url = f"http://{at.host}:{at.port}"
    data = json.dumps({"body": {"flags": {}, "segments": {}}}).encode()
    urlopen(Request(f"http://{at.host}:{at.port}/answers/sdk/latest-all", data, method="PUT")).close()
    return Config("sdk-key", base_uri=url, events_uri=url, stream=False, flush_interval=0.1, diagnostic_opt_out=True)


def _tracked(at, client, name):
    client.track(name, ldclient.Context.create("somebody"))
    client.flush()
    with urlopen(f"http://{at.host}:{at.port}/seen/{name}", timeout=5) as answer:
        return answer.read().decode()


class Client:
    """A client with its threads."""

    row = "ldclient.LDClient"
    service = "web"
    rounds = 1

    def prepare(self):
        self.run = uuid4().hex

    def build(self):
        return ldclient.LDClient(_config(self.at))

    def work(self, client, token):
        return _tracked(self.at, client, f"{self.run}-{token}").removeprefix(f"{self.run}-")

    def repair_in_worker_postfork(self, client):
        """`postfork()` in the worker"""
        client.postfork()

    def no_help_in_worker_flush(self, client):
        """`flush()` in the worker"""
        client.flush()


class Shared:
    """The client that `ldclient.get()` gives."""

    row = "ldclient.shared_client"
    service = "web"
    rounds = 1

    def prepare(self):
        self.run = uuid4().hex

    def build(self):
        ldclient.set_config(_config(self.at))

    def use(self, _):
        ldclient.get()

    def work(self, _, token):
        return _tracked(self.at, ldclient.get(), f"{self.run}-{token}").removeprefix(f"{self.run}-")

    def repair_in_worker_postfork(self, _):
        """`postfork()` in the worker"""
        ldclient.get().postfork()

    def repair_build_not_got(self):
        """only `set_config` while loading"""
        self.use = print
        self.build()
