"""A synchronous page over asynchronous clients."""

import background

BEGINNING = background.wait_for(background.clock())


def app(environ, start_response):
    now = background.wait_for(background.clock())
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
    return [f"up for {now - BEGINNING:.0f} seconds".encode()]
