"""A page that counts its visits."""

import metrics


def app(environ, start_response):
    metrics.count("visits")
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
    return [b"welcome"]
