"""Which version the cache has."""

from client import Client

client = Client()


def app(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
    return [client.ask(b"version")]
