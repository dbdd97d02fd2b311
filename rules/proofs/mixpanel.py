"""mixpanel, with a server in place of the service."""

import json
from urllib.request import Request, urlopen

from mixpanel import Consumer, Mixpanel


class Client:
    """A client that has tracked something in the master."""

    row = "mixpanel.Mixpanel"
    service = "web"
    deadline = 4.0

    def prepare(self):
        data = json.dumps({"body": {"status": 1, "error": None}}).encode()
        urlopen(Request(f"http://{self.at.host}:{self.at.port}/answers/track", data, method="PUT")).close()

    def build(self):
        return Mixpanel("key", Consumer(events_url=f"http://{self.at.host}:{self.at.port}/track", retry_limit=0))

    def use(self, client):
        self.work(client, "mr0")

    def work(self, client, token):
        client.track("somebody", token)
        return token

    def repair_build_where_used(self):
        """a client that each process makes when it first tracks"""
        self.use = print
        self.work = lambda own, token: Client.work(self, own[0] if own else own.append(self.build()) or own[0], token)
        return []
