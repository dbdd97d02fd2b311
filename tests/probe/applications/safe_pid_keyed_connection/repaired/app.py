"""A page that counts its calls over a connection."""

import connections

connections.to_counter().send(b"1")


def app(environ, start_response):
    connections.to_counter().send(b"1")
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
    return [b"counted"]
