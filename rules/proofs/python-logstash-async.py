"""python-logstash-async, with a server that is asked whether a record has come."""

import logging
from urllib.request import urlopen
from uuid import uuid4

from logstash_async.constants import constants
from logstash_async.handler import AsynchronousLogstashHandler

constants.QUEUED_EVENTS_FLUSH_INTERVAL = 0.1
constants.QUEUE_CHECK_INTERVAL = 0.1


class Handler:
    """A handler that has sent a record."""

    row = "logstash_async.handler.AsynchronousLogstashHandler"
    service = "web"
    rounds = 1
    deadline = 5.0

    def prepare(self):
        self.run = uuid4().hex

    def build(self):
        self.own = AsynchronousLogstashHandler(
            self.at.host, self.at.port, database_path=None, transport="logstash_async.transport.UdpTransport"
        )
        return self.own

    def use(self, handler):
        self.work(handler, "first")

    def work(self, _handler, token):
        name = f"{self.run}-{token}"
        self.own.handle(logging.LogRecord("proof", logging.ERROR, "shop.py", 1, name, (), None))
        with urlopen(f"http://{self.at.host}:{self.at.port}/seen/{name}", timeout=5) as answer:
            return answer.read().decode().removeprefix(f"{self.run}-")
