"""anthropic, with a web server in place of the API."""

import asyncio
import json
from urllib.request import Request, urlopen

import anthropic

KEY = {"api_key": "none"}
ASKED = {"model": "none", "max_tokens": 10}


def _teach(at):
    """The server answers with the token as a model does."""
    usage = {"input_tokens": 1, "output_tokens": 1}
    content = [{"type": "text", "text": "%TOKEN%"}]
    body = {"id": "1", "type": "message", "role": "assistant", "model": "none", "content": content, "usage": usage}
    data = json.dumps({"body": body, "headers": {"Content-Type": "application/json"}}).encode()
    urlopen(Request(f"http://{at.host}:{at.port}/answers/anthropic/", data, method="PUT")).close()
    return f"http://{at.host}:{at.port}/anthropic/"


def _said(token):
    return {"messages": [{"role": "user", "content": token}], **ASKED}


class Client:
    """A client after a call."""

    row = "anthropic.Anthropic"
    service = "web"
    deadline = 5.0
    rounds = 20

    def prepare(self):
        self.url = _teach(self.at)

    def build(self):
        return anthropic.Anthropic(base_url=self.url, **KEY)

    def use(self, client):
        self.work(client, "mr0")

    def release(self, client):
        client.close()

    def work(self, client, token):
        return client.messages.create(**_said(token)).content[0].text

    def no_help_build_retries(self):
        """more `max_retries`: a wrong answer is none that is asked again"""
        return anthropic.Anthropic(base_url=self.url, max_retries=5, **KEY)


class Async:
    """An asynchronous client after a call; the worker goes on with the loop of the master."""

    row = "anthropic.AsyncAnthropic"
    service = "web"
    deadline = 5.0
    rounds = 20

    def prepare(self):
        self.url = _teach(self.at)
        self.loop = asyncio.new_event_loop()

    def build(self):
        return anthropic.AsyncAnthropic(base_url=self.url, **KEY)

    def use(self, client):
        self.work(client, "mr0")

    def release(self, client):
        self.loop.run_until_complete(client.close())
        self.loop.run_until_complete(self.loop.shutdown_default_executor())

    def work(self, client, token):
        return self.loop.run_until_complete(client.messages.create(**_said(token))).content[0].text
