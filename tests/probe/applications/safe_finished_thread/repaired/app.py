"""A page made of parts that were read at once."""

import parts

CONTENT = parts.read_all()


def app(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
    return [CONTENT.encode()]
