"""Names of airports by code."""

import airports


def app(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
    return [airports.name("GRZ").encode()]
