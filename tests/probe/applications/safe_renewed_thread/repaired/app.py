"""A currency converter."""

from rates import rates


def app(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
    return [f"1 EUR = {rates['USD']} USD".encode()]
