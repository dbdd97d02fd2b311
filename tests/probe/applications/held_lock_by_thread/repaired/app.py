"""How many are in stock."""

import stock


def app(environ, start_response):
    found = stock.of("tea")
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
    return [f"{found} in stock".encode()]
