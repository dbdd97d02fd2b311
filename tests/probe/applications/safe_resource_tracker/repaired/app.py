"""Squares from a table."""

import squares

TABLE = squares.compute()


def app(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
    return [f"{TABLE[3]}".encode()]
