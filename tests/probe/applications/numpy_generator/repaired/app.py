"""Which variant of a page a visitor sees."""

import sampling


def app(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
    return [f"variant {sampling.variant()}".encode()]
