"""Hands out tokens, on one of several pages."""

import chance


def app(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
    return [f"{chance.page()}: {chance.token()} {chance.number()}".encode()]
