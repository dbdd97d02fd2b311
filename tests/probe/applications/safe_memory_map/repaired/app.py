"""Names of railway stations by number, from a file that is mapped into memory."""

import stations


def app(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
    return [stations.name(2).encode()]
