"""Counts visits, and says over which connection."""

import counter


def app(environ, start_response):
    counter.count()
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
    return [f"counted over connection {counter.connection()}".encode()]
