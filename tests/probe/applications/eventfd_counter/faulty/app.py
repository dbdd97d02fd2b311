"""How many things there were to do."""

import pending


def app(environ, start_response):
    pending.add(3)
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
    return [f"{pending.take()} taken".encode()]
