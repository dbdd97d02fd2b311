"""A catalogue."""

import catalogue

catalogue.load()


def app(environ, start_response):
    price = catalogue.price("tea")
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
    return [f"tea: {price}".encode()]
