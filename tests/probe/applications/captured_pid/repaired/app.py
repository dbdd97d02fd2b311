"""A page that says which worker answered."""

import identity


def app(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
    return [f"answered by {identity.name()}".encode()]
