"""ddtrace, with a server that is asked whether a span has come."""

import os
from urllib.request import urlopen
from uuid import uuid4


class Tracer:
    """The library is imported, and has traced, in the master; each worker sends a span."""

    row = "ddtrace.native-threads"
    service = "web"
    rounds = 2

    def prepare(self):
        os.environ["DD_TRACE_AGENT_URL"] = f"http://{self.at.host}:{self.at.port}"
        os.environ["DD_INSTRUMENTATION_TELEMETRY_ENABLED"] = "false"
        self.run = uuid4().hex

    def build(self):
        return None

    def use(self, nothing):
        from ddtrace.trace import tracer

        self.tracer = tracer
        with tracer.trace("first"):
            pass

    def work(self, nothing, token):
        with self.tracer.trace(f"{self.run}-{token}"):
            pass
        self.tracer.flush()
        with urlopen(f"http://{self.at.host}:{self.at.port}/seen/{self.run}-{token}", timeout=5) as answer:
            return answer.read().decode().removeprefix(f"{self.run}-")
