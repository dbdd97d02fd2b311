"""A page that numbers its answers in each process."""

from numbering import Numbering

numbering = Numbering()


def app(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
    return [f"answer {numbering.take()}".encode()]
