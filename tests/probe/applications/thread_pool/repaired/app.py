"""Thumbnails, computed beside the request."""

import jobs


def app(environ, start_response):
    size = jobs.thumbnail("cover.png").result()
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
    return [f"{size} bytes".encode()]


jobs.warm_up()
