"""Whether the certificate can be read by those who need a file."""

import certificates


def app(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
    return [b"readable" if certificates.readable() else b"gone"]
