"""A price, computed by a model."""

import model


def app(environ, start_response):
    price = model.predict([1.0, 2.0, 3.0])
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
    return [f"{price:.3f}".encode()]
