"""Whether the cache answers."""

from client import Client

client = Client()


def app(environ, start_response):
    answer = client.ask(b"version")
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
    return [answer or b"the cache has hung up"]
