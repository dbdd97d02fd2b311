"""Which version this is."""

import facts

VERSION = facts.version()
SQUARES = facts.squares(5)
GREETING = facts.greeting()


def app(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
    return [f"{GREETING}: {VERSION} {SQUARES}".encode()]
