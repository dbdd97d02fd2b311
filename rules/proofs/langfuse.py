"""langfuse, with a server that is asked whether a score has come."""

from urllib.request import urlopen
from uuid import uuid4

from langfuse import Langfuse

KEYS = {"public_key": "key", "secret_key": "secret"}


class Client:
    """A client with its threads."""

    row = "langfuse.Langfuse"
    service = "web"
    rounds = 2

    def prepare(self):
        self.run = uuid4().hex

    def build(self):
        url = f"http://{self.at.host}:{self.at.port}"
        return Langfuse(base_url=url, flush_interval=0.1, **KEYS)

    def work(self, client, token):
        client.create_score(name=f"{self.run}-{token}", value=1, trace_id="0" * 31 + "1")
        with urlopen(f"http://{self.at.host}:{self.at.port}/seen/{self.run}-{token}", timeout=5) as answer:
            return answer.read().decode().removeprefix(f"{self.run}-")
