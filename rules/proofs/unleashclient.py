"""UnleashClient, with a server whose toggles change after the fork."""

import json
import time
from urllib.request import Request, urlopen
from uuid import uuid4

from UnleashClient import UnleashClient

TOKENS = ("w0r0", "w1r0", "mr0")


class Client:
    """A client with the thread that fetches the toggles."""

    row = "UnleashClient.UnleashClient"
    service = "web"
    rounds = 1

    def prepare(self):
        self.path = uuid4().hex
        self._teach(())

    def build(self):
        url = f"http://{self.at.host}:{self.at.port}/{self.path}"
        return UnleashClient(url, "proof", refresh_interval=1, disable_metrics=True, disable_registration=True)

    def use(self, client):
        client.initialize_client()

    def release(self, client):
        client.destroy()

    def work(self, client, token):
        self._teach(TOKENS)
        until = time.monotonic() + 3
        while time.monotonic() < until and not client.is_enabled(token):
            time.sleep(0.1)
        return token if client.is_enabled(token) else "as it was at the fork"

    def repair_build_initialized_in_worker(self):
        """`initialize_client()` in the process that asks"""
        client = self.build()
        self.use = print
        self.work = lambda _, token: client.initialize_client() or Client.work(self, client, token)
        return client

    def no_help_build_shorter_interval(self):
        """a refresh jitter: the thread is not there"""
        url = f"http://{self.at.host}:{self.at.port}/{self.path}"
        return UnleashClient(
            url, "proof", refresh_interval=1, refresh_jitter=1, disable_metrics=True, disable_registration=True
        )

    def _teach(self, names):
        features = [{"name": name, "enabled": True, "strategies": []} for name in names]
        data = json.dumps({"body": {"version": 2, "features": features}}).encode()
        target = f"http://{self.at.host}:{self.at.port}/answers/{self.path}/client/features"
        urlopen(Request(target, data, method="PUT")).close()
