"""pysolr, with a small web server."""

import json
from urllib.request import Request, urlopen

import pysolr


class Client:
    """A client after a search."""

    row = "pysolr.Solr"
    service = "web"
    deadline = 6.0

    def prepare(self):
        data = json.dumps({"body": {"response": {"numFound": 1, "docs": [{"id": "%TOKEN%"}]}}}).encode()
        urlopen(Request(f"http://{self.at.host}:{self.at.port}/answers/solr", data, method="PUT")).close()

    def build(self):
        self.own = pysolr.Solr(f"http://{self.at.host}:{self.at.port}/solr", timeout=2)
        return self.own

    def use(self, client):
        self.work(client, "mr0")

    def work(self, _client, token):
        return next(iter(self.own.search(token)))["id"]

    def repair_in_worker_new(self, _client):
        """create the client in the worker"""
        self.build()

    def repair_build_unused(self):
        """make no request before the fork"""
        self.use = print
        return self.build()
