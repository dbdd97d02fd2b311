"""openai, with a web server in place of the API."""

import asyncio
import json
from urllib.request import Request, urlopen

import openai

KEY = {"api_key": "none"}
ASKED = {"model": "none"}


def _teach(at):
    """The server answers with the token as a model does."""
    message = {"role": "assistant", "content": "%TOKEN%"}
    choice = {"index": 0, "finish_reason": "stop", "message": message}
    body = {"id": "1", "object": "chat.completion", "created": 1, "model": "none", "choices": [choice]}
    data = json.dumps({"body": body, "headers": {"Content-Type": "application/json"}}).encode()
    urlopen(Request(f"http://{at.host}:{at.port}/answers/openai/", data, method="PUT")).close()
    return f"http://{at.host}:{at.port}/openai/"


def _said(token):
    return {"messages": [{"role": "user", "content": token}], **ASKED}


class Client:
    """A client after a call."""

    row = "openai.OpenAI"
    service = "web"
    deadline = 5.0
    rounds = 20

    def prepare(self):
        self.url = _teach(self.at)

    def build(self):
        return openai.OpenAI(base_url=self.url, **KEY)

    def use(self, client):
        self.work(client, "mr0")

    def release(self, client):
        client.close()

    def work(self, client, token):
        return client.chat.completions.create(**_said(token)).choices[0].message.content

    def no_help_build_retries(self):
        """more `max_retries`: a wrong answer is none that is asked again"""
        return openai.OpenAI(base_url=self.url, max_retries=5, **KEY)

    def repair_build_where_used(self):
        """a client that each process makes when it first calls"""
        self.use = print
        self.work = lambda own, token: Client.work(self, own[0] if own else own.append(self.build()) or own[0], token)
        return []


class Async:
    """An asynchronous client after a call; the worker goes on with the loop of the master."""

    row = "openai.AsyncOpenAI"
    service = "web"
    deadline = 5.0
    rounds = 20

    def prepare(self):
        self.url = _teach(self.at)
        self.loop = asyncio.new_event_loop()

    def build(self):
        return openai.AsyncOpenAI(base_url=self.url, **KEY)

    def use(self, client):
        self.work(client, "mr0")

    def release(self, client):
        self.loop.run_until_complete(client.close())
        self.loop.run_until_complete(self.loop.shutdown_default_executor())

    def work(self, client, token):
        answer = self.loop.run_until_complete(client.chat.completions.create(**_said(token)))
        return answer.choices[0].message.content

    def no_help_in_worker_loop(self, _):
        """a loop of the worker's own for the inherited client"""
        self.inherited = self.loop
        self.loop = asyncio.new_event_loop()
