"""Which neighbours answer."""

import finder


def app(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
    return [f"{finder.answers(2)} of 2 neighbours answered".encode()]
