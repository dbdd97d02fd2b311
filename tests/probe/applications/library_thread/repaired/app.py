"""A basket, new or old."""

import flags


def app(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
    return [b"new basket" if flags.client().enabled("new-basket") else b"old basket"]
