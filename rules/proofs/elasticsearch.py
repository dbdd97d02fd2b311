"""Elasticsearch's client, with a small web server."""

import asyncio
import http.client
import json
import time

import elasticsearch
from forklint_recipe import OfProcess, loop


def _run(coroutine):
    return loop().run_until_complete(asyncio.wait_for(coroutine, 2))


def _teach(at):
    """What the server answers: a document whose number is the token."""
    headers = {"X-Elastic-Product": "Elasticsearch", "Content-Type": "application/json"}
    answer = json.dumps({"body": {"_id": "%TOKEN%", "found": True}, "headers": headers}).encode()
    connection = http.client.HTTPConnection(at.host, at.port)
    connection.request("PUT", "/answers/shop", answer)
    connection.getresponse().read()
    connection.close()


class Client:
    """A client with its pool of kept-alive connections."""

    row = "elasticsearch.Elasticsearch"
    service = "web"
    deadline = 4.0
    rounds = 20

    def prepare(self):
        _teach(self.at)

    def build(self):
        return elasticsearch.Elasticsearch(f"http://{self.at.host}:{self.at.port}", request_timeout=2)

    def use(self, client):
        if not isinstance(client, OfProcess):
            self.work(client, "mr0")

    def release(self, client):
        client.close()

    def work(self, client, token):
        if token.endswith("r0"):
            time.sleep(0.2 - time.time() % 0.2)  # both workers begin at the same moment
        return client.get(index="shop", id=token)["_id"]

    def repair_build_of_process(self):
        """make the client on first use, in the worker"""
        return OfProcess(self.build)

    def no_help_in_master_closed(self, client):
        """`client.close()` at the end of loading: the client cannot be used any more"""
        client.close()

    def no_help_build_retrying(self):
        """`retry_on_timeout`: a lost answer is asked for again, a wrong one is not noticed"""
        where = f"http://{self.at.host}:{self.at.port}"
        return elasticsearch.Elasticsearch(where, request_timeout=2, retry_on_timeout=True, max_retries=3)


class AsyncClient:
    """The asynchronous client, used in the master's event loop."""

    row = "elasticsearch.AsyncElasticsearch"
    service = "web"
    packages = ("aiohttp",)
    deadline = 4.0
    rounds = 10

    def prepare(self):
        _teach(self.at)
        loop()

    def build(self):
        return elasticsearch.AsyncElasticsearch(f"http://{self.at.host}:{self.at.port}", request_timeout=2)

    def use(self, client):
        self.work(client, "mr0")

    def release(self, client):
        _run(client.close())

    def work(self, client, token):
        return _run(client.get(index="shop", id=token))["_id"]
