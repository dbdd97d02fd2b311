"""Says whether this instance can be found by others."""

import registry

registry.enter()


def app(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
    return [b"listed" if registry.listed() else b"not listed"]
