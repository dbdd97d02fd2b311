"""Rings and hears it."""

import doorbell


def app(environ, start_response):
    doorbell.ring()
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
    return [b"heard" if doorbell.heard() else b"nothing"]
