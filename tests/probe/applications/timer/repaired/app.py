"""A page that calls another service with a token."""

import token_store


def app(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
    return [f"called with {token_store.token()}".encode()]
