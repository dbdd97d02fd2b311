"""Squares from a table."""

import squares


def app(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
    return [f"{squares.TABLE[3]}".encode()]
