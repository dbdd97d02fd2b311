"""A page, and a second port for health checks."""

import health


def app(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
    return [f"health on port {health.listener.getsockname()[1]}".encode()]
