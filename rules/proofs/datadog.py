"""datadog, with a server that is asked whether a count has come."""

from urllib.request import urlopen
from uuid import uuid4

import datadog
from datadog.dogstatsd import DogStatsd
from datadog.threadstats import ThreadStats


def _came(at, name):
    with urlopen(f"http://{at.host}:{at.port}/seen/{name}", timeout=5) as answer:
        return answer.read().decode()


class Datagrams:
    """The client of dogstatsd with its thread, which sends what the application hands over."""

    row = "datadog.dogstatsd.DogStatsd"
    service = "web"
    state = "live"
    rounds = 2

    def prepare(self):
        self.run = uuid4().hex

    def build(self):
        return DogStatsd(self.at.host, self.at.port, disable_background_sender=False)

    def use(self, client):
        self.work(client, "mr0")

    def release(self, client):
        client.stop()
        client.close_socket()

    def work(self, client, token):
        client.increment(f"{self.run}.{token}")
        return _came(self.at, f"{self.run}.{token}").removeprefix(f"{self.run}.")


class Interval:
    """The thread that flushes what was counted."""

    row = "datadog.threadstats.ThreadStats"
    service = "web"
    rounds = 1

    def prepare(self):
        self.run = uuid4().hex
        datadog.initialize(api_key="none", app_key="none", api_host=f"http://{self.at.host}:{self.at.port}")

    def build(self):
        return ThreadStats()

    def use(self, stats):
        stats.start(flush_interval=1, roll_up_interval=1)

    def release(self, stats):
        stats.stop()

    def work(self, stats, token):
        stats.increment(f"{self.run}.{token}")
        found = _came(self.at, f"{self.run}.{token}") or _came(self.at, f"{self.run}.{token}")
        return found.removeprefix(f"{self.run}.")

    def repair_in_worker_started(self, stats):
        """`start()` in the worker"""
        stats.start(flush_interval=1, roll_up_interval=1)
